"""LINE's rate limits: what a limiter is, and the arithmetic of a token bucket."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

Endpoint = Literal["push", "multicast"]

# LINE counts any second, so rate and burst together stay at its limit. The burst makes up for
# moments in which nobody asks: a fiftieth of the limit is 20 ms of them.
BURST_SHARE = 0.02
_TICK = 1e-6  # a wait that is rounded down would be asked again and again


class Limiter(Protocol):
    async def take(self, endpoint: Endpoint, wanted: int) -> int:
        """Waits until requests may go. Gives how many: 1 to `wanted`."""

    async def aclose(self) -> None: ...


@dataclass
class TokenBucket:
    """`limit` requests in any second. Grants half a burst at a time, or all that is wanted: asked
    for each token by itself, it would be asked two thousand times a second.
    """

    limit: float
    _tokens: float = field(init=False)
    _filled_at: float | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._tokens = self.burst

    @property
    def burst(self) -> float:
        return max(1.0, self.limit * BURST_SHARE)

    @property
    def rate(self) -> float:
        return max(0.5, self.limit - self.burst)

    @property
    def portion(self) -> int:
        return max(1, int(self.burst / 2))

    def take(self, wanted: int, now: float) -> tuple[int, float]:
        """How many may go, and if none may, the seconds until it is worth asking again."""
        passed = 0.0 if self._filled_at is None else max(0.0, now - self._filled_at)
        self._filled_at = now
        self._tokens = min(self.burst, self._tokens + passed * self.rate)
        least = min(wanted, self.portion)
        if self._tokens < least:
            return 0, (least - self._tokens) / self.rate + _TICK
        granted = min(wanted, int(self._tokens))
        self._tokens -= granted
        return granted, 0.0
