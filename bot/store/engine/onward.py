"""Where people go on from a stop, and when they are due there."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.clock import epoch, from_epoch
from bot.domain.schedule import Calendar
from bot.domain.walk import Finished, Instants, Planned, Walk, plan
from bot.store import versions
from bot.store.engine.moves import sent_at
from bot.store.engine.types import Move, Picked

Stops = Mapping[int, Planned | Finished]
"""By enrollment id."""


def next_stops(
    walk: Walk,
    people: Sequence[Picked],
    calendar: Calendar,
    *,
    following: Callable[[Picked], int],
    previous_at: Callable[[Picked], datetime],
    sent: int | None = None,
) -> Stops:
    """`following`: the index of each one's next stop; `previous_at`: what its wait counts from.

    `sent`: the stop that went out just now, which no table knows yet.
    """
    leads = {person.enrollment_id: following(person) for person in people}
    known = {
        index: {} if sent in walk.anchors_of(index) else anchors(walk, index, list(leads))
        for index in set(leads.values())
    }
    return {
        person.enrollment_id: plan(
            walk,
            index := leads[person.enrollment_id],
            Instants(
                entered_at=from_epoch(person.entered_at),
                previous_at=previous_at(person),
                of_step=known[index].get(person.enrollment_id, {}),
            ),
            calendar,
        )
        for person in people
    }


def anchors(walk: Walk, index: int, members: Sequence[int]) -> Mapping[int, Mapping[str, datetime]]:
    """When each was sent the step that the stop's wait counts from, where it names one."""
    step_id = walk.counts_from(index)
    named = versions.stops_named(walk.version_id, step_id) if step_id else ()
    if step_id is None or not named:
        return {}
    return {member: {step_id: from_epoch(at)} for member, at in sent_at(members, named).items()}


def due(person: Picked) -> datetime:
    """What is left out counts from when it was due."""
    return from_epoch(person.due_at)


def as_moves(stops: Stops) -> tuple[list[Move], list[int]]:
    """And who has come to the end."""
    moves = [
        Move(member, stop.index, epoch(stop.due_at))
        for member, stop in stops.items()
        if isinstance(stop, Planned)
    ]
    return moves, [member for member, stop in stops.items() if isinstance(stop, Finished)]
