"""Files that owners asked for: each can be fetched once, and not for long."""

from dataclasses import dataclass

from bot.store.db import rows, sql
from bot.store.export_models import Export


@dataclass(frozen=True, slots=True)
class ExportRow:
    id: int
    nonce: str
    scenario_id: int
    kind: str
    first: int | None
    last: int | None
    user_id: str
    at: int
    used_at: int | None
    label_id: int


_ROW = "id, nonce, scenario_id, kind, first, last, user_id, at, used_at, label_id"


def create(
    hashed: str,
    nonce: str,
    scenario_id: int,
    days: tuple[int, int] | None,
    *,
    by: str,
    at: int,
    kind: str = "results",
) -> int:
    first, last = days or (None, None)
    made = Export.create(
        hash=hashed,
        nonce=nonce,
        scenario_id=scenario_id,
        kind=kind,
        first=first,
        last=last,
        user_id=by,
        at=at,
    )
    return int(made.id)


def create_of_label(hashed: str, nonce: str, label_id: int, *, by: str, at: int) -> int:
    made = Export.create(
        hash=hashed, nonce=nonce, scenario_id=0, label_id=label_id, user_id=by, at=at
    )
    return int(made.id)


def find(export_id: int) -> ExportRow | None:
    found = rows(f"SELECT {_ROW} FROM export WHERE id = :id", {"id": export_id})
    return ExportRow(*found[0]) if found else None


def take(hashed: str, *, since: int, at: int) -> ExportRow | None:
    """Once only; None as well for one from before."""
    found = rows(
        "UPDATE export SET used_at = :at WHERE hash = :hash AND used_at IS NULL AND at > :since"
        f" RETURNING {_ROW}",
        {"hash": hashed, "since": since, "at": at},
    )
    return ExportRow(*found[0]) if found else None


def forget(before: int) -> None:
    sql("DELETE FROM export WHERE at < :before", {"before": before})
