"""The same content to many, by multicast: from due to next step planned, limiter and HTTP in it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from benchmarks.common import Bench, Benchmark, Samples, Table, interleaved, number
from benchmarks.installation import settings_for
from benchmarks.places import POSTGRES, SQLITE
from benchmarks.seeding import NEXT, SHARED, add_friends, add_scenario, database_of, enroll_all
from benchmarks.sending import send_all
from simulator.testing import SimulatorHandle, start_simulator

LATENCY_MS = 50


@dataclass(frozen=True)
class Size:
    people: int
    repetitions: int


@dataclass(frozen=True)
class _Stand:
    bench: Bench
    sim: SimulatorHandle
    users: list[str]
    cpu: dict[str, Samples]

    def measure(self, name: str, kind: str, processes: int) -> float:
        with database_of(self.bench, kind) as url:
            self.bench.redis.empty()
            add_friends(self.users)
            enroll_all(add_scenario(SHARED, NEXT), due_at=int(time.time()))
            settings = settings_for(self.bench, url, self.sim.url)
            sent = send_all(self.sim, settings, len(self.users), limited=True, processes=processes)
        self.cpu.setdefault(name, Samples()).values.append(sent.cpu_us)
        return sent.per_second


def run(bench: Bench, size: Size) -> list[Table]:
    sim = start_simulator()
    try:
        users = sim.client.add_friends(size.people)
        sim.client.latency(LATENCY_MS)
        stand = _Stand(bench, sim, users, {})
        found = interleaved(_ways(stand), size.repetitions)
    finally:
        sim.stop()
    rows = [[name, samples.shown(), stand.cpu[name].shown()] for name, samples in found.items()]
    return [
        Table(
            f"shared: the same content to {number(size.people)}, LINE answers in {LATENCY_MS} ms",
            ["", "recipients/s", "CPU µs a recipient"],
            rows,
            ["CPU of our own processes, without PostgreSQL's. Limiter at 200 multicasts a second."],
        )
    ]


def _ways(stand: _Stand) -> dict[str, Callable[[], float | None]]:
    ways: dict[str, Callable[[], float | None]] = {}
    for kind, processes in ((SQLITE, 1), (POSTGRES, 1), (POSTGRES, 2)):
        if kind in stand.bench.databases:
            name = f"{kind}, {processes} process{'es' if processes > 1 else ''}"
            ways[name] = partial(stand.measure, name, kind, processes)
    return ways


SHARED_CONTENT = Benchmark(
    run, full=Size(people=100_000, repetitions=3), quick=Size(people=10_000, repetitions=1)
)
