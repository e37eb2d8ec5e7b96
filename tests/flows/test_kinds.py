"""A step's messages of every kind, by sending them to the bot while the step is edited."""

from datetime import timedelta
from typing import Any

import pytest

from admin_flows.ports.chat import Sent, Typed
from bot.clock import FakeClock
from bot.domain.content import emoji
from bot.domain.document import Audio, Location, Sticker, Text, Video
from bot.domain.errors import Problem
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import running, three_steps

STICKER = {"sticker": ["446", "1988"]}
SHOP = {
    "location": {
        "title": "ひだまり弁当",
        "address": "東京都港区",
        "latitude": 35.658581,
        "longitude": 139.745433,
    }
}


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    return mori


@pytest.fixture
def composing(phone: Phone) -> Phone:
    return phone.press("go:msg.compose:1.s2")


def sent(shop: Shop) -> tuple[Any, ...]:
    return shop.kept[1].draft.steps[1].send


def test_a_sticker_and_a_location_become_messages(composing: Phone, shop: Shop) -> None:
    before = len(sent(shop))
    composing.other("sticker", STICKER).other("location", SHOP)
    assert composing.screen == "msg.compose"
    *_, sticker, place = sent(shop)
    assert len(sent(shop)) == before + 2
    assert sticker == Sticker(sticker=(446, 1988))
    assert isinstance(place, Location) and place.location.title == "ひだまり弁当"
    assert composing.reads("Sticker") and composing.reads("ひだまり弁当")


def test_a_sticker_that_line_would_refuse_is_told(composing: Phone, shop: Shop) -> None:
    before = sent(shop)
    composing.other("sticker", {"sticker": ["1234567", "1"]})
    assert sent(shop) == before
    assert composing.reads(
        "LINE does not let accounts send this sticker. Choose one that is close."
    )


def test_a_text_is_replaced_by_a_sticker(composing: Phone, shop: Shop) -> None:
    assert isinstance(sent(shop)[0], Text)
    composing.press("go:msg.replace:1.s2.1").other("sticker", STICKER)
    assert sent(shop)[0] == Sticker(sticker=(446, 1988))


def test_a_sticker_has_no_text_to_edit(composing: Phone, shop: Shop) -> None:
    composing.press("go:msg.replace:1.s2.1").other("sticker", STICKER)
    composing.press("go:msg.card:1.s2.1")
    assert not composing.reads("Edit text")


def test_hours_later_a_sticker_changes_nothing(
    composing: Phone, shop: Shop, clock: FakeClock
) -> None:
    before = sent(shop)
    clock.move(timedelta(hours=13))
    composing.other("sticker", STICKER)
    assert sent(shop) == before


def test_a_video_and_a_voice_become_messages(composing: Phone, shop: Shop) -> None:
    before = len(sent(shop))
    shop.pictures["film-1"] = shop.pictures["voice-1"] = shop.pictures["photo-1"]
    composing.give(Sent("video", "film-1", seconds=61.0)).give(
        Sent("audio", "voice-1", seconds=12.4)
    )
    assert sent(shop)[before:] == (
        Video(video="film-1", track="seen"),
        Audio(audio="voice-1", seconds=12.4),
    )
    assert composing.reads("Video") and composing.reads("0:12")


def test_what_cannot_be_taken_says_why(composing: Phone, shop: Shop) -> None:
    before = sent(shop)
    unreadable = Sent("image", None, problem=Problem("picture_unreadable"))
    composing.give(unreadable)
    assert "この画像は開けませんでした。JPEGかPNGで送ってください。" in composing.words
    composing.give(Sent("video", None, problem=Problem("video_too_big", values={"actual": 231})))
    said = "動画が大きすぎます（231MB）。上限は200MBです。短くして送ってください。"
    assert said in composing.words
    assert sent(shop) == before


def test_a_shrunk_picture_is_taken_and_the_sizes_told(composing: Phone, shop: Shop) -> None:
    before = len(sent(shop))
    shrunk = Problem("picture_shrunk", values={"before": "12.4MB", "after": "1.8MB"})
    composing.give(Sent("image", "photo-1", 1024, 768, 90_000, shrunk))
    assert len(sent(shop)) == before + 1
    assert "大きかったので小さくしました（12.4MB→1.8MB）。" in composing.words


def test_another_medium_than_asked_is_told_by_name(mori: Phone) -> None:
    mori.press("go:coupon.new").type("初回").type("300円引き")
    for medium, got in ((Sent("video", "film-1"), "動画"), (Sent("file", None), "ファイル")):
        mori.give(medium)
        assert f"ここでは画像を送ってください。いま届いたのは{got}です。" in mori.words


def test_a_late_voice_is_asked_about_and_kept(
    composing: Phone, shop: Shop, clock: FakeClock
) -> None:
    clock.move(timedelta(hours=13))
    composing.give(Sent("audio", "voice-1", seconds=12.4))
    assert composing.screen == "answer.late"
    assert composing.reads("Voice message")
    composing.tap("Use it")
    assert sent(shop)[-1] == Audio(audio="voice-1", seconds=12.4)


def test_a_file_that_nobody_can_play_is_told(composing: Phone, shop: Shop) -> None:
    before = sent(shop)
    composing.give(Sent("file", None))
    assert sent(shop) == before
    assert composing.screen == "msg.compose"


def test_lines_own_emojis_stay_what_they_are_in_messages_alone(
    composing: Phone, shop: Shop
) -> None:
    code = emoji("5ac1bfd5040ab15980c9b435", "001")
    composing.given(Typed("こんにちは(hi)", f"こんにちは{code}"))
    assert sent(shop)[-1] == Text(text=f"こんにちは{code}")
    composing.press("go:scenario.rename:1").given(Typed("名前(hi)", f"名前{code}"))
    assert shop.kept[1].draft.name == "名前(hi)"
