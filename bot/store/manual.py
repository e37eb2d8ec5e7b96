"""Friends whom people answer themselves: their walks wait until they are handed back."""

from collections.abc import Sequence

from bot.domain.holds import Hold
from bot.store import walk_holds
from bot.store.db import is_postgres, rows, sql
from bot.store.sets import among, ids


def lock_friends(friend_ids: Sequence[int]) -> None:
    """Before anything else of theirs is locked, as their own stop does it."""
    if is_postgres():
        rows(
            f"SELECT id FROM friend WHERE id{among(':friends')} ORDER BY id FOR NO KEY UPDATE",
            {"friends": ids(friend_ids)},
        )


def take_over(friend_ids: Sequence[int], *, by: str, at: int) -> list[int]:
    """Gives those who were in nobody's hands before."""
    found = rows(
        "UPDATE friend SET manual_at = :at, manual_by = :by WHERE manual_at IS NULL"
        f" AND id{among(':friends')} RETURNING id",
        {"at": at, "by": by, "friends": ids(friend_ids)},
    )
    taken = sorted(row[0] for row in found)
    sql(
        f"UPDATE enrollment SET hold = hold | {int(Hold.MANUAL)},"
        " state = CASE WHEN state = 1 THEN 3 ELSE state END"
        f" WHERE ended = 0 AND friend_id{among(':friends')}",
        {"friends": ids(taken)},
    )
    return taken


def hand_back(friend_id: int, *, now: int) -> bool:
    """Whether they were in somebody's hands. What is overdue comes one at a time."""
    found = rows(
        "UPDATE friend SET manual_at = NULL, manual_by = '' WHERE id = :friend"
        " AND manual_at IS NOT NULL RETURNING id",
        {"friend": friend_id},
    )
    if found:
        walk_holds.lift(friend_id, Hold.MANUAL, now=now)
    return bool(found)


def tell_once(friend_id: int, manual_at: int) -> bool:
    """Whether they were not told yet that they are in somebody's hands since then."""
    found = rows(
        "INSERT INTO manual_told (friend_id, manual_at) VALUES (:friend, :at)"
        " ON CONFLICT (friend_id) DO UPDATE SET manual_at = excluded.manual_at"
        " WHERE manual_told.manual_at <> excluded.manual_at RETURNING 1",
        {"friend": friend_id, "at": manual_at},
    )
    return bool(found)
