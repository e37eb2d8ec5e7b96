"""A million people wait: what a tick costs, what they weigh, how long a pause takes."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import PauseScenario
from benchmarks.common import Bench, Benchmark, Cell, Table, number, percentile
from benchmarks.crowd import Crowd, seed_crowd
from benchmarks.installation import settings_for
from benchmarks.seeding import database_of, settle_down
from bot.store import engine, settings
from bot.store.db import is_postgres, rows
from bot.wiring import Parts

OWNER = Actor("U" + "0" * 32, "benchmark", "owner", "ja")


@dataclass(frozen=True)
class Size:
    people: int  # each waits about five times
    ticks: int
    loaded: int  # rows of the baseline's loop
    loads: int


def run(bench: Bench, size: Size) -> list[Table]:
    found = [_measured(bench, kind, size) for kind in bench.databases]
    crowd = found[0][0]
    columns = ["", *bench.databases]
    names = [name for name, _ in found[0][1]]
    table_rows = [
        [name, *(cells[place][1] for _, cells in found)] for place, name in enumerate(names)
    ]
    title = (
        f"idle: {number(crowd.waiting)} wait in {crowd.lanes} running steps,"
        f" {number(crowd.overdue)} of them overdue in 10 paused scenarios"
    )
    return [Table(title, columns, table_rows)]


def _measured(bench: Bench, kind: str, size: Size) -> tuple[Crowd, list[tuple[str, Cell]]]:
    with database_of(bench, kind) as url:
        parts = Parts(settings_for(bench, url))
        before = _bytes()
        crowd = seed_crowd(size.people)
        weight = (_bytes() - before) / crowd.waiting
        settle_down()
        tick = _timed(_tick, size.ticks)
        load = _timed(lambda: _load_all(size.loaded), size.loads)
        pause = _timed(lambda: _pause(parts, crowd), 1)
        after = _timed(_tick, 20)
    cells = [
        ("tick, median / p99", _middle_and_tail(tick)),
        (
            f"baseline: load {number(size.loaded)} rows and compare, median / p99",
            _middle_and_tail(load),
        ),
        ("bytes a waiting enrollment, indexes in it", number(weight)),
        (f"pause of a scenario with {number(crowd.in_largest)} inside", _ms(pause[0])),
        ("tick right after it, median", _ms(percentile(after, 50))),
    ]
    return crowd, cells


def _tick() -> None:
    """What the supervisor asks each second about sending (`bot.cron`)."""
    settings.stop_all()
    settings.account_hold()
    engine.due_lanes(int(time.time()))
    engine.lost_leases(time.time())


def _load_all(count: int) -> None:
    now = int(time.time())
    found = rows(f"SELECT id, friend_id, step, due_at, state FROM enrollment LIMIT {count}")
    [row for row in found if row[4] == 1 and row[3] <= now]


def _pause(parts: Parts, crowd: Crowd) -> None:
    parts.execute(PauseScenario(crowd.largest), OWNER)


def _timed(work: Callable[[], None], count: int) -> list[float]:
    """Milliseconds of each."""
    return list(_each(work, count))


def _each(work: Callable[[], None], count: int) -> Iterator[float]:
    for _ in range(count):
        began = time.perf_counter()
        work()
        yield (time.perf_counter() - began) * 1000


def _bytes() -> int:
    """Of enrollments with their indexes; on SQLite of the file, where nothing else is added."""
    if is_postgres():
        return int(rows("SELECT pg_total_relation_size('enrollment')")[0][0])
    return int(rows("PRAGMA page_count")[0][0]) * int(rows("PRAGMA page_size")[0][0])


def _middle_and_tail(values: list[float]) -> Cell:
    return f"{_ms(percentile(values, 50))} / {_ms(percentile(values, 99))}"


def _ms(value: float) -> Cell:
    return f"{number(value, 2 if value < 10 else 0)} ms"


IDLE = Benchmark(
    run,
    full=Size(people=200_000, ticks=500, loaded=20_000, loads=30),
    quick=Size(people=20_000, ticks=100, loaded=20_000, loads=10),
)
