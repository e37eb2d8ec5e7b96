"""Messages with the friend's name: one push each, LINE answering in 50 ms."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from benchmarks.baselines import pushes
from benchmarks.common import Bench, Benchmark, Samples, Table, interleaved, number, times
from benchmarks.installation import settings_for
from benchmarks.places import POSTGRES
from benchmarks.seeding import NAMED, NEXT, add_friends, add_scenario, database_of, enroll_all
from benchmarks.sending import send_all
from simulator.testing import SimulatorHandle, start_simulator

LATENCY_MS = 50
# LINE's own, and one a little higher: is the limiter all that keeps us from more?
LIMITS = (2_000, 2_200)


@dataclass(frozen=True)
class Size:
    people: int
    forked_jobs: int
    simple_jobs: int
    looped: int
    repetitions: int


@dataclass(frozen=True)
class _Stand:
    bench: Bench
    sim: SimulatorHandle
    users: list[str]
    cpu: dict[str, Samples]

    def ours(self, name: str, kind: str, *, limit: int | None, processes: int = 1) -> float:
        with database_of(self.bench, kind) as url:
            self.bench.redis.empty()
            add_friends(self.users)
            enroll_all(add_scenario(NAMED, NEXT), due_at=int(time.time()))
            settings = settings_for(self.bench, url, self.sim.url)
            if limit:
                settings = settings.model_copy(update={"limit_push_per_second": limit})
            limited = limit is not None
            sent = send_all(
                self.sim, settings, len(self.users), limited=limited, processes=processes
            )
        self.cpu.setdefault(name, Samples()).values.append(sent.cpu_us)
        return sent.per_second

    def baseline(self, measure: Callable[[pushes.Outing], float], count: int) -> float:
        self.bench.redis.empty()
        to = self.users[:count]
        return measure(pushes.Outing(self.sim, self.bench.redis.url, self.bench.folder, to))


def run(bench: Bench, size: Size) -> list[Table]:
    sim = start_simulator()
    try:
        users = sim.client.add_friends(size.people)
        sim.client.latency(LATENCY_MS)
        stand = _Stand(bench, sim, users, {})
        ours = _ours(stand)
        baselines = _baselines(stand, size)
        found = interleaved({**ours, **baselines}, size.repetitions)
    finally:
        sim.stop()
    return [_table(size, found, list(ours), list(baselines), stand.cpu)]


def _ours(stand: _Stand) -> dict[str, Callable[[], float | None]]:
    ways: dict[str, Callable[[], float | None]] = {}
    for kind in stand.bench.databases:
        for limit in (*LIMITS, None):
            limits = f"limiter {number(limit)}/s" if limit else "limiter off"
            name = f"Tobiishi, {kind}, {limits}"
            ways[name] = partial(stand.ours, name, kind, limit=limit)
    if POSTGRES in stand.bench.databases:
        name = f"Tobiishi, {POSTGRES}, limiter off, 2 processes"
        ways[name] = partial(stand.ours, name, POSTGRES, limit=None, processes=2)
    return ways


def _baselines(stand: _Stand, size: Size) -> dict[str, Callable[[], float | None]]:
    return {
        f"one RQ job each, default `rq worker` ({size.forked_jobs} messages)": partial(
            stand.baseline, pushes.by_forking_worker, size.forked_jobs
        ),
        f"the same, two SimpleWorkers ({size.simple_jobs} messages)": partial(
            stand.baseline, pushes.by_simple_workers, size.simple_jobs
        ),
        f"a loop as in the SDK's README ({size.looped} messages)": partial(
            stand.baseline, pushes.by_loop, size.looped
        ),
    }


def _table(
    size: Size,
    found: dict[str, Samples],
    ours: list[str],
    baselines: list[str],
    cpu: dict[str, Samples],
) -> Table:
    columns = ["", "messages/s", "CPU µs a message", *(f"× {letter}" for letter in "abc")]
    rows = [
        [
            name,
            found[name].shown(),
            cpu[name].shown(),
            *(times(found[name], found[baseline]) for baseline in baselines),
        ]
        for name in ours
    ]
    rows += [
        [f"({letter}) {name}", found[name].shown(1), "", "", "", ""]
        for letter, name in zip("abc", baselines, strict=True)
    ]
    note = (
        f"{number(size.people)} friends due at once; each got their message exactly once. From due"
        " to next step planned, the first second's rise and the last answers in it. The baselines"
        " only send: they keep no state and plan nothing. The limiter grants 98 % of a limit, so"
        " that no second at LINE's end exceeds it; 2,200/s shows that it alone holds 2,000/s back."
    )
    title = f"personal: pushes with names, LINE answers in {LATENCY_MS} ms"
    return Table(title, columns, rows, [note])


PERSONAL = Benchmark(
    run,
    full=Size(people=20_000, forked_jobs=12, simple_jobs=200, looped=60, repetitions=3),
    quick=Size(people=3_000, forked_jobs=3, simple_jobs=60, looped=20, repetitions=1),
)
