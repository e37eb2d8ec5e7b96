"""At most so many step messages a friend a day: what is more waits for its next window."""

from typing import Any

import pytest

from bot.store import settings
from bot.store.models import EnrollmentState
from tests.delivery.test_branches import attach
from tests.delivery.test_reactions import ON_LABEL
from tests.delivery.world import World, step

HOURLY = (step("b", {"hours": 1}), step("c", {"hours": 1}), step("d", {"hours": 1}))


def hours(world: World, number: int) -> None:
    for _ in range(number):
        world.send()
        world.move(hours=1)
    world.send()


def test_without_a_limit_everything_goes(world: World) -> None:
    world.scenario(step("a"), *HOURLY)
    world.follow("花")
    hours(world, 4)
    assert world.texts("花") == ["a", "b", "c", "d"]


def test_what_is_more_waits_for_the_same_time_of_the_next_day(world: World) -> None:
    """The answer to the follow does not count."""
    settings.set_daily_cap(2)
    world.scenario(step("a"), *HOURLY)
    world.follow("花")
    world.follow("太郎")
    hours(world, 8)
    assert [world.texts(name) for name in ("花", "太郎")] == [["a", "b", "c"]] * 2
    world.move(hours=18)  # 14:00 of the next day
    world.send()
    assert world.texts("花") == ["a", "b", "c"]
    world.move(hours=1)
    world.send()
    assert world.texts("花") == ["a", "b", "c", "d"]


def test_a_time_of_day_waits_for_its_window(world: World) -> None:
    settings.set_daily_cap(1)
    at_one: Any = {"days": 0, "at": "13:00-14:00"}
    world.scenario(step("a", at_one), name="一")
    world.scenario(step("b", at_one), name="二")
    world.follow("花")
    hours(world, 3)
    assert len(world.texts("花")) == 1
    world.move(hours=21)  # 12:00
    world.send()
    assert len(world.texts("花")) == 1
    world.move(hours=1)
    world.send()
    assert len(world.texts("花")) == 2


def test_the_highest_priority_has_the_day(world: World) -> None:
    settings.set_daily_cap(1)
    for name, priority in (("low", 0), ("high", 20), ("mid", 10)):
        world.scenario(step(name, {"hours": 1}), name=name, priority=priority)
    world.follow("花")
    hours(world, 2)
    for _ in range(2):
        world.move(days=1)
        world.send()
    assert world.texts("花") == ["high", "mid", "low"]


@pytest.mark.parametrize("late", ["skip", {"send_within": {"hours": 2}}])
def test_what_must_not_be_late_is_left_out(world: World, late: Any) -> None:
    settings.set_daily_cap(1)
    world.scenario(step("a", {"hours": 1}), step("b", {"hours": 1}), late=late)
    world.follow("花")
    hours(world, 3)
    assert world.texts("花") == ["a"]
    assert world.states() == [(1, EnrollmentState.DONE)]


def test_what_begins_by_a_label_counts(world: World) -> None:
    settings.set_daily_cap(1)
    world.follow("花")
    world.scenario(step("a"), name="一", start=ON_LABEL)
    world.scenario(step("b"), name="二", start=ON_LABEL)
    attach(world, "花", "購入")
    world.react()
    world.send()
    assert world.texts("花") == ["a"]
    world.move(days=1)
    world.send()
    assert world.texts("花") == ["a", "b"]
