"""Friends left to people: told to staff, held, and handed back without a burst."""

import json
from typing import Any

import pytest

from admin_flows.ports import Actor
from admin_flows.ports.commands import Command, HandBack, TakeOver
from bot.domain.attributes import Known
from bot.store import fields, friends, settings
from bot.store.db import rows
from tests.delivery.world import World, step
from tests.drain.chat import HANA, MORI, Chat

OWNER = Actor("U" + "f" * 32, "森", "owner", "ja")
OVER = {"take_over": True}


def do(chat: Chat, command: Command) -> None:
    chat.parts.execute(command, OWNER)


def come(chat: Chat, world: World, *users: str) -> None:
    for user in users:
        chat.follows(user)
    chat.drain()
    world.send()


def got(world: World, user: str) -> list[str]:
    return [m["text"] for entry in world.line.entries if user in entry.to for m in entry.messages]


def told() -> list[tuple[Any, ...]]:
    found = rows("SELECT kind, step, names, said, charge FROM receipt ORDER BY id")
    return [(kind, stop, *json.loads(names), said, who) for kind, stop, names, said, who in found]


WAYS: dict[str, list[dict[str, Any]]] = {
    "with a message": [step("a", then=OVER), step("b", {"days": 1})],
    "alone": [step("a"), {"id": "x", "then": OVER}, step("b", {"days": 1})],
    "in an arm": [
        step("a"),
        {"id": "x", "branch": [{"split": 100, "steps": [{"id": "y", "then": OVER}]}]},
        step("b", {"days": 1}),
    ],
}


@pytest.mark.parametrize("way", WAYS)
def test_a_step_leaves_friends_to_people_until_they_are_handed_back(chat: Chat, way: str) -> None:
    world = World(clock=chat.clock)
    world.scenario(*WAYS[way])
    world.scenario(step("other", {"days": 2}), name="もう一つ")
    come(chat, world, HANA)
    hana = friends.known(HANA)
    assert [(line[0], line[2]) for line in told()] == [("manual", hana.name)]
    assert [tuple(row) for row in rows("SELECT DISTINCT state, hold FROM enrollment")] == [(3, 4)]
    world.move(days=5)
    world.send()
    assert got(world, HANA) == ["a"]
    for _ in range(2):
        do(chat, HandBack(hana.id))
    world.send()
    world.send()
    assert got(world, HANA) == ["a", "b"]
    world.move(days=1)
    world.send()
    assert got(world, HANA) == ["a", "b", "other"]


def test_who_comes_into_a_scenario_meanwhile_waits_there(chat: Chat) -> None:
    world = World(clock=chat.clock)
    world.scenario(step("a", then={"take_over": True, "jump": "つぎ"}))
    world.scenario(step("there"), name="つぎ", start={"when": "manual"})
    world.scenario(step("word"), name="ことば", start={"when": "keyword", "exact": ["やあ"]})
    come(chat, world, HANA, MORI)
    chat.says("やあ")
    chat.drain()
    world.send()
    assert (got(world, HANA), got(world, MORI)) == (["a"], ["a"])
    do(chat, HandBack(friends.known(HANA).id))
    world.send()
    world.move(days=1)
    world.send()
    assert sorted(got(world, HANA)) == ["a", "there", "word"]
    assert got(world, MORI) == ["a"]


def test_an_owner_takes_over_and_hands_back(chat: Chat) -> None:
    world = World(clock=chat.clock)
    world.scenario(step("a"), step("b", {"days": 1}))
    come(chat, world, HANA)
    hana = friends.known(HANA)
    for _ in range(2):
        do(chat, TakeOver(hana.id))
    assert told() == [("manual", None, hana.name, "", "森")]
    world.move(days=1)
    world.send()
    assert got(world, HANA) == ["a"]
    do(chat, HandBack(hana.id))
    world.send()
    assert got(world, HANA) == ["a", "b"]


def test_unblocking_leaves_them_with_people(chat: Chat) -> None:
    world = World(clock=chat.clock)
    world.scenario(step("a", then=OVER), step("b", {"days": 1}))
    come(chat, world, HANA)
    chat.arrive("unfollow", HANA)
    chat.drain()
    chat.follows(HANA, unblocked=True)
    chat.drain()
    world.move(days=1)
    world.send()
    assert got(world, HANA) == ["a"]


def test_a_notice_names_the_friend_and_who_is_in_charge(chat: Chat) -> None:
    world = World(clock=chat.clock)
    text = "{{ friend.name }}さんに電話（{{ account.name }}）"
    world.scenario(
        step("a", then={"notify": {"text": text, "to": {"field": "担当"}}}),
        {"id": "b", "then": {"notify": "つぎ"}},
    )
    settings.set_account_name("ひだまり弁当")
    field = fields.ensure({"担当": "text"})["担当"]
    fields.put([friends.known(HANA).id], field.id, Known("田中"), at=1)
    come(chat, world, HANA, MORI)
    hana, mori = (friends.known(user).name for user in (HANA, MORI))
    assert sorted(told()) == sorted(
        [
            ("notify", 0, hana, f"{hana}さんに電話（ひだまり弁当）", "田中"),
            ("notify", 0, mori, f"{mori}さんに電話（ひだまり弁当）", ""),
            ("notify", 1, hana, "つぎ", ""),
            ("notify", 1, mori, "つぎ", ""),
        ]
    )
