"""Notices that LINE refused, or of which nobody knows whether they came: an owner decides."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bot.store.db import is_postgres, rows, sql
from bot.store.sets import among, ids


@dataclass(frozen=True, slots=True)
class Unposted:
    """All of one chat and one state. ``upto`` is the newest one's id, ``messages`` what it says;
    ``since`` when the first was made.
    """

    upto: int
    to: str
    state: int
    number: int
    since: int
    messages: list[dict[str, Any]]


def found() -> list[Unposted]:
    """The newest first."""
    summed = rows(
        "SELECT n.id, n.to_id, n.state, s.number, s.since, n.payload FROM (SELECT max(id) AS id,"
        " count(*) AS number, min(created_at) AS since FROM notice WHERE state IN (3, 4)"
        " GROUP BY to_id, state) s JOIN notice n ON n.id = s.id ORDER BY n.id DESC"
    )
    return [
        Unposted(newest, to, state, number, since, json.loads(payload))
        for newest, to, state, number, since, payload in summed
    ]


def count() -> int:
    """Of single notices."""
    return int(rows("SELECT count(*) FROM notice WHERE state IN (3, 4)")[0][0])


def meant(upto: int) -> list[int]:
    """Ids of what an owner was shown with that newest one, locked until the transaction ends."""
    lock = "FOR UPDATE OF n" if is_postgres() else ""
    matching = rows(
        "SELECT n.id FROM notice n JOIN notice m ON m.to_id = n.to_id AND m.state = n.state"
        f" WHERE m.id = :upto AND n.id <= :upto AND n.state IN (3, 4) ORDER BY n.id {lock}",
        {"upto": upto},
    )
    return [row[0] for row in matching]


def again(notices: Sequence[int]) -> None:
    """As new ones: a key that was refused, or is too old, says nothing any more."""
    for notice_id in notices:
        sql(
            "UPDATE notice SET state = 1, key = :key, attempts = 0, attempted_at = NULL,"
            " leased_until = 0 WHERE id = :id",
            {"key": str(uuid4()), "id": notice_id},
        )


def dismiss(notices: Sequence[int]) -> None:
    sql("UPDATE notice SET state = 5 WHERE id" + among(":ids"), {"ids": ids(notices)})
