"""The staff's outbox: what happened with a step, then the notices made of it."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.forwarded import Forwarded
from bot.store import forwarded
from bot.store.db import Row, changed, is_postgres, rows, sql
from bot.store.models import BatchState, Notice, Receipt, StaffGroup
from bot.store.sets import strings, texts
from bot.store.versions import scenario_of

NAMES_KEPT = 12


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    id: int
    kind: str
    at: int
    scenario_id: int
    version_id: int | None
    step: int | None
    people: int
    names: tuple[str, ...]
    said: str = ""
    charge: str = ""
    friend_id: int | None = None


Told = tuple[int, str]
"""A friend's id and name."""


def add_of_step(
    kind: str, version_id: int, step: int, *, at: int, people: Sequence[Told], said: str = ""
) -> None:
    """What happened with a step, to all of these people."""
    names = [name for _, name in people]
    Receipt.create(
        kind=kind,
        at=at,
        scenario_id=scenario_of(version_id),
        version_id=version_id,
        step=step,
        people=len(names),
        names=json.dumps(names[:NAMES_KEPT], ensure_ascii=False),
        friend_id=people[0][0] if len(people) == 1 else None,
        said=said,
    )


def add_count(kind: str, version_id: int, step: int, people: int, *, at: int) -> None:
    """What LINE counts of a step: of whom it does not tell."""
    Receipt.create(
        kind=kind,
        at=at,
        scenario_id=scenario_of(version_id),
        version_id=version_id,
        step=step,
        people=people,
    )


@dataclass(frozen=True, slots=True)
class Word:
    """About one friend: `said`, and who is in charge."""

    friend_id: int
    friend: str
    said: str = ""
    charge: str = ""


def add_words(
    kind: str,
    words: Sequence[Word],
    *,
    at: int,
    version_id: int | None = None,
    step: int | None = None,
) -> None:
    """One line each."""
    scenario_id = 0 if version_id is None else scenario_of(version_id)
    of_step = {"kind": kind, "at": at, "scenario_id": scenario_id, "version_id": version_id}
    if words:
        Receipt.insert_many(
            [
                {
                    **of_step,
                    "step": step,
                    "names": json.dumps([word.friend], ensure_ascii=False),
                    "friend_id": word.friend_id,
                    "said": word.said,
                    "charge": word.charge,
                }
                for word in words
            ]
        ).execute()


def add_wrote(word: Word, sent: Forwarded | None, *, at: int) -> None:
    """Who is in people's hands wrote, or sent something else."""
    names = json.dumps([word.friend], ensure_ascii=False)
    made = Receipt.create(
        kind="wrote", at=at, scenario_id=0, names=names, friend_id=word.friend_id, said=word.said
    )
    if sent:
        forwarded.note(int(made.id), sent)


def add_friend_event(
    kind: str, scenario_ids: Sequence[int], *, at: int, name: str, friend_id: int | None = None
) -> None:
    """A friend inside these scenarios blocked, stopped … : one line each."""
    names = json.dumps([name], ensure_ascii=False)
    for scenario_id in scenario_ids:
        Receipt.create(kind=kind, at=at, scenario_id=scenario_id, names=names, friend_id=friend_id)


_COLUMNS = (
    "{0}id, {0}kind, {0}at, {0}scenario_id, {0}version_id, {0}step, {0}people, {0}names, {0}said,"
    " {0}charge, {0}friend_id"
)


def columns(table: str = "") -> str:
    """What `of_row` reads."""
    return _COLUMNS.format(f"{table}." if table else "")


def of_row(row: Row) -> ReceiptRow:
    number, kind, at, scenario, version, step, people, names, said, charge, friend = row
    told = tuple(json.loads(names))
    return ReceiptRow(number, kind, at, scenario, version, step, people, told, said, charge, friend)


def take(before: int, limit: int) -> list[ReceiptRow]:
    """The oldest before that nobody has taken, oldest first; from now on they are told."""
    lock = "FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "UPDATE receipt SET taken = TRUE WHERE id IN (SELECT id FROM receipt"
        f" WHERE NOT taken AND at < :before ORDER BY id LIMIT :limit {lock}) AND NOT taken"
        f" RETURNING {columns()}",
        {"before": before, "limit": limit},
    )
    return sorted(map(of_row, found), key=lambda row: row.id)


def earliest_untaken() -> int | None:
    row = Receipt.select().where(~Receipt.taken).order_by(Receipt.at).first()
    return int(row.at) if row else None


@dataclass(frozen=True, slots=True)
class OpenNotice:
    id: int
    key: str
    to: str
    messages: list[dict[str, Any]]
    attempts: int
    attempted_at: float | None
    topic: str = ""


BY_HAND = "by_hand"
"""The topic of what people answer a friend."""


def add_notice(
    to: str, messages: Sequence[Mapping[str, Any]], *, key: str, at: int, topic: str = ""
) -> int:
    payload = json.dumps(messages, ensure_ascii=False)
    return int(Notice.create(key=key, to_id=to, topic=topic, payload=payload, created_at=at).id)


def withdraw(topic: str) -> int:
    """What was not sent yet is out of date. Gives how many notices that were."""
    waiting = "state = 1 AND topic = :topic"
    return changed(f"UPDATE notice SET state = 5 WHERE {waiting}", {"topic": topic})


def addressees(real: float) -> list[str]:
    """Of what may be pushed now, but what people answer a friend."""
    found = rows(
        "SELECT DISTINCT to_id FROM notice WHERE state = 1 AND leased_until <= :real"
        f" AND topic <> '{BY_HAND}'",
        {"real": real},
    )
    return [row[0] for row in found]


def claim_notice(
    *, real: float, leased_until: float, but_to: Collection[str] = ()
) -> OpenNotice | None:
    """The next notice to push, but none to these of `addressees`; the first attempt's time is kept
    for the life of its key.
    """
    lock = "FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "UPDATE notice SET leased_until = :leased, attempts = attempts + 1,"
        " attempted_at = coalesce(attempted_at, :real) WHERE id = (SELECT id FROM notice"
        f" WHERE state = 1 AND leased_until <= :real AND NOT (topic <> '{BY_HAND}' AND to_id"
        f"{strings(':but_to')}) ORDER BY id LIMIT 1 {lock})"
        " AND state = 1 AND leased_until <= :real"
        " RETURNING id, key, to_id, payload, attempts, attempted_at, topic",
        {"leased": leased_until, "real": real, "but_to": texts(but_to)},
    )
    if not found:
        return None
    notice_id, key, to, payload, attempts, attempted_at, topic = found[0]
    return OpenNotice(notice_id, key, to, json.loads(payload), attempts, attempted_at, topic)


def end_notice(notice_id: int, state: BatchState) -> None:
    sql(
        "UPDATE notice SET state = :state WHERE id = :id AND state = 1",
        {"state": int(state), "id": notice_id},
    )


def retry_notice(notice_id: int, *, at: float) -> None:
    sql(
        "UPDATE notice SET leased_until = :at WHERE id = :id AND state = 1",
        {"at": at, "id": notice_id},
    )


def open_notices(real: float) -> int:
    found = rows(
        "SELECT count(*) FROM notice WHERE state = 1 AND leased_until <= :real", {"real": real}
    )
    return int(found[0][0])


def linked_groups() -> list[StaffGroup]:
    return list(
        StaffGroup.select().where(StaffGroup.linked_at.is_null(False), StaffGroup.left_at.is_null())
    )
