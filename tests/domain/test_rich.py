"""Rich messages, rich videos, cards and LINE's coupons: what LINE gets, and their limits."""

from typing import Any

import pytest

from bot.domain.line_objects import Look
from bot.domain.messages import line_messages, step_is_personal
from tests.domain.test_messages import NAME, refused, scenario, sent

A = "https://a.example/"
SPOT = {"label": "予約", "link": A}


def rich(*areas: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {"rich": "photo-1", "alt": "今月のメニュー", "areas": list(areas or (SPOT,)), **parts}


def card(**parts: Any) -> dict[str, Any]:
    return {"title": "玉子焼き", "image": "photo-1", **parts}


class TestRich:
    def test_one_area_is_the_whole_picture(self) -> None:
        [message] = sent(rich())
        assert message == {
            "type": "imagemap",
            "baseUrl": "https://shop.example/media/photo-1/square",
            "altText": "今月のメニュー",
            "baseSize": {"width": 1040, "height": 1040},
            "actions": [
                {
                    "type": "uri",
                    "label": "予約",
                    "linkUri": A,
                    "area": {"x": 0, "y": 0, "width": 1040, "height": 1040},
                }
            ],
        }

    @pytest.mark.parametrize("number", range(1, 7))
    @pytest.mark.parametrize(("shape", "height"), [("square", 1040), ("half", 520), ("tall", 1300)])
    def test_areas_share_the_picture_without_a_gap(
        self, number: int, shape: str, height: int
    ) -> None:
        [message] = sent(rich(*[SPOT] * number, shape=shape))
        areas = [action["area"] for action in message["actions"]]
        assert message["baseSize"] == {"width": 1040, "height": height}
        covered = sum(area["width"] * area["height"] for area in areas)
        assert abs(covered - 1040 * height) <= 5000
        for area in areas:
            assert 0 <= area["x"] < area["x"] + area["width"] <= 1041
            assert 0 <= area["y"] < area["y"] + area["height"] <= height + 1

    def test_areas_may_say_where_they_are_and_have_words_said(self) -> None:
        [message] = sent(rich({"label": "声", "say": "メニュー", "at": ["50", 0, 50, 25]}))
        [action] = message["actions"]
        assert (action["type"], action["text"]) == ("message", "メニュー")
        assert action["area"] == {"x": 520, "y": 0, "width": 520, "height": 260}

    def test_links_in_it_are_tracked(self) -> None:
        step = scenario(rich({"label": "声", "say": "a"}, SPOT)).steps[0]
        assert step_is_personal(step)
        [message] = line_messages(
            step.send, Look("ja", str, track=lambda place: f"https://x/{place}")
        )
        assert message["actions"][1]["linkUri"] == "https://x/(0, 1)"
        assert not step_is_personal(scenario(rich({"label": "声", "say": "a"})).steps[0])

    @pytest.mark.parametrize(
        ("parts", "code", "place"),
        [
            ({"areas": []}, "empty", "areas"),
            ({"areas": [SPOT] * 7}, "too_many", "areas"),
            ({"areas": [{"label": "a"}]}, "link_or_say", "areas[0]"),
            ({"areas": [{**SPOT, "say": "a"}]}, "link_or_say", "areas[0]"),
            ({"areas": [{**SPOT, "at": [0, 0, 101, 10]}]}, "bad_area", "areas[0].at"),
            ({"areas": [{**SPOT, "at": [60, 0, 50, 10]}]}, "bad_area", "areas[0].at"),
            ({"areas": [{**SPOT, "at": [0, 0, 0, 10]}]}, "bad_area", "areas[0].at"),
            ({"areas": [{**SPOT, "at": "nan"}]}, "bad_area", "areas[0].at"),
            ({"areas": [SPOT, {**SPOT, "at": [0, 0, 9, 9]}]}, "place_all_areas", ""),
            ({"areas": [{**SPOT, "label": "😀" * 51}]}, "too_long", "areas[0].label"),
            ({"areas": [{"label": "a", "say": "😀" * 201}]}, "too_long", "areas[0].say"),
            ({"alt": "あ" * 1501}, "too_long", "alt"),
            ({"alt": NAME}, "plain_words", "alt"),
            ({"rich": A + "a.jpg"}, "not_stored", "rich"),
            ({"shape": "round"}, "unknown_value", "shape"),
        ],
    )
    def test_limits(self, parts: dict[str, Any], code: str, place: str) -> None:
        problem = refused({**rich(), **parts})
        where = f"steps[0].send[0].{place}" if place else "steps[0].send[0]"
        assert (problem.code, problem.place) == (code, where)


class TestRichVideo:
    VIDEO = {"rich_video": "film-1", "alt": "新作", "end": {"label": "くわしく", "link": A}}

    def test_its_end_has_a_button(self) -> None:
        [message] = sent(self.VIDEO)
        assert message["video"] == {
            "originalContentUrl": "https://shop.example/media/film-1",
            "previewImageUrl": "https://shop.example/media/film-1/wide/1040",
            "area": {"x": 0, "y": 0, "width": 1040, "height": 585},
            "externalLink": {"linkUri": A, "label": "くわしく"},
        }
        assert (message["baseSize"]["height"], message["actions"]) == (585, [])

    def test_the_button_is_tracked_and_may_be_left_out(self) -> None:
        assert step_is_personal(scenario(self.VIDEO).steps[0])
        alone = {key: value for key, value in self.VIDEO.items() if key != "end"}
        assert "externalLink" not in sent(alone)[0]["video"]

    def test_its_label_is_shorter_than_others(self) -> None:
        problem = refused({**self.VIDEO, "end": {"label": "😀" * 16, "link": A}})
        assert problem.values["actual"] == 32
        assert problem.place == "steps[0].send[0].end"


class TestCards:
    def test_nine_and_more(self) -> None:
        button = {"label": "予約", "link": A}
        cards = [card(button=button) for _ in range(9)]
        [message] = sent({"cards": cards, "more": {"label": "もっと", "link": "tel:1"}})
        bubbles = message["contents"]["contents"]
        assert (len(bubbles), message["altText"]) == (10, "玉子焼き")
        assert bubbles[0]["hero"]["url"] == "https://shop.example/media/photo-1-preview"
        assert bubbles[9]["footer"]["contents"][0]["action"]["uri"] == "tel:1"

    def test_each_button_has_an_address_of_its_own(self) -> None:
        cards = [
            card(button={"label": "予約", "link": A}),
            card(),
            card(button={"label": "予約", "link": A}),
        ]
        step = scenario({"cards": cards}).steps[0]
        asked: list[tuple[int, int]] = []

        def track(where: tuple[int, int]) -> None:
            asked.append(where)

        line_messages(step.send, Look("ja", str, track=track))
        assert asked == [(0, 0), (0, 2)]

    @pytest.mark.parametrize(
        ("cards", "code"),
        [
            ([], "empty"),
            ([card()] * 10, "too_many"),
            ([card(), {"title": "a"}], "pictures_on_all"),
            ([card(title="あ" * 41)], "too_long"),
            ([card(text="あ" * 121)], "too_long"),
            ([card(title=NAME)], "plain_words"),
        ],
    )
    def test_limits(self, cards: Any, code: str) -> None:
        assert refused({"cards": cards}).code == code


def test_a_coupon_of_lines() -> None:
    assert sent({"line_coupon": "01JYNW8JMQVFBNWF1APF8Z3FS7"}) == [
        {"type": "coupon", "couponId": "01JYNW8JMQVFBNWF1APF8Z3FS7"}
    ]
    assert refused({"line_coupon": "first-visit"}).code == "bad_line_coupon"
