"""The sending round: ask which lanes are due before every claim, keep batches in flight, end when
nothing is due any more. The database is the truth; a round keeps nothing that may not be lost."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from bot.clock import Clock, epoch
from bot.delivery.holding import active, is_refused, is_short, may_go, may_try
from bot.delivery.plan import Planner
from bot.delivery.resting import NobodyFree, Resting
from bot.delivery.send import Courier
from bot.delivery.unsettled import Unsettled
from bot.domain.account import Account
from bot.store import broken, engine, settings, versions
from bot.store.broken import Place
from bot.store.coupons import CodesSpent
from bot.store.db import atomic
from bot.store.engine import Lane
from bot.store.settings import AccountHold
from bot.store.trouble import trouble

# Of one that is tried again only who is left of it counts.
BATCHES_IN_FLIGHT = 6
# What cannot be claimed is tried again after this long.
BROKEN_SECONDS = 60.0
# Where the order matters, people of one minute count as due together.
_TOGETHER_SECONDS = 59

log = structlog.get_logger()


@dataclass
class SendingRound:
    planner: Planner
    courier: Courier
    clock: Clock
    account: Callable[[], Account]
    worker: str
    lease_seconds: float
    _flight: set[asyncio.Task[Unsettled | None]] = field(default_factory=set)
    _again: dict[asyncio.Task[None], Unsettled] = field(default_factory=dict)
    _last: Place | None = None
    _broken: dict[Place, float] = field(default_factory=dict)
    _resting: Resting = field(default_factory=Resting)
    _in_order: bool = False

    async def run(self, is_over: Callable[[], bool]) -> None:
        """Sends what is due until then; batches in flight are always settled first."""
        self._in_order = is_short(epoch(self.clock.now()))
        self._broken = broken.known()
        try:
            while not is_over():
                stopped, hold = settings.brakes()
                if stopped:
                    break
                rest, started = self._resting.left(), self._start_next(hold)
                if not (started or self._flight or self._again or rest):
                    break
                await self._next_event(wait=not started, rest=rest)
        finally:
            await self._land()

    def _start_next(self, hold: AccountHold | None) -> bool:
        """Puts one more claim in flight. False when nothing is due, or fits in."""
        ahead = active(hold, self.clock.real())
        if hold and is_refused(hold) and ahead is None:
            return self._try_again(hold)
        if not self._has_room():
            return False
        repeats = not is_refused(ahead) and self._start_lost()
        return repeats or self._start_due(ahead)

    def _try_again(self, hold: AccountHold) -> bool:
        """LINE refused the account a while ago: one person's message tells whether it still does.
        Nothing else leaves before the answer, from no worker."""
        if self._flight or self._again:
            return False
        if not may_try(hold, self.worker, self.clock.real(), self.lease_seconds):
            return False
        return self._start_due(None, at_most=1) or self._start_lost()

    def _start_lost(self) -> bool:
        real = self.clock.real()
        if not engine.lost_leases(real):
            return False
        with atomic():
            batch = engine.take_over(
                real=real, leased_until=real + self.lease_seconds, worker=self.worker
            )
        if batch:
            self._launch(self.courier.repeat(batch))
        return batch is not None

    def _start_due(self, hold: AccountHold | None, at_most: int | None = None) -> bool:
        lane = self._next_lane(may_go(engine.due_lanes(epoch(self.clock.now())), hold))
        if lane is None:
            return False
        try:
            claimed_batches = self.planner.claim(replace(lane, at_most=at_most), self.account())
        except NobodyFree:  # asked again at once, a worker would do nothing else
            self._resting.begin(_place(lane))
            return True
        except Exception as error:
            if trouble(error):
                raise
            self._leave_alone(lane, error)
            return True
        self._resting.end(_place(lane))
        self._is_mended(_place(lane))
        for claimed in claimed_batches:
            self._launch(self.courier.deliver(claimed))
        return True

    def _leave_alone(self, lane: Lane, error: Exception) -> None:
        """One bad version must not stop the others. Owners are shown it until it works; the log
        tells it once."""
        place, retry_at = _place(lane), self.clock.real() + BROKEN_SECONDS
        if place not in self._broken:
            expected = isinstance(error, CodesSpent)  # no news in its traceback
            log.error(
                "claim_failed",
                version=lane.version_id,
                step=lane.step,
                problem=type(error).__name__,
                exc_info=None if expected else error,
            )
        self._broken[place] = retry_at
        with atomic():
            now = epoch(self.clock.now())
            broken.broke(place, now=now, retry_at=retry_at, problem=type(error).__name__)

    def _is_mended(self, place: Place) -> None:
        if self._broken.pop(place, None) is not None:
            with atomic():
                broken.mended(place)

    def _next_lane(self, due: list[Lane]) -> Lane | None:
        """Fresh arrivals first, then what is urgent; the others in turn: none starves another.

        While there are not messages enough for all who are due, the longest overdue goes first.
        """
        real = self.clock.real()
        kept = self._resting.places() | {at for at, until in self._broken.items() if real < until}
        lanes = [lane for lane in due if _place(lane) not in kept]
        if not lanes or lanes[0].fresh:
            return lanes[0] if lanes else None
        if self._in_order:
            return _before(lanes[0], lanes[1:2])
        if self.account().daily_cap:
            lanes = _first(lanes)
        ordered = sorted([lane for lane in lanes if lane.urgent] or lanes, key=_place)
        after = [lane for lane in ordered if self._last and _place(lane) > self._last]
        chosen = (after or ordered)[0]
        self._last = _place(chosen)
        return chosen

    def _launch(self, work: Coroutine[Any, Any, Unsettled | None]) -> None:
        self._flight.add(asyncio.get_running_loop().create_task(work))

    def _has_room(self) -> bool:
        left = sum(batch.share for batch in self._again.values())
        return len(self._flight) + left < BATCHES_IN_FLIGHT

    async def _next_event(self, *, wait: bool, rest: float | None) -> None:
        """Goes on at once while there was a batch to start and another one fits in flight."""
        if not wait and self._has_room():
            await asyncio.sleep(0)
        elif tasks := [*self._flight, *self._again]:
            await asyncio.wait(tasks, timeout=rest or 0.1, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(rest or 0)
        self._collect()

    async def _land(self) -> None:
        while tasks := [*self._flight, *self._again]:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            self._collect()

    def _collect(self) -> None:
        for first in [task for task in self._flight if task.done()]:
            self._flight.discard(first)
            if not _broke(first) and (left := first.result()):
                again = asyncio.get_running_loop().create_task(self.courier.go_on(left))
                self._again[again] = left
        for again in [task for task in self._again if task.done()]:
            del self._again[again]
            _broke(again)


def _broke(task: asyncio.Task[Any]) -> bool:
    """A batch that broke stays open: its lease runs out and it is repeated with its key."""
    if error := task.exception():
        log.error("batch_failed", trouble=trouble(error), exc_info=error)
    return error is not None


def _first(lanes: list[Lane]) -> list[Lane]:
    """Those of the highest priority: where a friend gets only so much a day, it is theirs."""
    highest = max(_priority(lane) for lane in lanes)
    return [lane for lane in lanes if _priority(lane) == highest]


def _priority(lane: Lane) -> int:
    readable = versions.is_readable(lane.version_id)
    return versions.document(lane.version_id).priority if readable else 0


def _before(lane: Lane, others: list[Lane]) -> Lane:
    """Of this lane who is due no later than the next one's first."""
    if not others:
        return lane
    return replace(lane, until=max(lane.due_at + _TOGETHER_SECONDS, others[0].due_at))


def _place(lane: Lane) -> Place:
    return lane.version_id, lane.step
