"""The results of a scenario that a million people walked: how long an owner waits for the card."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from admin_flows.ports.chat import Actor, Tapped
from benchmarks.common import Bench, Benchmark, Samples, Table, number
from benchmarks.groups import numbers, scattered
from benchmarks.installation import settings_for
from benchmarks.seeding import LATER, NAMED, add_scenario, database_of, settle_down
from bot.store.db import atomic, rows, sql
from bot.store.models import Scenario
from bot.wiring import Parts

DAY = 86_400
SPREAD_DAYS = 180
BATCH = 500
OWNER = Actor("U" + "0" * 32, "benchmark", "owner", "ja")


@dataclass(frozen=True)
class Size:
    people: int
    looks: int


def run(bench: Bench, size: Size) -> list[Table]:
    found = {kind: _measured(bench, kind, size) for kind in bench.databases}
    names = list(next(iter(found.values())))
    table_rows = [[name, *(samples[name].shown(1) for samples in found.values())] for name in names]
    title = f"results: a scenario with {number(size.people)} deliveries, ms a look"
    return [Table(title, ["", *bench.databases], table_rows)]


def _measured(bench: Bench, kind: str, size: Size) -> dict[str, Samples]:
    with database_of(bench, kind) as url:
        parts = Parts(settings_for(bench, url))
        scenario = add_scenario(NAMED, LATER)
        _seed(scenario, size.people)
        waiting = _looks(parts, scenario, size.looks)
        counting = _timed(lambda: _count_all(parts), 1)
        settle_down()
        counted = _looks(parts, scenario, size.looks)
        recount = _timed(lambda: _recount(scenario), size.looks)
    return {
        "the card, nothing counted into its days yet": waiting["results.scenario"],
        "the card": counted["results.scenario"],
        "of the last 30 days": counted["of 30 days"],
        "the list": counted["results.list"],
        "baseline: the walks alone by a full count": recount,
        "counting all into its days, once": counting,
    }


def _looks(parts: Parts, scenario: Scenario, times: int) -> dict[str, Samples]:
    asked = {
        "results.scenario": f"go:results.scenario:{scenario.id}",
        "of 30 days": f"go:results.scenario:{scenario.id}.30",
        "results.list": "go:results.list",
    }
    return {name: _timed(partial(_tap, parts, data), times) for name, data in asked.items()}


def _tap(parts: Parts, data: str) -> None:
    parts.runner.handle(OWNER.user_id, OWNER, Tapped(data, {}))


def _count_all(parts: Parts) -> None:
    while parts.counting.once():
        pass


def _recount(scenario: Scenario) -> None:
    rows(
        "SELECT state, hold, count(*) FROM enrollment WHERE scenario_id = :scenario"
        " GROUP BY state, hold",
        {"scenario": scenario.id},
    )


def _timed(act: Callable[[], Any], times: int) -> Samples:
    samples = Samples()
    for _ in range(times):
        began = time.perf_counter()
        act()
        samples.values.append((time.perf_counter() - began) * 1000)
    return samples


def _seed(scenario: Scenario, people: int) -> None:
    """Entered over half a year; a half has finished, one of twenty blocks, a fifth tapped."""
    now = int(time.time()) // DAY * DAY
    entered = f":now - {scattered(7919, SPREAD_DAYS)} * {DAY}"
    half = f"{scattered(31, 2)} = 0"
    blocks = f"{scattered(17, 10)} = 0"
    with atomic():
        sql(
            "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
            " walk_key, version_id, step, visit, state, hold, ended)"
            f" SELECT :due, {entered}, :now, n, :scenario, '', :version, 1, 1,"
            f" CASE WHEN {half} THEN 4 WHEN {blocks} THEN 3 ELSE 1 END,"
            f" CASE WHEN NOT {half} AND {blocks} THEN 1 ELSE 0 END,"
            f" CASE WHEN {half} THEN n ELSE 0 END FROM {numbers(people)}",
            {
                "due": now + 30 * DAY,
                "now": now,
                "scenario": scenario.id,
                "version": scenario.version_id,
            },
        )
        _signals(scenario, people, now)
    settle_down()


def _signals(scenario: Scenario, people: int, now: int) -> None:
    """As the engine leaves them: a row a batch, a row a tap."""
    batches, at = people // BATCH, f":now - n / {BATCH} * 7"
    sql(
        "INSERT INTO signal (scenario_id, version_id, step_id, kind, at, people)"
        " SELECT scenario_id, 0, '', 'entered', entered_at, count(*) FROM enrollment"
        f" GROUP BY 1, 5, id / {BATCH * SPREAD_DAYS}"
    )
    sql(
        "INSERT INTO signal (scenario_id, version_id, step_id, kind, at, people)"
        " SELECT scenario_id, 0, '', 'finished', entered_at, count(*) FROM enrollment"
        f" WHERE ended <> 0 GROUP BY 1, 5, id / {BATCH * SPREAD_DAYS}"
    )
    found = {"scenario": scenario.id, "version": scenario.version_id or 0, "now": now}
    for kind, of, each in (("sent", batches, BATCH), ("tapped", people // 5, 1)):
        sql(
            "INSERT INTO signal (scenario_id, version_id, step_id, kind, at, people)"
            f" SELECT :scenario, :version, 'first', '{kind}', {at}, {each} FROM {numbers(of)}",
            found,
        )


RESULTS_CARD = Benchmark(
    run, full=Size(people=1_000_000, looks=20), quick=Size(people=20_000, looks=3)
)
