"""Webhooks come twice, late, and in any order: what they come to is what the friend did last."""

import json
from itertools import permutations
from typing import Any

import pytest

from bot.store import friends
from bot.store.db import rows
from bot.store.inbox import InboxEvent
from bot.store.models import EnrollmentState
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step
from tests.drain.chat import Chat

# Within a second: added, blocked by mistake, taken back.
FOLLOW = {"type": "follow", "follow": {"isUnblocked": False}}
BLOCK = {"type": "unfollow"}
UNBLOCK = {"type": "follow", "follow": {"isUnblocked": True}}
ACTS: dict[str, tuple[int, dict[str, Any]]] = {
    "follow": (0, FOLLOW),
    "block": (300, BLOCK),
    "unblock": (700, UNBLOCK),
}
ORDERS = list(permutations(ACTS))


@pytest.fixture
def world(chat: Chat) -> World:
    world = World(line=LedgerSender(), clock=chat.clock)
    world.scenario(step("hello"), step("next", {"days": 1}))
    return world


def arrive(chat: Chat, user: str, act: str) -> None:
    after_ms, event = ACTS[act]
    body: dict[str, Any] = {
        **event,
        "mode": "active",
        "timestamp": int(chat.clock.now().timestamp() * 1000) + after_ms,
        "source": {"type": "user", "userId": user},
        "webhookEventId": f"{act}-{user}",
        "deliveryContext": {"isRedelivery": False},
    }
    received = chat.clock.real()
    chat.parts.inbox.add([InboxEvent(f"{act}-{user}", user, json.dumps(body), received)])


def person(number: int) -> str:
    return f"U{number:032x}"


@pytest.mark.parametrize("together", [True, False], ids=["in one go", "one by one"])
def test_follow_block_follow_in_any_order_is_a_friend_inside_once(
    chat: Chat, world: World, together: bool
) -> None:
    for number, order in enumerate(ORDERS):
        for act in (*order, *order):  # each comes again
            arrive(chat, person(number), act)
            if not together:
                chat.drain()
    chat.drain()
    for number, order in enumerate(ORDERS):
        friend = friends.find(person(number))
        assert friend is not None
        assert (friend.is_friend, friend.blocked_at) == (True, None), order
    assert world.states() == [(0, EnrollmentState.WAITING)] * len(ORDERS)
    world.send()
    world.move(days=1)
    world.send()
    assert set(world.line.received().values()) == {1}
    assert len(world.line.received()) == 2 * len(ORDERS)


@pytest.mark.parametrize("order", [("follow", "block"), ("block", "follow")], ids="-".join)
def test_who_has_blocked_in_the_end_is_sent_nothing(
    chat: Chat, world: World, order: tuple[str, ...]
) -> None:
    for act in order:
        arrive(chat, person(1), act)
        chat.drain()
    world.send()
    assert world.line.requests == []
    assert rows("SELECT state FROM enrollment") == [(EnrollmentState.HELD,)]


def test_a_first_follow_that_comes_last_begins_nothing_anew(chat: Chat, world: World) -> None:
    """The friend came back and is inside already, by a start that takes the unblocked, too."""
    world.scenario(step("again"), start={"when": "friend_added", "unblock": True}, reentry="always")
    for act in ("unblock", "follow"):
        arrive(chat, person(1), act)
        chat.drain()
        world.send()
    received = world.line.received()
    assert sorted(text for _, text in received) == ["again", "hello"]
    assert set(received.values()) == {1}
