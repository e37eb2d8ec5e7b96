"""People whose time went by while nothing was sent: past the missed steps, on to the next."""

from bot.services.owner.desk import Desk
from bot.store import engine, versions
from bot.store.counts import lanes
from bot.store.db import atomic
from bot.store.engine import Lane
from bot.store.models import ScenarioState

CHUNK = 500


def skip(desk: Desk, state: ScenarioState, scenario_id: int = 0) -> int:
    """Gives how many people were moved on. Steps come in order, so that whose next step is
    overdue as well is moved on from there; each chunk is a transaction of its own."""
    people: set[int] = set()
    for version_id, step in lanes(state, scenario_id):
        while chunk := skip_chunk(desk, version_id, step):
            people.update(chunk)
    return len(people)


def skip_chunk(desk: Desk, version_id: int, step: int) -> list[int]:
    now = desk.now()
    with atomic():
        people = engine.pick(Lane(version_id, step, fresh=False, due_at=now), now, CHUNK)
        if people:
            walk = versions.walk(version_id)
            stops = engine.next_stops(
                walk,
                people,
                desk.account().calendar,
                following=lambda person: walk.past(step, person.rounds),
                previous_at=engine.due,
            )
            engine.skip(people, *engine.as_moves(stops), now=now)
    return [person.enrollment_id for person in people]
