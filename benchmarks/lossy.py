"""LINE loses a tenth of its answers: how much slower do messages with names get?"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from benchmarks.common import Bench, Benchmark, Cell, Samples, Table, interleaved, number
from benchmarks.installation import settings_for
from benchmarks.seeding import NAMED, NEXT, add_friends, add_scenario, database_of, enroll_all
from benchmarks.sending import send_all
from simulator.testing import SimulatorHandle, start_simulator

LATENCY_MS = 50
FAULTS = ("error_before", "error_after", "drop_before", "drop_after")
# Each of the four strikes what the ones before have spared: together a tenth.
PROBABILITY = 1 - 0.9 ** (1 / len(FAULTS))


@dataclass(frozen=True)
class Size:
    people: int
    repetitions: int


@dataclass(frozen=True)
class _Stand:
    bench: Bench
    sim: SimulatorHandle
    users: list[str]
    tries: dict[str, Samples]

    def measure(self, name: str, kind: str, *, disturbed: bool) -> float:
        with database_of(self.bench, kind) as url:
            self.bench.redis.empty()
            add_friends(self.users)
            enroll_all(add_scenario(NAMED, NEXT), due_at=int(time.time()))
            settings = settings_for(self.bench, url, self.sim.url)
            before = self._requests()
            for fault in FAULTS if disturbed else ():
                self.sim.client.fault("push", fault, None, probability=PROBABILITY)
            try:
                sent = send_all(self.sim, settings, len(self.users), limited=False)
            finally:
                self.sim.client.clear_faults()
        tries = (self._requests() - before) / len(self.users)
        self.tries.setdefault(name, Samples()).values.append(tries)
        return sent.per_second

    def _requests(self) -> int:
        """How many LINE has seen so far."""
        seen = self.sim.client.requests()
        return int(seen[-1]["seq"]) if seen else 0


def run(bench: Bench, size: Size) -> list[Table]:
    sim = start_simulator()
    try:
        users = sim.client.add_friends(size.people)
        sim.client.latency(LATENCY_MS)
        stand = _Stand(bench, sim, users, {})
        found = interleaved(_ways(stand), size.repetitions)
    finally:
        sim.stop()
    rows = [
        [name, samples.shown(), stand.tries[name].shown(2), _kept(name, found)]
        for name, samples in found.items()
    ]
    note = (
        f"{number(size.people)} friends due at once, LINE answers in {LATENCY_MS} ms, limiter off."
        " Of the requests a fortieth each was answered 500 before or after LINE accepted it, or the"
        " connection was closed before or after. Each friend got the message exactly once, which is"
        " checked; the time is until the last one's next step was planned."
    )
    title = "lossy: pushes with names, a tenth of the answers lost or 500"
    return [Table(title, ["", "messages/s", "requests a message", "of undisturbed"], rows, [note])]


def _ways(stand: _Stand) -> dict[str, Callable[[], float | None]]:
    return {
        _name(kind, disturbed=disturbed): partial(
            stand.measure, _name(kind, disturbed=disturbed), kind, disturbed=disturbed
        )
        for kind in stand.bench.databases
        for disturbed in (False, True)
    }


def _name(kind: str, *, disturbed: bool) -> str:
    return f"{kind}, {'disturbed' if disturbed else 'undisturbed'}"


def _kept(name: str, found: dict[str, Samples]) -> Cell:
    kind, _, way = name.partition(", ")
    if way == "undisturbed":
        return ""
    before = found[_name(kind, disturbed=False)]
    return f"{number(100 * found[name].median / before.median)} %"


LOSSY = Benchmark(
    run, full=Size(people=10_000, repetitions=3), quick=Size(people=2_000, repetitions=1)
)
