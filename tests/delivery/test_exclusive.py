"""Scenarios that exclude each other, that go first, and that take somebody in only so often."""

from typing import Any

from bot.services.entering import Entering
from bot.store import entrances, settings
from bot.store.db import atomic
from bot.store.models import EnrollmentState
from tests.delivery.test_branches import attach
from tests.delivery.test_reactions import ON_LABEL, detach, walks_of
from tests.delivery.world import World, step

STOPPED, WAITING = EnrollmentState.STOPPED, EnrollmentState.WAITING
TWO = (step("a"), step("b", {"days": 1}))


def named(world: World, name: str, **more: Any) -> int:
    return world.scenario(*TWO, name=name, exclusive="住み替え", **more)


def test_entering_one_leaves_the_others_of_its_name(world: World) -> None:
    first, other = named(world, "一"), world.scenario(*TWO, name="別", exclusive="別の名")
    free = world.scenario(*TWO, name="ただ")
    second = named(world, "二", start=ON_LABEL)
    world.follow("花")
    world.follow("太郎")
    attach(world, "花", "購入")
    world.react()
    assert walks_of(first) == [STOPPED, WAITING]
    assert [walks_of(one) for one in (other, free)] == [[WAITING, WAITING]] * 2
    assert walks_of(second) == [WAITING]


def test_who_does_not_enter_leaves_nothing(world: World) -> None:
    first = named(world, "一")
    named(world, "二", start=ON_LABEL, unless={"label": "社員"})
    world.follow("花")
    attach(world, "花", "社員")
    attach(world, "花", "購入")
    world.react()
    assert walks_of(first) == [WAITING]


def test_of_two_that_begin_together_the_higher_priority_wins(world: World) -> None:
    low, high = named(world, "低い"), named(world, "高い", priority=20)
    later, soon = named(world, "後", start=ON_LABEL), named(world, "先", start=ON_LABEL, priority=5)
    world.follow("花")
    assert (walks_of(low), walks_of(high)) == ([], [WAITING])
    attach(world, "花", "購入")
    world.react()
    assert (walks_of(later), walks_of(soon)) == ([], [WAITING])
    assert walks_of(high) == [STOPPED]


def test_a_step_on_its_way_is_taken_back_when_the_walk_is_left(world: World) -> None:
    first = named(world, "一")
    second = named(world, "二", start={"when": "manual"})
    hana = world.follow("花")

    def leave_now(place: str) -> None:
        if place == "claimed" and not walks_of(second):
            with atomic():
                service = Entering(world.clock, lambda: settings.account("Asia/Tokyo"))
                [door] = [one for one in entrances.listed() if one.scenario_id == second]
                assert service.enter(door, [hana.id]) == [hana.id]

    world.checkpoint = leave_now
    world.send()
    world.send()
    assert world.texts("花") == ["a"]
    assert walks_of(first) == [STOPPED]


def test_only_so_many_walks_in_a_while(world: World) -> None:
    often = {"walks": 2, "per": {"weeks": 1}}
    scenario = world.scenario(step("a"), start=ON_LABEL, reentry="always", at_most=often)
    world.follow("花")
    entered = []
    for _ in range(9):
        attach(world, "花", "購入")
        world.react()
        detach(world, "花", "購入")
        entered.append(len(walks_of(scenario)))
        world.move(days=1)
    assert entered == [1, 2, 2, 2, 2, 2, 2, 3, 4]


def test_only_so_many_walks_by_the_friends_own_acts(world: World) -> None:
    word = {"when": "keyword", "exact": ["クーポン"]}
    often = {"walks": 1, "per": {"hours": 2}}
    scenario = world.scenario(step("a"), start=word, reentry="always", at_most=often)
    hana = world.follow("花")
    for _ in range(3):
        with atomic():
            world.friends.wrote(hana, "クーポン")
        world.move(hours=1)
    assert len(walks_of(scenario)) == 2
