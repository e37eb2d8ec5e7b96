"""Who owns a batch, and who still belongs to it: the last look, giving back, taking over."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.store import quota
from bot.store.db import changed, is_postgres, rows, sql
from bot.store.engine.types import BATCH, PICKED, OpenBatch, Picked, open_batch, reserved
from bot.store.sets import among, ids


def _refused() -> str:
    """LINE itself refuses the account. Our own count never stops what it has reserved."""
    if is_postgres():
        scope, check_at = "value::json->>'scope'", "(value::json->>'check_at')::float"
    else:
        scope, check_at = "json_extract(value, '$.scope')", "json_extract(value, '$.check_at')"
    return f"(key = 'account_hold' AND {scope} = 'line' AND {check_at} > :real)"


def hand_over(batch: OpenBatch, *, real: float) -> list[int] | None:
    """Past this point the request may leave. Gives the members who must not get it any more.

    None: another worker has the batch, its scenario or the account stopped meanwhile, or its people
    go on in another version. The batch
    row is locked before the people are read, and a stop marks its people before it looks at the
    batch: one of the two always sees the other.
    """
    if not changed(
        "UPDATE batch SET handed_at = :real WHERE id = :batch AND state = 1 AND attempts = 1"
        " AND handed_at IS NULL AND leased_until > :real"
        " AND EXISTS (SELECT 1 FROM scenario_version v JOIN scenario s ON s.id = v.scenario_id"
        " WHERE v.id = batch.version_id AND s.state = 1 AND v.moves_to IS NULL)"
        f" AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'stop_all' OR {_refused()})",
        {"real": real, "batch": batch.id},
    ):
        return None
    found = rows(
        "SELECT id FROM enrollment WHERE id"
        + among(":members")
        + " AND (batch_id <> :batch OR batch_id IS NULL OR state <> 2 OR hold <> 0"
        " OR due_at <= (SELECT skip_until FROM step_queue"
        " WHERE version_id = :version AND step = :step))",
        {
            "members": ids(batch.members),
            "batch": batch.id,
            "version": batch.version_id,
            "step": batch.step,
        },
    )
    return [row[0] for row in found]


def drop(batch: OpenBatch, gone: Sequence[int], *, key: str) -> OpenBatch:
    """A batch nobody has sent yet goes on without those who left, under a new key."""
    left = set(gone)
    staying = tuple(member for member in batch.members if member not in left)
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
    quota.release(reserved(gone, batch.kind))
    return replace(batch, key=key, members=staying)


def give_back(batch: OpenBatch, attempts: int) -> bool:
    """Nothing was accepted: its people wait as before. False when someone else took it over."""
    found = rows(
        "UPDATE batch SET state = 5 WHERE id = :batch AND state = 1 AND attempts = :attempts"
        " RETURNING members",
        {"batch": batch.id, "attempts": attempts},
    )
    if not found:
        return False
    members = json.loads(found[0][0])
    _release(batch.id, members)
    quota.release(reserved(members, batch.kind))
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


def take_over(*, real: float, leased_until: float, worker: str) -> OpenBatch | None:
    """The longest-lost batch whose worker's lease is over, now ours."""
    lock = "FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "UPDATE batch SET leased_until = :leased, attempts = attempts + 1, worker = :worker"
        " WHERE id = (SELECT id FROM batch WHERE state = 1 AND leased_until <= :real"
        f" ORDER BY leased_until LIMIT 1 {lock}) AND state = 1 AND leased_until <= :real"
        f" RETURNING {BATCH}",
        {"leased": leased_until, "worker": worker, "real": real},
    )
    return open_batch(found[0]) if found else None


def handed(batch_id: int, *, real: float) -> None:
    """The request of this batch may leave from here on."""
    sql("UPDATE batch SET handed_at = :real WHERE id = :batch", {"real": real, "batch": batch_id})


def find_open(batch_id: int) -> OpenBatch | None:
    found = rows(f"SELECT {BATCH} FROM batch WHERE id = :batch AND state = 1", {"batch": batch_id})
    return open_batch(found[0]) if found else None


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
        f"SELECT {PICKED}"
        " FROM enrollment e JOIN friend f ON f.id = e.friend_id WHERE e.id" + among(":members"),
        {"members": ids(members)},
    )
    return {row[0]: Picked(*row) for row in found}
