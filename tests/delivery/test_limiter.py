"""The arithmetic of a rate limit, by a clock that the test moves."""

from itertools import pairwise
from random import Random

import pytest

from bot.delivery.limiter import RateLimit

SECONDS = 20
LONG_BATCH = 500


def asked_by(limit: float, stalls: list[float]) -> list[float]:
    """When each request went, by a caller that always wants more and is held up now and then."""
    bucket, chance, now, gone = RateLimit(limit), Random(7), 100.0, list[float]()
    while now < 100.0 + SECONDS:
        granted, wait = bucket.take(LONG_BATCH, now)
        gone += [now] * granted
        now += wait + chance.choice(stalls)
    return gone


def busiest_second(gone: list[float]) -> int:
    first = most = 0
    for last, at in enumerate(gone):
        while at - gone[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    return most


@pytest.mark.parametrize("stalls", [[0.0], [0.0, 0.004], [0.0, 0.0, 0.7], [1.5]])
@pytest.mark.parametrize("limit", [1.0, 7.0, 200.0, 2000.0])
def test_no_second_is_over_the_limit(limit: float, stalls: list[float]) -> None:
    assert busiest_second(asked_by(limit, stalls)) <= limit


@pytest.mark.parametrize(
    ("stalls", "share"), [([0.0], 0.97), ([0.0, 0.004, 0.008], 0.97), ([0.0, 0.03, 0.09], 0.93)]
)
@pytest.mark.parametrize("limit", [200.0, 2000.0])
def test_what_a_stall_missed_is_made_up_for(
    limit: float, stalls: list[float], share: float
) -> None:
    """A claim, a settlement or a hundred answers hold the process up for some milliseconds."""
    gone = [at for at in asked_by(limit, stalls) if at >= 101.0]  # who begins has missed nothing
    assert len(gone) >= share * limit * (SECONDS - 1)


def test_it_is_asked_for_a_portion_at_a_time_not_for_each_request() -> None:
    gone = asked_by(2000.0, [0.0])
    times = sum(1 for earlier, later in pairwise(gone) if later > earlier)
    assert times <= 110 * SECONDS


def test_one_request_waits_for_one_token_only() -> None:
    bucket = RateLimit(2000.0)
    bucket.take(LONG_BATCH, 100.0)
    granted, wait = bucket.take(1, 100.0)
    assert granted == 0
    assert wait < 0.001
    assert bucket.take(1, 100.0 + wait + 1e-6) == (1, 0.0)


@pytest.mark.parametrize("idle", [0.0, 5.0])
def test_who_begins_gets_no_burst(idle: float) -> None:
    """It would leave a gap a second later, when the window is full, and so on."""
    bucket, now, gone = RateLimit(2000.0), 100.0, 0
    bucket.take(1, now - idle)
    while now < 100.1:
        granted, wait = bucket.take(LONG_BATCH, now)
        gone, now = gone + granted, now + wait
    assert gone <= 2000 * 0.1 + bucket.measures.portion
