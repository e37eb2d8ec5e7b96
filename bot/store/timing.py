"""By which calendar those who wait are timed. A change of the time zone or of the quiet hours
reaches them in slices; this is how far it is.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Self

from bot.domain.schedule import Calendar
from bot.store.db import is_postgres, rows, sql
from bot.store.models import Setting
from bot.store.sets import columns, table
from bot.store.settings import TIMING, as_calendar, stored_calendar


@dataclass(frozen=True, slots=True)
class Timing:
    """`by`: where the due times may come from; the last is the account's calendar, or was.

    A pass goes over all who wait by their ids: it `begun` then (0: not yet) and is past `after`.
    `since` the last change, not before `resume_at`: real times.
    """

    by: tuple[Calendar, ...] = ()
    after: int = 0
    since: float = 0.0
    begun: float = 0.0
    resume_at: float = 0.0

    @property
    def is_over(self) -> bool:
        return len(self.by) <= 1

    def toward(self, calendar: Calendar, real: float) -> Self:
        """This calendar is the account's from now on; who waits is gone through from the start."""
        if self.by and self.by[-1] == calendar:
            return self
        by = (*(known for known in self.by if known != calendar), calendar)
        return replace(self, by=by, after=0, since=real, begun=0.0, resume_at=0.0)

    def to_json(self) -> str:
        return json.dumps({**asdict(self), "by": [stored_calendar(known) for known in self.by]})

    @classmethod
    def from_json(cls, text: str) -> Self:
        body = json.loads(text)
        return cls(**{**body, "by": tuple(as_calendar(stored) for stored in body["by"])})


def find() -> Timing:
    found = rows("SELECT value FROM setting WHERE key = :key", {"key": TIMING})
    return Timing.from_json(found[0][0]) if found else Timing()


def locked() -> Timing:
    """Nobody else changes it until the transaction ends."""
    return _locked("FOR UPDATE")[0]


def locked_if_free() -> Timing | None:
    return next(iter(_locked("FOR UPDATE SKIP LOCKED")), None)


def _locked(lock: str) -> list[Timing]:
    Setting.insert(key=TIMING, value=Timing().to_json()).on_conflict_ignore().execute()
    lock = lock if is_postgres() else ""
    found = rows(f"SELECT value FROM setting WHERE key = :key {lock}", {"key": TIMING})
    return [Timing.from_json(row[0]) for row in found]


def keep(timing: Timing) -> None:
    sql(
        "UPDATE setting SET value = :value WHERE key = :key",
        {"value": timing.to_json(), "key": TIMING},
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    enrollment_id: int
    friend_id: int
    entered_at: int
    counted_at: int
    due_at: int


Lane = tuple[int, int]
"""(version id, step index)"""


def waiting(after: int, upto: int) -> Mapping[Lane, Sequence[Waiting]]:
    """Who waits, held or not, among these enrollments. Who is just being claimed is left out."""
    lock = "FOR NO KEY UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "SELECT version_id, step, id, friend_id, entered_at, counted_at, due_at FROM enrollment"
        f" WHERE id > :after AND id <= :upto AND state IN (1, 3) ORDER BY id {lock}",
        {"after": after, "upto": upto},
    )
    lanes: defaultdict[Lane, list[Waiting]] = defaultdict(list)
    for version, step, *person in found:
        lanes[version, step].append(Waiting(*person))
    return lanes


def last() -> int:
    return int(rows("SELECT coalesce(max(id), 0) FROM enrollment")[0][0])


def set_due(due_at: Mapping[int, int]) -> None:
    """By enrollment id. In the transaction that read the people: they are locked."""
    if due_at:
        sql(
            f"UPDATE enrollment SET due_at = m.b FROM (SELECT a, b{table(2)}) m"
            " WHERE enrollment.id = m.a",
            columns(list(due_at.items()), 2),
        )
