"""The process ends while people are led through branches: all of it has happened, or nothing."""

from collections.abc import Iterator

import pytest

from bot.store.db import rows
from simulator.testing import SimulatorHandle, start_simulator
from tests.delivery.crashing import CRASHED, run_round
from tests.delivery.test_crash import AFTER_THE_LEASE, followers
from tests.delivery.world import World, step, unreserved

PEOPLE = 5


@pytest.fixture(scope="module")
def line() -> Iterator[SimulatorHandle]:
    handle = start_simulator()
    yield handle
    handle.stop()


def begin(world: World, line: SimulatorHandle) -> None:
    world.scenario(step("other"), name="別", start={"when": "manual"})
    arms = [
        {"first": 2, "steps": [{"id": "gift", "then": {"add": {"点": 10}}}]},
        {"otherwise": None, "steps": []},
    ]
    world.scenario(
        {"id": "count", "then": {"add": {"点": 1}, "add_label": "A"}},
        {"id": "which", "branch": arms},
        step("hello", then={"add": {"点": 100}, "jump": "別"}),
    )
    followers(world, line, PEOPLE)


DECIDING = ("decide.picked", "decide.stop", "decide.moved", "decide.ended", "decide.jumped")
SENDING = ("claimed", "sent", "settle.effects", "settle.receipt", "settle.quota", "settled")


@pytest.mark.parametrize("place", [*DECIDING, "decided", *SENDING])
def test_everything_happens_once(
    world: World, migrated_url: str, line: SimulatorHandle, place: str
) -> None:
    begin(world, line)
    assert run_round(migrated_url, line.url, line.token, 0, place, 1) == CRASHED
    assert unreserved() == 0
    assert run_round(migrated_url, line.url, line.token, AFTER_THE_LEASE) == 0
    assert sorted(line.client.counts().values()) == [2] * PEOPLE  # hello, then other
    assert sorted(row[0] for row in rows("SELECT number FROM friend_field")) == [
        101, 101, 101, 111, 111,
    ]  # fmt: skip
    assert rows("SELECT taken FROM arm_count WHERE arm = 0")[0][0] == 2
    assert {state for _, state in world.states()} == {4}
    assert len(world.states()) == 2 * PEOPLE
