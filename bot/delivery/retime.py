"""After a change of the time zone or the quiet hours, those who wait are timed anew: in slices by
the `chat` process when nobody is waiting for an answer, and before a claim those it would send to.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Protocol

import structlog

from bot.clock import Clock, epoch, from_epoch
from bot.delivery import awaiting, goals
from bot.domain.account import Account
from bot.domain.retiming import retimed
from bot.domain.walk import Instants
from bot.store import engine, set_days, timing, versions
from bot.store.db import atomic
from bot.store.engine import Lane, Picked
from bot.store.timing import Timing
from bot.store.trouble import trouble

log = structlog.get_logger()

SLICE = 500
# Whoever planned by the calendar of before has written by then; a last pass finds those, too.
SETTLED_SECONDS = 60.0


Anchor = tuple[str, datetime]
"""A step's id, and when it was sent."""


class Timed(goals.Timed, Protocol):
    @property
    def entered_at(self) -> int: ...


@dataclass(frozen=True)
class Retiming:
    clock: Clock
    account: Callable[[], Account]

    def is_due(self) -> bool:
        known, real = timing.find(), self.clock.real()
        if not known.by or known.by[-1] != self.account().calendar:
            return True
        # A clock that was set back must not put it off for long.
        return not known.is_over and not real < known.resume_at <= real + SETTLED_SECONDS

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """For about so long; the rest waits for the next call."""
        until = self.clock.real() + seconds
        while self.is_due() and self.clock.real() < until and not asked_to_stop():
            if not self._slice():
                return

    def _slice(self) -> bool:
        """False when another process is at it."""
        with atomic():
            known = timing.locked_if_free()
            if known is None:
                return False
            account, real = self.account(), self.clock.real()
            known = known.toward(account.calendar, real)
            timing.keep(known if known.is_over else self._advanced(known, account, real))
        return True

    def _advanced(self, known: Timing, account: Account, real: float) -> Timing:
        if not known.begun:
            engine.look_again()  # somebody may just have judged a window by the former calendar
            set_days.time_anew(lambda on: epoch(account.calendar.instant(on.date(), on.time())))
        upto = known.after + SLICE
        for (version, step), people in timing.waiting(known.after, upto).items():
            try:
                timing.set_due(new_times(version, step, people, account, self.clock.now()))
            except Exception as error:
                if trouble(error):
                    raise
                # One bad version must not stop the others: a claim judges its window anyhow.
                log.exception("retiming_failed", version=version, step=step)
        known = replace(known, after=upto, begun=known.begun or real, since=min(known.since, real))
        return known if upto < timing.last() else _passed(known)


def _passed(known: Timing) -> Timing:
    settled_at = known.since + SETTLED_SECONDS
    if known.begun >= settled_at:
        return Timing(known.by[-1:])
    return replace(known, after=0, begun=0.0, resume_at=settled_at)


def still_due(lane: Lane, people: Sequence[Picked], account: Account, now: int) -> list[Picked]:
    """Of people picked for a claim, whom this transaction has locked: the others wait on."""
    walk = versions.walk(lane.version_id)
    if walk.goal_at(lane.step):
        times = goals.newer_times(walk, lane.step, people, account.calendar)
    elif walk.is_timed_there(lane.step):
        times = awaiting.newer_times(walk, lane.step, people, from_epoch(now), account.calendar)
    elif account.former:
        times = new_times(lane.version_id, lane.step, people, account, from_epoch(now))
    else:
        return list(people)
    timing.set_due(times)
    timed = [replace(one, due_at=times.get(one.enrollment_id, one.due_at)) for one in people]
    return [one for one in timed if one.due_at <= now]


def new_times(
    version_id: int, step: int, people: Sequence[Timed], account: Account, now: datetime
) -> dict[int, int]:
    """When those are due whose time changes, by enrollment id. All wait for the same step."""
    walk = versions.walk(version_id)
    if walk.goal_at(step):
        return goals.new_times(walk, step, people, account.calendar)
    if walk.is_timed_there(step):
        return awaiting.new_times(walk, step, people, now, account.calendar)
    anchors = engine.anchors(walk, step, [one.enrollment_id for one in people])

    @cache  # those who were sent the step before together have the same times
    def due(at: int, entered_at: int, counted_at: int, of_step: frozenset[Anchor]) -> int:
        instants = Instants(from_epoch(entered_at), from_epoch(counted_at), dict(of_step))
        found = retimed(
            walk, step, instants, from_epoch(at), former=account.former, calendar=account.calendar
        )
        return epoch(found)

    times = {}
    for one in people:
        of_step = frozenset(anchors.get(one.enrollment_id, {}).items())
        at = due(one.due_at, one.entered_at, one.counted_at, of_step)
        if at != one.due_at:
            times[one.enrollment_id] = at
    return times
