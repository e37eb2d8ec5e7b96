"""A friend stops while a worker settles their batch: neither waits for the other for ever."""

import threading
import time
from dataclasses import dataclass, field

import pytest

from bot.domain.holds import Hold
from bot.store import friends, walk_holds
from bot.store.db import atomic, database, open_database, rows
from bot.store.migrate import upgrade
from bot.store.models import EnrollmentState
from bot.store.versions import forget
from tests.delivery.world import World, step, user_id

NAMED = "{{ friend.name }}さん"


@pytest.fixture
def world(postgres_url: str) -> World:
    database.initialize(open_database(postgres_url, engine=True))
    forget()
    upgrade()
    return World()


@dataclass
class Stop:
    """One friend's stop, in a process of its own so to say, begun in the middle of something."""

    name: str
    handed: list[int] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)
    _thread: threading.Thread | None = None

    def begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run)
            self._thread.start()
            _until_it_waits(self._thread)

    def end(self) -> None:
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            with atomic():
                friend_id = friends.known(user_id(self.name)).id
                self.handed.append(walk_holds.hold(friend_id, Hold.OPTED_OUT))
        except BaseException as error:
            self.failed.append(error)
        finally:
            database.close()


def _until_it_waits(thread: threading.Thread) -> None:
    """For a lock of ours; a while is enough where it does not."""
    until = time.monotonic() + 1
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    while thread.is_alive() and time.monotonic() < until and not rows(waiting)[0][0]:
        time.sleep(0.01)


@pytest.mark.postgres
@pytest.mark.parametrize("place", ["settle.batch", "settle.onward"])
def test_a_stop_in_the_middle_of_a_settlement(world: World, place: str) -> None:
    world.scenario(step("one", text=NAMED), step("two", {"days": 1}))
    for name in ("花", "太郎"):
        world.follow(name)
    stop = Stop("花")
    world.checkpoint = lambda here: stop.begin() if here == place else None
    world.send()
    stop.end()
    assert stop.failed == []
    assert rows("SELECT count(*) FROM batch WHERE state = 1")[0][0] == 0
    assert sorted(world.states()) == [(1, EnrollmentState.WAITING), (1, EnrollmentState.HELD)]
    assert set(world.line.received().values()) == {1}


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("place", "gets_it"), [("claim.deliveries", False), ("claimed", False), ("handed", True)]
)
def test_what_a_stop_says_of_messages_on_their_way(world: World, place: str, gets_it: bool) -> None:
    """Begun within the claim, it waits for it, and comes before the batch is handed over or not."""
    world.scenario(step("one", text=NAMED))
    for name in ("花", "太郎"):
        world.follow(name)
    stop = Stop("花")

    def checkpoint(here: str) -> None:
        if here == place:
            stop.begin()
        if here == "claimed":
            stop.end()

    world.checkpoint = checkpoint
    world.send()
    stop.end()
    assert stop.failed == []
    assert stop.handed == [int(gets_it)]
    assert (world.texts("花") != []) is gets_it
    assert world.texts("太郎") == ["太郎さん"]
