"""Freezing a claim: batches, recipients and keys are on disk before anything is sent."""

import json
from collections.abc import Sequence

from bot.store.db import changed, rows, sql
from bot.store.engine.types import BATCH, Checkpoint, Lane, NewBatch, OpenBatch, Picked, open_batch
from bot.store.sets import among, columns, ids, table


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
        f" :members, :size, '') RETURNING {BATCH}",
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
    return open_batch(found[0])


def _insert_deliveries(batch_id: int, people: Sequence[Picked]) -> None:
    visits = [(person.enrollment_id, person.visit) for person in people]
    sql(
        f"INSERT INTO delivery (enrollment_id, visit, batch_id) SELECT a, b, :batch{table(2)}",
        {"batch": batch_id, **columns(visits, 2)},
    )


def part(
    batch: OpenBatch, parts: Sequence[tuple[str, Sequence[int]]], *, leased_until: float
) -> list[OpenBatch]:
    """A refused batch goes on as smaller ones: (new key, members) each. [] if it is not ours."""
    if not changed(
        "UPDATE batch SET state = 5 WHERE id = :batch AND state = 1 AND attempts = :attempts",
        {"batch": batch.id, "attempts": batch.attempts},
    ):
        return []
    return [_part(batch, key, members, leased_until) for key, members in parts]


def _part(batch: OpenBatch, key: str, members: Sequence[int], leased_until: float) -> OpenBatch:
    found = rows(
        "INSERT INTO batch (key, version_id, step, kind, state, attempts, claimed_at,"
        " leased_until, worker, payload, members, size, problem)"
        " SELECT :key, version_id, step, kind, 1, 1, claimed_at, :leased, worker, payload,"
        f" :members, :size, '' FROM batch WHERE id = :batch RETURNING {BATCH}",
        {
            "key": key,
            "leased": leased_until,
            "members": json.dumps(list(members)),
            "size": len(members),
            "batch": batch.id,
        },
    )
    opened = open_batch(found[0])
    moved = {"from_batch": batch.id, "batch": opened.id, "members": ids(members)}
    mine = " AND batch_id = :from_batch"
    sql(f"UPDATE enrollment SET batch_id = :batch WHERE id{among(':members')}{mine}", moved)
    sql(
        f"UPDATE delivery SET batch_id = :batch WHERE enrollment_id{among(':members')}{mine}", moved
    )
    return opened
