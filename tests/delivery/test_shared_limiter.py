"""One bucket for all workers: together they stay under LINE's limit, with and without Redis."""

import asyncio
import time
from collections import Counter

import pytest
from redis.asyncio import Redis

from bot.delivery.limiter import Endpoint
from bot.delivery.shared_limiter import SharedLimiter
from tests.delivery.test_limiter import busiest_second

LIMIT = 400.0


def limiter(url: str, workers: int = 1) -> SharedLimiter:
    limits: dict[Endpoint, float] = {"push": LIMIT, "multicast": LIMIT / 10}
    return SharedLimiter(Redis.from_url(url), limits, lambda: workers)


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


def test_no_second_is_over_the_limit_whatever_the_number_of_workers(redis_url: str) -> None:
    async def four() -> list[float]:
        parts = await asyncio.gather(*(take_for(limiter(redis_url), 2.5) for _ in range(4)))
        return [at for part in parts for at in part]

    taken = asyncio.run(four())
    assert busiest_second(sorted(taken)) <= LIMIT
    assert len(taken) > LIMIT / 2, "it is filled again"


def test_without_redis_each_worker_takes_its_careful_share() -> None:
    taken = asyncio.run(take_for(limiter("redis://127.0.0.1:1", workers=2), 2.0))
    assert len(taken) > 0
    assert busiest_second(taken) <= LIMIT / 4 + 1


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
