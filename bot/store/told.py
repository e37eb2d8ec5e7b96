"""What staff were told long ago, forgotten in slices: never what a linked group still waits for."""

from bot.store.db import changed, rows, sql
from bot.store.sets import among, ids

SLICE = 1_000
_LINKED = "SELECT g.id FROM staff_group g WHERE g.linked_at IS NOT NULL AND g.left_at IS NULL"


def forget_digests(before: int) -> int:
    """With what they told; the latest of each group stays, since it says until when all is told.
    Gives how many.
    """
    found = rows(
        "SELECT d.id FROM digest d WHERE d.at < :before AND EXISTS (SELECT 1 FROM digest l"
        " WHERE l.group_id = d.group_id AND l.id > d.id AND NOT l.unseen)"
        f" ORDER BY d.id LIMIT {SLICE // 10}",
        {"before": before},
    )
    told = {"digests": ids([row[0] for row in found])}
    sql(f"DELETE FROM group_entry WHERE digest_id{among(':digests')}", told)
    sql(f"DELETE FROM digest WHERE id{among(':digests')}", told)
    return len(found)


_OVER = (
    "r.at < :before AND r.taken AND NOT EXISTS"
    " (SELECT 1 FROM group_entry e WHERE e.receipt_id = r.id AND e.group_id IN"
    " (SELECT g.id FROM staff_group g)"
    f" AND (e.digest_id IS NOT NULL OR e.group_id IN ({_LINKED})))"
)
_FILE = "receipt_media m JOIN media f ON f.id = m.media AND f.of_friend"


def files(before: int) -> list[str]:
    """What friends had sent with the receipts that can be forgotten: nothing else shows it."""
    found = rows(
        f"SELECT m.media FROM {_FILE} JOIN receipt r ON r.id = m.receipt_id WHERE {_OVER}"
        f" ORDER BY r.id LIMIT {SLICE}",
        {"before": before},
    )
    return [row[0] for row in found]


def forget_receipts(before: int) -> int:
    """Which no group has in a digest or waits for. What waits for a group that is linked no more
    goes, too; what still has a file waits until that is gone. Gives how many.
    """
    oldest = rows(
        f"SELECT r.id FROM receipt r WHERE {_OVER}"
        f" AND NOT EXISTS (SELECT 1 FROM {_FILE} WHERE m.receipt_id = r.id)"
        f" ORDER BY r.id LIMIT {SLICE}",
        {"before": before},
    )
    old = {"receipts": ids([row[0] for row in oldest])}
    for table in ("group_entry", "receipt_media", "told_alone"):
        sql(f"DELETE FROM {table} WHERE receipt_id{among(':receipts')}", old)
    sql(f"DELETE FROM receipt WHERE id{among(':receipts')}", old)
    return len(oldest)


def forget_by_hand(before: int) -> int:
    """Which messages in groups were about whom, and what was said or dropped. Gives how many."""
    known = (
        "DELETE FROM friend_message WHERE message_id IN (SELECT message_id FROM friend_message"
        f" WHERE at < :before LIMIT {SLICE})"
    )
    said = (
        "DELETE FROM hand_reply WHERE id IN (SELECT h.id FROM hand_reply h WHERE h.at < :before"
        " AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = h.notice_id AND n.state IN (1, 3, 4))"
        f" ORDER BY h.id LIMIT {SLICE})"
    )
    return max(changed(statement, {"before": before}) for statement in (known, said))
