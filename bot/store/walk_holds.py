"""Facts about a friend that keep their walks from being claimed, while they last."""

from collections.abc import Collection

from bot.domain.holds import Hold
from bot.store.db import Value, is_postgres, rows, sql
from bot.store.models import EnrollmentState
from bot.store.sets import among, ids

DAY = 86_400
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
