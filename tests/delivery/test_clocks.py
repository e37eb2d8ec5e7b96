"""Clocks that jump: business time, which a laptop run moves, and the machine's own, which somebody
sets right. Nothing goes twice, nothing early, and nothing stands still for good.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.outcomes import Unauthorized
from bot.store import deadlines, settings
from bot.store.db import atomic, database, rows
from bot.store.engine import Checkpoint
from bot.store.models import BatchState, EnrollmentState
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step, unreserved

WAITING, STUCK = EnrollmentState.WAITING, EnrollmentState.STUCK
HOUR, MONTH = 3_600, 30 * 86_400


class Crash(SystemExit):
    """The process ends here; an event loop stops for nothing less."""


def crash(world: World, place: str) -> None:
    """One round that comes so far and no further."""
    world.checkpoint = at(place, _raise)
    with pytest.raises(Crash):
        world.send()
    world.checkpoint = lambda _: None
    database.close()


def _raise() -> None:
    raise Crash


def at(place: str, act: Callable[[], object]) -> Checkpoint:
    """Does it once, when the place is first passed."""
    left = [act]

    def checkpoint(here: str) -> None:
        if here == place and left:
            left.pop()()

    return checkpoint


def batches() -> list[int]:
    return [row[0] for row in rows("SELECT state FROM batch ORDER BY id")]


# Business time


def test_back_an_hour_and_nothing_goes_twice_or_early(world: World) -> None:
    world.scenario(step("one"), step("two", {"hours": 1}))
    world.follow()
    world.send()
    world.move(hours=-1)
    world.send()
    for _ in range(2):  # to 12:58, an hour after which "two" is due
        world.move(minutes=59)
        world.send()
        assert world.texts() == ["one"]
    world.move(minutes=2)
    world.send()
    world.send()
    assert world.texts() == ["one", "two"]


def test_forward_a_month_and_each_step_still_waits_for_the_one_before(world: World) -> None:
    world.scenario(step("one"), step("two", {"days": 1}), step("three", {"days": 1, "at": "10:00"}))
    world.follow()
    world.send()
    world.move(days=30)
    world.send()
    world.send()
    assert world.texts() == ["one", "two"]
    world.move(hours=21, minutes=59)
    world.send()
    assert world.texts() == ["one", "two"]
    world.move(minutes=1)
    world.send()
    assert world.texts() == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("late", "then"),
    [("hold", ["noon", "bye"]), ("skip", ["bye"]), ({"send_within": {"hours": 2}}, ["bye"])],
)
def test_forward_a_month_past_a_window_and_its_own_rule_decides(
    world: World, late: object, then: list[str]
) -> None:
    noon = {"days": 1, "at": "12:00-13:00"}
    world.scenario(step("noon", noon), step("bye", {"days": 31, "at": "12:00"}), late=late)
    world.follow()
    world.move(days=30, hours=4)
    world.send()
    assert world.texts() == []
    world.move(hours=-4)
    for _ in range(40):
        world.move(days=1)
        world.send()
    assert world.texts() == then


@pytest.mark.parametrize("place", ["claimed", "handed", "sent"])
@pytest.mark.parametrize("days", [30, -1])
def test_a_batch_in_flight_is_not_lost_and_not_repeated(
    world: World, place: str, days: int
) -> None:
    world.scenario(step("one"), step("two", {"days": 1}))
    world.follow()
    world.checkpoint = at(place, lambda: world.move(days=days))
    world.send()
    assert world.texts() == ["one"]
    assert world.states() == [(1, WAITING)]
    assert batches() == [BatchState.SENT]


def test_a_lost_batch_keeps_its_lease_and_its_key_over_a_month(world: World) -> None:
    """No key is a day old because the laptop's clock was moved."""
    world.scenario(step("one"), step("two", {"days": 1}))
    world.follow()
    crash(world, "sent")
    world.move(days=30)
    world.send()
    assert batches() == [BatchState.OPEN]  # the lease has not ended
    world.clock.tick(70)
    world.send()
    assert world.texts() == ["one"]
    assert batches() == [BatchState.SENT]


# The clocks of the country


@pytest.mark.parametrize(
    ("sunday", "hours"), [("2026-03-08", [3]), ("2026-11-01", [1])], ids=["forward", "back"]
)
def test_the_night_the_clocks_change_has_each_hour_once(
    world: World, sunday: str, hours: list[int]
) -> None:
    """In New York 2:00 to 3:00 is left out in March, and 1:00 to 2:00 comes twice in November."""
    zone = ZoneInfo("America/New_York")
    settings.set_zone(zone)
    settings.set_quiet(None)
    midnight = datetime.fromisoformat(sunday).replace(tzinfo=zone)
    world.clock.business = (midnight - timedelta(days=1)).astimezone(UTC)
    hour = "02:00-03:00" if hours == [3] else "01:00-02:00"
    world.scenario(*(step(name, {"days": 1, "at": hour}) for name in ("one", "two")))
    world.follow()
    sent = []
    world.move(hours=23)
    for _ in range(60):
        world.move(minutes=30)
        before = len(world.texts())
        world.send()
        sent += [world.clock.now().astimezone(zone)] * (len(world.texts()) - before)
    assert [at.date().isoformat() for at in sent][:1] == [sunday]
    assert [at.hour for at in sent] == [*hours, int(hour[:2])]
    assert world.texts() == ["one", "two"]


# The machine's own clock, which moves both


@pytest.mark.parametrize("seconds", [HOUR, -HOUR, MONTH, -MONTH])
@pytest.mark.parametrize("place", ["handed", "sent"])
def test_set_while_a_request_is_under_way(world: World, place: str, seconds: int) -> None:
    world.scenario(step("one", text="{{ friend.name }}さん"), step("two", {"days": 1}))
    world.follow("花")
    world.follow("太郎")
    world.checkpoint = at(place, lambda: world.clock.tick(seconds))
    world.send()
    assert set(world.line.received().values()) == {1}
    assert world.states() == [(1, WAITING)] * 2
    assert unreserved() == 0


def test_set_back_an_hour_a_lost_batch_comes_an_hour_later(world: World) -> None:
    world.scenario(step("one"))
    world.follow()
    crash(world, "sent")
    world.clock.tick(-HOUR)
    world.send()
    assert batches() == [BatchState.OPEN]
    world.clock.tick(HOUR + 70)
    world.send()
    assert world.texts() == ["one"]
    assert batches() == [BatchState.SENT]


def test_set_back_a_month_nothing_waits_for_a_month(world: World) -> None:
    """A claim that never left goes; of one that was handed over nobody knows how old its key is."""
    world.scenario(step("one"))
    world.follow("花")
    crash(world, "claimed")
    world.follow("太郎")
    crash(world, "sent")
    world.clock.tick(-MONTH)
    world.send()
    assert batches() == [BatchState.OPEN] * 2
    with atomic():
        deadlines.bring_near(world.clock.real())
    world.send()
    assert batches()[:2] == [BatchState.GIVEN_BACK, BatchState.UNCERTAIN]
    world.clock.tick(MONTH)  # when they are due by the clock that is right now
    world.send()
    assert world.texts("花") == world.texts("太郎") == ["one"]


def test_set_back_a_month_a_hold_is_looked_at_again(world: World) -> None:
    world.line = LedgerSender(before=lambda *_: Unauthorized("401"))
    world.scenario(step("one"))
    world.follow()
    world.send()
    world.clock.epoch -= MONTH
    world.line.before = lambda *_: None
    world.send()
    assert world.texts() == []
    with atomic():
        deadlines.bring_near(world.clock.real())
    world.send()
    assert world.texts() == ["one"]
    assert settings.account_hold() is None


def test_what_is_meant_for_soon_is_left_alone(world: World) -> None:
    world.scenario(step("one"))
    world.follow()
    crash(world, "sent")
    before = rows("SELECT leased_until FROM batch")
    with atomic():
        deadlines.bring_near(world.clock.real())
    assert rows("SELECT leased_until FROM batch") == before
