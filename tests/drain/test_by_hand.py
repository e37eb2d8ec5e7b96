"""Friends left to people: told to staff, held, and handed back without a burst."""

import json
from typing import Any

import pytest

from admin_flows.ports import Actor
from admin_flows.ports.commands import Command, HandBack, Reply, TakeOver
from bot.domain.attributes import Known
from bot.domain.errors import Refused
from bot.store import fields, friends, quota, settings
from bot.store.db import rows
from bot.store.quota import Quota
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


# An owner's own words


def written(chat: Chat, *words: str) -> int:
    """In people's hands; they wrote this. Gives the friend's id."""
    chat.follows(HANA)
    chat.drain()
    hana = friends.known(HANA)
    do(chat, TakeOver(hana.id))
    for word in words:
        chat.says(word, HANA)
        chat.drain()
    return hana.id


def replied(chat: Chat, before: int) -> list[Any]:
    return [one for sent in chat.line.replies[before:] for one in sent.messages]


def free(chat: Chat, friend_id: int) -> bool:
    facts = chat.parts.reads.friend(friend_id)
    assert facts is not None
    return facts.free


def by_source(chat: Chat) -> tuple[int, int, int]:
    return chat.parts.reads.quota().by_source


def test_right_after_their_words_an_answer_goes_as_the_reply(chat: Chat) -> None:
    quota.remember(Quota(used=0, limit=200, at=chat.clock.real()))
    hana = written(chat, "もしもし", "18時は？")
    before = len(chat.line.replies)
    assert free(chat, hana)
    do(chat, Reply(hana, "どうぞ", free=True))
    chat.parts.notices.run()
    assert [one["text"] for one in replied(chat, before)] == ["どうぞ"]
    assert by_source(chat) == (0, 0, 0)
    assert not free(chat, hana)  # the token is used up
    with pytest.raises(Refused) as refused:
        do(chat, Reply(hana, "もう一度", free=True))
    assert refused.value.problem.code == "not_free"
    do(chat, Reply(hana, "もう一度"))
    chat.parts.notices.run()
    assert by_source(chat) == (0, 0, 1)


def test_later_it_costs_one_message(chat: Chat) -> None:
    hana = written(chat, "もしもし", "18時は？")
    chat.clock.tick(60)
    assert not free(chat, hana)
    with pytest.raises(Refused):
        do(chat, Reply(hana, "どうぞ", free=True))


def test_a_picture_is_sent_by_hand(chat: Chat) -> None:
    hana = written(chat)
    do(chat, Reply(hana, picture="a" * 8))
    [payload] = [json.loads(row[0])[0] for row in rows("SELECT payload FROM notice")]
    assert payload["type"] == "image"
    assert payload["originalContentUrl"].endswith("a" * 8)
    assert payload["previewImageUrl"].startswith("https://")
