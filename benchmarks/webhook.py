"""How fast events are taken in: signed posts to gunicorn as the Procfile starts it, and a burst of
newcomers all the way into a scenario."""

import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import uvloop
from peewee import Database, DatabaseProxy

from benchmarks.children import side_by_side
from benchmarks.common import (
    Bench,
    Benchmark,
    Cell,
    Samples,
    Table,
    interleaved,
    number,
    percentile,
    times,
)
from benchmarks.installation import environment, web, worker
from benchmarks.memory import cpu_seconds, descendants
from benchmarks.posting import Answers, posts, saturate, steadily
from benchmarks.processes import Running, free_port
from benchmarks.seeding import LATER, NEXT, add_scenario, database_of
from bot.store.db import database, open_inbox, rows
from simulator.testing import SimulatorHandle, start_simulator

CONNECTIONS = 64
BASELINE = "benchmarks.baselines.webhook_app:create_app()"


@dataclass(frozen=True)
class Size:
    seconds: float
    per_second: float
    follows: int
    follow_seconds: float  # the burst's deadline
    repetitions: int


@dataclass(frozen=True)
class _Figures:
    """Beside the events a second."""

    cpu_us: Samples = field(default_factory=Samples)  # of gunicorn's processes, an event
    p50_ms: Samples = field(default_factory=Samples)
    p99_ms: Samples = field(default_factory=Samples)


@dataclass(frozen=True)
class _Stand:
    bench: Bench
    size: Size
    figures: dict[str, "_Figures"]

    def measure(self, name: str, kind: str, app: str | None) -> float:
        self.bench.redis.empty()
        port = free_port()
        with (
            database_of(self.bench, kind) as database_url,
            web(self.bench, port, environment(self.bench, database_url), app) as running,
        ):
            steady = self._steady(port)
            before = _cpu_seconds(running)
            answers = self._saturated(port)
            cpu = _cpu_seconds(running) - before
        figures, events = self.figures.setdefault(name, _Figures()), answers.statuses[200]
        figures.cpu_us.values.append(cpu / events * 1e6)
        figures.p50_ms.values.append(percentile(steady.ms, 50))
        figures.p99_ms.values.append(percentile(steady.ms, 99))
        return events / answers.seconds

    def _steady(self, port: int) -> Answers:
        rate = self.size.per_second
        ready = posts(int(self.size.seconds * rate))
        return _elsewhere(partial(steadily, port, ready, CONNECTIONS, rate))

    def _saturated(self, port: int) -> Answers:
        ready = posts(int(self.size.seconds * 6_000))
        return _elsewhere(partial(saturate, port, ready, CONNECTIONS, self.size.seconds))


def _cpu_seconds(running: Running) -> float:
    return sum(map(cpu_seconds, descendants(running.process.pid)))


def _elsewhere(post: Callable[[], Coroutine[Any, Any, Answers]]) -> Answers:
    """In a process of its own, as LINE is."""
    answers = side_by_side(lambda: lambda: uvloop.run(post()))[0].value
    if set(answers.statuses) != {200}:
        raise RuntimeError(f"the webhook answered {dict(answers.statuses)}")
    return answers


def run(bench: Bench, size: Size) -> list[Table]:
    stand = _Stand(bench, size, {})
    ours = {f"Tobiishi, {kind}": (kind, None) for kind in bench.databases}
    baseline = "Flask, WebhookParser, one RQ job each"
    ways: dict[str, tuple[str, str | None]] = {**ours, baseline: (bench.databases[0], BASELINE)}
    found = interleaved(
        {name: partial(stand.measure, name, *way) for name, way in ways.items()}, size.repetitions
    )
    return [_table(stand, found, baseline), *_bursts(bench, size)]


def _table(stand: _Stand, found: dict[str, Samples], baseline: str) -> Table:
    at = number(stand.size.per_second)
    table_rows = [
        [
            name,
            samples.shown(),
            times(samples, found[baseline]) if name != baseline else "",
            stand.figures[name].cpu_us.shown(),
            stand.figures[name].p50_ms.shown(1),
            stand.figures[name].p99_ms.shown(1),
        ]
        for name, samples in found.items()
    ]
    note = (
        f"{CONNECTIONS} connections. At a steady rate a post counts from when it was due. CPU is"
        " gunicorn's, at saturation; the posting process and the servers take theirs beside it."
    )
    title = "webhook: signed events, one a post, to gunicorn as in the Procfile"
    tail = f"ms at {at}/s"
    columns = ["", "events/s", "× baseline", "CPU µs an event", f"p50 {tail}", f"p99 {tail}"]
    return Table(title, columns, table_rows, [note])


def _bursts(bench: Bench, size: Size) -> list[Table]:
    table_rows = [[kind, *_burst(bench, size, kind)] for kind in bench.databases]
    title = f"webhook: a burst of {number(size.follows)} follows, with web and worker running"
    columns = ["", "all stored after", "all entered after", "entered", "follows/s"]
    return [Table(title, columns, table_rows)]


def _burst(bench: Bench, size: Size, kind: str) -> list[Cell]:
    """Each newcomer's profile is asked for at LINE, too."""
    bench.redis.empty()
    port = free_port()
    sim = start_simulator(webhook=f"http://127.0.0.1:{port}/callback")
    try:
        with database_of(bench, kind) as url:
            add_scenario(LATER, NEXT)
            env = environment(bench, url, sim.url)
            with web(bench, port, env), worker(bench, env):
                return _follow(sim, open_inbox(url), size)
    finally:
        sim.stop()


def _follow(sim: SimulatorHandle, inbox: Database, size: Size) -> list[Cell]:
    began = time.monotonic()
    deadline = began + size.follow_seconds
    sim.client.add_friends(size.follows)
    stored = _until(deadline, lambda: _count("inbox", inbox) >= size.follows)
    entered = _until(deadline, lambda: _count("enrollment") >= size.follows)
    count = _count("enrollment")
    once = rows("SELECT count(DISTINCT friend_id) FROM enrollment")[0][0]
    return [
        _seconds(stored, began),
        _seconds(entered, began),
        f"{number(once)} people, {number(count)} times",
        number(count / ((entered or deadline) - began)),
    ]


def _until(deadline: float, check: Callable[[], bool]) -> float | None:
    while not check():
        if time.monotonic() > deadline:
            return None
        time.sleep(0.1)
    return time.monotonic()


def _seconds(at: float | None, began: float) -> Cell:
    return "not within the deadline" if at is None else f"{number(at - began, 1)} s"


def _count(table: str, db: Database | DatabaseProxy = database) -> int:
    return int(rows(f"SELECT count(*) FROM {table}", db=db)[0][0])


WEBHOOK = Benchmark(
    run,
    full=Size(seconds=5, per_second=1_000, follows=10_000, follow_seconds=120, repetitions=2),
    quick=Size(seconds=1.0, per_second=1_000, follows=200, follow_seconds=10, repetitions=1),
)
