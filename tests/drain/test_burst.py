"""Hundreds of newcomers in one go come to just what they would come to one by one."""

import json
from collections.abc import Sequence

import pytest

from bot.clock import epoch
from bot.drain import AT_ONCE
from bot.store import friends
from bot.store.db import Row, rows
from bot.store.inbox import InboxEvent
from bot.store.models import EnrollmentState
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step
from tests.drain.chat import MORI, Chat
from tests.drain.line import texts

POISONED = 7


def person(number: int) -> str:
    return f"U{number:032x}"


@pytest.fixture
def world(chat: Chat) -> World:
    world = World(line=LedgerSender(), clock=chat.clock)
    world.scenario(step("hello", {"days": 1}), step("next", {"days": 2}))
    return world


def arrive(chat: Chat, number: int, kind: str, after_ms: int, token: str = "") -> None:
    """Each comes twice, as LINE sends what it thinks was lost."""
    event_id = f"{kind}-{number}-{after_ms}"
    event = {
        "type": kind,
        "follow": {"isUnblocked": False},
        "mode": "active",
        "timestamp": epoch(chat.clock.now()) * 1000 + after_ms,
        "source": {"type": "user", "userId": person(number)},
        "webhookEventId": event_id,
        "deliveryContext": {"isRedelivery": False},
        "replyToken": token or None,
    }
    row = InboxEvent(event_id, person(number), json.dumps(event), chat.clock.real())
    chat.parts.inbox.add([row])
    chat.parts.inbox.add([row])


def leaves(number: int) -> bool:
    return number % 10 == 0


def comes_back(number: int) -> bool:
    return number % 25 == 6


def crowd(chat: Chat, people: int, *, together: bool = True) -> None:
    """Some leave again at once, a few of them even come back; one speaks what no database takes."""
    chat.line.names = {person(n): f"友だち{n}" for n in range(people)}
    chat.line.languages[person(POISONED)] = "\ud800"
    for number in range(people):
        arrive(chat, number, "follow", 0, f"token-{number}")
        if leaves(number) or comes_back(number):
            arrive(chat, number, "unfollow", 100)
        if comes_back(number):
            arrive(chat, number, "follow", 200)
        if not together:
            chat.drain()
    chat.drain()


def outcome() -> Sequence[Row]:
    """A line for each friend; of walks there is one each, or the line says so."""
    return rows(
        "SELECT f.user_id, f.name, f.is_friend, f.blocked_at IS NOT NULL, min(e.state),"
        " min(e.step), count(e.id) FROM friend f LEFT JOIN enrollment e ON e.friend_id = f.id"
        " GROUP BY f.user_id, f.name, f.is_friend, f.blocked_at ORDER BY f.user_id"
    )


@pytest.mark.parametrize(("people", "together"), [(300, True), (30, False)])
def test_everybody_is_inside_once_and_only_the_poisoned_one_fails(
    chat: Chat, world: World, people: int, together: bool
) -> None:
    crowd(chat, people, together=together)
    failed = chat.parts.inbox.pending(people, chat.clock.real() + 3600)
    assert [(row.chat, row.attempts) for row in failed] == [(person(POISONED), 1)]
    found = outcome()
    assert len(found) == people - 1
    for user_id, name, is_friend, blocked, state, at_step, walks in found:
        number = int(user_id[1:], 16)
        assert (name, at_step, walks) == (f"友だち{number}", 0, 1)
        assert (bool(is_friend), bool(blocked)) == (not leaves(number), leaves(number))
        held = EnrollmentState.HELD if leaves(number) else EnrollmentState.WAITING
        assert state == held
    said = [text for reply in chat.line.replies for text in texts(reply.messages)]
    assert len(said) == people - 1
    assert all("友だち追加ありがとうございます" in text for text in said)


def test_an_owner_does_not_wait_behind_a_burst(chat: Chat) -> None:
    chat.becomes_owner()
    before = len(chat.line.replies)

    def meanwhile(tries: int) -> None:
        if tries == first_answer + 1:
            chat.taps("go:home.today", MORI)

    for number in range(450):
        arrive(chat, number, "follow", 0, f"friends-{number}")
    first_answer = chat.line.tries + 1
    chat.line.before = meanwhile
    chat.taps("go:scenario.list", MORI)
    chat.drain()
    answered = [reply.to for reply in chat.line.replies[before:]]
    owners = [place for place, token in enumerate(answered) if not token.startswith("friends-")]
    assert len(answered) == 452
    assert owners[0] == 0, "the tap that was the last to come"
    assert owners[1] <= AT_ONCE + 1, "the tap that came while they were let in"


def test_the_poisoned_one_is_let_in_when_it_is_well(chat: Chat, world: World) -> None:
    crowd(chat, 30)
    del chat.line.languages[person(POISONED)]
    chat.clock.tick(5)
    chat.drain()
    assert chat.parts.inbox.depth() == 0
    found = friends.find(person(POISONED))
    assert found is not None
    assert found.lang == "ja"
    assert len(world.states()) == 30


def test_of_two_who_came_with_a_reply_each_has_their_own(chat: Chat, world: World) -> None:
    world.scenario(step("free", text="{{ friend.name }}さん、ようこそ", by="reply"))
    chat.line.names = {person(n): f"友だち{n}" for n in range(20)}
    for number in range(20):
        arrive(chat, number, "follow", 0, f"token-{number}")
    chat.drain()
    world.send()
    said = {reply.to: texts(reply.messages) for reply in chat.line.replies}
    assert said == {f"token-{n}": [f"友だち{n}さん、ようこそ"] for n in range(20)}
    assert world.line.requests == []


def test_who_unblocks_enters_anew_and_is_sent_it(chat: Chat, world: World) -> None:
    start = {"when": "friend_added", "unblock": True}
    world.scenario(step("again"), start=start, reentry="after_finish")
    for kind, after_ms in (("follow", 0), ("unfollow", 100), ("follow", 200)):
        arrive(chat, 1, kind, after_ms)
        chat.drain()
        world.send()
    assert [entry.messages[0]["text"] for entry in world.line.entries] == ["again", "again"]
