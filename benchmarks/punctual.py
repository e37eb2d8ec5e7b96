"""Everybody due at one instant, the real worker waiting for it: when do the requests leave?"""

import time
from dataclasses import dataclass
from functools import partial
from typing import Any

import redis
from rq import Worker

from benchmarks.common import NOT_MEASURED, Bench, Benchmark, Cell, Table, number
from benchmarks.installation import environment, settings_for, worker
from benchmarks.processes import until
from benchmarks.seeding import (
    NAMED,
    NEXT,
    SHARED,
    add_friends,
    add_scenario,
    database_of,
    enroll_all,
)
from bot.config import Settings
from bot.delivery.limiter import TokenBucket
from bot.delivery.plan import MULTICAST_PEOPLE
from bot.queue import QUEUES
from simulator.testing import SimulatorHandle, start_simulator

LATENCY_MS = 50
# All are enrolled by then, also on a slow machine.
AHEAD_SECONDS, SEEDED_PER_SECOND = 3, 15_000
READY_SECONDS, DONE_SECONDS = 60, 60
COLUMNS = (
    "", "requests", "first after", "last after", "rate limit's own time", "over it"
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    shared: int
    named: int


@dataclass(frozen=True)
class _Kind:
    path: str
    step: dict[str, Any]
    people: int
    requests: int
    limit: int


def run(bench: Bench, size: Size) -> list[Table]:
    table_rows = [
        [f"{label}, {database}", *_measured(bench, database, kind)]
        for label, kind in _kinds(size, settings_for(bench, "sqlite:///unused")).items()
        for database in bench.databases
    ]
    title = "punctual: all due at one instant, by the real worker"
    note = (
        f"From the due second to LINE's receipt; LINE answers {LATENCY_MS} ms later. The worker"
        " looks once a second for what is due, so the first may take a second."
    )
    return [Table(title, COLUMNS, table_rows, [note])]


def _kinds(size: Size, settings: Settings) -> dict[str, _Kind]:
    batches = -(-size.shared // MULTICAST_PEOPLE)
    return {
        f"{number(size.shared)} the same": _Kind(
            "multicast", SHARED, size.shared, batches, settings.limit_multicast_per_second
        ),
        f"{number(size.named)} with names": _Kind(
            "push", NAMED, size.named, size.named, settings.limit_push_per_second
        ),
    }


def _measured(bench: Bench, database: str, kind: _Kind) -> list[Cell]:
    bench.redis.empty()
    sim = start_simulator()
    try:
        users = sim.client.add_friends(kind.people)
        sim.client.latency(LATENCY_MS)
        with database_of(bench, database) as url:
            add_friends(users)
            scenario = add_scenario(kind.step, NEXT)
            with worker(bench, environment(bench, url, sim.url)):
                until(partial(_ready, bench.redis.url), "the worker is ready", READY_SECONDS)
                due_at = int(time.time()) + AHEAD_SECONDS + kind.people // SEEDED_PER_SECOND
                enroll_all(scenario, due_at=due_at)
                return _cells(kind, _sent_after(sim, kind, due_at))
    finally:
        sim.stop()


def _sent_after(sim: SimulatorHandle, kind: _Kind, due_at: int) -> list[float]:
    """Seconds after the due instant of each request, the earliest first."""
    time.sleep(max(0.0, due_at - time.time()))
    until(partial(_all_reached, sim, kind.people), "everybody was reached", DONE_SECONDS, 0.5)
    seen = [r for r in sim.client.requests() if r["path"].endswith(kind.path)]
    return sorted(r["real_at"] / 1000 - due_at for r in seen)


def _ready(redis_url: str) -> bool:
    with redis.Redis.from_url(redis_url) as connection:
        return Worker.count(connection=connection) == len(QUEUES)


def _all_reached(sim: SimulatorHandle, people: int) -> bool:
    return int(sim.client.state()["quota"]["used"]) >= people


def _cells(kind: _Kind, after: list[float]) -> list[Cell]:
    bucket = TokenBucket(kind.limit)
    own = max(0.0, kind.requests - bucket.burst) / bucket.rate
    over = f"{number((after[-1] / own - 1) * 100)} %" if own else NOT_MEASURED
    return [
        number(len(after)),
        f"{number(after[0], 2)} s",
        f"{number(after[-1], 2)} s",
        f"{number(own, 2)} s",
        over,
    ]


PUNCTUAL = Benchmark(
    run, full=Size(shared=100_000, named=5_000), quick=Size(shared=10_000, named=1_000)
)
