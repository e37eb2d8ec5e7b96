"""LINE's rate limits: what a limiter is, and the arithmetic of a token bucket."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

Endpoint = Literal["push", "multicast"]

# What nobody asked for is given later, up to so many seconds' worth: one process claims, settles
# and answers between two questions, and what it missed meanwhile would be lost.
BURST_SECONDS = 0.2
# Not who begins: a burst then would leave a gap a second later, when the window is full, and again.
ANEW_SECONDS = 1.0
# Asked for each token by itself, a bucket would be asked two thousand times a second.
PORTION_SECONDS = 0.01
# LINE counts any second. So much of its limit is granted in any: a request that takes a little
# longer on its way than the one before must not be one too many.
SHARE = 0.99
# Any second touches at most one slot more than fit into it.
SLOT_SECONDS = 0.01
SLOTS = round(1 / SLOT_SECONDS)

_TICK = 1e-6  # a wait that is rounded down would be asked again and again


class Limiter(Protocol):
    async def take(self, endpoint: Endpoint, wanted: int) -> int:
        """Waits until requests may go. Gives how many: 1 to `wanted`."""

    async def aclose(self) -> None: ...


@dataclass(frozen=True)
class Measures:
    """What a limit of so many requests a second means for its bucket and its window."""

    limit: float

    @property
    def most(self) -> float:
        """In any second, counted by slots."""
        return max(1.0, self.limit * SHARE)

    @property
    def rate(self) -> float:
        """What the bucket gets a second: as much as the window lets through for good."""
        return max(0.5, self.limit * SHARE * SLOTS / (SLOTS + 1))

    @property
    def burst(self) -> float:
        return max(1.0, self.limit * BURST_SECONDS)

    @property
    def portion(self) -> int:
        return max(1, int(self.limit * PORTION_SECONDS))


@dataclass
class RateLimit:
    """A token bucket that makes up for moments in which nobody asked, and a sliding window that
    lets no second exceed the limit for it. `shared_limiter` has the same arithmetic in Redis.
    """

    limit: float
    _tokens: float = field(init=False)
    _filled_at: float | None = field(init=False, default=None)
    _granted: dict[int, int] = field(init=False, default_factory=dict)  # by slot

    def __post_init__(self) -> None:
        self.measures = Measures(self.limit)
        self._tokens = self.measures.portion

    def take(self, wanted: int, now: float) -> tuple[int, float]:
        """How many may go, and if none may, the seconds until it is worth asking again."""
        slot = int(now / SLOT_SECONDS)
        self._refill(now)
        least = min(wanted, self.measures.portion)
        room = self._room(slot)
        if self._tokens < least:
            return 0, (least - self._tokens) / self.measures.rate + _TICK
        if room < least:
            return 0, (slot + 1) * SLOT_SECONDS - now + _TICK
        granted = int(min(wanted, self._tokens, room))
        self._tokens -= granted
        self._granted[slot] = self._granted.get(slot, 0) + granted
        return granted, 0.0

    def _refill(self, now: float) -> None:
        passed = 0.0 if self._filled_at is None else max(0.0, now - self._filled_at)
        self._filled_at = now
        if passed > ANEW_SECONDS:
            self._tokens = self.measures.portion
            return
        self._tokens = min(self.measures.burst, self._tokens + passed * self.measures.rate)

    def _room(self, slot: int) -> float:
        for past in [each for each in self._granted if each < slot - SLOTS]:
            del self._granted[past]
        return self.measures.most - sum(self._granted.values())
