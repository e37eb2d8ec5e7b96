"""Some requests of a batch get no answer, or a bad one: the others do not wait for them."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import pytest

from bot.clock import epoch
from bot.domain.outcomes import Accepted, Outcome, Throttled, Unavailable
from bot.store import engine, settings
from bot.store.db import rows
from bot.store.models import BatchState, EnrollmentState
from tests.delivery.ledger import LedgerSender, no_fault
from tests.delivery.world import World, step, unreserved, user_id

WAITING, CLAIMED = EnrollmentState.WAITING, EnrollmentState.CLAIMED
NAMED = "{{ friend.name }}さん"
LATE = "花"
OTHERS = ("太郎", "次郎", "三郎", "四郎")


def late_for(world: World) -> list[tuple[int, int]]:
    """Everybody's step and state but the late one's."""
    found = rows(
        "SELECT e.step, e.state FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        " WHERE f.user_id <> :late",
        {"late": user_id(LATE)},
    )
    return [(step_index, state) for step_index, state in found]


def settled_when_it_came(world: World, name: str = LATE) -> list[tuple[int, int]]:
    """Sends, and gives the others' steps and states at the moment that one's message is taken."""
    world.scenario(step("one", text=NAMED), step("two", {"days": 1}))
    for friend in (name, *OTHERS):
        world.follow(friend)
    seen: list[tuple[int, int]] = []

    def after(_: int, to: Sequence[str]) -> Outcome | None:
        if to == (user_id(name),):
            seen.extend(late_for(world))
        return None

    world.line.after = after
    world.send()
    assert set(world.line.received().values()) == {1}
    assert world.states() == [(1, WAITING)] * 5
    assert unreserved() == 0
    return seen


def test_a_push_without_an_answer_does_not_hold_the_others_back(world: World) -> None:
    world.line = LedgerSender(slow={user_id(LATE): 1.5})
    assert settled_when_it_came(world) == [(1, WAITING)] * 4


def test_a_push_that_is_tried_again_does_not_either(world: World) -> None:
    tries: list[int] = []

    def refuse(number: int, to: Sequence[str]) -> Outcome | None:
        if to != (user_id(LATE),):
            return None
        tries.append(number)
        return Unavailable("500") if len(tries) < 3 else None

    world.line = LedgerSender(before=refuse)
    assert settled_when_it_came(world) == [(1, WAITING)] * 4
    assert len(tries) == 3


def test_what_is_tried_again_leaves_its_place_to_others(world: World) -> None:
    """Seven batches, each with one request that fails at first; six fit in flight."""
    for number in range(7):
        world.scenario(step("one", text=NAMED), name=f"ご案内{number}")
    for name in ("花", "太郎"):
        world.follow(name)
    tried: set[str] = set()

    def first(number: int, to: Sequence[str]) -> Outcome | None:
        key = world.line.requests[number - 1].key
        known = key in tried
        tried.add(key)
        return Unavailable("500") if to == (user_id("花"),) and not known else None

    async def pause(_: float) -> None:
        """Until everybody was tried once; had some to wait for this pause, for ever."""
        if len(tried) == 14:
            everybody.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(everybody.wait(), 10)
        first_tries.append(len(tried))

    everybody = asyncio.Event()
    first_tries: list[int] = []
    world.line = LedgerSender(before=first)
    asyncio.run(replace(world.system(), pause=pause).send_due(60))
    assert set(first_tries) == {14}
    assert len(world.line.received()) == 2
    assert set(world.line.received().values()) == {7}


def test_while_line_answers_nobody_not_everybody_is_claimed(world: World) -> None:
    for number in range(9):
        world.scenario(step("one", text=NAMED), name=f"ご案内{number}")
    world.follow()
    world.line = LedgerSender(before=lambda *_: Unavailable("500"))
    stop = time.monotonic() + 1.5
    system = replace(world.system(), pause=asyncio.sleep)
    asyncio.run(system.send_due(60, lambda: time.monotonic() > stop))
    assert 1 <= len({entry.key for entry in world.line.requests}) <= 6


@pytest.mark.parametrize("ends", ["asked to stop", "the round is over"])
def test_a_long_rest_ends_with_the_round_and_is_kept_by_the_next(world: World, ends: str) -> None:
    world.line = LedgerSender(before=lambda *_: Throttled(40.0))
    world.scenario(step("one", text=NAMED))
    world.follow()
    if ends == "the round is over":
        world.line.on_request = lambda _: world.clock.tick(6)
    system = replace(world.system(), pause=asyncio.sleep)
    began = time.monotonic()
    asked = ends == "asked to stop"
    asyncio.run(system.send_due(5, lambda: asked and bool(world.line.requests)))
    assert time.monotonic() - began < 20
    world.line.before = no_fault
    world.clock.tick(20)
    world.send()
    assert len(world.line.requests) == 1, "LINE asked for 40 seconds"
    world.clock.tick(21)
    world.send()
    assert world.texts() == ["花さん"]
    assert len({entry.key for entry in world.line.requests}) == 1
    assert [row[0] for row in rows("SELECT state FROM batch")] == [BatchState.SENT]


def test_who_is_asked_to_stop_settles_what_is_still_on_its_way(world: World) -> None:
    """One is refused and rests; another's answer comes late."""
    world.line = LedgerSender(
        before=lambda _, to: Throttled(40.0) if to == (user_id("太郎"),) else None,
        slow={user_id(LATE): 1.5},
    )
    world.scenario(step("one", text=NAMED), step("two", {"days": 1}))
    for name in (LATE, "太郎"):
        world.follow(name)
    system = replace(world.system(), pause=asyncio.sleep)
    asyncio.run(system.send_due(5, lambda: len(world.line.requests) == 2))
    assert sorted(world.states()) == [(0, CLAIMED), (1, WAITING)]
    assert world.texts(LATE) == ["花さん"]


def test_a_worker_that_slept_past_its_lease_settles_nobody_again(world: World) -> None:
    """Both have answers for the same people: the one who took the batch over was first."""
    then = {"add": {"点": 1}}
    world.scenario(
        step("one", text="{{ friend.name }}さん", receipt=["sent"], then=then),
        step("two", {"days": 1}),
    )
    for name in ("花", "太郎", "次郎"):
        world.follow(name)
    sleeper, other = world.system().replies, world.system().replies
    [lane] = engine.due_lanes(epoch(world.clock.now()))
    [claimed] = sleeper.planner.claim(lane, settings.account("Asia/Tokyo"))
    one, two, three = claimed.batch.members

    other.settler.settle(claimed, {one: Accepted(), two: Accepted()})
    left = sleeper.settler.settle(claimed, {one: Accepted()})
    assert left is not None
    assert rows("SELECT members, state FROM batch") == [(f"[{three}]", BatchState.OPEN)]
    assert unreserved() == 0
    sleeper.settler.settle(left, {three: Accepted()})
    assert other.settler.settle(claimed, {three: Accepted()}) is None

    assert unreserved() == 0
    assert rows("SELECT state FROM batch") == [(BatchState.SENT,)]
    assert rows("SELECT number FROM friend_field ORDER BY friend_id") == [(1,), (1,), (1,)]
    assert rows("SELECT sum(value) FROM meter WHERE name = 'sent'") == [(3,)]
    assert rows("SELECT sum(people) FROM receipt") == [(3,)]
