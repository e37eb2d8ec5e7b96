"""One bucket for all workers: together they stay under LINE's limit, with and without Redis."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from redis.asyncio import ConnectionPool, Redis

from bot.delivery.limiter import Endpoint
from bot.delivery.shared_limiter import SharedLimiter

LIMIT = 400.0


@dataclass(frozen=True)
class Grant:
    """What one question to the bucket gave; it was given between ``began`` and ``ended``."""

    began: float
    ended: float
    granted: int


class WatchedRedis(Redis):
    """Redis, and a note of what it granted and when: a caller learns of it later, on a busy machine
    much later.
    """

    grants: list[Grant]

    async def eval(self, script: str, numkeys: int, *keys_and_args: str) -> Any:  # type: ignore[override]
        began = time.monotonic()
        granted, wait = await super().eval(script, numkeys, *keys_and_args)
        self.grants.append(Grant(began, time.monotonic(), int(granted)))
        return granted, wait


def limiter(url: str, workers: int = 1) -> SharedLimiter:
    limits: dict[Endpoint, float] = {"push": LIMIT, "multicast": LIMIT / 10}
    return SharedLimiter(Redis.from_url(url), limits, lambda: workers)


def watched(url: str, grants: list[Grant]) -> SharedLimiter:
    own = limiter(url)
    redis = WatchedRedis(connection_pool=ConnectionPool.from_url(url))
    redis.grants = grants
    own.redis = redis
    return own


async def take_for(own: SharedLimiter, seconds: float) -> list[float]:
    taken: list[float] = []
    until = time.monotonic() + seconds

    async def caller() -> None:
        while time.monotonic() < until:
            granted = await own.take("push", 50)
            taken.extend([time.monotonic()] * granted)

    callers = [asyncio.create_task(caller()) for _ in range(5)]
    await asyncio.sleep(seconds)
    for task in callers:
        task.cancel()
    await asyncio.gather(*callers, return_exceptions=True)
    await own.aclose()
    return taken


def granted_within_a_second(grants: list[Grant]) -> int:
    """The most that was granted within one second for certain."""
    return max(
        sum(each.granted for each in grants if begin <= each.began and each.ended < begin + 1)
        for begin in {grant.began for grant in grants}
    )


def test_no_second_is_over_the_limit_whatever_the_number_of_workers(redis_url: str) -> None:
    grants: list[Grant] = []

    async def four() -> None:
        workers = [watched(redis_url, grants) for _ in range(4)]
        await asyncio.gather(*(take_for(worker, 2.5) for worker in workers))

    asyncio.run(four())
    assert granted_within_a_second(grants) <= LIMIT
    assert sum(grant.granted for grant in grants) > LIMIT / 2, "it is filled again"


def test_without_redis_each_worker_takes_its_careful_share() -> None:
    began = time.monotonic()
    taken = asyncio.run(take_for(limiter("redis://127.0.0.1:1", workers=2), 2.0))
    assert 0 < len(taken) <= LIMIT / 4 * (time.monotonic() - began)


def test_it_takes_up_the_shared_bucket_when_redis_is_back(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def later() -> Counter[str]:
        own = limiter("redis://127.0.0.1:1", workers=100)
        await own.take("push", 1)
        own.redis = Redis.from_url(redis_url)
        await asyncio.sleep(1.1)
        began = time.monotonic()
        for _ in range(10):
            await own.take("push", 1)
        await own.aclose()
        return Counter(fast=time.monotonic() - began < 1)

    assert asyncio.run(later())["fast"]


def test_a_small_batch_does_not_wait_behind_a_large_one(redis_url: str) -> None:
    async def both() -> list[str]:
        own, order = limiter(redis_url), list[str]()

        async def take(name: str, wanted: int) -> None:
            while wanted:
                wanted -= await own.take("push", wanted)
            order.append(name)

        await asyncio.gather(take("large", 100), take("small", 1))
        await own.aclose()
        return order

    assert asyncio.run(both()) == ["small", "large"]


class FourAtATime(Redis):
    """A Redis that never has more at once, but always that."""

    async def eval(self, *_: Any) -> Any:
        return 4, 0


def test_large_batches_end_one_after_another() -> None:
    """What follows on a batch is not asked for at the same moment for all of them."""

    async def three() -> list[list[int]]:
        own, left, seen = limiter("redis://127.0.0.1:1"), [40] * 3, list[list[int]]()
        own.redis = FourAtATime()

        async def batch(number: int) -> None:
            while left[number]:
                left[number] -= await own.take("push", left[number])
            seen.append([*left])

        await asyncio.gather(*(batch(number) for number in range(3)))
        await own.aclose()
        return seen

    assert asyncio.run(three()) == [[0, 40, 40], [0, 0, 40], [0, 0, 0]]
