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
from benchmarks.sending import NotRight
from bot.config import Settings
from bot.delivery.limiter import Measures
from bot.delivery.plan import MULTICAST_PEOPLE
from bot.queue import QUEUES
from simulator.testing import TOKEN, SimulatorHandle, start_simulator

LATENCY_MS = 50
# All are enrolled by then, also on a slow machine.
AHEAD_SECONDS, SEEDED_PER_SECOND = 3, 30_000
READY_SECONDS, DONE_SECONDS = 60, 150
COLUMNS = (
    "", "requests", "first after", "last after", "rate limit's own time", "over it", "in the middle"
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    named: int
    shared: int


@dataclass(frozen=True)
class _Kind:
    path: str
    step: dict[str, Any]
    people: int
    requests: int
    limit: int


@dataclass(frozen=True)
class _Sent:
    """`first` and `last`: seconds after the due instant until LINE had the request. `middle`: of
    these how many a second came there between the first tenth and the last.
    """

    requests: int
    first: float
    last: float
    middle: float


def run(bench: Bench, size: Size) -> list[Table]:
    table_rows = [
        [f"{label}, {database}", *_measured(bench, database, kind)]
        for label, kind in _kinds(size, settings_for(bench, "sqlite:///unused")).items()
        for database in bench.databases
    ]
    title = "punctual: all due at one instant, by the real worker"
    note = (
        f"From the due second to LINE's receipt; LINE answers {LATENCY_MS} ms later. The worker"
        " looks at the beginning of each second for what is due. What is the same for all goes by"
        f" {MULTICAST_PEOPLE} a request: there the rate limit is far above what one worker claims"
        " and settles, so its last comes when the database is done (see `shared`). In the middle:"
        " without the first and the last tenth, and its part of what the limiter lets go,"
        " which is 98 % of LINE's limit."
    )
    return [Table(title, COLUMNS, table_rows, [note])]


def _kinds(size: Size, settings: Settings) -> dict[str, _Kind]:
    batches = -(-size.shared // MULTICAST_PEOPLE)
    return {
        f"{number(size.named)} with names": _Kind(
            "push", NAMED, size.named, size.named, settings.limit_push_per_second
        ),
        f"{number(size.shared)} the same": _Kind(
            "multicast", SHARED, size.shared, batches, settings.limit_multicast_per_second
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
                return _cells(kind, _sent(sim, kind, due_at))
    finally:
        sim.stop()


def _sent(sim: SimulatorHandle, kind: _Kind, due_at: int) -> _Sent:
    time.sleep(max(0.0, due_at - time.time()))
    until(partial(_all_reached, sim, kind.people), "everybody was reached", DONE_SECONDS, 0.5)
    counts = sim.client.counts(kind.path)
    if len(counts) != kind.people or set(counts.values()) != {1}:
        raise NotRight(f"{kind.people} due, {len(counts)} reached, or one of them twice")
    requests = sim.client.ledger(after=kind.requests - 1)[-1]["seq"]
    tenth = requests // 10
    first, begin, end, last = (
        _arrived(sim, number) - due_at for number in (1, tenth, requests - tenth, requests)
    )
    return _Sent(requests, first, last, (requests - 2 * tenth) / (end - begin))


def _arrived(sim: SimulatorHandle, number: int) -> float:
    (entry,) = sim.client.ledger(after=number - 1, limit=1)
    return float(entry["real_at"]) / 1000


def _ready(redis_url: str) -> bool:
    with redis.Redis.from_url(redis_url) as connection:
        return Worker.count(connection=connection) == len(QUEUES)


def _all_reached(sim: SimulatorHandle, people: int) -> bool:
    """By LINE's own count: the whole state of so many friends would hold LINE up for a second."""
    bearer = {"authorization": f"Bearer {TOKEN}"}
    used = sim.client.call("GET", "/v2/bot/message/quota/consumption", headers=bearer)
    return int(used["totalUsage"]) >= people


def _cells(kind: _Kind, sent: _Sent) -> list[Cell]:
    measures = Measures(kind.limit)
    own = max(0.0, kind.requests - measures.burst) / measures.rate
    over = f"{number((sent.last / own - 1) * 100)} %" if own else NOT_MEASURED
    return [
        number(sent.requests),
        f"{number(sent.first, 2)} s",
        f"{number(sent.last, 2)} s",
        f"{number(own, 2)} s",
        over,
        f"{number(sent.middle)}/s = {number(sent.middle / measures.rate * 100)} %",
    ]


PUNCTUAL = Benchmark(
    run, full=Size(named=100_000, shared=100_000), quick=Size(named=4_000, shared=10_000)
)
