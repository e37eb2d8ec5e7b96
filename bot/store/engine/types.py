"""What the engine's statements take and give."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.store.db import Row
from bot.store.models import BatchKind

Checkpoint = Callable[[str], None]

# A retry key lives 24 hours at LINE. An hour of room for two clocks that differ and for the call.
CLOCK_SECONDS = 3600
KEY_SECONDS = 24 * 3600 - CLOCK_SECONDS


@dataclass(frozen=True, slots=True)
class Lane:
    """A stop of a running scenario with somebody due; ``due_at`` is its earliest.

    ``at_limit``: at the quota's end its people wait (hold), or go on without the message.
    ``after``: who was due by then is led past it. ``until``: only who is due until then is wanted
    now; ``at_most``: no more than so many.
    ``sends`` False: a branch, or what does something but send.
    ``moves_to``: the version to which its people move, and ``moved_at`` since when they do.
    ``twice``: some of them may have been sent the step before, in another version.
    """

    version_id: int
    step: int
    fresh: bool
    due_at: int
    urgent: bool = False
    at_limit: str = "hold"
    opens_at: int = 0
    after: int = 0
    until: int | None = None
    at_most: int | None = None
    sends: bool = True
    moves_to: int | None = None
    moved_at: int = 0
    twice: bool = False

    @property
    def waits(self) -> bool:
        return self.sends and self.at_limit == "hold"


@dataclass(frozen=True, slots=True)
class Picked:
    enrollment_id: int
    visit: int
    friend_id: int
    user_id: str
    name: str
    lang: str
    entered_at: int
    due_at: int
    counted_at: int
    rounds: int = 0
    data: str = ""


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch to be: ``payload`` is frozen JSON, ``kind`` a ``BatchKind``."""

    key: str
    kind: int
    payload: str
    people: tuple[Picked, ...]


@dataclass(frozen=True, slots=True)
class OpenBatch:
    id: int
    key: str
    version_id: int
    step: int
    kind: int
    attempts: int
    handed_at: float | None
    payload: str
    members: tuple[int, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class Move:
    enrollment_id: int
    step: int
    due_at: int


# The columns of an open batch, in the order of its fields.
BATCH = "id, key, version_id, step, kind, attempts, handed_at, payload, members, problem"
# The same of a person, of enrollment e and friend f.
PICKED = (
    "e.id, e.visit, e.friend_id, f.user_id, f.name, f.lang, e.entered_at, e.due_at, e.counted_at,"
    " e.rounds, e.data"
)


def reserved(members: Sequence[int], kind: int) -> int:
    """How many of the month's messages an open batch with these people has reserved."""
    return 0 if kind == BatchKind.REPLY else len(members)


def open_batch(row: Row) -> OpenBatch:
    batch: OpenBatch = replace(OpenBatch(*row), members=tuple(json.loads(row[8])))
    return batch


def numbers(moves: Sequence[Move]) -> list[tuple[int, int, int]]:
    return [(move.enrollment_id, move.step, move.due_at) for move in moves]
