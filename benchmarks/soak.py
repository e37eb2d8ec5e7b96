"""Half an hour of an account in use: does memory stay where it is, is anything lost or sent twice?

Beside the worker, the web process, LINE and what people do run on the same machine, so the load is
moderate: this is about what stays, not about speed.
"""

import random
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks.common import Bench, Benchmark, Cell, Table, number, percentile
from benchmarks.installation import environment, settings_for, web, worker
from benchmarks.memory import Memory, Sample, command, descendants, sampled, slope
from benchmarks.places import SQLITE
from benchmarks.processes import Running, free_port
from benchmarks.seeding import add_friends, add_scenario, database_of
from benchmarks.soak_people import Crowd, Habit, Monitor, Owner, Trouble
from benchmarks.soak_proof import Proof, mark, prove
from bot.store.db import atomic, is_postgres, open_inbox, rows, sql, sqlite_path
from bot.store.inbox import Inbox
from bot.store.models import Scenario
from bot.store.settings import set_account_name
from bot.wiring import Parts
from simulator.testing import SimulatorHandle, start_simulator

SAMPLE_SECONDS, LEVELLED = 5.0, 0.1  # memory is judged from a tenth of the time on
SETTLE_SECONDS = 90.0
SEED = 20_261_122


@dataclass(frozen=True)
class Size:
    minutes: float
    people: int  # from the start on; newcomers come beside
    database: str = SQLITE


@dataclass(frozen=True)
class Stand:
    sim: SimulatorHandle
    inbox: Inbox
    memory: Memory
    owner: Owner
    crowd: Crowd
    trouble: Trouble
    scenarios: Mapping[int, int]
    seconds: float


def run(bench: Bench, size: Size) -> list[Table]:
    bench.redis.empty()
    port = free_port()
    sim = start_simulator(webhook=f"http://127.0.0.1:{port}/callback")
    try:
        sim.client.settings(redeliver=True)
        with database_of(bench, size.database) as url:
            stand = _seeded(size, sim, url)
            before = _bytes(url)
            env = environment(bench, url, sim.url)
            with web(bench, port, env) as serving, worker(bench, env) as working:
                names = partial(_processes, {"web": serving, "worker": working}, sim)
                with _sampling(stand.memory, names):
                    _live(bench, stand, url, port)
                proof = _settled(stand)
                return [
                    _memory_table(stand, size),
                    _proof_table(stand, proof, _bytes(url) - before),
                ]
    finally:
        sim.stop()


# What there is


def _seeded(size: Size, sim: SimulatorHandle, url: str) -> Stand:
    set_account_name("ひだまり弁当")
    users = sim.client.add_friends(size.people, follow=False)
    add_friends(users)
    scenarios = (_welcome(1), _coupon(2), _hourly(3))
    _spread(scenarios[2], seconds=int(size.minutes * 60))
    chance = random.Random(SEED)
    (owner,) = sim.client.add_friends(1, follow=False)
    return Stand(
        sim=sim,
        inbox=Inbox(open_inbox(url)),
        memory=Memory(),
        owner=Owner(sim.client, owner),
        crowd=Crowd(sim.client, chance, users),
        trouble=Trouble(sim.client, chance),
        scenarios={scenario.id: number for number, scenario in enumerate(scenarios, start=1)},
        seconds=size.minutes * 60,
    )


def _welcome(place: int) -> Scenario:
    """By the minute: a free reply, then shared and personal messages in turn."""
    waits = (0, {"minutes": 1}, {"minutes": 2}, {"minutes": 3}, {"minutes": 5}, {"hours": 1})
    return _scenario(place, [_step(place, index, wait) for index, wait in enumerate(waits)])


def _coupon(place: int) -> Scenario:
    steps = [_step(place, 0, 0), _step(place, 1, {"minutes": 1})]
    return _scenario(place, steps, start={"when": "keyword", "contains": ["クーポン"]})


def _hourly(place: int) -> Scenario:
    steps = [_step(place, index, {"hours": 1}) for index in range(12)]
    return _scenario(place, steps, start={"when": "manual"})


def _step(place: int, index: int, wait: Any) -> dict[str, Any]:
    name = "{{ friend.name }}さん、" if index % 2 else ""
    text = f"{name}今日のお弁当です {mark(place, index)}"
    more = {"by": "reply"} if wait == 0 else {}
    return {"id": f"s{index}", "wait": wait, "send": [{"text": text}], **more}


def _scenario(place: int, steps: list[dict[str, Any]], **more: Any) -> Scenario:
    return add_scenario(*steps, name=f"ご案内{place}", quiet="ignore", **more)


def _spread(scenario: Scenario, *, seconds: int) -> None:
    """Everybody waits for the first step, some second from now on."""
    with atomic():
        sql(
            "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
            " walk_key, version_id, step, visit, state, hold, ended)"
            " SELECT :now + (id * 7919 - id * 7919 / :span * :span), :now, :now, id, :scenario, '',"
            " :version, 0, 0, 1, 0, 0 FROM friend ORDER BY id",
            {
                "now": int(time.time()),
                "span": seconds,
                "scenario": scenario.id,
                "version": scenario.version_id,
            },
        )


# What happens


def _live(bench: Bench, stand: Stand, url: str, port: int) -> None:
    owner, crowd, stopped = stand.owner, stand.crowd, threading.Event()
    owner.claims(Parts(settings_for(bench, url)).members.new_code("owner"))
    monitor = Monitor(f"http://127.0.0.1:{port}")
    habits = [
        Habit(
            {
                crowd.newcomer: 1.5,
                crowd.asks_what_comes: 1.0,
                crowd.writes: 1.0,
                crowd.stops_and_resumes: 0.2,
                crowd.blocks: 0.1,
                crowd.unblocks: 0.1,
                stand.trouble.strikes: 0.1,
            },
            stopped,
        ),
        Habit({owner.looks_around: 0.5, owner.stops_all_for_a_moment: 1 / 180}, stopped),
        Habit({monitor.asks: 0.1}, stopped),
    ]
    for habit in habits:
        habit.start()
    time.sleep(stand.seconds)
    stopped.set()
    for habit in habits:
        habit.join()
        if habit.error:
            raise habit.error


@contextmanager
def _sampling(memory: Memory, processes: Any) -> Iterator[None]:
    stopped, began = threading.Event(), time.monotonic()
    thread = threading.Thread(
        target=sampled,
        args=(memory, processes, stopped, lambda: time.monotonic() - began, SAMPLE_SECONDS),
    )
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _processes(running: Mapping[str, Running], sim: SimulatorHandle) -> dict[int, str]:
    """Names by id; what a process started is named by its queue or number."""
    named = {sim.process.pid: "(LINE's simulator)"}
    for name, root in running.items():
        for place, pid in enumerate(descendants(root.process.pid)):
            words = command(pid).split()
            queue = words[words.index("--queue") + 1] if "--queue" in words else ""
            named[pid] = f"{name}: {queue}" if queue else f"{name} {place}" if place else name
    return named


def _settled(stand: Stand) -> Proof:
    """Faults are over; what is due goes out."""
    stand.sim.client.clear_faults()
    deadline = time.monotonic() + SETTLE_SECONDS
    while _unsettled(stand) and time.monotonic() < deadline:
        time.sleep(1)
    now = int(time.time()) - 15
    return prove(stand.sim.client, dict(stand.scenarios), now=now)


def _unsettled(stand: Stand) -> bool:
    late = rows(
        "SELECT count(*) FROM enrollment WHERE state IN (1, 2) AND due_at < :now",
        {"now": int(time.time()) - 10},
    )
    return bool(stand.inbox.depth() or late[0][0] or stand.sim.client.state()["webhook"]["waiting"])


# What is told


def _memory_table(stand: Stand, size: Size) -> Table:
    shown = [share * size.minutes for share in (LEVELLED, 0.5, 1.0)]
    table_rows = [
        [name, *_memory_cells(samples, shown)]
        for name, samples in sorted(stand.memory.by_name.items())
    ]
    columns = ["", *(f"MB after {number(at)} min" for at in shown), "slope, KB a minute",
               "growth", "CPU"]  # fmt: skip
    title = f"soak: {number(size.minutes)} minutes in use, {size.database}"
    note = (
        "Proportional set size, samples of a tenth of the time before each instant; slope and"
        f" growth from minute {number(shown[0])} on. CPU in percent of one core."
    )
    return Table(title, columns, table_rows, [note])


def _memory_cells(samples: list[Sample], minutes: list[float]) -> list[Cell]:
    span = 60 * minutes[0]
    levels = [
        [s.mb for s in samples if at * 60 - span <= s.at <= at * 60 + SAMPLE_SECONDS]
        for at in minutes
    ]
    means = [sum(level) / len(level) if level else None for level in levels]
    later = [s for s in samples if s.at >= span]
    first, last = means[0], means[-1]
    grown = f"{number((last / first - 1) * 100, 1)} %" if first and last else ""
    busy = (samples[-1].cpu - samples[0].cpu) / max(1.0, samples[-1].at - samples[0].at)
    restarted = len({s.pid for s in samples}) > 1
    return [
        *("" if mean is None else number(mean, 1) for mean in means),
        number(slope(later) * 1024, 1) if len(later) > 1 else "",
        grown + (", restarted" if restarted else ""),
        f"{number(busy * 100, 1)} %",
    ]


def _proof_table(stand: Stand, proof: Proof, grown: int) -> Table:
    crowd, owner, state = stand.crowd, stand.owner, stand.sim.client.state()
    events = int(rows("SELECT count(*) FROM done")[0][0])
    cells = [
        ("friends who came", number(crowd.came)),
        ("other acts of friends", number(crowd.acts)),
        ("faults of LINE", number(stand.trouble.made)),
        ("events handled", number(events)),
        ("events left, or parked", f"{stand.inbox.depth()}, {len(stand.inbox.parked())}"),
        ("webhooks that failed (and came again)", number(state["webhook"]["failed"])),
        ("steps sent", number(proof.sent)),
        ("steps lost", number(proof.lost)),
        ("steps sent twice", number(proof.twice)),
        ("steps refused or of unknown fate, shown to the owner", number(proof.undecided)),
        ("steps overdue at the end", number(proof.overdue)),
        ("owner's taps, unanswered", f"{number(len(owner.ms))}, {owner.unanswered}"),
        ("ms to the answer, median / p99", " / ".join(
            number(percentile(owner.ms, percent)) for percent in (50, 99)
        )),
        ("database grew by", f"{number(grown / 1e6, 1)} MB"),
        ("of it for each event", f"{number(grown / max(1, events))} bytes"),
    ]  # fmt: skip
    return Table("soak: what became of it", ["", ""], [[name, cell] for name, cell in cells])


def _bytes(url: str) -> int:
    """Of the database and the inbox; on SQLite of their files, logs included."""
    if is_postgres():
        return int(rows("SELECT pg_database_size(current_database())")[0][0])
    path = sqlite_path(url)
    return sum(file.stat().st_size for file in path.parent.glob(f"{path.stem}*"))


SOAK = Benchmark(run, full=Size(minutes=30, people=3_000), quick=Size(minutes=1, people=100))
