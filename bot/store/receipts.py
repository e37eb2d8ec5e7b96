"""The staff's outbox: what happened with a step, then the notices made of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.store.db import changed, is_postgres, rows, sql
from bot.store.models import BatchState, Notice, Receipt, StaffGroup
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


def add_of_step(
    kind: str, version_id: int, step: int, *, at: int, names: Sequence[str], said: str = ""
) -> None:
    """What happened with a step, to all of these people."""
    Receipt.create(
        kind=kind,
        at=at,
        scenario_id=scenario_of(version_id),
        version_id=version_id,
        step=step,
        people=len(names),
        names=json.dumps(names[:NAMES_KEPT], ensure_ascii=False),
        said=said,
    )


@dataclass(frozen=True, slots=True)
class Word:
    """About one friend: `said`, and who is in charge."""

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
                    "said": word.said,
                    "charge": word.charge,
                }
                for word in words
            ]
        ).execute()


def add_friend_event(kind: str, scenario_ids: Sequence[int], *, at: int, name: str) -> None:
    """A friend inside these scenarios blocked, stopped … : one line each."""
    names = json.dumps([name], ensure_ascii=False)
    for scenario_id in scenario_ids:
        Receipt.create(kind=kind, at=at, scenario_id=scenario_id, names=names)


def untaken(before: int) -> list[ReceiptRow]:
    """Receipts older than ``before`` of which no notice was made, oldest first."""
    found = (
        Receipt.select()
        .where(~Receipt.taken, Receipt.at < before)
        .order_by(Receipt.id)
        .limit(2_000)
    )
    return [
        ReceiptRow(
            row.id,
            row.kind,
            row.at,
            row.scenario_id,
            row.version_id,
            row.step,
            row.people,
            tuple(json.loads(row.names)),
            row.said,
            row.charge,
        )
        for row in found
    ]


def take(ids: Sequence[int]) -> int:
    """Marks them as told. Fewer than asked: another worker was faster, so roll back."""
    return int(
        Receipt.update(taken=True).where(Receipt.id.in_(list(ids)), ~Receipt.taken).execute()
    )


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


def add_notice(
    to: str, messages: Sequence[dict[str, Any]], *, key: str, at: int, topic: str = ""
) -> None:
    payload = json.dumps(messages, ensure_ascii=False)
    Notice.create(key=key, to_id=to, topic=topic, payload=payload, created_at=at)


def withdraw(topic: str) -> int:
    """What was not sent yet is out of date. Gives how many notices that were."""
    waiting = "state = 1 AND topic = :topic"
    return changed(f"UPDATE notice SET state = 5 WHERE {waiting}", {"topic": topic})


def claim_notice(*, real: float, leased_until: float) -> OpenNotice | None:
    """The next notice to push; the first attempt's time is kept for the life of its key."""
    lock = "FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "UPDATE notice SET leased_until = :leased, attempts = attempts + 1,"
        " attempted_at = coalesce(attempted_at, :real) WHERE id = (SELECT id FROM notice"
        f" WHERE state = 1 AND leased_until <= :real ORDER BY id LIMIT 1 {lock})"
        " AND state = 1 AND leased_until <= :real"
        " RETURNING id, key, to_id, payload, attempts, attempted_at",
        {"leased": leased_until, "real": real},
    )
    if not found:
        return None
    notice_id, key, to, payload, attempts, attempted_at = found[0]
    return OpenNotice(notice_id, key, to, json.loads(payload), attempts, attempted_at)


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
