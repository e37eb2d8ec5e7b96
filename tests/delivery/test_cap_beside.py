"""A limit of messages a day, and two workers: a friend is due in several scenarios at once."""

import asyncio
import threading
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.delivery.system import no_checkpoint
from bot.store import settings
from bot.store.db import database, open_database, rows
from bot.store.engine import Checkpoint
from bot.store.versions import forget
from tests.delivery.theatre import Hurried
from tests.delivery.world import World, step

FRIENDS = 12
SCENARIOS = 4


@pytest.fixture
def world(migrated_postgres_url: str) -> World:
    database.initialize(open_database(migrated_postgres_url, engine=True))
    forget()
    world = World()
    settings.set_daily_cap(1)
    settings.set_quiet(None)
    for number in range(SCENARIOS):
        world.scenario(step(f"s{number}", {"hours": 1}), name=f"シナリオ{number}")
    return world


def another_round(world: World, checkpoint: Checkpoint = no_checkpoint) -> None:
    """Beside whoever stands still or works at the same moment, on a loop of its own."""
    clock = Hurried(world.clock.business, world.clock.epoch)
    other = World(world.line, clock, checkpoint, worker="two")
    asyncio.run(other.system().send_due(1.0))
    database.close()


@pytest.mark.postgres
@pytest.mark.parametrize("place", ["claim.batch", "claim.reserved", "claimed", "sent"])
def test_nobody_gets_two_while_the_other_is_at_it(world: World, place: str) -> None:
    for number in range(3):
        world.follow(f"友{number}")
    world.move(hours=1)
    beside: list[str] = []

    def checkpoint(here: str) -> None:
        if here == place and not beside:
            beside.append(here)
            thread = threading.Thread(target=another_round, args=[world])
            thread.start()
            thread.join()

    world.checkpoint = checkpoint
    world.send()
    assert beside
    _everybody_got(world, 1, people=3)


@pytest.mark.postgres
def test_two_at_once_day_after_day(world: World) -> None:
    for number in range(FRIENDS):
        world.follow(f"友{number}")
    world.move(hours=1)
    for day in range(1, SCENARIOS + 1):
        both = threading.Barrier(2, timeout=2)

        def checkpoint(place: str, both: threading.Barrier = both) -> None:
            """Neither goes on before the other has picked people, too, of another scenario."""
            if place == "claim.picked":
                with suppress(threading.BrokenBarrierError):
                    both.wait()

        together = [
            threading.Thread(target=another_round, args=[world, checkpoint]) for _ in range(2)
        ]
        for each in together:
            each.start()
        for each in together:
            each.join()
        world.send()  # whom both had left to the other
        _everybody_got(world, day, people=FRIENDS)
        world.clock.move(timedelta(days=1))
    assert rows("SELECT count(*) FROM enrollment WHERE ended = 0") == [(0,)]


def _everybody_got(world: World, messages: int, people: int) -> None:
    got = Counter(person for entry in world.line.entries for person in entry.to)
    assert sorted(got.values()) == [messages] * people
