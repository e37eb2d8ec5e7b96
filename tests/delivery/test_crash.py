"""The process ends between any two statements: afterwards each message went out exactly once."""

from collections.abc import Iterator

import pytest

from bot.store.db import rows
from bot.store.models import BatchState
from simulator.testing import SimulatorHandle, start_simulator
from tests.delivery.crashing import CRASHED, run_round
from tests.delivery.world import World, step, unreserved

PLACES = (
    "claim.picked",
    "claim.batch",
    "claim.enrollments",
    "claim.deliveries",
    "claim.reserved",
    "claimed",
    "handed",
    "sent",
    "settle.batch",
    "settle.onward",
    "settle.finished",
    "settle.receipt",
    "settle.quota",
    "settled",
)
AFTER_THE_LEASE = 90


@pytest.fixture(scope="module")
def line() -> Iterator[SimulatorHandle]:
    handle = start_simulator()
    yield handle
    handle.stop()


def followers(world: World, line: SimulatorHandle, count: int) -> None:
    """Friends whom the simulator knows, too, by the same ids."""
    line.client.clear_ledger()
    for number, user in enumerate(line.client.add_friends(count, follow=True)):
        world.follow_as(user, f"友{number}")


@pytest.mark.parametrize("text", ["こんにちは", "{{ friend.name }}さん"], ids=["multicast", "push"])
@pytest.mark.parametrize("place", PLACES)
def test_each_message_once(
    world: World, migrated_url: str, line: SimulatorHandle, place: str, text: str
) -> None:
    world.scenario(step("one", text=text, receipt=["sent"]), step("two", {"days": 1}))
    followers(world, line, 5)
    assert run_round(migrated_url, line.url, line.token, 0, place, 1) == CRASHED
    assert unreserved() == 0
    assert run_round(migrated_url, line.url, line.token, AFTER_THE_LEASE) == 0
    assert sorted(line.client.counts().values()) == [1] * 5
    assert {place for place, _ in world.states()} == {1}
    assert (
        rows("SELECT count(*) FROM batch WHERE state = :open", {"open": BatchState.OPEN})[0][0] == 0
    )
    assert rows("SELECT recent, reserved FROM quota")[0] == (5, 0)
    assert rows("SELECT sum(people) FROM receipt")[0][0] == 5
