"""Whose time for a step went by, and whom an owner lets go on without it.

The owner's act only writes until when (``skip_until``). From its commit on nobody who was due by
then is claimed at these steps, and whoever is, but not handed to LINE yet, leaves the batch.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.db import Value, is_postgres, rows, sql
from bot.store.models import ScenarioState

_VERSIONS = (
    "SELECT v.id FROM scenario_version v JOIN scenario s ON s.id = v.scenario_id"
    " WHERE s.state = :state AND s.deleted_at IS NULL AND (:scenario = 0 OR s.id = :scenario)"
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """At this step nobody waits any more who was due by ``until``, or they are led on; who was due
    by ``ends_until`` leaves the scenario instead.
    """

    scenario_id: int
    version_id: int
    step: int
    until: int
    ends_until: int = 0


def skip(state: ScenarioState, scenario_id: int = 0, *, until: int) -> None:
    """Every step of these scenarios, so that whose next step is overdue, too, goes past that."""
    _write(
        f"sends AND version_id IN ({_VERSIONS})",
        {"state": int(state), "scenario": scenario_id, "until": until},
    )


def skip_one(version_id: int, step: int, *, until: int) -> None:
    one = "version_id = :version AND step = :step"
    _write(one, {"version": version_id, "step": step, "until": until})


def end_one(version_id: int, step: int, *, until: int) -> None:
    """They do not go on, but leave the scenario here."""
    skip_one(version_id, step, until=until)
    sql(
        "INSERT INTO ending_lane (version_id, step, until) VALUES (:version, :step, :until)"
        " ON CONFLICT (version_id, step) DO UPDATE SET until = excluded.until",
        {"version": version_id, "step": step, "until": until},
    )


def _write(which: str, values: Mapping[str, Value]) -> None:
    _lock(which, values)
    sql(f"UPDATE step_queue SET skip_until = :until WHERE {which} AND skip_until < :until", values)


def _lock(which: str, values: Mapping[str, Value]) -> None:
    """In one order, so that two who write several rows never wait for each other."""
    if is_postgres():
        rows(f"SELECT 1 FROM step_queue WHERE {which} ORDER BY version_id, step FOR UPDATE", values)


def count(until: int, most: int, state: ScenarioState, scenario_id: int = 0) -> int:
    """People who were due by then, counted no further than ``most``."""
    found = rows(
        "SELECT count(*) FROM (SELECT 1 FROM step_queue q JOIN enrollment e"
        " ON e.version_id = q.version_id AND e.step = q.step AND e.state = 1"
        f" WHERE q.sends AND q.version_id IN ({_VERSIONS})"
        " AND e.due_at > q.skip_until AND e.due_at <= :until LIMIT :most) late",
        {"until": until, "most": most, "state": int(state), "scenario": scenario_id},
    )
    return int(found[0][0])


def skipped() -> list[Skipped]:
    """By scenario, in walking order."""
    found = rows(
        "SELECT v.scenario_id, q.version_id, q.step, q.skip_until, coalesce(l.until, 0)"
        " FROM step_queue q JOIN scenario_version v ON v.id = q.version_id"
        " LEFT JOIN ending_lane l ON l.version_id = q.version_id AND l.step = q.step"
        " WHERE q.skip_until > 0"
        " ORDER BY v.scenario_id, q.version_id, q.step"
    )
    return [Skipped(*row) for row in found]


def until(scenario_id: int) -> int:
    """By when people of this scenario were due who are being led on; 0: nobody is."""
    found = rows(
        f"SELECT coalesce(max(skip_until), 0) FROM step_queue WHERE version_id IN ({_OWN})",
        {"scenario": scenario_id},
    )
    return int(found[0][0])


_OWN = "SELECT id FROM scenario_version WHERE scenario_id = :scenario"
_LEFT = (
    "SELECT 1 FROM step_queue q JOIN enrollment e ON e.version_id = q.version_id"
    " AND e.step = q.step AND e.state = 1 AND e.due_at <= q.skip_until"
    f" WHERE q.version_id IN ({_OWN}) AND q.skip_until > 0"
)
# Whom the last look takes out of these waits once more.
_CLAIMED = f"SELECT 1 FROM batch WHERE state = 1 AND version_id IN ({_OWN}) AND handed_at IS NULL"


def finish(scenario_id: int, *, until: int) -> None:
    """Nothing of it is skipped any more, if all are through; later acts stand. All its versions at
    once, since people may just be going on from one in another.
    """
    done = f"version_id IN ({_OWN}) AND skip_until > 0 AND skip_until <= :until"
    values: dict[str, Value] = {"scenario": scenario_id, "until": until}
    _lock(done, values)
    sql(
        f"UPDATE step_queue SET skip_until = 0 WHERE {done}"
        f" AND NOT EXISTS ({_LEFT}) AND NOT EXISTS ({_CLAIMED})",
        values,
    )
    sql(
        "DELETE FROM ending_lane WHERE EXISTS (SELECT 1 FROM step_queue q"
        " WHERE q.version_id = ending_lane.version_id AND q.step = ending_lane.step"
        " AND q.skip_until = 0)"
    )
