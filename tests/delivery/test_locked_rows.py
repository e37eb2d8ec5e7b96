"""All who are due are locked by another worker: this one waits and leaves the database alone."""

import asyncio
import threading
import time
from dataclasses import replace

import pytest

from bot.domain.account import Account
from bot.store import settings
from bot.store.db import database, open_database
from bot.store.migrate import upgrade
from bot.store.versions import forget
from tests.delivery.world import World, step, user_id

LOCKED_SECONDS = 0.6
# Asked again at once it would be hundreds.
SOME = 40


class GaveUp(Exception):
    """What the other worker dies of, so that its transaction comes to nothing."""


@pytest.fixture
def world(postgres_url: str) -> World:
    database.initialize(open_database(postgres_url, engine=True))
    forget()
    upgrade()
    return World()


class Locking:
    """Another worker, which picks who is due and then sits there with them for a while."""

    def __init__(self, world: World, place: str) -> None:
        self.world = World(clock=world.clock, worker="two", checkpoint=self._checkpoint)
        self._place = place
        self._picked = threading.Event()
        self._thread = threading.Thread(target=self.world.send)
        self.free_at = 0.0

    def _checkpoint(self, place: str) -> None:
        if place == self._place:
            self._picked.set()
            time.sleep(LOCKED_SECONDS)
            self.free_at = time.monotonic()
            raise GaveUp

    def __enter__(self) -> "Locking":
        self._thread.start()
        assert self._picked.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()


def send_counting(world: World) -> int:
    """One round; how often it wanted to claim."""
    asked = 0

    def account() -> Account:
        nonlocal asked
        asked += 1
        return settings.account("Asia/Tokyo")

    asyncio.run(replace(world.system(), account=account).send_due(5))
    return asked


@pytest.mark.postgres
def test_it_asks_a_few_times_and_sends_as_soon_as_they_are_free(world: World) -> None:
    world.scenario(step("one", text="{{ friend.name }}さん"))
    for name in ("花", "太郎"):
        world.follow(name)
    sent_at: list[float] = []
    world.line.on_request = lambda _: sent_at.append(time.monotonic())
    with Locking(world, "claim.picked") as other:
        asked = send_counting(world)
    assert asked < SOME
    assert set(world.line.received().values()) == {1}
    assert len(world.line.received()) == 2
    assert sent_at[0] - other.free_at < 5


@pytest.mark.postgres
def test_a_branch_is_waited_for_in_the_same_way(world: World) -> None:
    branch = {"id": "by", "branch": [{"otherwise": None, "steps": [step("one")]}]}
    world.scenario(branch)
    world.follow()
    with Locking(world, "decide.picked"):
        asked = send_counting(world)
    assert asked < SOME
    assert world.texts() == ["one"]


@pytest.mark.postgres
def test_others_who_are_due_do_not_wait(world: World) -> None:
    world.scenario(step("one"))
    world.follow("花")
    sent_at: dict[str, float] = {}
    world.line.on_request = lambda entry: sent_at.update({entry.to[0]: time.monotonic()})
    with Locking(world, "claim.picked") as other:
        world.scenario(step("two"), name="別のご案内")
        world.follow("太郎")
        send_counting(world)
    assert sent_at[user_id("太郎")] < other.free_at <= sent_at[user_id("花")]
