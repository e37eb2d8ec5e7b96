"""Scenarios that somebody who runs the shop tries on themselves.

Each is a scenario of its own, so that it never meets a real walk and has its own numbers. Its row
is marked as deleted from the beginning: whatever lists, counts or names scenarios leaves it out.
"""

from dataclasses import dataclass

from bot.domain.document import Scenario as Document
from bot.store import versions, walks
from bot.store.db import rows, sql
from bot.store.entrances import Entrance
from bot.store.models import Scenario, ScenarioState
from bot.store.rehearsal_models import Rehearsal


def begin(document: Document, of: int, friend_id: int, *, at: int, by: str) -> Entrance:
    row = Scenario.create(
        name=document.name, created_at=at, state=ScenarioState.RUNNING, deleted_at=at, closed=True
    )
    Rehearsal.create(scenario_id=row.id, of=of, friend_id=friend_id, at=at)
    version = versions.publish(row.id, document, at=at, by=by)
    Scenario.update(version_id=version.id).where(Scenario.id == row.id).execute()
    return Entrance(row.id, version.id)


@dataclass(frozen=True, slots=True)
class Course:
    """``step``: the stop it waits at, None once it is over; ``stuck``: LINE took it not, or nobody
    knows.
    """

    scenario_id: int
    of: int
    version_id: int
    sent: int
    step: int | None
    due_at: int
    stuck: bool


def latest(friend_id: int, of: int = 0) -> Course | None:
    """The person's last one, of that scenario or of any."""
    found = rows(
        "SELECT r.scenario_id, r.of, e.version_id, (SELECT count(*) FROM delivery d JOIN batch b"
        " ON b.id = d.batch_id WHERE d.enrollment_id = e.id AND coalesce(d.state, b.state) = 2),"
        " CASE WHEN e.ended = 0 THEN e.step END, e.due_at, e.state = 6"
        " FROM rehearsal r JOIN enrollment e ON e.scenario_id = r.scenario_id"
        " WHERE r.friend_id = :friend AND (:of = 0 OR r.of = :of)"
        " ORDER BY r.scenario_id DESC LIMIT 1",
        {"friend": friend_id, "of": of},
    )
    for scenario, of_which, version, sent, step, due, stuck in found:
        return Course(scenario, of_which, version, sent, step, due, bool(stuck))
    return None


def end_all(friend_id: int, *, now: int) -> int | None:
    """Of this person. Gives the scenario that the last one is of, where one was going on."""
    course = latest(friend_id)
    mine = rows(
        "SELECT r.scenario_id FROM rehearsal r JOIN scenario s ON s.id = r.scenario_id"
        " WHERE r.friend_id = :friend AND s.state = :running",
        {"friend": friend_id, "running": int(ScenarioState.RUNNING)},
    )
    for (scenario_id,) in mine:
        walks.end([friend_id], scenario_id, now=now)
    tidy()
    return course.of if course and course.step is not None else None


def tidy() -> None:
    """Those that nobody walks any more need not be looked at."""
    sql(
        "UPDATE scenario SET state = :ended WHERE state = :running AND id IN (SELECT scenario_id"
        " FROM rehearsal) AND NOT EXISTS (SELECT 1 FROM enrollment e"
        " WHERE e.scenario_id = scenario.id AND e.ended = 0)",
        {"ended": int(ScenarioState.ENDED), "running": int(ScenarioState.RUNNING)},
    )
