"""Whose time has come while something holds them, and of whom staff know it already."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.db import rows, sql
from bot.store.sets import among, columns, ids, table

SLICE = 500
_UNTOLD = (
    "NOT EXISTS (SELECT 1 FROM held_told t WHERE t.enrollment_id = e.id AND t.visit = e.visit"
    " AND t.why & {why} <> 0)"
)
_WAITING = "e.id, e.visit, e.friend_id, f.name, e.version_id, e.step, e.hold"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A walk whose step is due and does not go."""

    enrollment_id: int
    visit: int
    friend_id: int
    name: str
    version_id: int = 0
    step: int = 0
    hold: int = 0


def lanes() -> list[tuple[int, int, bool]]:
    """Version and stop of each sending lane that somebody may stand in, and whether its scenario
    is on pause.
    """
    found = rows(
        "SELECT v.id, q.step, s.state = 2 FROM scenario s"
        " JOIN scenario_version v ON v.scenario_id = s.id AND v.moves_to IS NULL"
        " JOIN step_queue q ON q.version_id = v.id AND q.sends"
        " WHERE s.state IN (1, 2) AND s.deleted_at IS NULL"
    )
    return [(version, step, bool(paused)) for version, step, paused in found]


def of_lane(version_id: int, step: int, why: int, *, now: int) -> list[Waiting]:
    """Of those whom nothing of their own holds, some who are due there."""
    found = rows(
        f"SELECT {_WAITING} FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        " WHERE e.version_id = :version AND e.step = :step AND e.state = 1 AND e.due_at <= :now"
        f" AND {_UNTOLD.format(why=':why')} ORDER BY e.due_at, e.id LIMIT {SLICE}",
        {"version": version_id, "step": step, "why": why, "now": now},
    )
    return [Waiting(*row) for row in found]


def by_themselves(versions: Sequence[int], *, now: int, after: int) -> list[Waiting]:
    """Of those whom their own acts or staff hold, some who would be due, in the order of walks."""
    found = rows(
        f"SELECT {_WAITING} FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        " JOIN scenario s ON s.id = e.scenario_id AND s.state = 1"
        " WHERE e.state = 3 AND e.hold > 0 AND e.due_at <= :now AND e.id > :after"
        f" AND e.version_id{among(':versions')} AND {_UNTOLD.format(why='e.hold')}"
        f" ORDER BY e.id LIMIT {SLICE}",
        {"versions": ids(versions), "now": now, "after": after},
    )
    return [Waiting(*row) for row in found]


def told(people: Sequence[Waiting], why: int, *, at: int) -> list[Waiting]:
    """Those who are news. In the transaction that tells them."""
    found = rows(
        "INSERT INTO held_told (enrollment_id, visit, why, at) SELECT a, b, :why, :at"
        f"{table(2)} WHERE true ON CONFLICT DO NOTHING RETURNING enrollment_id",
        {
            **columns([(one.enrollment_id, one.visit) for one in people], 2),
            "why": why,
            "at": at,
        },
    )
    new = {row[0] for row in found}
    return [one for one in people if one.enrollment_id in new]


def forget(before: int) -> int:
    """Of walks that have gone on since. Gives how many."""
    found = rows(
        "SELECT t.enrollment_id, t.visit, t.why FROM held_told t WHERE t.at < :before"
        " AND NOT EXISTS (SELECT 1 FROM enrollment e WHERE e.id = t.enrollment_id"
        f" AND e.visit = t.visit AND e.ended = 0) LIMIT {SLICE}",
        {"before": before},
    )
    for walk, visit, why in found:
        sql(
            "DELETE FROM held_told WHERE enrollment_id = :walk AND visit = :visit AND why = :why",
            {"walk": walk, "visit": visit, "why": why},
        )
    return len(found)
