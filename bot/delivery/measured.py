"""What monitors learn of sending: how late, how often, and how long the limiter made it wait."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic

from bot.delivery.limiter import Endpoint, Limiter
from bot.store.meters import Tally

# Upper bounds in seconds; what is later than the last one counts as `inf`.
LATE = (1, 5, 30, 60, 300, 900, 3_600, 21_600, 86_400)


def late(seconds: Iterable[int]) -> Counter[str]:
    """Sums of how long after their time messages were accepted."""
    sums: Counter[str] = Counter()
    for value, people in Counter(seconds).items():
        place = bisect_left(LATE, value)
        sums[f"late:{LATE[place] if place < len(LATE) else 'inf'}"] += people
        sums["late_seconds"] += max(0, value) * people
    return sums


@dataclass
class MeasuredLimiter:
    """Fits `Limiter`."""

    limiter: Limiter
    tally: Tally

    async def take(self, endpoint: Endpoint, wanted: int) -> int:
        began = monotonic()
        granted = await self.limiter.take(endpoint, wanted)
        self.tally.count(f"limiter:{endpoint}", monotonic() - began)
        return granted

    async def aclose(self) -> None:
        await self.limiter.aclose()
