"""What each linked group is told of: receipts that wait for it, and digests that told them."""

import json
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import time
from typing import cast

from bot.domain.notifying import Choice, How
from bot.store import forwarded
from bot.store.db import Row, changed, rows, sql
from bot.store.models import StaffGroup
from bot.store.notice_models import Digest, GroupChoice
from bot.store.receipts import ReceiptRow, columns, of_row
from bot.store.sets import among, ids, table
from bot.store.sets import columns as table_columns


@dataclass(frozen=True, slots=True)
class Account:
    """A group's month: what its notices took, and whether it knows that no more come."""

    month: str
    spent: int
    ended: bool


# Choices


def choice_of(group_id: int) -> Choice | None:
    """None: nobody has chosen, and it was never linked."""
    found = GroupChoice.get_or_none(GroupChoice.group_id == group_id)
    return _choice(found, forwarded.alone()) if found else None


def _choice(found: GroupChoice, alone: Set[int]) -> Choice:
    chosen = json.loads(found.scenarios) if found.scenarios else None
    return Choice(
        how=cast(How, found.how),
        every=found.every,
        times=tuple(map(time.fromisoformat, json.loads(found.times))),
        off=frozenset(json.loads(found.off)),
        scenarios=None if chosen is None else frozenset(chosen),
        cap=found.cap,
        quiet=bool(found.quiet),
        alone=found.group_id in alone,
    )


def choose(group_id: int, choice: Choice) -> None:
    stored = {
        "how": choice.how,
        "every": choice.every,
        "times": json.dumps([f"{one:%H:%M}" for one in choice.times]),
        "off": json.dumps(sorted(choice.off)),
        "scenarios": "" if choice.scenarios is None else json.dumps(sorted(choice.scenarios)),
        "cap": choice.cap,
        "quiet": choice.quiet,
    }
    GroupChoice.insert(group_id=group_id, **stored).on_conflict(
        conflict_target=[GroupChoice.group_id], update=stored
    ).execute()
    forwarded.set_alone(group_id, wanted=choice.alone)


def first_choice(group_id: int, choice: Choice) -> None:
    """Unless it has one already, from before it was unlinked."""
    if choice_of(group_id) is None:
        choose(group_id, choice)


# When


def linked(group_ids: Iterable[int] | None = None) -> list[tuple[StaffGroup, Choice]]:
    """In the order of their numbers, which is that of locks."""
    found = StaffGroup.select().where(
        StaffGroup.linked_at.is_null(False), StaffGroup.left_at.is_null()
    )
    if group_ids is not None:
        found = found.where(StaffGroup.id.in_(list(group_ids)))
    alone = forwarded.alone()
    chosen = {one.group_id: _choice(one, alone) for one in GroupChoice.select()}
    return [(one, chosen[one.id]) for one in found.order_by(StaffGroup.id) if one.id in chosen]


def due(now: int) -> list[int]:
    found = rows(
        "SELECT c.group_id FROM group_choice c JOIN staff_group g ON g.id = c.group_id"
        " WHERE c.next_at <= :now AND g.linked_at IS NOT NULL AND g.left_at IS NULL"
        " ORDER BY c.group_id",
        {"now": now},
    )
    return [row[0] for row in found]


def take_turn(group_id: int, now: int) -> bool:
    """False when another worker tells this group at the moment."""
    took = "UPDATE group_choice SET next_at = NULL WHERE group_id = :group AND next_at <= :now"
    return bool(changed(took, {"group": group_id, "now": now}))


def plan(group_id: int, next_at: int | None, *, sooner: bool = False) -> None:
    """`sooner`: only if it is earlier than what is planned."""
    only = " AND (next_at IS NULL OR next_at > :at)" if sooner else ""
    sql(
        f"UPDATE group_choice SET next_at = :at WHERE group_id = :group{only}",
        {"group": group_id, "at": next_at},
    )


def account_of(group_id: int) -> Account:
    found = rows(
        "SELECT month, spent, ended FROM group_choice WHERE group_id = :group", {"group": group_id}
    )
    month, spent, ended = found[0] if found else ("", 0, False)
    return Account(month, spent, bool(ended))


def keep_account(group_id: int, account: Account) -> None:
    sql(
        "UPDATE group_choice SET month = :month, spent = :spent, ended = :ended"
        " WHERE group_id = :group",
        {
            "group": group_id,
            "month": account.month,
            "spent": account.spent,
            "ended": account.ended,
        },
    )


# Entries


def add(entries: Sequence[tuple[int, int]]) -> None:
    """Pairs of a group's and a receipt's numbers."""
    if entries:
        sql(
            f"INSERT INTO group_entry (group_id, receipt_id) SELECT a, b{table(2)}",
            table_columns(entries, 2),
        )


def waiting(group_id: int) -> list[ReceiptRow]:
    return _rows("e.group_id = :id AND e.digest_id IS NULL", group_id)


def told_in(digest_id: int) -> list[ReceiptRow]:
    return _rows("e.digest_id = :id", digest_id)


def _rows(which: str, number: int) -> list[ReceiptRow]:
    found: Sequence[Row] = rows(
        f"SELECT {columns('r')} FROM group_entry e JOIN receipt r ON r.id = e.receipt_id"
        f" WHERE {which} ORDER BY r.id",
        {"id": number},
    )
    return list(map(of_row, found))


def knows(group_id: int, friend_id: int) -> bool:
    """Whether the group was told of this friend, as far as that is kept, or takes care of them."""
    return bool(
        rows(
            "SELECT 1 FROM receipt r JOIN group_entry e ON e.receipt_id = r.id"
            " WHERE r.friend_id = :friend AND e.group_id = :group"
            " UNION ALL SELECT 1 FROM charge c JOIN friend f ON f.id = c.friend_id"
            " AND f.manual_at = c.at WHERE c.friend_id = :friend AND c.group_id = :group LIMIT 1",
            {"friend": friend_id, "group": group_id},
        )
    )


def forget_waiting(group_id: int) -> None:
    """Of a group that was left and is joined anew."""
    sql(
        "DELETE FROM group_entry WHERE group_id = :group AND digest_id IS NULL",
        {"group": group_id},
    )


# Digests


def begin_digest(group_id: int, receipt_ids: Sequence[int], *, since_at: int, at: int) -> int:
    """These were told together."""
    digest = Digest.create(group_id=group_id, since_at=since_at, at=at)
    sql(
        "UPDATE group_entry SET digest_id = :digest WHERE group_id = :group"
        f" AND receipt_id{among(':receipts')} AND digest_id IS NULL",
        {"digest": digest.id, "group": group_id, "receipts": ids(receipt_ids)},
    )
    return int(digest.id)


def sent_as(digest_id: int, notice_id: int) -> None:
    sql(
        "UPDATE digest SET notice_id = :notice WHERE id = :digest",
        {"notice": notice_id, "digest": digest_id},
    )


def put_back(digest_id: int) -> int | None:
    """Nobody has seen it: its entries wait again. Gives the group, None: it is put back already."""
    found = rows(
        "UPDATE digest SET unseen = TRUE WHERE id = :id AND NOT unseen RETURNING group_id",
        {"id": digest_id},
    )
    sql("UPDATE group_entry SET digest_id = NULL WHERE digest_id = :id", {"id": digest_id})
    return int(found[0][0]) if found else None


def digest_of(notice_id: int) -> int | None:
    found = rows("SELECT id FROM digest WHERE notice_id = :id", {"id": notice_id})
    return int(found[0][0]) if found else None


def digest(digest_id: int) -> Digest | None:
    return Digest.get_or_none(Digest.id == digest_id)


def latest(group_id: int) -> Digest | None:
    return (
        Digest.select()
        .where(Digest.group_id == group_id, ~Digest.unseen)
        .order_by(Digest.id.desc())
        .first()
    )
