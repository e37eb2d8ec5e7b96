"""Lanes whose people cannot be claimed, though neither the database nor LINE is in trouble: a
document that this version of the program cannot read or turn into messages.
"""

from dataclasses import dataclass

from bot.store.db import changed, rows, sql

# A version that no newcomer can enter, found before anybody was due in it.
UNREADABLE = "unreadable"

Place = tuple[int, int]
"""(version id, step index)"""


@dataclass(frozen=True, slots=True)
class Broken:
    """``people`` are due there; ``at`` since when it is so, ``retry_at`` real time."""

    version_id: int
    step: int
    scenario_id: int
    at: int
    retry_at: float
    people: int


def broke(place: Place, *, now: int, retry_at: float, problem: str) -> None:
    """It keeps since when."""
    sql(
        "INSERT INTO broken_lane (version_id, step, at, retry_at, problem)"
        " VALUES (:version, :step, :now, :retry_at, :problem)"
        " ON CONFLICT (version_id, step) DO UPDATE"
        " SET retry_at = excluded.retry_at, problem = excluded.problem",
        {
            "version": place[0],
            "step": place[1],
            "now": now,
            "retry_at": retry_at,
            "problem": problem,
        },
    )


def mended(place: Place) -> None:
    sql(
        "DELETE FROM broken_lane WHERE version_id = :version AND step = :step",
        {"version": place[0], "step": place[1]},
    )


def known() -> dict[Place, float]:
    """Until when (real time) each is left alone."""
    found = rows("SELECT version_id, step, retry_at FROM broken_lane")
    return {(version, step): retry_at for version, step, retry_at in found}


_WAITS = (
    "SELECT count(*) FROM enrollment e WHERE e.version_id = l.version_id AND e.step = l.step"
    " AND e.state = 1 AND e.due_at <= :now"
    # Who is about to be led past it counts again when that cannot be done either.
    " AND (l.retry_at > 0 OR e.due_at > (SELECT q.skip_until FROM step_queue q"
    " WHERE q.version_id = l.version_id AND q.step = l.step))"
)


def with_people(now: int) -> list[Broken]:
    """Of scenarios that run, with somebody due, or such that nobody can enter any more; the longest
    broken first.
    """
    found = rows(
        "SELECT version_id, step, scenario_id, at, retry_at, people FROM (SELECT l.version_id,"
        f" l.step, v.scenario_id, l.at, l.retry_at, ({_WAITS}) AS people,"
        " (l.problem = :unreadable AND s.version_id = v.id) AS shut FROM broken_lane l"
        " JOIN scenario_version v ON v.id = l.version_id JOIN scenario s ON s.id = v.scenario_id"
        " WHERE s.state = 1 AND s.deleted_at IS NULL) lanes"
        " WHERE people > 0 OR shut ORDER BY at, version_id, step",
        {"now": now, "unreadable": UNREADABLE},
    )
    return [Broken(*row) for row in found]


def try_now(place: Place) -> bool:
    return bool(
        changed(
            "UPDATE broken_lane SET retry_at = 0 WHERE version_id = :version AND step = :step",
            {"version": place[0], "step": place[1]},
        )
    )


def forget() -> None:
    """Those where nobody waits any more."""
    sql(
        "DELETE FROM broken_lane WHERE NOT EXISTS (SELECT 1 FROM enrollment e"
        " WHERE e.version_id = broken_lane.version_id AND e.step = broken_lane.step"
        " AND e.state = 1)"
    )
