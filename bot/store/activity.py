"""Who did what when, and what takes it back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.store.activity_models import Act
from bot.store.db import changed, rows, sql

About = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class ActRow:
    """``undo`` None: nothing takes it back."""

    id: int
    at: int
    user_id: str
    name: str
    code: str
    about: About
    undo: Mapping[str, Any] | None
    undone_at: int | None


_COLUMNS = "id, at, user_id, name, code, about, undo, undone_at"


def add(row: ActRow) -> int:
    """Its id is given, not taken."""
    made = Act.create(
        at=row.at,
        user_id=row.user_id,
        name=row.name,
        code=row.code,
        about=_json(row.about),
        undo="" if row.undo is None else _json(row.undo),
    )
    return int(made.id)


def gone_on(row: ActRow, *, since: int) -> bool:
    """Whether the last thing that happened was the same, by the same person: then it is that one
    still.
    """
    found = rows(f"SELECT {_COLUMNS} FROM act ORDER BY id DESC LIMIT 1")
    last = _read(found[0]) if found else None
    if last is None or last.at < since:
        return False
    if (last.user_id, last.code, last.about) != (row.user_id, row.code, row.about):
        return False
    sql("UPDATE act SET at = :at WHERE id = :id", {"at": row.at, "id": last.id})
    return True


def find(act_id: int) -> ActRow | None:
    found = rows(f"SELECT {_COLUMNS} FROM act WHERE id = :id", {"id": act_id})
    return _read(found[0]) if found else None


def latest(first: int, limit: int) -> list[ActRow]:
    """From the one at ``first``, which counts from 0."""
    found = rows(
        f"SELECT {_COLUMNS} FROM act ORDER BY id DESC LIMIT :limit OFFSET :first",
        {"first": first, "limit": limit},
    )
    return [_read(row) for row in found]


def undone(act_id: int, *, at: int) -> bool:
    """False when somebody was faster."""
    return bool(
        changed(
            "UPDATE act SET undone_at = :at WHERE id = :id AND undone_at IS NULL AND undo <> ''",
            {"at": at, "id": act_id},
        )
    )


def forget(before: int) -> None:
    sql("DELETE FROM act WHERE at < :before", {"before": before})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _read(row: tuple[Any, ...]) -> ActRow:
    number, at, user_id, name, code, about, undo, undone_at = row
    return ActRow(
        number,
        at,
        user_id,
        name,
        code,
        json.loads(about),
        json.loads(undo) if undo else None,
        undone_at,
    )
