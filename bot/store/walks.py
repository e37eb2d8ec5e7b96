"""Enrollments: entering a scenario, waiting, being held and let go."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.entry import Before
from bot.domain.holds import Hold
from bot.store import changes, versions
from bot.store.db import Value, changed, is_postgres, rows, sql
from bot.store.fact_models import ChangeKind
from bot.store.models import EnrollmentState
from bot.store.sets import among, ids

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Entrance:
    """A scenario that takes newcomers in (also while it is paused: then they wait)."""

    scenario_id: int
    version_id: int


def entrances() -> list[Entrance]:
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


_ALIVE = "friend_id = :friend AND ended = 0 AND (:scenario = 0 OR scenario_id = :scenario)"


def hold(friend_id: int, fact: Hold, scenario_id: int = 0) -> int:
    """From now on the fact keeps the friend's walks (of one scenario) from being claimed.

    Gives how many of their messages were handed to LINE already, or are being handed just now. A
    settlement locks its batch before its people, so a batch is locked before the walks are marked,
    here, too. One that was claimed meanwhile is only tried: if another has it, it is on its way.
    See ``engine.hand_over``.
    """
    friend: dict[str, Value] = {"friend": friend_id, "scenario": scenario_id}
    mine = f"SELECT batch_id FROM enrollment WHERE {_ALIVE} AND state = 2"
    if is_postgres():
        rows(f"SELECT 1 FROM batch WHERE id IN ({mine}) ORDER BY id FOR UPDATE", friend)
    marked = rows(
        "UPDATE enrollment SET hold = hold | :fact,"
        f" state = CASE WHEN state = 1 THEN 3 ELSE state END WHERE {_ALIVE}"
        " RETURNING state, batch_id",
        {**friend, "fact": int(fact)},
    )
    claimed = {batch for state, batch in marked if state == EnrollmentState.CLAIMED}
    return len(claimed) - (_not_handed(claimed) if claimed else 0)


def _not_handed(batches: Collection[int]) -> int:
    """How many of them nobody hands to LINE before this transaction ends."""
    lock = "FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "SELECT id FROM batch WHERE handed_at IS NULL AND id" + among(":batches") + f" {lock}",
        {"batches": ids(sorted(batches))},
    )
    return len(found)


def lift(friend_id: int, fact: Hold, *, now: int, scenario_id: int = 0) -> None:
    """The fact is gone. Overdue steps do not come in a burst: one now, the others a day apart."""
    params = {"friend": friend_id, "scenario": scenario_id, "fact": int(fact)}
    sql(
        "UPDATE enrollment SET hold = hold & ~:fact, state = CASE"
        f" WHEN state = 3 AND (hold & ~:fact) = 0 THEN 1 ELSE state END WHERE {_ALIVE}",
        params,
    )
    overdue = rows(
        f"SELECT id FROM enrollment WHERE {_ALIVE} AND state = 1 AND due_at <= :now"
        " ORDER BY due_at",
        {"friend": friend_id, "scenario": scenario_id, "now": now},
    )
    for days, (enrollment_id,) in enumerate(overdue[1:], start=1):
        sql(
            "UPDATE enrollment SET due_at = :due WHERE id = :id",
            {"due": now + days * DAY, "id": enrollment_id},
        )


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
