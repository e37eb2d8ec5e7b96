"""The outbox of changes: what scenarios and groups react to, and who listens for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from bot.store import signals
from bot.store.db import changed, rows, sql
from bot.store.fact_models import ChangeKind
from bot.store.sets import among, columns, ids, table

Topic = tuple[ChangeKind, int]

TRIES = 5
_OPEN = f"(failures < {TRIES})"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    id: int
    kind: ChangeKind
    what: int
    friend_id: int
    at: int


def add(kind: ChangeKind, what: int, friend_ids: Sequence[int], *, at: int) -> None:
    """In the transaction of the change. Nothing is written when nobody listens."""
    if friend_ids:
        sql(
            "INSERT INTO change (kind, what, friend_id, at)"
            f" SELECT :kind, :what, a, :at{table(1)} WHERE EXISTS"
            " (SELECT 1 FROM listener WHERE kind = :kind AND what IN (:what, 0))",
            {
                "kind": int(kind),
                "what": what,
                "at": at,
                **columns([(friend_id,) for friend_id in friend_ids], 1),
            },
        )


def walked(kind: ChangeKind, enrollment_ids: Sequence[int], *, at: int) -> None:
    """These walks were entered, finished or left. In the transaction that did it, behind it."""
    count = signals.entered if kind == ChangeKind.ENTERED else signals.ended
    count(enrollment_ids)
    of_walks(kind, enrollment_ids, at=at)


def go_on(enrollment_ids: Sequence[int], ended: Literal["finished", "left"], *, at: int) -> None:
    """These walks had ended so, and have not any more. Behind it, in the same transaction."""
    signals.go_on(enrollment_ids, ended)
    of_walks(ChangeKind.ENTERED, enrollment_ids, at=at)


def of_walks(kind: ChangeKind, enrollment_ids: Sequence[int], *, at: int) -> None:
    """What happened in these walks, which go on."""
    if enrollment_ids:
        sql(
            "INSERT INTO change (kind, what, friend_id, at)"
            " SELECT :kind, e.scenario_id, e.friend_id, :at FROM enrollment e"
            " WHERE EXISTS (SELECT 1 FROM listener WHERE kind = :kind)"
            f" AND e.id{among(':walks')}"
            " AND e.scenario_id IN (SELECT what FROM listener WHERE kind = :kind)",
            {"kind": int(kind), "at": at, "walks": ids(enrollment_ids)},
        )


def all_leave(scenario_id: int, *, at: int) -> None:
    """Before their walks through it are ended, in the same transaction."""
    signals.all_leave(scenario_id)
    sql(
        "INSERT INTO change (kind, what, friend_id, at)"
        " SELECT :kind, :scenario, e.friend_id, :at FROM enrollment e"
        " WHERE EXISTS (SELECT 1 FROM listener WHERE kind = :kind AND what = :scenario)"
        " AND e.scenario_id = :scenario AND e.ended = 0",
        {"kind": int(ChangeKind.LEFT), "scenario": scenario_id, "at": at},
    )


def waiting() -> bool:
    return bool(rows(f"SELECT 1 FROM change WHERE {_OPEN} LIMIT 1"))


def oldest(limit: int) -> list[ChangeRow]:
    """Those that are not given up. What has failed before comes alone: its neighbours wait for no
    fault of its own.
    """
    found = rows(
        "SELECT id, kind, what, friend_id, at, failures FROM change"
        f" WHERE {_OPEN} ORDER BY id LIMIT :limit",
        {"limit": limit},
    )
    sound = list(takewhile(lambda row: not row[5], found)) or found[:1]
    return [ChangeRow(row[0], ChangeKind(row[1]), *row[2:5]) for row in sound]


def take(changes: Iterable[ChangeRow]) -> list[ChangeRow]:
    """Those of them that nobody else has dealt with. They are gone when the transaction is done."""
    wanted = {change.id: change for change in changes}
    found = rows(
        f"DELETE FROM change WHERE id{among(':ids')} RETURNING id", {"ids": ids(list(wanted))}
    )
    return [wanted[row[0]] for row in sorted(found)]


def failed(changes: Iterable[ChangeRow]) -> None:
    sql(
        f"UPDATE change SET failures = failures + 1 WHERE id{among(':ids')}",
        {"ids": ids([change.id for change in changes])},
    )


@dataclass(frozen=True, slots=True)
class GivenUp:
    """``since``: when the first of them happened."""

    number: int
    since: int


def given_up() -> GivenUp | None:
    found = rows(f"SELECT count(*), min(at) FROM change WHERE NOT {_OPEN}")
    return GivenUp(*found[0]) if found[0][0] else None


def try_again() -> int:
    """What was given up on. Gives how many."""
    return changed(f"UPDATE change SET failures = 0 WHERE NOT {_OPEN}")


def dismiss() -> int:
    """The same, for good."""
    return changed(f"DELETE FROM change WHERE NOT {_OPEN}")


def listen(topics: Iterable[Topic]) -> None:
    """From now on for these and no others. `what` 0: for any of the kind."""
    wanted, before = set(topics), listeners()
    if new := _numbers(wanted - before):
        sql(f"INSERT INTO listener (kind, what) SELECT a, b{table(2)}", columns(new, 2))
    if gone := _numbers(before - wanted):
        sql(
            "DELETE FROM listener WHERE EXISTS (SELECT 1 FROM"
            f" (SELECT a, b{table(2)}) m WHERE kind = m.a AND what = m.b)",
            columns(gone, 2),
        )


def _numbers(topics: Iterable[Topic]) -> list[tuple[int, int]]:
    return sorted((int(kind), what) for kind, what in topics)


def listeners() -> set[Topic]:
    found = rows("SELECT kind, what FROM listener")
    return {(ChangeKind(kind), what) for kind, what in found}
