"""The process ends while people go on in another version: each of them is in one of both, and gets
each message once.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.domain.document import parse
from bot.domain.moving import Leaving, had_before
from bot.domain.walk import Walk
from bot.store import moving, scenarios, versions
from bot.store.db import atomic, rows, sql
from bot.store.models import ScenarioState
from simulator.testing import SimulatorHandle, start_simulator
from tests.delivery.crashing import CRASHED, move, run_round
from tests.delivery.world import NOON, World, step

PLACES = ("move.picked", "move.shifted", "move.finished", "moved")
AFTER_THE_LEASE = 90
PEOPLE = 7

Round = Callable[..., int]


@pytest.fixture(scope="module")
def line() -> Iterator[SimulatorHandle]:
    handle = start_simulator()
    yield handle
    handle.stop()


def publish(scenario_id: int, *steps: dict[str, Any]) -> int:
    """For everyone inside."""
    now = int(NOON.timestamp())
    start = {"when": "friend_added"}
    document = parse({"tobiishi": 1, "name": "ご案内", "start": start, "steps": list(steps)})
    with atomic():
        old = versions.walk(moving.inhabited(scenario_id)[-1])
        new = versions.publish(scenario_id, document, at=now, by="test")
        moving.leave([old.version_id], new.id, at=now)
        known = {each.id for each in old.scenario.all_steps}
        twice = had_before([Leaving(old)], Walk(document), known)
        moving.come_twice(new.id, twice)
        scenarios.published(scenario_id, new.id)
    return int(new.id)


def has_said(line: SimulatorHandle) -> Counter[tuple[str, str]]:
    """How often each friend got each text."""
    return Counter(
        (user, message["text"])
        for entry in line.client.ledger()
        for user in entry["delivered"]
        for message in entry["messages"]
    )


@pytest.mark.parametrize("way", ["the pass", "the claim"])
def test_everybody_arrives_once(
    world: World, migrated_url: str, line: SimulatorHandle, way: str
) -> None:
    """Half of them wait for the removed step, the others for the one behind it."""
    crashes: Round = (
        (lambda *crash: move(migrated_url, *crash))
        if way == "the pass"
        else (lambda *crash: run_round(migrated_url, line.url, line.token, 0, *crash))
    )
    for place in PLACES:
        line.client.clear_ledger()
        scenario_id = world.scenario(step("one", {"hours": 1}), step("two"), step("three", 0))
        for number, user in enumerate(line.client.add_friends(PEOPLE, follow=True)):
            world.follow_as(user, f"友{number}")
        mine = {"scenario": scenario_id, "now": int(NOON.timestamp())}
        sql("UPDATE enrollment SET due_at = :now WHERE scenario_id = :scenario", mine)
        sql("UPDATE enrollment SET step = 1 WHERE scenario_id = :scenario AND (id & 1) = 0", mine)
        new = publish(scenario_id, step("one", {"hours": 1}, "one!"), step("three", 0, "three!"))
        assert crashes(place, 1) == CRASHED, place
        assert run_round(migrated_url, line.url, line.token, AFTER_THE_LEASE) == 0
        assert move(migrated_url) == 0
        found = rows(
            "SELECT DISTINCT version_id FROM enrollment WHERE scenario_id = :scenario", mine
        )
        assert found == [(new,)], place
        said = has_said(line)
        assert set(said.values()) == {1}, place
        assert {text for _, text in said} == {"one!", "three!"}, place
        world.set_state(scenario_id, ScenarioState.ENDED)


@pytest.mark.parametrize("place", ["move.picked", "move.shifted", "move.back", "moved"])
def test_everybody_finds_back_once(
    world: World, migrated_url: str, line: SimulatorHandle, place: str
) -> None:
    """Half of them were led on from the removed step, the others came to the end by it."""
    line.client.clear_ledger()
    one, two, three = step("one", {"hours": 1}), step("two", 0), step("three", {"hours": 1})
    scenario_id = world.scenario(one, two, three)
    for number, user in enumerate(line.client.add_friends(PEOPLE, follow=True)):
        world.follow_as(user, f"友{number}")
    due = {"scenario": scenario_id, "due": int(NOON.timestamp()) + 3600}
    sql("UPDATE enrollment SET step = 2, due_at = :due WHERE scenario_id = :scenario", due)
    sql("UPDATE enrollment SET step = 0 WHERE scenario_id = :scenario AND (id & 1) = 0", due)
    before = rows("SELECT id, step, due_at, state FROM enrollment ORDER BY id")
    publish(scenario_id, two)
    assert move(migrated_url) == 0
    again = publish(scenario_id, one, two, three)
    assert move(migrated_url, place, 1) == CRASHED
    assert move(migrated_url) == 0
    assert rows("SELECT id, step, due_at, state FROM enrollment ORDER BY id") == before
    assert rows("SELECT DISTINCT version_id FROM enrollment") == [(again,)]
    assert rows("SELECT * FROM displaced") == []
    world.set_state(scenario_id, ScenarioState.ENDED)
