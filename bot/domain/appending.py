"""Steps that are written behind the end of a scenario, and those who had come to it."""

from collections.abc import Collection
from datetime import datetime
from itertools import takewhile

from bot.domain.document import OnDate
from bot.domain.schedule import Calendar, opens_at
from bot.domain.walk import Finished, Instants, Walk, calendar_for, plan


def appended(new: Walk, known: Collection[str]) -> int | None:
    """The first stop of what is new at the end; None: nothing is. `known`: the ids of every step
    there ever was.
    """
    steps = new.scenario.steps
    tail = list(takewhile(lambda step: step.id not in known, reversed(steps)))
    return new.indexes_of(tail[-1].id)[0] if tail and len(tail) < len(steps) else None


def due_behind_the_end(
    walk: Walk, index: int, instants: Instants, *, now: datetime, calendar: Calendar
) -> datetime:
    """Counted from where they came to the end. What is past by that goes as soon as it may."""
    planned = plan(walk, index, instants, calendar)
    if isinstance(planned, Finished):
        raise TypeError("the end is never due")
    wait = walk.stops[index].wait
    if walk.is_timed_there(index) or planned.due_at >= now or isinstance(wait, OnDate):
        return planned.due_at
    return opens_at(wait, now, calendar_for(walk, index, calendar, own_act=False))
