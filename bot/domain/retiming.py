"""The time zone or the quiet hours change while people wait: when is their next step due now?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.schedule import Calendar
from bot.domain.walk import Finished, Instants, Walk, plan


def retimed(
    walk: Walk,
    index: int,
    instants: Instants,
    due_at: datetime,
    *,
    former: Sequence[Calendar],
    calendar: Calendar,
) -> datetime:
    """Planned anew from where its wait began, if `due_at` is what a former calendar had planned.

    What has become past by that is late, and `late_of` says what to do. A step that was put off
    (by a day, to be tried again) stays where it is: the window is judged before sending anyhow.
    """
    for own_act in _ways_in(walk, index):
        begun = replace(instants, own_act=own_act)
        if any(_planned(walk, index, begun, known) == due_at for known in former):
            return _planned(walk, index, begun, calendar) or due_at
    return due_at


def _ways_in(walk: Walk, index: int) -> tuple[bool, ...]:
    """Nobody remembers whether a first step answers the friend's own act; its time tells."""
    return (True, False) if walk.answers_at_once(index) else (True,)


def _planned(walk: Walk, index: int, instants: Instants, calendar: Calendar) -> datetime | None:
    stop = plan(walk, index, instants, calendar)
    return None if isinstance(stop, Finished) else stop.due_at
