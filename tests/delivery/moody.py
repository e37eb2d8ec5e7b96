"""A LINE in memory with moods: every way in which a request may go wrong, one mood a request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.outcomes import (
    NotSent,
    Outcome,
    QuotaSpent,
    Rejected,
    Throttled,
    Unauthorized,
    Unavailable,
)
from tests.delivery.ledger import Entry, LedgerSender

BEFORE: dict[str, Outcome] = {
    "500 before": Unavailable("500"),
    "hangs": Unavailable("timeout"),
    "not reached": NotSent("refused"),
    "429": Throttled(0.0),
    "429 monthly": QuotaSpent(),
    "401": Unauthorized("401"),
    "403": Unauthorized("403"),
    "400": Rejected("400 The request body has 1 error(s)", "messages[0].text"),
}
AFTER: dict[str, Outcome] = {
    "500 after": Unavailable("500"),
    "answer lost": Unavailable("connection lost"),
}
KEY_SECONDS = 24 * 3600.0
MOODS = ("well", *BEFORE, *AFTER)


@dataclass
class MoodyLine(LedgerSender):
    """`moods` of the next requests, the last one first; `unknown` are ids that LINE refuses."""

    moods: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    accepted: Callable[[Entry], None] = lambda _: None
    real: Callable[[], float] = lambda: 0.0
    _mood: dict[int, str] = field(default_factory=dict)
    _known_since: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before, self.after = self._before, self._after

    def _before(self, number: int, to: Sequence[str]) -> Outcome | None:
        self._forget_keys()
        mood = self._mood[number] = self.moods.pop() if self.moods else "well"
        if self._is_known(number):  # it has these messages: it may fail, but not refuse them
            return None if mood == "400" else BEFORE.get(mood)
        refused = next((at for at, person in enumerate(to) if person in self.unknown), None)
        if refused is not None:
            named = refused if mood == "well" else None  # else somebody is found by halving
            return Rejected("400 Failed to send messages", recipient=named)
        return BEFORE.get(mood)

    def _is_known(self, number: int) -> bool:
        key = self.requests[number - 1].key
        return any(entry.key == key for entry in self.entries)

    def _forget_keys(self) -> None:
        """As LINE does after a day: the same key again is a new request."""
        for number, entry in enumerate(self.entries):
            if self.real() - self._known_since.get(entry.key, self.real()) > KEY_SECONDS:
                self.entries[number] = replace(entry, key=f"forgotten {number}")

    def _after(self, number: int, to: Sequence[str]) -> Outcome | None:
        self._known_since[self.entries[-1].key] = self.real()
        self.accepted(self.entries[-1])
        return AFTER.get(self._mood[number])
