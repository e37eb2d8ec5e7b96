"""Walks whose step failed or whose message's fate nobody knows: they wait for an owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store import changes
from bot.store.db import is_postgres, rows, sql
from bot.store.engine import Move
from bot.store.engine.moves import TO_STOP
from bot.store.fact_models import ChangeKind
from bot.store.models import EnrollmentState
from bot.store.rehearsal_models import REAL
from bot.store.sets import among, columns, ids, table


@dataclass(frozen=True, slots=True)
class StuckBatch:
    """All batches of one step that ended alike, as one case: each recipient that LINE parts from a
    multicast ends in a batch of its own. ``id`` is the newest one's, and means no later ones.

    ``state`` is a BatchState, ``people`` those who still wait, ``at`` epoch seconds.
    """

    id: int
    state: int
    scenario_id: int
    version_id: int
    step: int
    at: int
    problem: str
    people: int


_STUCK = (
    "SELECT batch_id, count(*) AS people FROM enrollment WHERE state = 6"
    f" AND scenario_id {REAL} GROUP BY batch_id"
)
# The batches that are meant by the one called m.
_ALIKE = (
    "FROM batch m JOIN batch b ON b.version_id = m.version_id AND b.step = m.step"
    " AND b.state = m.state AND b.problem = m.problem AND b.id <= m.id WHERE m.id = :batch"
)


def batches(batch_id: int = 0) -> list[StuckBatch]:
    """Those with the most people first; ``batch_id``: that one."""
    found = rows(
        "SELECT max(b.id) AS id, b.state, v.scenario_id, b.version_id, b.step,"
        " max(coalesce(b.settled_at, b.claimed_at)), b.problem,"
        " CAST(sum(s.people) AS integer) AS people"
        f" FROM ({_STUCK}) s JOIN batch b ON b.id = s.batch_id"
        " JOIN scenario_version v ON v.id = b.version_id"
        f" WHERE :batch = 0 OR b.id IN (SELECT b.id {_ALIKE})"
        " GROUP BY b.state, v.scenario_id, b.version_id, b.step, b.problem"
        " ORDER BY people DESC, id DESC",
        {"batch": batch_id},
    )
    return [StuckBatch(*row) for row in found]


def count() -> int:
    """Of such cases."""
    found = rows(
        "SELECT count(*) FROM (SELECT DISTINCT b.version_id, b.step, b.state, b.problem"
        f" FROM ({_STUCK}) s JOIN batch b ON b.id = s.batch_id) cases"
    )
    return int(found[0][0])


def inside(scenario_id: int) -> int:
    """People of one scenario."""
    found = rows(
        "SELECT count(*) FROM enrollment WHERE state = 6 AND scenario_id = :scenario",
        {"scenario": scenario_id},
    )
    return int(found[0][0])


@dataclass(frozen=True, slots=True)
class StuckPerson:
    """``held``: something about them holds whatever they are sent."""

    enrollment_id: int
    friend_id: int
    name: str
    picture: str
    held: bool | int


def people(batch_id: int, *, first: int = 0, limit: int = 1, only: int = 0) -> list[StuckPerson]:
    """Who still waits, those who entered first first; ``only``: that enrollment."""
    found = rows(
        "SELECT e.id, e.friend_id, f.name, f.picture, e.hold <> 0 FROM enrollment e"
        f" JOIN friend f ON f.id = e.friend_id WHERE e.batch_id IN (SELECT b.id {_ALIKE})"
        " AND e.state = 6 AND (:only = 0 OR e.id = :only)"
        " ORDER BY e.id LIMIT :limit OFFSET :first",
        {"batch": batch_id, "only": only, "limit": limit, "first": first},
    )
    return [StuckPerson(*row) for row in found]


@dataclass(frozen=True, slots=True)
class Members:
    """Of one batch: enrollment ids. ``claimed_at``: when its request was about to leave."""

    batch_id: int
    claimed_at: int
    ids: tuple[int, ...]


def members(batch_id: int, only: int = 0) -> list[Members]:
    """By batch, locked until the transaction ends; ``only``: that one."""
    lock = "FOR UPDATE OF e" if is_postgres() else ""
    found = rows(
        "SELECT e.batch_id, o.claimed_at, e.id FROM enrollment e JOIN batch o ON o.id = e.batch_id"
        f" WHERE e.batch_id IN (SELECT b.id {_ALIKE}) AND e.state = 6"
        f" AND (:only = 0 OR e.id = :only) ORDER BY e.id {lock}",
        {"batch": batch_id, "only": only},
    )
    by_batch: dict[tuple[int, int], list[int]] = {}
    for batch, claimed_at, member in found:
        by_batch.setdefault((batch, claimed_at), []).append(member)
    return [Members(*batch, tuple(own)) for batch, own in by_batch.items()]


def retry(members: Sequence[int], *, now: int) -> int:
    """They wait for the same step once more, as a new visit. Gives how many of them are held."""
    found = rows(
        "UPDATE enrollment SET due_at = :now, visit = visit + 1, batch_id = NULL,"
        " state = CASE WHEN hold = 0 THEN 1 ELSE 3 END WHERE state = 6 AND id"
        + among(":members")
        + " RETURNING state",
        {"members": ids(members), "now": now},
    )
    return sum(state == EnrollmentState.HELD for (state,) in found)


def give_up(members: Sequence[int], *, now: int) -> None:
    """Their walks end here."""
    sql(
        "UPDATE enrollment SET state = 5, ended = id, batch_id = NULL WHERE state = 6 AND id"
        + among(":members"),
        {"members": ids(members)},
    )
    changes.walked(ChangeKind.LEFT, members, at=now)


def move_on(moves: Sequence[Move], *, counted_at: int | None = None) -> None:
    """To another step; ``counted_at`` None counts the next wait from when this one was due."""
    if moves:
        sql(
            f"UPDATE enrollment SET counted_at = coalesce(:counted, due_at), {TO_STOP},"
            " visit = visit + 1, batch_id = NULL,"
            " state = CASE WHEN hold = 0 THEN 1 ELSE 3 END"
            f" FROM (SELECT a, b, c{table(3)}) m WHERE enrollment.id = m.a AND state = 6",
            {
                "counted": counted_at,
                **columns([(m.enrollment_id, m.step, m.due_at) for m in moves], 3),
            },
        )


def finish(finished: Sequence[int], *, now: int, counted_at: int | None = None) -> None:
    if finished:
        sql(
            "UPDATE enrollment SET state = 4, ended = id, visit = visit + 1, batch_id = NULL,"
            " counted_at = coalesce(:counted, due_at) WHERE state = 6 AND id" + among(":members"),
            {"counted": counted_at, "members": ids(finished)},
        )
        changes.walked(ChangeKind.FINISHED, finished, at=now)
