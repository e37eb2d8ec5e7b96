"""What friends sent beside words, and which of it one of a group's people was told alone."""

from collections.abc import Sequence

from bot.domain.forwarded import Forwarded
from bot.store.db import rows
from bot.store.forward_models import GroupAlone, ReceiptMedia, ToldAlone
from bot.store.sets import among, ids


def note(receipt_id: int, sent: Forwarded) -> None:
    ReceiptMedia.create(
        receipt_id=receipt_id, kind=sent.kind, media=sent.media, words=sent.words, size=sent.size
    )


def of(receipt_ids: Sequence[int]) -> dict[int, Forwarded]:
    found = rows(
        "SELECT receipt_id, kind, media, words, size FROM receipt_media WHERE receipt_id"
        f"{among(':receipts')}",
        {"receipts": ids(receipt_ids)},
    )
    return {number: Forwarded(*sent) for number, *sent in found}


def lately(friend_id: int, group_id: int, *, since: int, most: int) -> list[Forwarded]:
    """Of what this group was told, the latest first."""
    found = rows(
        "SELECT m.kind, m.media, m.words, m.size FROM receipt r"
        " JOIN group_entry e ON e.receipt_id = r.id AND e.group_id = :group"
        " JOIN receipt_media m ON m.receipt_id = r.id AND m.media <> ''"
        " WHERE r.friend_id = :friend AND r.at >= :since ORDER BY r.id DESC LIMIT :most",
        {"group": group_id, "friend": friend_id, "since": since, "most": most},
    )
    return [Forwarded(*row) for row in found]


# One of the group alone


def alone() -> set[int]:
    """The groups that want it so."""
    return {one.group_id for one in GroupAlone.select()}


def set_alone(group_id: int, *, wanted: bool) -> None:
    if wanted:
        GroupAlone.insert(group_id=group_id).on_conflict_ignore().execute()
    else:
        GroupAlone.delete().where(GroupAlone.group_id == group_id).execute()


def told_alone(group_id: int, receipt_id: int) -> None:
    ToldAlone.insert(group_id=group_id, receipt_id=receipt_id).on_conflict_ignore().execute()


def known_alone(group_id: int, receipt_ids: Sequence[int]) -> set[int]:
    found = rows(
        f"SELECT receipt_id FROM told_alone WHERE group_id = :group AND receipt_id{among(':ids')}",
        {"group": group_id, "ids": ids(receipt_ids)},
    )
    return {row[0] for row in found}
