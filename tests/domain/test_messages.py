"""What each kind of message is for LINE, and what is refused when it is written."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.document import Scenario, parse
from bot.domain.errors import DocumentError, Problem
from bot.domain.messages import Look, filled, language_for, line_messages, step_is_personal
from bot.domain.recordings import read_tracking_id, tracking_id
from bot.domain.sender import allowed, sender_name
from bot.domain.text import utf16_length

MOON = '{{ emoji("5ac1bfd5040ab15980c9b435", "001") }}'
BROWN = '{{ emoji("5ac2213e040ab15980c9b447", "005") }}'
NAME = '{{ friend.name | default("お客様") }}'
SHOP = {
    "title": "ひだまり弁当",
    "address": "東京都港区芝公園4-2-8",
    "latitude": 35.658581,
    "longitude": 139.745433,
}


def scenario(*send: Mapping[str, Any], **more: Any) -> Scenario:
    return parse({"name": "x", "steps": [{"id": "a", "send": list(send)}], **more})


def _media_url(media: str) -> str:
    return media if media.startswith("https://") else f"https://shop.example/media/{media}"


def sent(
    *send: Mapping[str, Any], lang: str = "ja", name: str = "花", **more: Any
) -> list[dict[str, Any]]:
    document = scenario(*send, **more)
    look = Look(lang, _media_url, None, document.sender)
    return filled(line_messages(document.steps[0].send, look), {"friend.name": name})


def refused(*send: Mapping[str, Any], **more: Any) -> Problem:
    with pytest.raises(DocumentError) as caught:
        scenario(*send, **more)
    [problem] = caught.value.problems
    return problem


class TestEmoji:
    def test_a_dollar_stands_for_each_of_them(self) -> None:
        [message] = sent({"text": f"😀{MOON}{NAME}$さん{BROWN}"})
        assert message["text"] == "😀$花$さん$"
        assert message["emojis"] == [
            {"index": 2, "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"},
            {"index": 7, "productId": "5ac2213e040ab15980c9b447", "emojiId": "005"},
        ]

    @given(st.text(), st.text(alphabet="あ😀$ ", max_size=9))
    def test_each_place_is_a_dollar_whatever_friends_are_called(self, name: str, text: str) -> None:
        [message] = sent({"text": f"{text}{NAME}{MOON}{text}{MOON}"}, name=name)
        units = message["text"].encode("utf-16-le", "surrogatepass")
        places = [emoji["index"] for emoji in message["emojis"]]
        assert [units[2 * at : 2 * at + 2] for at in places] == [b"$\0"] * 2

    def test_a_friend_may_be_called_like_one(self) -> None:
        [message] = sent({"text": NAME}, name=MOON)
        assert message == {"type": "text", "text": MOON}

    def test_twenty_are_possible(self) -> None:
        assert len(sent({"text": MOON * 20})[0]["emojis"]) == 20
        problem = refused({"text": MOON * 21})
        assert (problem.code, problem.values["limit"], problem.values["actual"]) == (
            "too_many",
            20,
            21,
        )
        assert problem.place == "steps[0].send[0].text"

    def test_their_words_count(self) -> None:
        problem = refused({"text": "あ" * 4990 + MOON})
        assert (problem.code, problem.values["actual"]) == ("text_too_long", 5010)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ friend.age }}歳", "friend.age"),
        ("{% if a %}", "{% if a %}"),
        ("{名前}さん", "{名前}"),
        ("{{ friend.name | upper }}", "{{ friend.name | upper }}"),
        ('{{ emoji("x", "1") }}', '{{ emoji("x", "1") }}'),
        ("{{ friend.name", "{{"),
        ("friend.name }}", "}}"),
    ],
)
def test_no_raw_brace_reaches_a_friend(text: str, told: str) -> None:
    problem = refused({"text": {"ja": "a", "en": text}})
    assert (problem.code, problem.values["value"]) == ("unknown_variable", told)
    assert "friend.name" in str(problem.values["allowed"])


class TestLanguages:
    TEXT = {"text": {"ja": "日", "en": "E", "zh-TW": "繁", "th": "ไ"}}

    @pytest.mark.parametrize(
        ("lang", "text"),
        [
            ("ja", "日"),
            ("en-GB", "E"),
            ("zh-TW", "繁"),
            ("zh-Hant", "繁"),
            ("th", "ไ"),
            ("fr", "日"),
            ("", "日"),
        ],
    )
    def test_each_reads_their_own_or_the_first(self, lang: str, text: str) -> None:
        step = scenario(self.TEXT).steps[0]
        assert sent(self.TEXT, lang=language_for(step, lang))[0]["text"] == text

    def test_a_text_that_lacks_one_gives_its_first(self) -> None:
        step = scenario(self.TEXT, {"text": {"en": "only", "ja": "だけ"}}).steps[0]
        assert language_for(step, "th") == "th"
        messages = line_messages(step.send, Look("th", str))
        assert [message["text"] for message in messages] == ["ไ", "only"]

    def test_a_name_in_one_language_makes_it_personal(self) -> None:
        text = {"text": {"ja": "a", "en": NAME}}
        assert step_is_personal(scenario(text).steps[0])


class TestSticker:
    def test_it_is_sent(self) -> None:
        assert sent({"sticker": ["446", 1988]}) == [
            {"type": "sticker", "packageId": "446", "stickerId": "1988"}
        ]

    @pytest.mark.parametrize("ids", [[1, 2], [446, 0]])
    def test_what_line_would_refuse_is_told(self, ids: list[int]) -> None:
        problem = refused({"sticker": ids})
        assert problem.code == "sticker_not_sendable"
        assert "11537" in problem.text and str(ids[1]) in problem.text

    @pytest.mark.parametrize("ids", [[446], [446, 1988, 1], "446", [446, "x"]])
    def test_it_is_two_numbers(self, ids: Any) -> None:
        problem = refused({"sticker": ids})
        assert problem.code in {"sticker_form", "not_a_number"}
        assert problem.place.startswith("steps[0].send[0].sticker")


class TestLocation:
    def test_it_is_sent(self) -> None:
        assert sent({"location": SHOP}) == [{"type": "location", **SHOP}]

    @pytest.mark.parametrize("part", ["title", "address"])
    def test_lengths_count_as_line_counts(self, part: str) -> None:
        assert sent({"location": {**SHOP, part: "😀" * 50}})
        problem = refused({"location": {**SHOP, part: "😀" * 51}})
        assert (problem.code, problem.values) == (
            "too_long",
            {"limit": 100, "actual": 102, "step": "a"},
        )
        assert problem.place == f"steps[0].send[0].location.{part}"

    @pytest.mark.parametrize(
        ("part", "value"),
        [("latitude", 90.1), ("longitude", "-181"), ("latitude", "nan"), ("longitude", "東")],
    )
    def test_degrees(self, part: str, value: Any) -> None:
        problem = refused({"location": {**SHOP, part: value}})
        assert (problem.code, problem.values["value"]) == ("bad_degrees", str(value))

    def test_degrees_may_be_written_as_text(self) -> None:
        assert sent({"location": {**SHOP, "latitude": "35.6585810001"}})[0]["latitude"] == 35.658581


class TestSender:
    ICON = "https://shop.example/icon.png"

    def test_it_stands_with_every_message(self) -> None:
        sender = {"name": "店長", "icon": self.ICON}
        messages = sent({"text": "a"}, {"sticker": [446, 1988]}, sender=sender)
        shown = {"name": "店長", "iconUrl": self.ICON}
        assert [message["sender"] for message in messages] == [shown, shown]

    def test_a_name_alone(self) -> None:
        assert sent({"text": "a"}, sender={"name": "店長"})[0]["sender"] == {"name": "店長"}

    def test_a_stored_picture_is_fetched_as_a_small_square(self) -> None:
        shown = {"iconUrl": "https://shop.example/media/photo-1/icon/240"}
        assert sent({"text": "a"}, sender={"icon": "photo-1"})[0]["sender"] == shown

    @pytest.mark.parametrize(
        ("sender", "code", "place"),
        [
            ({}, "sender_empty", "sender"),
            ({"name": "😀" * 11}, "too_long", "sender.name"),
            ({"name": "Tokyo line shop"}, "sender_word", "sender.name"),
            ({"name": "ひだまりLINE公式"}, "sender_word", "sender.name"),
            ({"name": "ＬＩＮＥのひだまり"}, "sender_word", "sender.name"),
            ({"icon": "a photo"}, "not_https", "sender.icon"),
            ({"icon": "http://a.example/i.png"}, "not_https", "sender.icon"),
        ],
    )
    def test_what_line_would_refuse(self, sender: Any, code: str, place: str) -> None:
        problem = refused({"text": "a"}, sender=sender)
        assert (problem.code, problem.place) == (code, place)

    def test_twenty_units_are_possible(self) -> None:
        name = "😀" * 10
        assert utf16_length(sent({"text": "a"}, sender={"name": name})[0]["sender"]["name"]) == 20


class TestRecordings:
    def test_a_video_shows_its_own_picture_first(self) -> None:
        assert sent({"video": "film-1"}) == [
            {
                "type": "video",
                "originalContentUrl": "https://shop.example/media/film-1",
                "previewImageUrl": "https://shop.example/media/film-1-preview",
            }
        ]

    def test_a_voice_message_tells_its_length(self) -> None:
        [message] = sent({"audio": "voice-1", "seconds": "12.3456"})
        assert message["duration"] == 12346

    @pytest.mark.parametrize(
        ("message", "code"),
        [
            ({"video": "https://shop.example/a.mp4"}, "preview_missing"),
            ({"video": "film-1", "track": "a_b"}, "bad_track"),
            ({"video": "film-1", "track": "a" * 61}, "too_long"),
            ({"audio": "voice-1"}, "missing"),
            ({"audio": "voice-1", "seconds": 0}, "bad_seconds"),
            ({"audio": "voice-1", "seconds": 86401}, "bad_seconds"),
            ({"audio": "voice-1", "seconds": "nan"}, "bad_seconds"),
        ],
    )
    def test_what_line_would_refuse(self, message: Any, code: str) -> None:
        assert refused(message).code == code

    @pytest.mark.parametrize("written", ["1.2.a-b", "999999999.99.x"])
    def test_a_tracking_id_is_read_again(self, written: str) -> None:
        read = read_tracking_id(written)
        assert read and tracking_id(*read, written.rpartition(".")[2]) == written

    @pytest.mark.parametrize("written", ["", "lesson-1", "1.2", "1.2.a_b", "-1.2.a", "1.2.a\n"])
    def test_what_is_no_tracking_id_of_ours(self, written: str) -> None:
        assert read_tracking_id(written) is None


@pytest.mark.parametrize("name", ["オンライン店", "ONLINE SHOP", "Airline", "Liner"])
def test_a_word_that_only_holds_the_barred_one_is_a_good_senders_name(name: str) -> None:
    assert sender_name(name) == name
    assert allowed(f"LINE {name}") == name
