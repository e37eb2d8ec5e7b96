"""The real delivery engine, as the worker runs it, in processes of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import uvloop

from benchmarks.children import seconds, side_by_side
from bot.config import Settings
from bot.delivery.limiter import Endpoint
from bot.jobs import keep_for_good
from bot.store import versions
from bot.store.db import rows
from bot.wiring import Parts
from simulator.testing import SimulatorHandle

ROUND_SECONDS = 120.0


class NoLimiter:
    """LINE's limits switched off, to see what else is in the way."""

    async def take(self, endpoint: Endpoint, wanted: int) -> int:  # noqa: ARG002
        return wanted

    async def aclose(self) -> None:
        pass


class NotRight(RuntimeError):
    """Somebody got nothing, or something twice: there is no figure to report."""


@dataclass(frozen=True)
class Sent:
    per_second: float
    cpu_us: float  # of the sending processes, a message


def send_all(
    sim: SimulatorHandle, settings: Settings, people: int, *, limited: bool, processes: int = 1
) -> Sent:
    """From due to next step planned, for everybody who is due."""
    sim.client.clear_ledger()
    results = side_by_side(_prepare(settings, limited=limited), processes)
    _check(sim, people)
    return Sent(people / seconds(results), sum(r.cpu for r in results) / people * 1e6)


def _prepare(settings: Settings, *, limited: bool) -> Callable[[], Callable[[], None]]:
    def prepare() -> Callable[[], None]:
        parts = Parts(settings, engine=True)
        parts.open()
        versions.forget()
        delivery = parts.delivery
        system = delivery if limited else replace(delivery, new_limiter=NoLimiter)
        keep_for_good()
        return lambda: uvloop.run(system.send_due(ROUND_SECONDS))

    return prepare


def _check(sim: SimulatorHandle, people: int) -> None:
    counts = sim.client.counts()
    waiting = rows("SELECT count(*) FROM enrollment WHERE step = 1 AND state = 1")[0][0]
    if len(counts) != people or set(counts.values()) != {1} or waiting != people:
        raise NotRight(f"{people} due, {len(counts)} reached, {waiting} wait for the next step")
