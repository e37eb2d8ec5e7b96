"""The sending round: ask which lanes are due before every claim, keep batches in flight, end when
nothing is due any more. The database is the truth; a round keeps nothing that may not be lost."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.clock import Clock, epoch
from bot.delivery.holding import active_hold, may_go
from bot.delivery.plan import Planner
from bot.delivery.send import Courier
from bot.domain.account import Account
from bot.store import engine, settings
from bot.store.db import atomic
from bot.store.engine import Lane
from bot.store.settings import AccountHold

BATCHES_IN_FLIGHT = 6

log = structlog.get_logger()


@dataclass
class SendingRound:
    planner: Planner
    courier: Courier
    clock: Clock
    account: Callable[[], Account]
    worker: str
    lease_seconds: float
    _flight: set[asyncio.Task[None]] = field(default_factory=set)
    _last: tuple[int, int] | None = None
    _broken: set[tuple[int, int]] = field(default_factory=set)

    async def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """Sends what is due for about so long; batches in flight are always settled first."""
        until = self.clock.real() + seconds
        try:
            while self.clock.real() < until and not asked_to_stop():
                hold = active_hold(self.clock.real())
                if settings.stop_all() or (hold and hold.scope == "line"):
                    break
                started = self._start_next(hold)
                if not started and not self._flight:
                    break
                await self._make_room(wait=not started)
        finally:
            await self._land()

    def _start_next(self, hold: AccountHold | None) -> bool:
        """Puts one more claim in flight. False when nothing is due."""
        return self._start_lost() or self._start_due(hold)

    def _start_lost(self) -> bool:
        real = self.clock.real()
        if not engine.lost_leases(real):
            return False
        with atomic():
            batch = engine.take_over(
                real=real, leased_until=real + self.lease_seconds, worker=self.worker
            )
        if batch:
            self._launch(self.courier.repeat(batch, self.account()))
        return batch is not None

    def _start_due(self, hold: AccountHold | None) -> bool:
        lane = self._next_lane(may_go(engine.due_lanes(epoch(self.clock.now())), hold))
        if lane is None:
            return False
        account = self.account()
        try:
            claimed_batches = self.planner.claim(lane, account)
        except Exception:
            # One bad version must not stop the others: its lane rests until the next round.
            log.exception("claim_failed", version=lane.version_id, step=lane.step)
            self._broken.add((lane.version_id, lane.step))
            return True
        for claimed in claimed_batches:
            self._launch(self.courier.deliver(claimed, account))
        return True

    def _next_lane(self, due: list[Lane]) -> Lane | None:
        """Fresh arrivals first, then what is urgent; the others in turn: none starves another."""
        lanes = [lane for lane in due if (lane.version_id, lane.step) not in self._broken]
        if not lanes or lanes[0].fresh:
            return lanes[0] if lanes else None
        ordered = sorted([lane for lane in lanes if lane.urgent] or lanes, key=_place)
        after = [lane for lane in ordered if self._last and _place(lane) > self._last]
        chosen = (after or ordered)[0]
        self._last = _place(chosen)
        return chosen

    def _launch(self, work: Coroutine[Any, Any, None]) -> None:
        self._flight.add(asyncio.get_running_loop().create_task(work))

    async def _make_room(self, *, wait: bool) -> None:
        """Goes on at once while another batch fits in flight and there was one to start."""
        if wait or len(self._flight) >= BATCHES_IN_FLIGHT:
            await asyncio.wait(self._flight, timeout=0.1, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(0)
        for task in [task for task in self._flight if task.done()]:
            self._flight.discard(task)
            self._report(task)

    async def _land(self) -> None:
        if self._flight:
            await asyncio.wait(self._flight)
        for task in self._flight:
            self._report(task)
        self._flight.clear()

    def _report(self, task: asyncio.Task[None]) -> None:
        """A batch that broke stays open: its lease runs out and it is repeated with its key."""
        if error := task.exception():
            log.error("batch_failed", exc_info=error)


def _place(lane: Lane) -> tuple[int, int]:
    return lane.version_id, lane.step
