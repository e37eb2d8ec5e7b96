"""Scenarios that take people in, and entering one."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.entry import Before
from bot.domain.holds import Hold
from bot.store import changes, versions
from bot.store.db import rows
from bot.store.fact_models import ChangeKind
from bot.store.sets import among, ids


@dataclass(frozen=True, slots=True)
class Entrance:
    """A scenario that takes newcomers in (also while it is paused: then they wait)."""

    scenario_id: int
    version_id: int


def listed() -> list[Entrance]:
    """What this program cannot read takes nobody in, and keeps nobody out of the others."""
    found = rows(
        "SELECT id, version_id FROM scenario WHERE state IN (1, 2) AND NOT closed"
        " AND deleted_at IS NULL AND version_id IS NOT NULL ORDER BY id"
    )
    return [Entrance(*row) for row in found if versions.is_readable(row[1])]


def rivals(scenario_id: int, exclusive: str) -> list[int]:
    """The other scenarios, running or paused, that exclude it by this name."""
    found = rows(
        "SELECT id, version_id FROM scenario WHERE state IN (1, 2) AND deleted_at IS NULL"
        " AND version_id IS NOT NULL AND id <> :scenario",
        {"scenario": scenario_id},
    )
    return [number for number, version in found if _name(version) == exclusive]


def _name(version_id: int) -> str | None:
    """Of what excludes each other; what this program cannot read excludes nothing."""
    readable = versions.is_readable(version_id)
    return versions.document(version_id).exclusive if readable else None


def previous(friend_ids: Sequence[int], scenario_id: int) -> dict[int, Before]:
    """Which of the friends are or were in this scenario, in any version; the others never were."""
    found = rows(
        "SELECT friend_id, min(ended) FROM enrollment WHERE scenario_id = :scenario"
        f" AND friend_id{among(':friends')} GROUP BY friend_id",
        {"friends": ids(friend_ids), "scenario": scenario_id},
    )
    return {friend_id: "inside" if ended == 0 else "ended" for friend_id, ended in found}


# What the friend's own acts hold, as ``hold`` writes it later.
BY_HAND = f"CASE WHEN f.manual_at IS NULL THEN 0 ELSE {int(Hold.MANUAL)} END"
_HELD = (
    f"CASE WHEN f.blocked_at IS NULL THEN 0 ELSE {int(Hold.BLOCKED)} END"
    f" + CASE WHEN f.stopped_at IS NULL THEN 0 ELSE {int(Hold.OPTED_OUT)} END"
    f" + {BY_HAND}"
)


def enter(
    friend_ids: Sequence[int], entrance: Entrance, *, step: int, due_at: int, now: int
) -> dict[int, int]:
    """Enrollment ids by friend id, of those not inside already: nobody is let in twice."""
    added = rows(
        "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
        " walk_key, version_id, step, visit, state, hold, ended)"
        " SELECT :due, :now, :now, f.id, :scenario, '', :version, :step, 0,"
        " CASE WHEN f.held = 0 THEN 1 ELSE 3 END, f.held, 0"
        f" FROM (SELECT f.id, {_HELD} AS held FROM friend f WHERE f.id{among(':friends')}) f"
        " WHERE true ORDER BY f.id ON CONFLICT DO NOTHING RETURNING friend_id, id",
        {
            "due": due_at,
            "now": now,
            "friends": ids(friend_ids),
            "scenario": entrance.scenario_id,
            "version": entrance.version_id,
            "step": step,
        },
    )
    changes.walked(ChangeKind.ENTERED, [row[1] for row in added], at=now)
    return dict(added)
