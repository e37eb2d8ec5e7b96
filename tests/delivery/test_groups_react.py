"""Scenarios that take in who comes to fit a group: at once, by the time that goes by, daily."""

from typing import Any

from bot.clock import epoch
from bot.domain.document import parse_rule
from bot.services import reacting
from bot.services.friends import Came
from bot.services.grouping import GroupService
from bot.store import labels, settings
from bot.store.db import atomic, rows
from bot.store.models import EnrollmentState, Friend, ScenarioState
from tests.delivery.test_branches import attach
from tests.delivery.test_reaction_waits import OFFER
from tests.delivery.test_reactions import detach, walks_of
from tests.delivery.world import World, step

MATCHED = {"when": "group_matched", "group": "常連"}


def define(world: World, rule: dict[str, Any]) -> int:
    service = GroupService(world.clock, lambda: settings.account("Asia/Tokyo"))
    return service.define("常連", parse_rule(rule))


def test_who_comes_to_fit_enters_who_fitted_already_does_not(world: World) -> None:
    define(world, {"all": [{"label": "来店"}, {"not": {"label": "社員"}}]})
    for name in ("花", "太郎", "次郎"):
        world.follow(name)
    attach(world, "花", "来店")
    scenario = world.scenario(step("a"), start=MATCHED, reentry="after_finish")
    world.react()
    assert walks_of(scenario) == []
    for name in ("花", "太郎"):
        attach(world, name, "来店")
    attach(world, "次郎", "社員")
    attach(world, "次郎", "来店")
    world.react()
    world.send()
    assert [world.texts(n) for n in ("花", "太郎", "次郎")] == [[], ["a"], []]
    detach(world, "太郎", "来店")
    detach(world, "次郎", "社員")
    world.react()
    attach(world, "太郎", "来店")
    world.react()
    world.send()
    assert [world.texts(n) for n in ("花", "太郎", "次郎")] == [[], ["a", "a"], ["a"]]


def test_who_did_something_with_a_step_of_another_scenario(world: World) -> None:
    define(world, {"all": [{"tapped": "offer", "scenario": "案内"}, {"label": "来店"}]})
    guide = world.scenario(OFFER, step("b", {"days": 9}), name="案内")
    scenario = world.scenario(step("a"), start=MATCHED, name="お礼", reentry="after_finish")
    goal = world.scenario(
        step("c", {"days": 9}), name="長い", stop_when={"tapped": "offer", "scenario": "案内"}
    )
    for name in ("花", "太郎"):
        world.follow(name)
        attach(world, name, "来店")
    world.react()
    world.send()
    walk, version = rows(
        "SELECT id, version_id FROM enrollment WHERE scenario_id = :guide AND friend_id ="
        " (SELECT id FROM friend WHERE name = '花')",
        {"guide": guide},
    )[0]
    with atomic():
        reacting.react(walk, version, "offer", "tapped", at=epoch(world.clock.now()))
    assert world.reactions.has_work()
    world.react()
    world.send()
    assert walks_of(scenario) == [EnrollmentState.DONE]
    assert sorted(walks_of(goal)) == [EnrollmentState.WAITING, EnrollmentState.GOAL]


def test_a_change_before_anybody_was_looked_at_counts(world: World) -> None:
    define(world, {"label": "来店"})
    world.follow("花")
    scenario = world.scenario(step("a"), start=MATCHED)
    attach(world, "花", "来店")
    world.react()
    assert len(walks_of(scenario)) == 1


def test_what_becomes_true_as_time_goes_by_is_seen_within_its_time(world: World) -> None:
    define(world, {"label": "購入", "for_at_least": {"hours": 2}})
    scenario = world.scenario(step("a"), start=MATCHED)
    world.follow("花")
    world.react()
    attach(world, "花", "購入")
    world.move(hours=1, minutes=59)
    world.react()
    assert walks_of(scenario) == []
    world.move(minutes=6)
    assert world.reactions.has_work()
    world.react()
    assert len(walks_of(scenario)) == 1
    assert not world.reactions.has_work()


def test_daily_looks_at_its_time_only(world: World) -> None:
    define(world, {"label": "来店"})
    scenario = world.scenario(step("a"), start={**MATCHED, "check": "daily", "at": "10:00"})
    world.follow("花")
    world.react()
    attach(world, "花", "来店")
    world.move(hours=21)  # 9:00 of the next day
    world.react()
    assert walks_of(scenario) == []
    world.move(hours=1)
    world.react()
    assert len(walks_of(scenario)) == 1
    detach(world, "花", "来店")
    attach(world, "花", "来店")
    world.move(days=1)
    world.react()
    assert len(walks_of(scenario)) == 1


def test_who_cannot_be_reached_enters_when_they_can(world: World) -> None:
    define(world, {"label": "来店"})
    scenario = world.scenario(step("a"), start=MATCHED, reentry="after_finish")
    hana, taro = world.follow("花"), world.follow("太郎")
    world.react()
    world.friends.stop(hana)
    world.move(seconds=1)
    world.friends.unfollowed(taro, at_ms=world.ms())
    for name in ("花", "太郎"):
        attach(world, name, "来店")
    world.react()
    assert walks_of(scenario) == []
    world.move(seconds=1)
    world.friends.resume(world.friend("花"))
    world.friends.followed([Came(world.friend("太郎"), unblocked=True, at_ms=world.ms())])
    world.react()
    assert len(walks_of(scenario)) == 2
    world.send()
    world.friends.stop(world.friend("花"))
    world.friends.resume(world.friend("花"))
    world.react()
    assert len(walks_of(scenario)) == 2


def test_another_rule_makes_nobody_new(world: World) -> None:
    define(world, {"label": "来店"})
    scenario = world.scenario(step("a"), start=MATCHED)
    world.follow("花")
    attach(world, "花", "購入")
    world.react()
    assert define(world, {"label": "購入"}) == 1
    world.react()
    assert walks_of(scenario) == []
    world.follow("太郎")
    attach(world, "太郎", "購入")
    world.react()
    assert len(walks_of(scenario)) == 1


def test_many_enter_in_parts_also_while_it_is_paused(world: World) -> None:
    define(world, {"label": "来店"})
    scenario = world.scenario(step("a"), start={**MATCHED, "check": "daily", "at": "10:00"})
    world.react()
    _thousand(world)
    world.set_state(scenario, ScenarioState.PAUSED)
    world.move(days=1)
    world.react()
    assert len(walks_of(scenario)) == 1_200
    assert rows("SELECT count(*) FROM group_member")[0][0] == 1_200


def _thousand(world: World) -> None:
    with atomic():
        for number in range(1_200):
            Friend.create(user_id=f"U{number:032}", is_friend=True, followed_at=0)
        label = labels.ensure(["来店"], at=0)["来店"]
        labels.attach([row[0] for row in rows("SELECT id FROM friend")], label, at=0)
