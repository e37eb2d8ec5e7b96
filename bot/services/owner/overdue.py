"""People whose time went by while nothing was sent: past the missed steps, on to the next."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.clock import epoch, from_epoch
from bot.domain.account import Account
from bot.domain.document import After
from bot.domain.waits import FROM_PREVIOUS, FROM_START
from bot.domain.walk import Finished, Instants, Planned, Walk, plan
from bot.services.owner.desk import Desk
from bot.store import engine, versions
from bot.store.counts import lanes
from bot.store.db import atomic
from bot.store.engine import Lane, Move, Picked
from bot.store.models import ScenarioState

CHUNK = 500


def skip(desk: Desk, state: ScenarioState, scenario_id: int = 0) -> int:
    """Gives how many people were moved on. Steps come in order, so that whose next step is
    overdue as well is moved on from there; each chunk is a transaction of its own."""
    people: set[int] = set()
    for version_id, step in lanes(state, scenario_id):
        while chunk := _skip_chunk(desk, version_id, step):
            people.update(chunk)
    return len(people)


def _skip_chunk(desk: Desk, version_id: int, step: int) -> list[int]:
    now = desk.now()
    with atomic():
        people = engine.pick(Lane(version_id, step, fresh=False, due_at=now), now, CHUNK)
        if people:
            stops = next_stops(people, version_id, step, desk.account())
            moves, finished = as_moves(stops)
            engine.skip(people, moves, finished)
    return [person.enrollment_id for person in people]


def next_stops(
    people: Sequence[Picked],
    version_id: int,
    step: int,
    account: Account,
    *,
    previous_at: datetime | None = None,
) -> dict[int, Planned | Finished]:
    """The stop after `step` by enrollment id, from `previous_at` on, else from when it was due."""
    walk = versions.walk(version_id)
    calendar = account.calendar
    named, sent = _sent(walk, step + 1, people)
    return {
        person.enrollment_id: plan(
            walk,
            step + 1,
            Instants(
                entered_at=from_epoch(person.entered_at),
                previous_at=previous_at or from_epoch(person.due_at),
                of_step=_instants(named, sent.get(person.enrollment_id)),
            ),
            calendar,
        )
        for person in people
    }


def _sent(walk: Walk, index: int, people: Sequence[Picked]) -> tuple[str, Mapping[int, int]]:
    """The step whose sending the wait counts from, by its id, and when each was sent it."""
    wait = walk.steps[index].wait if index < len(walk.steps) else None
    if not isinstance(wait, After) or wait.from_ in (FROM_PREVIOUS, FROM_START):
        return "", {}
    place = walk.index_of(wait.from_)
    if place is None:
        return "", {}
    return wait.from_, engine.sent_at([person.enrollment_id for person in people], place)


def _instants(step_id: str, at: int | None) -> dict[str, datetime]:
    return {} if at is None else {step_id: from_epoch(at)}


def as_moves(stops: Mapping[int, Planned | Finished]) -> tuple[list[Move], list[int]]:
    moves = [
        Move(member, stop.index, epoch(stop.due_at))
        for member, stop in stops.items()
        if isinstance(stop, Planned)
    ]
    return moves, [member for member, stop in stops.items() if isinstance(stop, Finished)]
