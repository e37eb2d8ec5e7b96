"""Steps before or after a date of the friend's own. Everybody comes to such a stop as if due at
once; here each is timed by the date that is known then, and again before every claim, so that a
date that moved meanwhile is never missed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from bot.clock import epoch, from_epoch
from bot.domain.attributes import Known
from bot.domain.calendar import Calendar
from bot.domain.document import OfGoal
from bot.domain.goals import GoalDate
from bot.domain.schedule import due_of_goal, ends_at, expires_at
from bot.domain.walk import Walk
from bot.store import fields, walks
from bot.store.engine import Picked
from bot.store.models import WITHOUT_DATE


class Timed(Protocol):
    """Somebody who waits; times in epoch seconds."""

    @property
    def enrollment_id(self) -> int: ...
    @property
    def friend_id(self) -> int: ...
    @property
    def counted_at(self) -> int: ...
    @property
    def due_at(self) -> int: ...


def new_times(walk: Walk, step: int, people: Sequence[Timed], calendar: Calendar) -> dict[int, int]:
    """When those are due whose time is another now, by enrollment id. All wait for the same stop;
    without a date they wait for one.
    """
    wait = walk.stops[step].wait
    goal = walk.scenario.goals.get(wait.goal) if isinstance(wait, OfGoal) else None
    if goal is None or not isinstance(wait, OfGoal):
        return {}
    known, times = _known(goal, people), {}
    for one in people:
        since = from_epoch(one.counted_at)
        due = due_of_goal(wait, goal, known.get(one.enrollment_id), since, calendar)
        at = WITHOUT_DATE if due is None else epoch(due)
        if at != one.due_at:
            times[one.enrollment_id] = at
    return times


def newer_times(
    walk: Walk, step: int, people: Sequence[Timed], calendar: Calendar
) -> dict[int, int]:
    """The same for people who are being claimed. Who was put off to this moment goes now; who has
    just come here, or whose date has changed, is due when their wait began (`plan`).
    """
    times, by_id = (
        new_times(walk, step, people, calendar),
        {one.enrollment_id: one for one in people},
    )
    return {
        number: at
        for number, at in times.items()
        if at > (one := by_id[number]).due_at or one.due_at == one.counted_at
    }


def expired(
    walk: Walk, step: int, people: Sequence[Picked], now: datetime, calendar: Calendar
) -> set[int]:
    """Those for whom it makes no sense any more (`expires`), by enrollment id."""
    expires = walk.stops[step].step.expires
    goal = walk.scenario.goals.get(expires.goal) if expires else None
    if expires is None or goal is None:
        return set()
    return _over(goal, people, now, partial(expires_at, expires), calendar)


def passed(
    walk: Walk, step: int, people: Sequence[Picked], at: datetime, calendar: Calendar
) -> set[int]:
    """Those for whom a step before a date could go at that instant only when the date is over."""
    wait = walk.stops[step].wait
    goal = walk.scenario.goals.get(wait.goal) if isinstance(wait, OfGoal) else None
    if goal is None or not isinstance(wait, OfGoal) or wait.before is None:
        return set()
    return _over(goal, people, at, ends_at, calendar)


class _EndOf(Protocol):
    def __call__(
        self, goal: GoalDate, known: Known | None, since: datetime, calendar: Calendar, /
    ) -> datetime | None: ...


def _over(
    goal: GoalDate, people: Sequence[Picked], at: datetime, end_of: _EndOf, calendar: Calendar
) -> set[int]:
    """Of a yearly date the one that they are due for counts."""
    known, over = _known(goal, people), set()
    for person in people:
        end = end_of(goal, known.get(person.enrollment_id), from_epoch(person.due_at), calendar)
        if end is not None and end <= at:
            over.add(person.enrollment_id)
    return over


def _known(goal: GoalDate, people: Sequence[Timed]) -> Mapping[int, Known]:
    """By enrollment id."""
    if goal.data is not None:
        return dict(_carried(goal.data, people))
    found = fields.known([goal.field or ""]).get(goal.field or "")
    if found is None:
        return {}
    values = fields.of(sorted({one.friend_id for one in people}), [found.id])
    return {
        one.enrollment_id: values[one.friend_id][found.id]
        for one in people
        if one.friend_id in values
    }


def _carried(name: str, people: Sequence[Timed]) -> Iterator[tuple[int, Known]]:
    for number, data in walks.data_of([one.enrollment_id for one in people]).items():
        if isinstance(value := data.get(name), str):
            yield number, Known(value, is_date=True)
