"""What is remembered and for how long, on a clock that the test turns."""

from simulator.clock import SimulatorClock
from simulator.limiter import Limiter
from simulator.quota import Quota
from simulator.reply_tokens import ReplyTokens
from simulator.retry_keys import RetryKeys
from simulator.units import Units

HOUR = 3600.0


class Time:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_retry_key_lasts_24_hours() -> None:
    time = Time()
    keys = RetryKeys(time)
    keys.remember("k", "request-1", None, b"")
    time.now += 24 * HOUR - 1
    assert keys.find("k")
    time.now += 1
    assert keys.find("k") is None


def test_old_retry_keys_are_not_kept_on_disk() -> None:
    time = Time()
    keys = RetryKeys(time)
    keys.remember("old", "1", None, b"")
    time.now += 24 * HOUR
    keys.remember("new", "2", [{"id": "5"}], b"")
    again = RetryKeys(time)
    again.load(keys.dump())
    assert again.find("old") is None
    found = again.find("new")
    assert found is not None
    assert (found.request_id, found.sent_messages) == ("2", [{"id": "5"}])


def test_a_reply_token_lasts_a_minute() -> None:
    time = Time()
    tokens = ReplyTokens(time)
    token = tokens.issue("Uhana")
    time.now += 60
    assert tokens.find(token) == "Uhana"
    time.now += 1
    assert tokens.find(token) is None


def test_redelivery_gives_another_minute_up_to_twenty() -> None:
    time = Time()
    tokens = ReplyTokens(time)
    token = tokens.issue("Uhana")
    time.now += 19 * 60
    tokens.delivered(token)
    time.now += 50
    assert tokens.find(token) == "Uhana"
    time.now += 11
    assert tokens.find(token) is None
    tokens.delivered(token)
    assert tokens.find(token) is None, "20 minutes have passed since the event"


def test_a_used_token_stays_used_when_redelivered() -> None:
    tokens = ReplyTokens(Time())
    token = tokens.issue("Uhana")
    tokens.use(token)
    tokens.delivered(token)
    assert tokens.find(token) is None


def test_the_bucket_refills_gradually() -> None:
    time = Time()
    limiter = Limiter(time)
    limiter.set("push", 10, 2)
    assert [limiter.allows("push") for _ in range(3)] == [True, True, False]
    time.now += 0.11
    assert [limiter.allows("push") for _ in range(2)] == [True, False]
    time.now += 100
    assert [limiter.allows("push") for _ in range(3)] == [True, True, False]


def test_the_thousand_and_first_unit_is_dropped_silently() -> None:
    time = Time()
    units = Units(Quota(SimulatorClock(time)))
    for number in range(1000):
        assert units.assign([f"u{number}"])
    assert units.assign(["one_more"]) == []
    assert units.assign(["u7"]) == ["u7"]
    assert len(units.this_month()) == 1000
    time.now += 31 * 24 * HOUR
    assert units.assign(["one_more"]) == ["one_more"]
