"""Two workers over one database: a batch has one owner, and whoever was slow writes nothing."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.store import quota
from bot.store.db import database, open_database, rows
from bot.store.models import BatchState, EnrollmentState
from bot.store.quota import Quota
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


def _send_beside(other: World, until: Callable[[], bool] = lambda: False) -> None:
    """A whole round of another worker while this one stands still, on a loop of its own."""

    thread = threading.Thread(target=lambda: asyncio.run(other.system().send_due(5, until)))
    thread.start()
    thread.join()
