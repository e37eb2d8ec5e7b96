"""One rate limit per endpoint for all workers together, kept in Redis; a careful share without it.

Redis' own clock counts, so workers on several machines need not agree on the time.
"""

import asyncio
import time
from bisect import insort
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.delivery.limiter import ANEW_SECONDS, SLOT_SECONDS, SLOTS, Endpoint, Measures, RateLimit

TRY_REDIS_AGAIN_SECONDS = 1.0
CAREFUL_SHARE = 0.5
# Each request that a caller wants puts it behind those who come within so many requests' time.
PATIENCE_REQUESTS = 10

log = structlog.get_logger()

# `RateLimit.take` by Redis' clock, in microseconds. KEYS[1]: the tokens, when they were counted,
# and what was granted in each slot. ARGV: rate a second, burst, portion, most in any second,
# microseconds of a slot, slots a second, wanted, seconds after which it begins anew. Gives what is
# granted and, if that is nothing, in how many microseconds it is worth asking again. A clock that
# was set back by more than a second begins anew, too.
_TAKE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local rate, burst, portion = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local most, width, slots = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local wanted, slot = tonumber(ARGV[7]), math.floor(now / tonumber(ARGV[5]))
local tokens, at, room, past = portion, now, most, {}
local kept = redis.call('HGETALL', KEYS[1])
for i = 1, #kept, 2 do
  local name, value = kept[i], tonumber(kept[i + 1])
  if name == 'tokens' then tokens = value
  elseif name == 'at' then at = value
  elseif tonumber(name) < slot - slots then past[#past + 1] = name
  else room = room - value end
end
if at > now + 1000000 then
  redis.call('DEL', KEYS[1])
  tokens, at, room, past = portion, now, most, {}
end
if #past > 0 then redis.call('HDEL', KEYS[1], unpack(past)) end
if now - at > 1e6 * tonumber(ARGV[8]) then tokens = portion
else tokens = math.min(burst, tokens + math.max(0, now - at) * rate / 1e6) end
local least, granted, wait = math.min(wanted, portion), 0, 0
if tokens < least then wait = math.ceil((least - tokens) * 1e6 / rate)
elseif room < least then wait = (slot + 1) * width - now
else
  granted = math.floor(math.min(wanted, tokens, room))
  redis.call('HINCRBY', KEYS[1], string.format('%.0f', slot), granted)
end
local counted = string.format('%.0f', math.max(now, at))
redis.call('HSET', KEYS[1], 'tokens', tokens - granted, 'at', counted)
redis.call('PEXPIRE', KEYS[1], 60000)
return {granted, wait}
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
    place: float


class _Queue:
    """Who wants few goes before who wants many, unless that one has waited long; one task asks for
    all of them.

    So a large batch does not keep a small one waiting, and large ones end one after another: did
    they take turns, all would end, be settled and followed by new ones at the same moment, in which
    nobody asks for what the limit has to give.
    """

    def __init__(self, limiter: SharedLimiter, endpoint: Endpoint, limit: float) -> None:
        self._limiter = limiter
        self._key = f"tobiishi:limit:{endpoint}"
        self._limit = limit
        self._without_redis = RateLimit(limit)
        self._arguments = _arguments(Measures(limit))
        self._careful: RateLimit | None = None
        self._redis_again_at = 0.0
        self._seconds_each = PATIENCE_REQUESTS / limit
        self._callers: list[_Caller] = []
        self._task: asyncio.Task[None] | None = None

    async def turn(self, wanted: int) -> int:
        loop = asyncio.get_running_loop()
        place = loop.time() + wanted * self._seconds_each
        caller = _Caller(wanted, loop.create_future(), place)
        insort(self._callers, caller, key=lambda other: other.place)
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._serve())
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
            caller = self._callers.pop(0)
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
        own = self._careful or self._without_redis
        return own.take(wanted, time.monotonic())

    async def _ask_redis(self, wanted: int) -> tuple[int, float]:
        granted, wait = await self._limiter.redis.eval(
            _TAKE, 1, self._key, *self._arguments, str(wanted), str(ANEW_SECONDS)
        )
        self._careful = None
        return int(granted), int(wait) / 1e6

    def _go_careful(self, error: Exception) -> None:
        if self._careful is None:
            log.warning("limiter_without_redis", error=type(error).__name__)
            share = self._limit * CAREFUL_SHARE / max(1, self._limiter.live_workers())
            self._careful = RateLimit(share)
        self._redis_again_at = time.monotonic() + TRY_REDIS_AGAIN_SECONDS


def _arguments(measures: Measures) -> list[str]:
    slot = round(SLOT_SECONDS * 1e6)
    most = (measures.rate, measures.burst, measures.portion, measures.most)
    return [str(value) for value in (*most, slot, SLOTS)]
