"""Steps whose people are all locked by another worker: looked at again after a moment."""

from dataclasses import dataclass, field
from time import monotonic

FIRST_SECONDS, LONGEST_SECONDS = 0.005, 0.08

Place = tuple[int, int]
"""(version id, step index)"""


class NobodyFree(Exception):
    """Somebody was due, but another worker has them locked: it is claiming or stopping them."""


@dataclass
class Resting:
    """Each rest in a row is twice as long as the one before, and none so long that it is felt."""

    _ends_at: dict[Place, float] = field(default_factory=dict)
    _seconds: dict[Place, float] = field(default_factory=dict)

    def begin(self, place: Place) -> None:
        seconds = min(2 * self._seconds.get(place, FIRST_SECONDS / 2), LONGEST_SECONDS)
        self._seconds[place] = seconds
        self._ends_at[place] = monotonic() + seconds

    def end(self, place: Place) -> None:
        self._seconds.pop(place, None)
        self._ends_at.pop(place, None)

    def places(self) -> set[Place]:
        now = monotonic()
        return {place for place, ends_at in self._ends_at.items() if now < ends_at}

    def left(self) -> float | None:
        """Seconds until the first rest is over; None when nothing rests."""
        now = monotonic()
        return min((at - now for at in self._ends_at.values() if now < at), default=None)
