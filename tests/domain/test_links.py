"""Buttons with links: what may stand on them, where they lead, and the addresses nobody guesses."""

import secrets
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.check import check
from bot.domain.document import parse
from bot.domain.links import read_token, token
from bot.domain.messages import Look, line_messages, step_is_personal
from tests.domain.test_check import CALENDAR
from tests.domain.test_messages import MOON, NAME, refused, scenario, sent

SHOP = "https://shop.example/menu"


def button(**parts: Any) -> dict[str, Any]:
    return {"text": "ご予約はこちら", "buttons": [{"label": "予約する", "link": SHOP, **parts}]}


def actions(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [one["action"] for one in message["contents"]["footer"]["contents"]]


class TestMessage:
    def test_a_look_leads_straight_to_the_link(self) -> None:
        [message] = sent(button())
        assert message["altText"] == "ご予約はこちら"
        assert actions(message) == [{"type": "uri", "label": "予約する", "uri": SHOP}]

    def test_the_text_is_filled_and_spoken(self) -> None:
        text = {"ja": f"{NAME}さん", "en": f"Hi {NAME}"}
        [message] = sent({**button(), "text": text}, lang="en", name='"花"')
        assert message["altText"] == 'Hi "花"'
        assert message["contents"]["body"]["contents"][0]["text"] == 'Hi "花"'

    def test_each_friend_gets_addresses_of_their_own(self) -> None:
        step = scenario({"text": "a"}, button(), button(link="tel:0312345678")).steps[0]
        assert step_is_personal(step)
        look = Look("ja", str, track=lambda place: f"https://x/{place[0]}-{place[1]}")
        messages = line_messages(step.send, look)
        assert actions(messages[1])[0]["uri"] == "https://x/1-0"
        assert actions(messages[2])[0]["uri"] == "tel:0312345678"

    @pytest.mark.parametrize("parts", [{"track": "no"}, {"link": "line://ti/p/@shop"}])
    def test_what_is_not_tracked_goes_to_all_at_once(self, parts: dict[str, Any]) -> None:
        assert not step_is_personal(scenario(button(**parts)).steps[0])


class TestLimits:
    @pytest.mark.parametrize(
        ("parts", "code", "part"),
        [
            ({"label": "あ" * 41}, "too_long", "label"),
            ({"label": "👨‍👩‍👧" * 41}, "too_long", "label"),
            ({"label": " "}, "empty", "label"),
            ({"label": NAME}, "plain_words", "label"),
            ({"link": "javascript:alert(1)"}, "bad_link", "link"),
            ({"link": "//evil.example"}, "bad_link", "link"),
            ({"link": "shop.example"}, "bad_link", "link"),
            ({"link": "https://"}, "broken_link", "link"),
            ({"link": "https://a b.example"}, "broken_link", "link"),
            ({"link": "https://a.example\\@evil"}, "broken_link", "link"),
            ({"link": "https://a.example:x/"}, "broken_link", "link"),
            ({"link": "https://a.example/\r\nSet-Cookie: x"}, "broken_link", "link"),
            ({"link": "https://a.example/" + "a" * 983}, "too_long", "link"),
        ],
    )
    def test_are_told_with_their_place(self, parts: dict[str, Any], code: str, part: str) -> None:
        problem = refused(button(**parts))
        assert (problem.code, problem.place) == (code, f"steps[0].send[0].buttons[0].{part}")
        if code == "too_long":
            assert problem.values["actual"] == problem.values["limit"] + 1  # type: ignore[operator]

    def test_a_family_is_one_letter_of_a_label(self) -> None:
        assert sent(button(label="👨‍👩‍👧" * 40))

    def test_labels_need_to_know_who_tapped(self) -> None:
        assert refused(button(track="no", add_label="A")).code == "label_untracked"
        assert refused(button(link="tel:1", add_label="A")).code == "label_untracked"

    def test_six_buttons_and_a_short_text(self) -> None:
        seven = [{"label": "a", "link": SHOP}] * 7
        assert refused({"text": "a", "buttons": seven}).values["actual"] == 7
        assert refused({"text": "a", "buttons": []}).code == "empty"
        assert refused({"text": "あ" * 501, "buttons": seven[:1]}).values["actual"] == 501
        assert refused({"text": MOON, "buttons": seven[:1]}).code == "plain_words"
        assert refused({"buttons": seven[:1]}).code == "missing"

    @pytest.mark.parametrize(
        ("link", "kept"),
        [
            (
                "https://例え.jp/メニュー?x=あ",
                "https://xn--r8jz45g.jp/%E3%83%A1%E3%83%8B%E3%83%A5%E3%83%BC?x=%E3%81%82",
            ),
            ("HTTPS://a.example/%E3%81%82#b", "HTTPS://a.example/%E3%81%82#b"),
            (" tel:+81-3-1234-5678 ", "tel:+81-3-1234-5678"),
        ],
    )
    def test_addresses_are_kept_as_line_takes_them(self, link: str, kept: str) -> None:
        [message] = sent(button(link=link))
        assert actions(message)[0]["uri"] == kept


class TestAskedFor:
    def test_a_step_without_a_tracked_button_cannot_be(self) -> None:
        def codes(*send: dict[str, Any]) -> list[str]:
            steps = [
                {"id": "a", "send": list(send)},
                {"id": "b", "only": {"not": {"tapped": "a"}}, "send": [{"text": "b"}]},
            ]
            start = {"when": "friend_added"}
            return [
                f.code
                for f in check(parse({"name": "x", "start": start, "steps": steps}), CALENDAR)
            ]

        assert codes({"text": "a"}) == ["not_tappable"]
        assert codes(button(track="no")) == ["not_tappable"]
        assert codes(button()) == []


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**48 - 1))
def test_tokens_are_read_again(link: int, walk: int) -> None:
    key = secrets.token_hex(16)
    written = token(link, key, walk)
    read = read_token(written)
    assert read is not None
    assert (read.link_id, read.enrollment_id, len(written)) == (link, walk, 32)
    assert read.is_of(key)
    assert not read.is_of(secrets.token_hex(16))


@given(st.integers(0, 31), st.sampled_from("abcXYZ019-_"))
def test_a_changed_letter_makes_it_nobodys(place: int, letter: str) -> None:
    written = token(7, "ab" * 16, 1234)
    changed = written[:place] + letter + written[place + 1 :]
    read = read_token(changed)
    assert changed == written or read is None or not read.is_of("ab" * 16)


@pytest.mark.parametrize(
    "written", ["", "a", "../../etc/passwd", "é" * 32, "a" * 33, "a" * 31 + "\n"]
)
def test_what_is_no_token(written: str) -> None:
    assert read_token(written) is None
