"""Two workers over one database: a batch has one owner, and whoever was slow writes nothing."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.delivery.holding import may_try
from bot.domain.outcomes import QuotaSpent
from bot.store import quota, settings
from bot.store.db import atomic, database, open_database, rows
from bot.store.models import BatchState, EnrollmentState
from bot.store.quota import Quota
from bot.store.settings import AccountHold
from bot.store.versions import forget
from tests.delivery.ledger import Entry, LedgerSender
from tests.delivery.world import World, step, unreserved

AFTER_THE_LEASE = 70


@pytest.fixture
def world(migrated_postgres_url: str) -> World:
    database.initialize(open_database(migrated_postgres_url, engine=True))
    forget()
    return World()


@pytest.mark.postgres
@pytest.mark.parametrize("text", ["hi", "{{ friend.name }}さん"], ids=["multicast", "push"])
@pytest.mark.parametrize("place", ["handed", "sent"])
def test_a_worker_that_slept_past_its_lease_writes_nothing(
    world: World, place: str, text: str
) -> None:
    world.scenario(step("one", text=text), step("two", {"days": 1}), step("three", {"days": 1}))
    for name in ("花", "太郎"):
        world.follow(name)
    other = World(line=world.line, clock=world.clock, worker="two")
    slept: list[str] = []

    def checkpoint(here: str) -> None:
        if here == place and not slept:
            slept.append(here)
            world.clock.tick(AFTER_THE_LEASE)
            _send_beside(other)

    world.checkpoint = checkpoint
    world.send()
    assert slept == [place]
    assert set(world.line.received().values()) == {1}
    assert unreserved() == 0
    assert world.states() == [(1, EnrollmentState.WAITING)] * 2
    assert [row[0] for row in rows("SELECT state FROM batch")] == [BatchState.SENT]
    assert rows("SELECT DISTINCT visit FROM enrollment")[0] == (1,)


@pytest.mark.postgres
def test_a_worker_that_slept_between_claim_and_sending_sends_nothing(world: World) -> None:
    world.scenario(step("one", text="hi"))
    for name in ("花", "太郎"):
        world.follow(name)
    other = World(line=LedgerSender(), clock=world.clock, worker="two")

    def checkpoint(here: str) -> None:
        if here == "claimed":
            world.clock.tick(AFTER_THE_LEASE)
            _send_beside(other)

    world.checkpoint = checkpoint
    sent: list[Entry] = world.line.entries
    world.send()
    assert sent == []
    assert set(other.line.received().values()) == {1}
    assert {state for _, state in world.states()} == {EnrollmentState.DONE}


@pytest.mark.postgres
def test_two_workers_share_what_is_left_of_the_month(world: World) -> None:
    for _ in range(2):
        quota.remember(Quota(0, 3, at=1.0))
    world.scenario(step("one", text="{{ friend.name }}さん"))
    for name in ("花", "太郎", "次郎", "三郎", "四郎"):
        world.follow(name)
    other = World(line=world.line, clock=world.clock, worker="two")
    beside: list[int] = []

    def checkpoint(here: str) -> None:
        if here == "claim.deliveries" and not beside:
            beside.append(0)
            # Takes the two whom our claim has not locked; those stay due until we are done.
            _send_beside(other, lambda: len(world.line.entries) == 2)
            beside.append(len(world.line.entries))

    world.checkpoint = checkpoint
    world.send()
    assert beside == [0, 2]
    assert len(world.line.entries) == 3
    assert rows("SELECT recent, reserved FROM quota")[0] == (3, 0)
    assert unreserved() == 0


@pytest.mark.postgres
@pytest.mark.parametrize(("passed", "sends"), [(0, 0), (AFTER_THE_LEASE, 3)])
def test_one_of_them_finds_out_whether_line_still_refuses_the_account(
    world: World, passed: int, sends: int
) -> None:
    """The other one does when that one seems to have died."""
    world.line = LedgerSender(before=lambda *_: QuotaSpent())
    world.scenario(step("one", text="{{ friend.name }}さん"))
    for name in ("花", "太郎", "次郎"):
        world.follow(name)
    world.send()
    world.clock.tick(301)
    world.line = LedgerSender()
    other = World(line=LedgerSender(), clock=world.clock, worker="two")
    beside: list[int] = []

    def checkpoint(here: str) -> None:
        if here == "claimed" and not beside:
            beside.append(0)
            world.clock.tick(passed)
            _send_beside(other)
            beside.append(len(other.line.requests))

    world.checkpoint = checkpoint
    world.send()
    assert beside == [0, sends]
    assert len(world.line.requests) + sends == 3
    assert settings.account_hold() is None
    assert unreserved() == 0


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("left", "mine", "others"),
    [(-1, True, True), (10, True, False), (60, True, False), (86_400, True, True)],
)
def test_a_turn_ends_after_a_minute_also_when_the_clock_was_set_back(
    world: World, left: float, mine: bool, others: bool
) -> None:
    real = world.clock.real()
    for worker, may in (("one", mine), ("two", others)):
        hold = AccountHold("quota", 0, real, tried_by="one", tried_until=real + left)
        with atomic():
            settings.set_account_hold(hold)
        assert may_try(hold, worker, real, 60.0) is may


def _send_beside(other: World, until: Callable[[], bool] = lambda: False) -> None:
    """A whole round of another worker while this one stands still, on a loop of its own."""

    thread = threading.Thread(target=lambda: asyncio.run(other.system().send_due(5, until)))
    thread.start()
    thread.join()
