"""What is told of a walk on paper, and what may happen in the middle of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.condition_forms import Reaction
from bot.domain.effects import Then
from bot.domain.stops import Stop

What = Literal[
    "enter", "meanwhile", "send", "do", "arm", "no_arm", "left_out", "enough", "late", "awaits",
    "no_date", "no_reaction", "cleared", "goal", "end", "and_so_on",
    "which_arm",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happens. `arm`: which way of a branch, from 0; `then`: what is done, `did`:
    what the friend does with which step, `gone`: which field nobody knows any more.
    """

    at: datetime
    what: What
    stop: Stop | None = None
    arm: int = 0
    then: Then | None = None
    did: tuple[Reaction, str] | None = None
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else does in the middle of the walk, or what the friend does with a step.
    `gone`: a field that is taken away.
    """

    at: datetime
    then: Then | None = None
    did: tuple[Reaction, str] | None = None
    gone: str | None = None
