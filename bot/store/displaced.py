"""Walks whose step was taken out while they waited for it, and where they stood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.store import changes, reach
from bot.store.db import changed, is_postgres, rows, sql
from bot.store.displaced_models import AT_END, Displaced
from bot.store.entrances import BY_HAND
from bot.store.sets import among, columns, ids, table


@dataclass(frozen=True, slots=True)
class Origin:
    """The stop that a walk waited for, and when it would have been due there."""

    version_id: int
    step: int
    due_at: int


def keep(origins: Iterable[tuple[int, Origin]], version_id: int) -> None:
    """By enrollment id, of walks as they are now: at a stop of that version, or at their end."""
    found = [(walk, one.version_id, one.step, one.due_at) for walk, one in origins]
    if found:
        sql(
            "INSERT INTO displaced (enrollment_id, version_id, step, visit, from_version,"
            " from_step, due_at) SELECT e.id, :version,"
            f" CASE WHEN e.ended = 0 THEN e.step ELSE {AT_END} END, e.visit, m.b, m.c, m.d"
            f" FROM (SELECT a, b, c, d{table(4)}) m JOIN enrollment e ON e.id = m.a WHERE true"
            " ON CONFLICT (enrollment_id) DO UPDATE SET version_id = excluded.version_id,"
            " step = excluded.step, visit = excluded.visit, from_version = excluded.from_version,"
            " from_step = excluded.from_step, due_at = excluded.due_at",
            {"version": version_id, **columns(found, 4)},
        )


def of(enrollment_ids: Sequence[int]) -> dict[int, Origin]:
    """Of those to whom nothing has happened since."""
    found = rows(
        "SELECT d.enrollment_id, d.from_version, d.from_step, d.due_at FROM displaced d"
        " JOIN enrollment e ON e.id = d.enrollment_id AND e.version_id = d.version_id"
        f" AND e.step = d.step AND e.visit = d.visit WHERE d.enrollment_id{among(':walks')}",
        {"walks": ids(enrollment_ids)},
    )
    return {walk: Origin(*origin) for walk, *origin in found}


def forget_moved(limit: int) -> int:
    """Of those to whom something has happened since. Gives how many."""
    return changed(
        "DELETE FROM displaced WHERE enrollment_id IN (SELECT d.enrollment_id FROM displaced d"
        " LEFT JOIN enrollment e ON e.id = d.enrollment_id AND e.visit = d.visit"
        " WHERE e.id IS NULL LIMIT :limit)",
        {"limit": limit},
    )


def forget(enrollment_ids: Sequence[int]) -> None:
    if enrollment_ids:
        Displaced.delete().where(Displaced.enrollment_id.in_(list(enrollment_ids))).execute()


@dataclass(frozen=True, slots=True)
class Ended:
    """A walk that came to its end in that way; not ``free``: it cannot go on any more."""

    enrollment_id: int
    friend_id: int
    origin: Origin
    free: bool


_FREE = f"SELECT 1 {reach.FINISHED} AND e.id = d.enrollment_id AND e.visit = d.visit"


def ended(version_id: int, scenario_id: int, limit: int) -> list[Ended]:
    """Locked against other workers."""
    lock = "FOR NO KEY UPDATE OF d SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "SELECT d.enrollment_id, w.friend_id, d.from_version, d.from_step, d.due_at,"
        f" EXISTS ({_FREE}) FROM displaced d JOIN enrollment w ON w.id = d.enrollment_id"
        f" WHERE d.version_id = :version AND d.step = {AT_END} LIMIT :limit {lock}",
        {"version": version_id, "scenario": scenario_id, "limit": limit},
    )
    return [
        Ended(walk, friend, Origin(*origin), bool(free)) for walk, friend, *origin, free in found
    ]


def go_back(
    places: Sequence[tuple[int, int, int]], version_id: int, scenario_id: int, *, now: int
) -> None:
    """(walk, stop, due): those that had ended wait there, as if they had not."""
    mine = reach.FINISHED.replace("WHERE", f"JOIN (SELECT a, b, c{table(3)}) t ON t.a = e.id WHERE")
    found = rows(
        "UPDATE enrollment SET version_id = :version, step = m.b, due_at = m.c, rounds = 0,"
        " ended = 0, hold = m.d, state = CASE WHEN m.d = 0 THEN 1 ELSE 3 END"
        f" FROM (SELECT e.id AS a, t.b, t.c, {BY_HAND} AS d {mine}) m"
        " WHERE enrollment.id = m.a AND enrollment.state = 4 RETURNING enrollment.id",
        {"version": version_id, "scenario": scenario_id, **columns(places, 3)},
    )
    changes.go_on([row[0] for row in found], "finished", at=now)


def follow(enrollment_ids: Sequence[int], version_id: int) -> None:
    """They have ended in that version, too."""
    sql(
        "UPDATE displaced SET version_id = :version WHERE enrollment_id" + among(":walks"),
        {"version": version_id, "walks": ids(enrollment_ids)},
    )
