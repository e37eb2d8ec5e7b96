"""LINE's rate limits: what a limiter is, and the one of a process that works alone."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Endpoint = Literal["push", "multicast"]


class Limiter(Protocol):
    async def take(self, endpoint: Endpoint) -> None:
        """Waits until one request may go."""

    async def aclose(self) -> None: ...


@dataclass
class TokenBucket:
    """`rate` requests a second. LINE counts any second, so rate + burst must not exceed its limit:
    a twentieth of the limit is burst, the rest is rate.
    """

    limit: float
    _tokens: float = field(init=False)
    _filled_at: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._tokens = self.burst

    @property
    def burst(self) -> float:
        return max(1.0, self.limit / 20)

    @property
    def rate(self) -> float:
        return max(0.5, self.limit - self.burst)

    def take(self, now: float) -> float:
        """Takes one token and gives the seconds to wait until it is there."""
        passed = max(0.0, now - self._filled_at) if self._filled_at else 0.0
        self._filled_at = now
        self._tokens = min(self.burst, self._tokens + passed * self.rate) - 1
        return max(0.0, -self._tokens / self.rate)


class LocalLimiter:
    def __init__(self, limits: Mapping[Endpoint, float]) -> None:
        self._buckets = {endpoint: TokenBucket(limit) for endpoint, limit in limits.items()}

    async def take(self, endpoint: Endpoint) -> None:
        wait = self._buckets[endpoint].take(asyncio.get_running_loop().time())
        if wait:
            await asyncio.sleep(wait)

    async def aclose(self) -> None:
        pass
