"""What staff are told of a step: each act once, with the step it belongs to."""

import json
from typing import Any

import pytest

from bot.app import create_app
from bot.domain.questions import answer_data
from bot.domain.sendable import RECEIPTS
from bot.services.coupons import NewCoupon
from bot.store.db import rows
from tests.delivery.world import World, step
from tests.drain.chat import HANA, MORI, Chat
from tests.drain.test_links import PHONE, SHOP

ALL = list(RECEIPTS)
Told = list[tuple[str, int | None, list[str], str]]


def told(*kinds: str) -> Told:
    """Kind, stop, names and words; without what was merely sent."""
    found = rows("SELECT kind, step, names, said FROM receipt ORDER BY id")
    every = [(kind, stop, json.loads(names), said) for kind, stop, names, said in found]
    return [one for one in every if one[0] in kinds or (not kinds and one[0] != "sent")]


def came(chat: Chat, *steps: dict[str, Any], users: tuple[str, ...] = (HANA,)) -> World:
    """Friends who got the first steps of a running scenario."""
    world = World(clock=chat.clock)
    world.scenario(*steps)
    for user in users:
        chat.follows(user)
    chat.drain()
    world.send()
    return world


def name(user: str) -> str:
    return str(rows("SELECT name FROM friend WHERE user_id = :user", {"user": user})[0][0])


def test_each_button_is_told_once(chat: Chat) -> None:
    button = {"label": "予約する", "link": SHOP}
    other = {"label": "地図", "link": SHOP + "/map"}
    offer = {"text": "ご予約はこちら", "buttons": [button, other]}
    world = came(chat, {"id": "offer", "send": [offer], "receipt": ["tapped"]}, step("end"))
    footer = world.line.entries[0].messages[0]["contents"]["footer"]["contents"]
    browser = create_app(chat.parts).test_client()
    for place in (0, 0, 1):
        path = footer[place]["action"]["uri"].removeprefix("https://shop.example")
        browser.get(path, headers={"User-Agent": PHONE})
        chat.drain()
    assert told() == [("tapped", 0, [name(HANA)], "予約する"), ("tapped", 0, [name(HANA)], "地図")]


def test_an_answer_is_told_with_its_words(chat: Chat) -> None:
    ask = {"text": "どちら？", "choices": ["和食", "洋食"], "into": "好み"}
    came(chat, {"id": "taste", "ask": ask, "receipt": ["answered"]}, step("end", {"days": 1}))
    for _ in range(2):
        chat.taps(answer_data(1, "taste", "1"))
        chat.drain()
    chat.says("ありがとう")
    chat.drain()
    assert told() == [("answered", 0, [name(HANA)], "洋食")]


def test_what_they_write_after_a_step_is_told_once_within_a_day(chat: Chat) -> None:
    world = came(
        chat,
        step("first", receipt=["answered"]),
        step("second", {"days": 3}, receipt=["answered"]),
        step("third", {"days": 9}),
    )
    for text in ("予約できますか", "もしもし"):
        chat.says(text)
        chat.drain()
    world.move(days=2)
    chat.says("まだですか")
    chat.drain()
    world.move(days=1)
    world.send()
    chat.says("あ" * 300)
    chat.drain()
    first, second = told()
    assert first == ("answered", 0, [name(HANA)], "予約できますか")
    assert second[:2] == ("answered", 1)
    assert len(second[3]) <= 200


def test_a_video_seen_to_its_end_is_told_once(chat: Chat) -> None:
    film = {"id": "film", "send": [{"video": "film-1", "track": "lesson-1"}], "receipt": "watched"}
    world = came(chat, step("hello"), film)
    tracking = world.line.entries[1].messages[0]["trackingId"]
    for _ in range(2):
        chat.arrive("videoPlayComplete", HANA, videoPlayComplete={"trackingId": tracking})
    chat.drain()
    assert told() == [("watched", 1, [name(HANA)], "")]


def test_each_use_of_a_coupon_is_told(chat: Chat) -> None:
    chat.parts.coupons.create(NewCoupon("初回", "初回クーポン", "300円引き", uses=2))
    came(chat, {"id": "gift", "send": [{"coupon": "初回"}], "receipt": ["used"]})
    for used in (0, 0, 1, 1):
        chat.taps(f"do:friend.menu:-:use:1.{used}")
        chat.drain()
    assert told() == [("used", 0, [name(HANA)], "初回クーポン")] * 2


@pytest.mark.parametrize("kind", ["blocked", "stopped"])
def test_who_leaves_is_told_with_the_step_before(chat: Chat, kind: str) -> None:
    """Also when the walk was over; but not after a day."""
    world = came(chat, step("hello", receipt=[kind]), users=(HANA, MORI))
    _leave(chat, kind, HANA)
    world.move(days=1, seconds=1)
    _leave(chat, kind, MORI)
    assert told() == [(kind, 0, [name(HANA)], "")]


@pytest.mark.parametrize("kind", ["blocked", "stopped"])
def test_who_leaves_from_inside_is_told_in_any_case(chat: Chat, kind: str) -> None:
    later = step("later", {"days": 1}, receipt=ALL)
    came(chat, step("hello"), later)
    _leave(chat, kind, HANA)
    assert told() == [(kind, None, [name(HANA)], "")]


def _leave(chat: Chat, kind: str, user: str) -> None:
    if kind == "blocked":
        chat.arrive("unfollow", user)
    else:
        chat.taps("do:friend.menu:-:stop", user)
    chat.drain()


def test_stopping_one_scenario_is_not_told_of_another_ones_step(chat: Chat) -> None:
    world = came(chat, step("a", {"days": 1}))
    world.scenario(step("b", receipt=["stopped"]), step("c", {"days": 5}), name="もう一つ")
    chat.arrive("unfollow", HANA)
    chat.drain()
    rows("DELETE FROM receipt RETURNING id")
    chat.follows(HANA, unblocked=True)
    chat.drain()
    chat.taps("do:friend.menu:-:stop-one:1", HANA)
    chat.drain()
    assert told("stopped") == [("stopped", None, [name(HANA)], "")]


ENDS: dict[str, list[dict[str, Any]]] = {
    "sent": [step("hello", receipt=["finished"])],
    "left out": [step("hello", only={"label": "だれも"}, receipt=["finished"])],
    "only does something": [
        step("hello"),
        {"id": "do", "then": {"add_label": "済"}, "receipt": ["finished"]},
    ],
    "too late": [
        step("hello", {"date": "2020-01-01", "at": "10:00"}, receipt=["finished"]),
    ],
}


@pytest.mark.parametrize("way", ENDS)
def test_who_comes_to_the_end_is_told_together(chat: Chat, way: str) -> None:
    came(chat, *ENDS[way], users=(HANA, MORI))
    [(kind, stop, names, _)] = told()
    assert (kind, stop, sorted(names)) == (
        "finished",
        len(ENDS[way]) - 1,
        sorted([name(HANA), name(MORI)]),
    )


def test_without_receipt_nobody_is_told(chat: Chat) -> None:
    chat.parts.coupons.create(NewCoupon("初回", "初回クーポン", "300円引き"))
    came(chat, {"id": "gift", "send": [{"coupon": "初回"}]})
    chat.taps("do:friend.menu:-:use:1.0")
    chat.says("どうも")
    chat.drain()
    assert rows("SELECT kind FROM receipt") == []
