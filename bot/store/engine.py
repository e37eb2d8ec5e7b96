"""The delivery engine's statements: what is due, claim, hand over, settle, take over.

These few run for every message, so they are plain SQL, measured on SQLite and PostgreSQL. Each
function that writes is called inside one transaction; ``Checkpoint`` marks the gaps between two
statements, where a test may end the process.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.store.db import Row, changed, is_postgres, rows, sql
from bot.store.sets import among, columns, ids, table

Checkpoint = Callable[[str], None]

# A retry key lives 24 hours at LINE. An hour of room for two clocks that differ and for the call.
KEY_SECONDS = 23 * 3600


@dataclass(frozen=True, slots=True)
class Lane:
    """A sendable step of a running scenario with somebody due; ``due_at`` is its earliest."""

    version_id: int
    step: int
    fresh: bool
    due_at: int


@dataclass(frozen=True, slots=True)
class Picked:
    enrollment_id: int
    visit: int
    friend_id: int
    user_id: str
    name: str
    lang: str
    entered_at: int
    due_at: int


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch to be: ``payload`` is frozen JSON, ``kind`` a ``BatchKind``."""

    key: str
    kind: int
    payload: str
    people: tuple[Picked, ...]


@dataclass(frozen=True, slots=True)
class OpenBatch:
    id: int
    key: str
    version_id: int
    step: int
    kind: int
    attempts: int
    handed_at: float | None
    payload: str
    members: tuple[int, ...]
    problem: str


_BATCH = "id, key, version_id, step, kind, attempts, handed_at, payload, members, problem"

_DUE = """
    SELECT due_at FROM enrollment e
    WHERE e.version_id = l.version_id AND e.step = l.step AND e.state = 1 {until}
    ORDER BY due_at LIMIT 1"""

_LANES = """
    SELECT v.id AS version_id, q.step, q.fresh FROM scenario s
    JOIN scenario_version v ON v.scenario_id = s.id
    JOIN step_queue q ON q.version_id = v.id
    WHERE s.state = 1"""


def due_lanes(now: int) -> list[Lane]:
    """Lanes with somebody due: answers to fresh arrivals first, then the longest overdue."""
    earliest = _DUE.format(until="AND due_at <= :now")
    found = rows(
        f"SELECT * FROM (SELECT l.version_id, l.step, l.fresh, ({earliest}) AS due_at"
        f" FROM ({_LANES}) l) lanes WHERE due_at IS NOT NULL ORDER BY fresh DESC, due_at",
        {"now": now},
    )
    return [Lane(version, step, bool(fresh), due) for version, step, fresh, due in found]


def next_due() -> int | None:
    """When the next step of a running scenario is due, however far ahead."""
    earliest = _DUE.format(until="")
    found = rows(f"SELECT min(due_at) FROM (SELECT ({earliest}) AS due_at FROM ({_LANES}) l) lanes")
    return found[0][0]


def pick(lane: Lane, now: int, limit: int) -> list[Picked]:
    """Who of a lane is due, locked against other workers until the transaction ends."""
    lock = "FOR NO KEY UPDATE OF e SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "SELECT e.id, e.visit, e.friend_id, f.user_id, f.name, f.lang, e.entered_at, e.due_at"
        " FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        " WHERE e.version_id = :version AND e.step = :step AND e.state = 1 AND e.due_at <= :now"
        f" ORDER BY e.due_at LIMIT :limit {lock}",
        {"version": lane.version_id, "step": lane.step, "now": now, "limit": limit},
    )
    return [Picked(*row) for row in found]


def move_to_window(lane: Lane, now: int, opens_at: int, limit: int) -> int:
    """Overdue people of a closed time window wait for the next one. Gives how many moved."""
    return changed(
        "UPDATE enrollment SET due_at = :opens WHERE id IN (SELECT id FROM enrollment"
        " WHERE version_id = :version AND step = :step AND state = 1 AND due_at <= :now"
        " LIMIT :limit)",
        {
            "opens": opens_at,
            "version": lane.version_id,
            "step": lane.step,
            "now": now,
            "limit": limit,
        },
    )


def freeze(
    lane: Lane,
    batches: Sequence[NewBatch],
    *,
    now: int,
    leased_until: float,
    worker: str,
    checkpoint: Checkpoint,
) -> list[OpenBatch]:
    """Write the batches of one claim: rows, recipients and keys, before anything is sent."""
    opened = []
    for new in batches:
        opened.append(_insert_batch(lane, new, now, leased_until, worker))
        checkpoint("claim.batch")
        members = opened[-1].members
        sql(
            "UPDATE enrollment SET state = 2, batch_id = :batch WHERE id" + among(":members"),
            {"batch": opened[-1].id, "members": ids(members)},
        )
        checkpoint("claim.enrollments")
        _insert_deliveries(opened[-1].id, new.people)
        checkpoint("claim.deliveries")
    return opened


def _insert_batch(
    lane: Lane, new: NewBatch, now: int, leased_until: float, worker: str
) -> OpenBatch:
    members = tuple(person.enrollment_id for person in new.people)
    found = rows(
        "INSERT INTO batch (key, version_id, step, kind, state, attempts, claimed_at,"
        " leased_until, worker, payload, members, size, problem)"
        " VALUES (:key, :version, :step, :kind, 1, 1, :now, :leased, :worker, :payload,"
        f" :members, :size, '') RETURNING {_BATCH}",
        {
            "key": new.key,
            "version": lane.version_id,
            "step": lane.step,
            "kind": new.kind,
            "now": now,
            "leased": leased_until,
            "worker": worker,
            "payload": new.payload,
            "members": json.dumps(members),
            "size": len(members),
        },
    )
    return _open_batch(found[0])


def _insert_deliveries(batch_id: int, people: Sequence[Picked]) -> None:
    visits = [(person.enrollment_id, person.visit) for person in people]
    sql(
        f"INSERT INTO delivery (enrollment_id, visit, batch_id) SELECT a, b, :batch{table(2)}",
        {"batch": batch_id, **columns(visits, 2)},
    )


def hand_over(batch: OpenBatch, *, real: float) -> list[int] | None:
    """Past this point the request may leave. Gives the members who must not get it any more.

    None: another worker has the batch, or its scenario or the account stopped meanwhile. The batch
    row is locked before the people are read, and a stop marks its people before it looks at the
    batch: one of the two always sees the other.
    """
    if not changed(
        "UPDATE batch SET handed_at = :real WHERE id = :batch AND state = 1 AND attempts = 1"
        " AND handed_at IS NULL AND leased_until > :real"
        " AND EXISTS (SELECT 1 FROM scenario_version v JOIN scenario s ON s.id = v.scenario_id"
        " WHERE v.id = batch.version_id AND s.state = 1)"
        " AND NOT EXISTS (SELECT 1 FROM setting WHERE key IN ('stop_all', 'account_hold'))",
        {"real": real, "batch": batch.id},
    ):
        return None
    found = rows(
        "SELECT id FROM enrollment WHERE id"
        + among(":members")
        + " AND (batch_id <> :batch OR batch_id IS NULL OR state <> 2 OR hold <> 0)",
        {"members": ids(batch.members), "batch": batch.id},
    )
    return [row[0] for row in found]


def drop(batch: OpenBatch, gone: Sequence[int], *, key: str) -> OpenBatch:
    """A batch nobody has sent yet goes on without those who left, under a new key."""
    staying = tuple(member for member in batch.members if member not in set(gone))
    _release(batch.id, gone)
    sql(
        "UPDATE batch SET key = :key, members = :members, size = :size,"
        " state = CASE WHEN :size > 0 THEN 1 ELSE 5 END WHERE id = :batch",
        {
            "key": key,
            "members": json.dumps(staying),
            "size": len(staying),
            "batch": batch.id,
        },
    )
    return replace(batch, key=key, members=staying)


def give_back(batch: OpenBatch, attempts: int) -> bool:
    """Nothing was accepted: its people wait as before. False when someone else took it over."""
    if not changed(
        "UPDATE batch SET state = 5 WHERE id = :batch AND state = 1 AND attempts = :attempts",
        {"batch": batch.id, "attempts": attempts},
    ):
        return False
    _release(batch.id, batch.members)
    return True


def _release(batch_id: int, members: Sequence[int]) -> None:
    """Back to waiting (or held), as if never claimed: the visit's delivery goes, too."""
    params: dict[str, Any] = {"batch": batch_id, "members": ids(members)}
    mine = " AND batch_id = :batch"
    sql("DELETE FROM delivery WHERE enrollment_id" + among(":members") + mine, params)
    sql(
        "UPDATE enrollment SET batch_id = NULL, state = CASE WHEN state <> 2 THEN state"
        " WHEN hold = 0 THEN 1 ELSE 3 END WHERE id" + among(":members") + mine,
        params,
    )


@dataclass(frozen=True, slots=True)
class Move:
    enrollment_id: int
    step: int
    due_at: int


def close(batch: OpenBatch, state: int, *, now: int, problem: str = "") -> bool:
    """False when someone else settled the batch: then nothing else may be written."""
    return bool(
        changed(
            "UPDATE batch SET state = :state, settled_at = :now, problem = :problem"
            " WHERE id = :batch AND state = 1",
            {"state": state, "now": now, "problem": problem, "batch": batch.id},
        )
    )


def shrink(batch: OpenBatch, staying: Sequence[int]) -> bool:
    """A batch of personal pushes keeps only those not settled yet; each has a key of its own."""
    return bool(
        changed(
            "UPDATE batch SET members = :members WHERE id = :batch AND state = 1",
            {"members": json.dumps(list(staying)), "batch": batch.id},
        )
    )


def mark(batch_id: int, members: Sequence[int], state: int) -> None:
    """Deliveries that end differently from their batch, or before it."""
    sql(
        "UPDATE delivery SET state = :state WHERE batch_id = :batch AND enrollment_id"
        + among(":members"),
        {"state": state, "batch": batch_id, "members": ids(members)},
    )


def move_on(batch_id: int, moves: Sequence[Move], *, now: int) -> None:
    """To the next step. Who stopped meanwhile is not in state 2 and stays where they are."""
    if not moves:
        return
    sql(
        "UPDATE enrollment SET step = m.b, due_at = m.c, visit = visit + 1, counted_at = :now,"
        " batch_id = NULL, state = CASE WHEN hold = 0 THEN 1 ELSE 3 END"
        f" FROM (SELECT a, b, c{table(3)}) m"
        " WHERE enrollment.id = m.a AND enrollment.batch_id = :batch AND enrollment.state = 2",
        {"now": now, "batch": batch_id, **columns(_numbers(moves), 3)},
    )


def finish(batch_id: int, members: Sequence[int], *, now: int) -> None:
    if members:
        sql(
            "UPDATE enrollment SET state = 4, ended = id, visit = visit + 1, counted_at = :now,"
            " batch_id = NULL WHERE batch_id = :batch AND state = 2 AND id" + among(":members"),
            {"now": now, "batch": batch_id, "members": ids(members)},
        )


def get_stuck(batch_id: int, members: Sequence[int]) -> None:
    """The step failed or its fate is unknown: an owner decides how the walk goes on."""
    if members:
        sql(
            "UPDATE enrollment SET state = 6 WHERE batch_id = :batch AND state = 2 AND id"
            + among(":members"),
            {"batch": batch_id, "members": ids(members)},
        )


def take_over(*, real: float, leased_until: float, worker: str) -> OpenBatch | None:
    """The longest-lost batch whose worker's lease is over, now ours."""
    lock = "FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "UPDATE batch SET leased_until = :leased, attempts = attempts + 1, worker = :worker"
        " WHERE id = (SELECT id FROM batch WHERE state = 1 AND leased_until <= :real"
        f" ORDER BY leased_until LIMIT 1 {lock}) AND state = 1 AND leased_until <= :real"
        f" RETURNING {_BATCH}",
        {"leased": leased_until, "worker": worker, "real": real},
    )
    return _open_batch(found[0]) if found else None


def renew(batch: OpenBatch, *, leased_until: float) -> bool:
    return bool(
        changed(
            "UPDATE batch SET leased_until = :leased"
            " WHERE id = :batch AND state = 1 AND attempts = :attempts",
            {"leased": leased_until, "batch": batch.id, "attempts": batch.attempts},
        )
    )


def lost_leases(real: float) -> int:
    found = rows(
        "SELECT count(*) FROM batch WHERE state = 1 AND leased_until <= :real", {"real": real}
    )
    return int(found[0][0])


def recipients(members: Sequence[int]) -> dict[int, Picked]:
    """People of a batch by enrollment id, with what their walk needs to go on."""
    found = rows(
        "SELECT e.id, e.visit, e.friend_id, f.user_id, f.name, f.lang, e.entered_at, e.due_at"
        " FROM enrollment e JOIN friend f ON f.id = e.friend_id WHERE e.id" + among(":members"),
        {"members": ids(members)},
    )
    return {row[0]: Picked(*row) for row in found}


def sent_at(members: Sequence[int], step: int) -> dict[int, int]:
    """When each of these walks was sent a step of its version: enrollment id -> epoch seconds."""
    found = rows(
        "SELECT d.enrollment_id, max(b.settled_at) FROM delivery d"
        " JOIN batch b ON b.id = d.batch_id WHERE b.step = :step AND b.settled_at IS NOT NULL"
        " AND d.enrollment_id" + among(":members") + " GROUP BY d.enrollment_id",
        {"step": step, "members": ids(members)},
    )
    return {row[0]: row[1] for row in found}


def skip(people: Sequence[Picked], moves: Sequence[Move], finished: Sequence[int]) -> None:
    """Past a step that is not sent. In the transaction that picked the people: they are locked."""
    visits = [(person.enrollment_id, person.visit) for person in people]
    sql(
        f"INSERT INTO delivery (enrollment_id, visit, batch_id, state) SELECT a, b, 0, 5{table(2)}",
        columns(visits, 2),
    )
    if moves:
        sql(
            "UPDATE enrollment SET counted_at = due_at, step = m.b, due_at = m.c,"
            f" visit = visit + 1 FROM (SELECT a, b, c{table(3)}) m WHERE enrollment.id = m.a",
            columns(_numbers(moves), 3),
        )
    if finished:
        sql(
            "UPDATE enrollment SET state = 4, ended = id, visit = visit + 1,"
            " counted_at = due_at WHERE id" + among(":members"),
            {"members": ids(finished)},
        )


def _open_batch(row: Row) -> OpenBatch:
    batch: OpenBatch = replace(OpenBatch(*row), members=tuple(json.loads(row[8])))
    return batch


def _numbers(moves: Sequence[Move]) -> list[tuple[int, int, int]]:
    return [(move.enrollment_id, move.step, move.due_at) for move in moves]
