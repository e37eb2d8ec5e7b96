"""Steps that wait for something the friend does, or for a label. As with dates, everybody comes to
such a stop as if due at once: whoever has reacted already goes on, the others are due when they
give up. What happens after that makes them due (`bot.services.reacting`).
"""

from collections.abc import Sequence
from datetime import datetime

from bot.clock import epoch, from_epoch
from bot.delivery.goals import Timed
from bot.domain.calendar import Calendar
from bot.domain.document import ForReaction
from bot.domain.reaction_waits import Awaited
from bot.domain.schedule import gives_up_at
from bot.domain.walk import Walk
from bot.store import labels, reactions
from bot.store.models import WITHOUT_DATE


def new_times(
    walk: Walk, step: int, people: Sequence[Timed], now: datetime, calendar: Calendar
) -> dict[int, int]:
    """When those are due whose time is another now, by enrollment id. All wait at that stop; who
    has reacted stays as they are.
    """
    wait = walk.stops[step].wait
    if not isinstance(wait, ForReaction):
        return {}
    there, times = _reacted(wait.for_, people), {}
    own = calendar.without_quiet() if walk.scenario.quiet == "ignore" else calendar
    for one in people:
        if one.enrollment_id in there:
            continue
        limit = gives_up_at(wait, from_epoch(one.counted_at), now, own)
        at = WITHOUT_DATE if limit is None else epoch(limit)
        if at != one.due_at:
            times[one.enrollment_id] = at
    return times


def newer_times(
    walk: Walk, step: int, people: Sequence[Timed], now: datetime, calendar: Calendar
) -> dict[int, int]:
    """The same for people who are being claimed: who was put off to this moment goes now."""
    due = {one.enrollment_id: one.due_at for one in people}
    times = new_times(walk, step, people, now, calendar)
    return {number: at for number, at in times.items() if at > epoch(now) and at > due[number]}


def _reacted(awaited: Awaited, people: Sequence[Timed]) -> set[int]:
    """By enrollment id."""
    if awaited.kind == "label":
        return _labelled(awaited.name, people)
    walks = [one.enrollment_id for one in people]
    wanted = (awaited.kind, awaited.name)
    there = {number for number, some in reactions.of(walks).items() if wanted in some}
    return there | (reactions.skipped(walks, awaited.name) if awaited.kind == "answered" else set())


def _labelled(label: str, people: Sequence[Timed]) -> set[int]:
    label_id = labels.known([label]).get(label)
    if label_id is None:
        return set()
    having = labels.since(sorted({one.friend_id for one in people}), [label_id])
    return {one.enrollment_id for one in people if one.friend_id in having}
