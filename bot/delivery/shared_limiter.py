"""One bucket per endpoint for all workers together, kept in Redis; a careful share without it.

Redis' own clock fills the buckets, so workers on several machines need not agree on the time.
LINE counts any second, so rate and burst together stay at its limit: a twentieth is burst.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.delivery.limiter import Endpoint, TokenBucket

GRANT_AT_MOST = 100
TRY_REDIS_AGAIN_SECONDS = 1.0
CAREFUL_SHARE = 0.5

log = structlog.get_logger()

# KEYS[1] bucket; ARGV rate a second, burst, wanted. Gives what is granted and, if that is nothing,
# the microseconds until one token is there.
_TAKE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local rate, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local at = tonumber(kept[2]) or now
local tokens = math.min(burst, (tonumber(kept[1]) or burst) + math.max(0, now - at) * rate / 1e6)
local granted = math.min(wanted, math.floor(tokens))
redis.call('HSET', KEYS[1], 'tokens', tokens - granted, 'at', math.max(now, at))
redis.call('PEXPIRE', KEYS[1], 60000)
if granted > 0 then return {granted, 0} end
return {0, math.ceil((1 - tokens) * 1e6 / rate)}
"""


@dataclass
class SharedLimiter:
    """`limits` in requests a second. `live_workers` is asked when Redis is away: each worker then
    takes its part of half the limit. One instance serves one event loop.
    """

    redis: Redis
    limits: Mapping[Endpoint, float]
    live_workers: Callable[[], int]
    waited_seconds: float = 0.0
    _queues: dict[Endpoint, "_Queue"] = field(default_factory=dict)

    async def take(self, endpoint: Endpoint) -> None:
        if endpoint not in self._queues:
            self._queues[endpoint] = _Queue(self, endpoint, self.limits[endpoint])
        began = time.monotonic()
        await self._queues[endpoint].turn()
        self.waited_seconds += time.monotonic() - began

    async def aclose(self) -> None:
        for queue in self._queues.values():
            queue.close()
        await self.redis.aclose()


class _Queue:
    """Callers in order; one task asks for as many tokens as there are callers, and keeps none."""

    def __init__(self, limiter: SharedLimiter, endpoint: Endpoint, limit: float) -> None:
        self._limiter = limiter
        self._key = f"tobiishi:limit:{endpoint}"
        self._limit = limit
        self._bucket = TokenBucket(limit)
        self._careful: TokenBucket | None = None
        self._redis_again_at = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._task: asyncio.Task[None] | None = None

    async def turn(self) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._serve())
        await turn

    def close(self) -> None:
        if self._task:
            self._task.cancel()

    async def _serve(self) -> None:
        await asyncio.sleep(0)  # callers of this very moment come in together
        while self._waiting:
            granted, wait = await self._ask(min(len(self._waiting), GRANT_AT_MOST))
            for _ in range(min(granted, len(self._waiting))):
                turn = self._waiting.popleft()
                if not turn.done():
                    turn.set_result(None)
            if wait:
                await asyncio.sleep(wait)

    async def _ask(self, wanted: int) -> tuple[int, float]:
        if time.monotonic() >= self._redis_again_at:
            try:
                return await self._ask_redis(wanted)
            except (RedisError, OSError) as error:
                self._go_careful(error)
        return self._ask_myself()

    async def _ask_redis(self, wanted: int) -> tuple[int, float]:
        granted, wait = await self._limiter.redis.eval(
            _TAKE, 1, self._key, str(self._bucket.rate), str(self._bucket.burst), str(wanted)
        )
        self._careful = None
        return int(granted), int(wait) / 1e6

    def _go_careful(self, error: Exception) -> None:
        if self._careful is None:
            log.warning("limiter_without_redis", error=type(error).__name__)
            share = self._limit * CAREFUL_SHARE / max(1, self._limiter.live_workers())
            self._careful = TokenBucket(share)
        self._redis_again_at = time.monotonic() + TRY_REDIS_AGAIN_SECONDS

    def _ask_myself(self) -> tuple[int, float]:
        bucket = self._careful or self._bucket
        return 1, bucket.take(time.monotonic())
