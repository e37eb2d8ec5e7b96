"""So many requests of each caller in some seconds, counted for all processes in Redis."""

import redis
from limits import RateLimitItemPerSecond
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from bot.queue import connect


class Rate:
    """While Redis is away each process counts for itself."""

    def __init__(self, redis_url: str, most: int, seconds: int = 1) -> None:
        self.most, self.seconds = most, seconds
        self._item = RateLimitItemPerSecond(most, seconds)
        pool = connect(redis_url).connection_pool
        shared = RedisStorage(redis_url, connection_pool=pool, wrap_exceptions=True)
        self._shared = FixedWindowRateLimiter(shared)
        self._own = FixedWindowRateLimiter(MemoryStorage())

    def allows(self, caller: str) -> bool:
        try:
            return self._shared.hit(self._item, caller)
        except (StorageError, redis.RedisError):
            return self._own.hit(self._item, caller)
