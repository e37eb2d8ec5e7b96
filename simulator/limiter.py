"""LINE's rate limits as token buckets, one for each endpoint; off unless set."""

from dataclasses import dataclass

from simulator.clock import Seconds


@dataclass(slots=True)
class Bucket:
    rate: float  # a second
    burst: float
    level: float
    at_s: float


class Limiter:
    def __init__(self, real_now: Seconds) -> None:
        self._real_now = real_now
        self._buckets: dict[str, Bucket] = {}

    @property
    def active(self) -> bool:
        return bool(self._buckets)

    def set(self, endpoint: str, per_second: float | None, burst: float | None = None) -> None:
        """None lifts the limit; `burst` is the bucket's size, by default one second's worth."""
        if per_second is None:
            self._buckets.pop(endpoint, None)
            return
        size = burst if burst is not None else max(per_second, 1)
        self._buckets[endpoint] = Bucket(per_second, size, size, self._real_now())

    def allows(self, endpoint: str) -> bool:
        bucket = self._buckets.get(endpoint)
        if bucket is None:
            return True
        now = self._real_now()
        refilled = bucket.level + (now - bucket.at_s) * bucket.rate
        bucket.level = min(bucket.burst, refilled)
        bucket.at_s = now
        if bucket.level < 1:
            return False
        bucket.level -= 1
        return True

    def shown(self) -> dict[str, dict[str, float]]:
        return {
            name: {"per_second": bucket.rate, "burst": bucket.burst}
            for name, bucket in self._buckets.items()
        }
