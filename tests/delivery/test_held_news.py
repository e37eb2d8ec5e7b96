"""Staff are told who waits and why: once a hold, however often it is looked at."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.clock import epoch
from bot.delivery.held import HeldNews
from bot.store import manual, settings
from bot.store.db import atomic, rows
from bot.store.held import SLICE
from bot.store.models import ScenarioState
from bot.store.settings import AccountHold, StopAll
from tests.delivery.world import World, step, user_id

HELD = ["held"]


def told() -> list[tuple[int, str, int, list[str]]]:
    """Step, why, how many, and who."""
    found = rows("SELECT step, said, people, names FROM receipt WHERE kind = 'held' ORDER BY id")
    return [(stop, why, people, json.loads(names)) for stop, why, people, names in found]


def look(world: World, times: int = 3) -> None:
    for _ in range(times):
        HeldNews(world.clock).run(lambda: False)


def blocked(world: World) -> None:
    world.friends.unfollowed(world.friend("花"), at_ms=world.ms() + 1)


def stopped(world: World) -> None:
    world.friends.stop(world.friend("花"))


def by_hand(world: World) -> None:
    manual.take_over([world.friend("花").id], by="森", at=epoch(world.clock.now()))


def all_stopped(world: World) -> None:
    settings.set_stop_all(StopAll(epoch(world.clock.now()), "森", user_id("森")))


def paused(world: World) -> None:
    world.set_state(1, ScenarioState.PAUSED)


def refused(reason: str) -> Callable[[World], None]:
    def hold(world: World) -> None:
        now, real = epoch(world.clock.now()), world.clock.real()
        settings.set_account_hold(AccountHold(reason, now, real + 10**9, "line", disputed=False))

    return hold


WAYS: dict[str, tuple[Callable[[World], None], str]] = {
    "blocked": (blocked, "blocked"),
    "stopped": (stopped, "opted_out"),
    "by hand": (by_hand, "manual"),
    "paused": (paused, "paused"),
    "all stopped": (all_stopped, "stop_all"),
    "no messages": (refused("quota"), "quota"),
    "no access": (refused("unauthorized"), "token"),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_is_told_once_when_the_step_is_due_and_not_before(world: World, way: str) -> None:
    hold, why = WAYS[way]
    world.scenario(step("a"), step("b", {"days": 1}, receipt=HELD), step("c", {"days": 1}))
    world.follow("花")
    world.send()
    with atomic():
        hold(world)
    look(world)
    assert told() == []
    world.move(days=1)
    look(world)
    assert told() == [(1, why, 1, ["花"])]
    world.move(days=3)
    look(world)
    assert len(told()) == 1


def test_another_hold_is_news_and_so_is_another_step(world: World) -> None:
    world.scenario(step("a"), *(step(one, {"days": 1}, receipt=HELD) for one in "bc"))
    world.follow("花")
    world.send()
    world.move(days=1)
    paused(world)
    look(world)
    world.set_state(1, ScenarioState.RUNNING)
    all_stopped(world)
    look(world)
    settings.lift_stop_all()
    world.send()
    world.move(days=1)
    paused(world)
    look(world)
    assert [(stop, why) for stop, why, *_ in told()] == [
        (1, "paused"),
        (1, "stop_all"),
        (2, "paused"),
    ]


def test_who_has_had_enough_today_is_told_of_as_it_is_put_off(world: World) -> None:
    settings.set_daily_cap(1)
    world.scenario(step("a"), step("b", {"hours": 1}), step("c", {"hours": 1}, receipt=HELD))
    for name in ("花", "太郎"):
        world.follow(name)
    for _ in range(4):
        world.send()
        world.move(hours=1)
    look(world)
    [(stop, why, people, names)] = told()
    assert (stop, why, people, sorted(names)) == (2, "daily_cap", 2, ["太郎", "花"])


def test_many_are_told_of_in_slices_and_only_where_a_step_wants_it(world: World) -> None:
    world.scenario(step("a", {"days": 1}, receipt=HELD), name="知らせる")
    world.scenario(step("a", {"days": 1}), name="知らせない")
    for number in range(SLICE + 5):
        world.follow(f"友{number}")
    for scenario in (1, 2):
        world.set_state(scenario, ScenarioState.PAUSED)
    world.move(days=2)
    look(world, 1)
    assert [people for *_, people, _ in told()] == [SLICE, 5]


def test_who_waits_for_nothing_but_their_turn_is_no_news(world: World) -> None:
    world.scenario(step("a", receipt=HELD), step("b", {"days": 1, "at": "10:00"}, receipt=HELD))
    world.follow("花")
    look(world)
    assert told() == []


def test_once_a_minute_is_enough(world: World) -> None:
    world.scenario(step("a", {"days": 1}, receipt=HELD))
    news = HeldNews(world.clock)
    assert [news.is_due() for _ in range(3)] == [True, False, False]
    world.move(minutes=1)
    assert news.is_due()


def test_without_a_step_that_wants_it_nothing_is_looked_for(world: World) -> None:
    world.scenario(step("a", {"days": 1}))
    assert not HeldNews(world.clock).is_due()


def test_a_friend_held_twice_over_is_told_of_by_the_gravest(world: World) -> None:
    world.scenario(step("a"), step("b", {"days": 1}, receipt=HELD))
    world.follow("花")
    world.send()
    with atomic():
        by_hand(world)
    world.move(days=1)
    look(world)
    with atomic():
        blocked(world)
    look(world)
    expected: list[Any] = ["manual"]
    assert [why for _, why, *_ in told()] == expected
