"""Who is to be put into a scenario, and how far that is."""

from dataclasses import dataclass
from typing import get_args

from bot.domain.audience import Audience, Kind
from bot.store.admission_models import Admission, AdmissionState
from bot.store.db import is_postgres, rows

NOT_COUNTED = -1

_OPEN = Admission.state == AdmissionState.OPEN


def add(
    scenario_id: int, whom: Audience, *, begins_at: int, expected: int = NOT_COUNTED
) -> Admission:
    """Who is meant is counted behind it, in no transaction, unless somebody has."""
    return Admission.create(
        scenario_id=scenario_id,
        kind=whom.kind,
        number=whom.number,
        begins_at=begins_at,
        expected=expected,
    )


def whom(one: Admission) -> Audience:
    return audience(one.kind, one.number)


def audience(kind: str, number: int) -> Audience:
    """As it is stored."""
    kinds: dict[str, Kind] = {each: each for each in get_args(Kind)}
    return Audience(kinds[kind], number)


def due(now: int) -> Admission | None:
    """The one that should have begun first."""
    query = Admission.select().where(_OPEN, Admission.begins_at <= now)
    return query.order_by(Admission.begins_at, Admission.id).first()


def is_due(now: int) -> bool:
    return (next_at := first_at()) is not None and next_at <= now


def first_at() -> int | None:
    """When the next one begins."""
    found: int | None = rows("SELECT min(begins_at) FROM admission WHERE state = 1")[0][0]
    return found


def uncounted() -> list[Admission]:
    query = Admission.select().where(_OPEN, Admission.expected == NOT_COUNTED)
    return list(query.order_by(Admission.id))


def open_ones() -> dict[int, Admission]:
    """By scenario, the one that begins first."""
    last = (Admission.begins_at.desc(), Admission.id.desc())
    found = Admission.select().where(_OPEN).order_by(*last)
    return {one.scenario_id: one for one in found}


@dataclass(frozen=True, slots=True)
class Coming:
    """About so many people are still to be put into a running scenario, from then on."""

    scenario_id: int
    scenario: str
    version_id: int
    begins_at: int
    people: int


def coming() -> list[Coming]:
    """The first one first."""
    found = rows(
        "SELECT s.id, s.name, s.version_id, a.begins_at, a.expected - a.people FROM admission a"
        " JOIN scenario s ON s.id = a.scenario_id WHERE a.state = 1 AND s.state = 1"
        " AND s.version_id IS NOT NULL AND a.expected > a.people ORDER BY a.begins_at, a.id"
    )
    return [Coming(*row) for row in found]


def of_scenario(scenario_id: int) -> Admission | None:
    """The latest, whatever became of it."""
    query = Admission.select().where(Admission.scenario_id == scenario_id)
    return query.order_by(Admission.id.desc()).first()


def still_at(admission_id: int, after: int) -> bool:
    """It is open, and nobody else has gone further; locked until the transaction ends."""
    lock = " FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        f"SELECT 1 FROM admission WHERE id = :id AND state = 1 AND after = :after{lock}",
        {"id": admission_id, "after": after},
    )
    return bool(found)


def past(admission_id: int, after: int, people: int) -> None:
    _update(admission_id, after=after, people=Admission.people + people)


def expect(admission_id: int, people: int) -> None:
    _update(admission_id, expected=people)


def put_off(admission_id: int, until: int) -> None:
    _update(admission_id, begins_at=until)


def done(admission_id: int) -> None:
    _update(admission_id, state=AdmissionState.DONE)


def called_off(admission_id: int) -> None:
    _update(admission_id, state=AdmissionState.CALLED_OFF)


def call_off(scenario_id: int) -> None:
    """All that are still to come."""
    mine = Admission.scenario_id == scenario_id
    Admission.update(state=AdmissionState.CALLED_OFF).where(mine, _OPEN).execute()


def _update(admission_id: int, **changes: object) -> None:
    Admission.update(**changes).where(Admission.id == admission_id).execute()
