"""Walks whose step failed or whose message's fate nobody knows: they wait for an owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.db import changed, is_postgres, rows, sql
from bot.store.engine import Move
from bot.store.sets import among, columns, ids, table


@dataclass(frozen=True, slots=True)
class StuckBatch:
    """``state`` is a BatchState, ``people`` those who still wait, ``at`` epoch seconds."""

    id: int
    state: int
    scenario_id: int
    version_id: int
    step: int
    claimed_at: int
    at: int
    problem: str
    people: int


def batches(batch_id: int = 0) -> list[StuckBatch]:
    """Those with the most people first."""
    found = rows(
        "SELECT b.id, b.state, v.scenario_id, b.version_id, b.step, b.claimed_at,"
        " coalesce(b.settled_at, b.claimed_at), b.problem, s.people"
        " FROM (SELECT batch_id, count(*) AS people FROM enrollment WHERE state = 6"
        " AND (:batch = 0 OR batch_id = :batch) GROUP BY batch_id) s"
        " JOIN batch b ON b.id = s.batch_id JOIN scenario_version v ON v.id = b.version_id"
        " ORDER BY s.people DESC, b.id DESC",
        {"batch": batch_id},
    )
    return [StuckBatch(*row) for row in found]


def count() -> int:
    found = rows("SELECT count(DISTINCT batch_id) FROM enrollment WHERE state = 6")
    return int(found[0][0])


def members(batch_id: int) -> list[int]:
    """Enrollment ids, locked until the transaction ends."""
    lock = "FOR UPDATE" if is_postgres() else ""
    found = rows(
        f"SELECT id FROM enrollment WHERE batch_id = :batch AND state = 6 ORDER BY id {lock}",
        {"batch": batch_id},
    )
    return [row[0] for row in found]


def retry(batch_id: int, *, now: int) -> int:
    """They wait for the same step once more, as a new visit. Gives how many."""
    return changed(
        "UPDATE enrollment SET due_at = :now, visit = visit + 1, batch_id = NULL,"
        " state = CASE WHEN hold = 0 THEN 1 ELSE 3 END WHERE batch_id = :batch AND state = 6",
        {"batch": batch_id, "now": now},
    )


def move_on(moves: Sequence[Move], *, counted_at: int | None = None) -> None:
    """To another step; ``counted_at`` None counts the next wait from when this one was due."""
    if moves:
        sql(
            "UPDATE enrollment SET counted_at = coalesce(:counted, due_at), step = m.b,"
            " due_at = m.c, visit = visit + 1, batch_id = NULL,"
            " state = CASE WHEN hold = 0 THEN 1 ELSE 3 END"
            f" FROM (SELECT a, b, c{table(3)}) m WHERE enrollment.id = m.a AND state = 6",
            {
                "counted": counted_at,
                **columns([(m.enrollment_id, m.step, m.due_at) for m in moves], 3),
            },
        )


def finish(finished: Sequence[int], *, counted_at: int | None = None) -> None:
    if finished:
        sql(
            "UPDATE enrollment SET state = 4, ended = id, visit = visit + 1, batch_id = NULL,"
            " counted_at = coalesce(:counted, due_at) WHERE state = 6 AND id" + among(":members"),
            {"counted": counted_at, "members": ids(finished)},
        )


def count_as_sent(batch_id: int) -> bool:
    """False when the batch is not one whose fate is unknown."""
    return bool(
        changed(
            "UPDATE batch SET state = 2 WHERE id = :batch AND state = 4",
            {"batch": batch_id},
        )
    )
