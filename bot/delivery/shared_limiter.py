"""One bucket per endpoint for all workers together, kept in Redis; a careful share without it.

Redis' own clock fills the buckets, so workers on several machines need not agree on the time.
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

TRY_REDIS_AGAIN_SECONDS = 1.0
CAREFUL_SHARE = 0.5

log = structlog.get_logger()

# `TokenBucket.take` by Redis' clock. KEYS[1] bucket; ARGV rate a second, burst, portion, wanted.
# Gives what is granted and, if that is nothing, the microseconds until it is worth asking again.
_TAKE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local portion, wanted = tonumber(ARGV[3]), tonumber(ARGV[4])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local at = tonumber(kept[2]) or now
local tokens = math.min(burst, (tonumber(kept[1]) or burst) + math.max(0, now - at) * rate / 1e6)
local least, granted = math.min(wanted, portion), 0
if tokens >= least then granted = math.min(wanted, math.floor(tokens)) end
redis.call('HSET', KEYS[1], 'tokens', tokens - granted, 'at', math.max(now, at))
redis.call('PEXPIRE', KEYS[1], 60000)
if granted > 0 then return {granted, 0} end
return {0, math.ceil((least - tokens) * 1e6 / rate)}
"""


@dataclass
class SharedLimiter:
    """`limits` in requests a second. `live_workers` is asked when Redis is away: each worker then
    takes its part of half the limit. One instance serves one event loop.
    """

    redis: Redis
    limits: Mapping[Endpoint, float]
    live_workers: Callable[[], int]
    _queues: dict[Endpoint, "_Queue"] = field(default_factory=dict)

    async def take(self, endpoint: Endpoint, wanted: int) -> int:
        if endpoint not in self._queues:
            self._queues[endpoint] = _Queue(self, endpoint, self.limits[endpoint])
        return await self._queues[endpoint].turn(wanted)

    async def aclose(self) -> None:
        for queue in self._queues.values():
            queue.close()
        await self.redis.aclose()


@dataclass(frozen=True)
class _Caller:
    wanted: int
    turn: asyncio.Future[int]


class _Queue:
    """Callers in turn: one that gets less than it wants comes again behind the others, so that a
    large batch does not keep a small one waiting. One task asks for all of them.
    """

    def __init__(self, limiter: SharedLimiter, endpoint: Endpoint, limit: float) -> None:
        self._limiter = limiter
        self._key = f"tobiishi:limit:{endpoint}"
        self._limit = limit
        self._bucket = TokenBucket(limit)
        self._careful: TokenBucket | None = None
        self._redis_again_at = 0.0
        self._callers: deque[_Caller] = deque()
        self._task: asyncio.Task[None] | None = None

    async def turn(self, wanted: int) -> int:
        caller = _Caller(wanted, asyncio.get_running_loop().create_future())
        self._callers.append(caller)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._serve())
        return await caller.turn

    def close(self) -> None:
        if self._task:
            self._task.cancel()

    async def _serve(self) -> None:
        await asyncio.sleep(0)  # callers of this very moment come in together
        while self._callers:
            granted, wait = await self._ask(sum(caller.wanted for caller in self._callers))
            self._hand_out(granted)
            await asyncio.sleep(wait)

    def _hand_out(self, granted: int) -> None:
        while granted and self._callers:
            caller = self._callers.popleft()
            if not caller.turn.done():
                part = min(granted, caller.wanted)
                caller.turn.set_result(part)
                granted -= part

    async def _ask(self, wanted: int) -> tuple[int, float]:
        if time.monotonic() >= self._redis_again_at:
            try:
                return await self._ask_redis(wanted)
            except (RedisError, OSError) as error:
                self._go_careful(error)
        bucket = self._careful or self._bucket
        return bucket.take(wanted, time.monotonic())

    async def _ask_redis(self, wanted: int) -> tuple[int, float]:
        bucket = self._bucket
        granted, wait = await self._limiter.redis.eval(
            _TAKE, 1, self._key, *map(str, (bucket.rate, bucket.burst, bucket.portion, wanted))
        )
        self._careful = None
        return int(granted), int(wait) / 1e6

    def _go_careful(self, error: Exception) -> None:
        if self._careful is None:
            log.warning("limiter_without_redis", error=type(error).__name__)
            share = self._limit * CAREFUL_SHARE / max(1, self._limiter.live_workers())
            self._careful = TokenBucket(share)
        self._redis_again_at = time.monotonic() + TRY_REDIS_AGAIN_SECONDS
