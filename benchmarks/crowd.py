"""Everybody in five scenarios: most wait for days to come, a fifth is overdue in paused ones."""

import time
from dataclasses import dataclass
from typing import Any

from benchmarks.seeding import add_scenario, count_entered
from bot.store.db import atomic, is_postgres, rows, sql
from bot.store.models import Scenario, ScenarioState

RUNNING, PAUSED, STEPS = 10, 10, 20
DAY = 86_400


@dataclass(frozen=True)
class Crowd:
    waiting: int
    overdue: int
    lanes: int
    largest: int
    in_largest: int


def seed_crowd(people: int) -> Crowd:
    """One running scenario holds all people, nine share three times as many, ten paused ones hold
    as many again, all of those overdue."""
    largest = _scenario("largest", ScenarioState.RUNNING)
    _enroll(largest, 1, people, later=True)
    third = people // 3
    for number in range(1, RUNNING):
        part = number % 3
        last = people if part == 2 else (part + 1) * third
        scenario = _scenario(f"running {number}", ScenarioState.RUNNING)
        _enroll(scenario, part * third + 1, last, later=True)
    tenth = people // PAUSED
    for number in range(PAUSED):
        scenario = _scenario(f"paused {number}", ScenarioState.PAUSED)
        _enroll(scenario, number * tenth + 1, (number + 1) * tenth, later=False)
    waiting = rows("SELECT count(*) FROM enrollment")[0][0]
    return Crowd(waiting, tenth * PAUSED, RUNNING * STEPS, largest.id, people)


def _scenario(name: str, state: ScenarioState) -> Scenario:
    steps: list[dict[str, Any]] = [
        {"id": f"s{number}", "wait": {"days": number}, "send": [{"text": "こんにちは"}]}
        for number in range(1, STEPS + 1)
    ]
    return add_scenario(*steps, name=name, state=state)


def _enroll(scenario: Scenario, first: int, last: int, *, later: bool) -> None:
    """Friends by number, spread over the steps and over thirty days in no order."""
    numbers = (
        "SELECT generate_series(cast(:first AS int), cast(:last AS int)) AS n"
        if is_postgres()
        else "WITH RECURSIVE s(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM s"
        " WHERE n < :last) SELECT n FROM s"
    )
    spread = 30 * DAY
    base = int(time.time()) + (DAY if later else -DAY - spread)
    scattered, step = _modulo("n * 7919", spread), _modulo("n", STEPS)
    with atomic():
        sql(
            "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
            " walk_key, version_id, step, visit, state, hold, ended)"
            f" SELECT :base + {scattered}, :base, :base, n, :scenario, '', :version,"
            f" {step}, 0, 1, 0, 0 FROM ({numbers}) t",
            {
                "first": first, "last": last, "base": base,
                "scenario": scenario.id, "version": scenario.version_id,
            },
        )  # fmt: skip
        count_entered(scenario)


def _modulo(value: str, by: int) -> str:
    """Without the sign that psycopg takes for a parameter."""
    return f"({value} - ({value}) / {by} * {by})"
