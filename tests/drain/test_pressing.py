"""Buttons that do something, as LINE brings their taps: each once a walk, and kind when old."""

import re
from typing import Any

import pytest

from bot.services.coupons import NewCoupon
from bot.store import friends, labels
from bot.store.db import rows
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step
from tests.drain.chat import HANA, Chat
from tests.drain.test_coupons import words

BUTTONS: list[dict[str, Any]] = [
    {"label": "会員です", "add_label": "会員"},
    {"label": "はじめる", "enter": "毎週"},
    {"label": "割引", "coupon": "初回"},
    {"label": "営業時間は？", "answer": "{{ friend.name }}さん、10時からです"},
]
ASKS = {"id": "asks", "send": [{"text": "どちらですか？", "buttons": BUTTONS}]}


@pytest.fixture
def world(chat: Chat) -> World:
    world = World(line=LedgerSender(), clock=chat.clock)
    chat.parts.coupons.create(NewCoupon(name="初回", title="初回クーポン", benefit="300円引き"))
    world.scenario(step("weekly"), name="毎週", start={"when": "manual"})
    world.scenario(
        {**ASKS, "receipt": ["tapped"]},
        step("tapped", {"for": {"tapped": "asks"}, "at_most": {"days": 3}}),
    )
    chat.follows()
    chat.drain()
    world.send()
    return world


def data(world: World, label: str) -> str:
    sent = next(e.messages for e in world.line.entries if "どちらですか" in words(e.messages))
    found = re.search(rf'"{label}", "displayText": "{label}", "data": "(press:\d+)"', words(sent))
    assert found is not None
    return found[1]


def taps(chat: Chat, what: str, user: str = HANA) -> str:
    before = len(chat.line.replies)
    chat.taps(what, user)
    chat.drain()
    return "".join(words(reply.messages) for reply in chat.line.replies[before:])


def has(label: str) -> bool:
    row = labels.known([label]).get(label)
    holders = rows("SELECT friend_id FROM friend_label WHERE label_id = :id", {"id": row or 0})
    return (friends.known(HANA).id,) in [tuple(one) for one in holders]


def test_a_label_is_attached_once(chat: Chat, world: World) -> None:
    assert "承りました" in taps(chat, data(world, "会員です"))
    assert has("会員")
    labels.detach([friends.known(HANA).id], labels.known(["会員"])["会員"], at=1)
    assert "すでに承っています" in taps(chat, data(world, "会員です"))
    assert not has("会員")


def test_a_scenario_begins_once(chat: Chat, world: World) -> None:
    taps(chat, data(world, "はじめる"))
    world.send()
    assert world.line.entries[-1].messages[0]["text"] == "weekly"
    world.move(hours=2)
    assert "すでに承っています" in taps(chat, data(world, "はじめる"))
    assert rows("SELECT count(*) FROM enrollment")[0][0] == 2


def test_a_coupon_is_given_as_the_answer_and_shown_again(chat: Chat, world: World) -> None:
    for _ in range(2):
        assert "初回クーポン" in taps(chat, data(world, "割引"))
    assert rows("SELECT count(*) FROM coupon_claim")[0][0] == 1


def test_codes_that_ran_out_are_told_kindly(chat: Chat, world: World) -> None:
    rows("UPDATE coupon SET pooled = TRUE RETURNING id")
    assert "配布は終わりました" in taps(chat, data(world, "割引"))
    assert rows("SELECT count(*) FROM coupon_claim")[0][0] == 0


def test_an_answer_is_said_by_name_as_often_as_asked(chat: Chat, world: World) -> None:
    for _ in range(2):
        assert "さん、10時からです" in taps(chat, data(world, "営業時間は？"))


def test_a_tap_is_a_reaction_told_and_counted_once(chat: Chat, world: World) -> None:
    for _ in range(2):
        taps(chat, data(world, "営業時間は？"))
    world.send()
    assert world.line.entries[-1].messages[0]["text"] == "tapped"
    assert rows("SELECT said FROM receipt WHERE kind = 'tapped'") == [("営業時間は？",)]
    assert rows("SELECT number FROM tap") == [(2,)]


def test_whoever_never_got_it_and_forged_ones_do_nothing(chat: Chat, world: World) -> None:
    stranger = "U" + "d" * 32
    chat.follows(stranger)
    chat.drain()
    forged = "press:999999999"
    assert "いまは使えません" in taps(chat, data(world, "会員です"), stranger)
    assert "いまは使えません" in taps(chat, forged)
    assert not labels.known(["会員"]) or not has("会員")
    assert rows("SELECT count(*) FROM tap")[0][0] == 0


def test_an_old_button_of_a_walk_that_is_over_still_works(chat: Chat, world: World) -> None:
    world.move(days=4)
    world.send()
    assert rows("SELECT count(*) FROM enrollment WHERE ended = 0")[0][0] == 0
    assert "承りました" in taps(chat, data(world, "会員です"))
    assert has("会員")
