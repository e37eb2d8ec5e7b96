"""Under which name a step's messages go, and what LINE told of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.units import FEWEST, japan_day, may_have, month_of, unit_name
from bot.store import locks, settings, signals
from bot.store.db import Value, rows, sql
from bot.store.sets import among, ids

DAY = 86_400
NAMING = "units"


def name_for(version_id: int, step: int, step_id: str, people: int, *, now: int) -> str:
    """In the transaction that claims so many; "" where the month has no more names, or another
    worker gives out one just now: a claim never waits for another's.
    """
    month = month_of(now)
    place = {"version": version_id, "step": step, "month": month}
    found = rows(
        "SELECT name FROM unit WHERE version_id = :version AND step = :step AND month = :month",
        place,
    )
    if found:
        return str(found[0][0])
    used = int(rows("SELECT count(*) FROM unit WHERE month = :month", {"month": month})[0][0])
    known = people if people >= FEWEST else people + signals.sent_of(version_id, step_id)
    return _take(place, now) if may_have(used, known) and locks.is_mine(NAMING) else ""


def _take(place: Mapping[str, int], now: int) -> str:
    name = unit_name(settings.unit_prefix(), place["version"], place["step"])
    today = japan_day(now).toordinal()
    values: dict[str, Value] = {**place, "name": name, "today": today, "next": now + DAY}
    sql(
        "UPDATE unit SET until_day = :today - 1 WHERE version_id = :version AND step = :step"
        " AND until_day IS NULL",
        values,
    )
    sql(
        "INSERT INTO unit (version_id, step, month, name, from_day, next_at)"
        " VALUES (:version, :step, :month, :name, :today, :next) ON CONFLICT DO NOTHING",
        values,
    )
    return name


@dataclass(frozen=True, slots=True)
class UnitRow:
    version_id: int
    step: int
    month: int
    name: str
    from_day: int
    until_day: int | None
    asked_at: float | None


_ROW = "version_id, step, month, name, from_day, until_day, asked_at"


def due(now: int) -> UnitRow | None:
    """The one that is to be asked about first."""
    found = rows(
        f"SELECT {_ROW} FROM unit WHERE next_at <= :now ORDER BY next_at, month, version_id, step"
        " LIMIT 1",
        {"now": now},
    )
    return UnitRow(*found[0]) if found else None


def last_asked() -> float:
    return float(rows("SELECT coalesce(max(asked_at), 0) FROM unit")[0][0])


def asked(unit: UnitRow, *, real: float, next_at: int | None) -> bool:
    """False when another worker was faster. What comes of it is told then."""
    found = rows(
        "UPDATE unit SET asked_at = :real, next_at = :next WHERE version_id = :version"
        " AND step = :step AND month = :month AND coalesce(asked_at, 0) = :before RETURNING 1",
        {**_place(unit), "real": real, "next": next_at, "before": unit.asked_at or 0},
    )
    return bool(found)


def told(unit: UnitRow, opened: int | None) -> bool:
    """Whether it is another number than before."""
    if opened is None:
        return False
    found = rows(
        "UPDATE unit SET opened = :opened WHERE version_id = :version AND step = :step"
        " AND month = :month AND coalesce(opened, -1) <> :opened"
        " RETURNING 1",
        {**_place(unit), "opened": opened},
    )
    return bool(found)


def _place(unit: UnitRow) -> dict[str, Value]:
    return {"version": unit.version_id, "step": unit.step, "month": unit.month}


@dataclass(frozen=True, slots=True)
class Opened:
    """``people`` None: LINE told of nobody, or was not ``asked`` yet."""

    people: int | None
    asked: bool


def opened(version_ids: Iterable[int]) -> dict[tuple[int, int], Opened]:
    """By version and stop, of all months together."""
    found = rows(
        "SELECT version_id, step, CAST(sum(opened) AS integer), max(asked_at) IS NOT NULL FROM unit"
        f" WHERE version_id{among(':versions')} GROUP BY version_id, step",
        {"versions": ids(list(version_ids))},
    )
    return {(version, step): Opened(people, bool(told)) for version, step, people, told in found}
