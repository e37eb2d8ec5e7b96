"""How sure a share of people is, by Wilson's interval: the true one lies in it 95 times of 100."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` people."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        return min(self.part, self.whole) / self.whole if self.whole else 0.0

    @property
    def percent(self) -> int:
        return round(100 * self.value)

    @property
    def interval(self) -> tuple[float, float]:
        """Of nobody nothing is known."""
        n, p = self.whole, self.value
        if not n:
            return 0.0, 1.0
        middle = p + _Z**2 / (2 * n)
        half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        scale = 1 + _Z**2 / n
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)

    def is_above(self, other: "Share") -> bool:
        """So far that chance alone hardly explains it: the intervals part."""
        return self.interval[0] > other.interval[1]


NOBODY = Share(0, 0)
