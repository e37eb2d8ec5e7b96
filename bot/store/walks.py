"""Walks that go on: where they are, when they are due, and how they end."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.store import changes
from bot.store.db import changed, is_postgres, rows, sql
from bot.store.fact_models import ChangeKind
from bot.store.models import WITHOUT_DATE, EnrollmentState
from bot.store.sets import among, ids

_END = "UPDATE enrollment SET state = 5, ended = id, batch_id = NULL WHERE ended = 0 AND "


def end(friend_ids: Sequence[int], scenario_id: int, *, now: int) -> None:
    """The friends' walks end here, wherever they are."""
    found = rows(
        _END + f"scenario_id = :scenario AND friend_id{among(':friends')} RETURNING id",
        {"friends": ids(friend_ids), "scenario": scenario_id},
    )
    changes.walked(ChangeKind.LEFT, [row[0] for row in found], at=now)


def end_all(scenario_id: int, *, now: int) -> int:
    """Gives how many walks that were."""
    changes.all_leave(scenario_id, at=now)
    return changed(_END + "scenario_id = :scenario", {"scenario": scenario_id})


def data_of(enrollment_ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """What events brought along, by enrollment id, where they did."""
    found = rows(
        f"SELECT id, data FROM enrollment WHERE id{among(':ids')} AND data <> ''",
        {"ids": ids(enrollment_ids)},
    )
    return {number: json.loads(data) for number, data in found}


def inside_with(friend_id: int, scenario_id: int, key: str) -> tuple[int, int, str] | None:
    """The walk with that key that is going on: its id, its version, its data as JSON."""
    found = rows(
        "SELECT id, version_id, data FROM enrollment WHERE friend_id = :friend"
        " AND scenario_id = :scenario AND walk_key = :key AND ended = 0",
        {"friend": friend_id, "scenario": scenario_id, "key": key},
    )
    return found[0] if found else None


def carry(enrollment_id: int, data: str, steps: Sequence[int]) -> None:
    """Other values than before. Who waits at one of these steps is timed anew."""
    sql(
        "UPDATE enrollment SET data = :data, due_at = CASE WHEN state IN (1, 3) AND step"
        f"{among(':steps')} THEN counted_at ELSE due_at END WHERE id = :id",
        {"id": enrollment_id, "data": data, "steps": ids(steps)},
    )


def end_with(friend_id: int, scenario_id: int, key: str, *, now: int) -> None:
    found = rows(
        _END + "friend_id = :friend AND scenario_id = :scenario AND walk_key = :key RETURNING id",
        {"friend": friend_id, "scenario": scenario_id, "key": key},
    )
    changes.walked(ChangeKind.LEFT, [row[0] for row in found], at=now)


def walking(version_id: int, friend_ids: Sequence[int]) -> list[int]:
    """Those of them who are inside, in this version."""
    found = rows(
        "SELECT DISTINCT friend_id FROM enrollment WHERE version_id = :version AND ended = 0"
        f" AND friend_id{among(':friends')} ORDER BY friend_id",
        {"version": version_id, "friends": ids(friend_ids)},
    )
    return [row[0] for row in found]


def going_on(version_id: int, friend_ids: Sequence[int]) -> list[tuple[int, int]]:
    """(walk, friend) of those of theirs in this version that have not ended."""
    found = rows(
        "SELECT id, friend_id FROM enrollment WHERE version_id = :version AND ended = 0"
        f" AND friend_id{among(':friends')} ORDER BY id",
        {"version": version_id, "friends": ids(friend_ids)},
    )
    return [(walk, friend) for walk, friend in found]


def come_to_goal(enrollment_ids: Sequence[int], *, now: int) -> None:
    """These walks alone have done what they were for."""
    found = rows(
        "UPDATE enrollment SET state = :state, ended = id, batch_id = NULL, counted_at = :now"
        f" WHERE ended = 0 AND id{among(':walks')} RETURNING id",
        {"state": int(EnrollmentState.GOAL), "now": now, "walks": ids(enrollment_ids)},
    )
    changes.walked(ChangeKind.LEFT, [row[0] for row in found], at=now)


def reach_goal(version_id: int, friend_ids: Sequence[int], *, now: int) -> None:
    """Their walks in this version have done what they were for, wherever they are."""
    _end(version_id, friend_ids, EnrollmentState.GOAL, now)


def leave(version_id: int, friend_ids: Sequence[int], *, now: int) -> None:
    """Their walks in this version have lost what they were for."""
    _end(version_id, friend_ids, EnrollmentState.STOPPED, now)


def with_date(version_id: int, steps: Sequence[int], friend_ids: Sequence[int]) -> list[int]:
    """Those of them who have come to one of these steps, which wait for a date, and had one."""
    if not steps:
        return []
    found = rows(
        "SELECT DISTINCT friend_id FROM enrollment WHERE version_id = :version AND ended = 0"
        f" AND friend_id{among(':friends')} AND step >= :first"
        f" AND NOT (due_at >= :never AND step{among(':steps')}) ORDER BY friend_id",
        {
            "version": version_id,
            "friends": ids(friend_ids),
            "first": min(steps),
            "never": WITHOUT_DATE,
            "steps": ids(steps),
        },
    )
    return [row[0] for row in found]


def time_anew(version_id: int, steps: Sequence[int], friend_ids: Sequence[int]) -> None:
    """As if they had just come there: their time is looked up before the next claim."""
    sql(
        "UPDATE enrollment SET due_at = counted_at WHERE version_id = :version"
        f" AND state IN (1, 3) AND step{among(':steps')} AND friend_id{among(':friends')}",
        {"version": version_id, "steps": ids(steps), "friends": ids(friend_ids)},
    )


def due_now(version_id: int, steps: Sequence[int], friend_ids: Sequence[int], *, now: int) -> None:
    """What they wait for there has happened."""
    sql(
        "UPDATE enrollment SET due_at = :now WHERE version_id = :version AND due_at > :now"
        f" AND state IN (1, 3) AND step{among(':steps')} AND friend_id{among(':friends')}",
        {"version": version_id, "steps": ids(steps), "friends": ids(friend_ids), "now": now},
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where one walk is."""

    version_id: int
    friend_id: int
    step: int


def locked(enrollment_id: int) -> Place | None:
    """Nobody else moves it until the transaction ends."""
    lock = "FOR NO KEY UPDATE" if is_postgres() else ""
    found = rows(
        f"SELECT version_id, friend_id, step FROM enrollment WHERE id = :id {lock}",
        {"id": enrollment_id},
    )
    return Place(*found[0]) if found else None


def version_of(enrollment_id: int) -> int | None:
    found = rows("SELECT version_id FROM enrollment WHERE id = :id", {"id": enrollment_id})
    return int(found[0][0]) if found else None


def _end(version_id: int, friend_ids: Sequence[int], state: EnrollmentState, now: int) -> None:
    found = rows(
        "UPDATE enrollment SET state = :state, ended = id, batch_id = NULL, counted_at = :now"
        f" WHERE version_id = :version AND ended = 0 AND friend_id{among(':friends')}"
        " RETURNING id",
        {
            "version": version_id,
            "state": int(state),
            "now": now,
            "friends": ids(friend_ids),
        },
    )
    changes.walked(ChangeKind.LEFT, [row[0] for row in found], at=now)


@dataclass(frozen=True, slots=True)
class Inside:
    """A friend's living walk; ``due_at`` epoch seconds, ``sending``: its scenario is running."""

    enrollment_id: int
    scenario_id: int
    version_id: int
    step: int
    state: int
    hold: int
    due_at: int
    sending: bool
    scenario: str


def inside(friend_id: int) -> list[Inside]:
    """Where the friend is, the next due first; only scenarios that are running or paused."""
    found = rows(
        "SELECT e.id, e.scenario_id, e.version_id, e.step, e.state, e.hold, e.due_at,"
        " s.state = 1, s.name FROM enrollment e JOIN scenario s ON s.id = e.scenario_id"
        " WHERE e.friend_id = :friend AND e.ended = 0 ORDER BY e.due_at, e.id",
        {"friend": friend_id},
    )
    return [Inside(*row) for row in found]


def latest_of(friend_id: int, scenario_id: int) -> list[int]:
    """Their walks through it that have not ended; else the last one there was."""
    found = rows(
        "SELECT id, ended FROM enrollment WHERE friend_id = :friend AND scenario_id = :scenario"
        " ORDER BY id DESC",
        {"friend": friend_id, "scenario": scenario_id},
    )
    inside = [walk for walk, ended in found if ended == 0]
    return inside or [walk for walk, _ in found[:1]]
