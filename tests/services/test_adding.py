"""People put into a scenario by hand: set-based, each once, by the scenario's own rules."""

from typing import Any

import pytest

from admin_flows.ports.commands import AddPeople, EndScenario, PauseScenario, ResumeScenario
from admin_flows.ports.facts import NewcomerFacts
from bot.domain.audience import EVERYBODY, picked
from bot.store import labels, people
from bot.store.db import atomic
from bot.store.models import Friend
from tests.delivery.world import step
from tests.services.shop import EDITOR, Shop

BY_HAND: dict[str, Any] = {"start": {"when": "manual"}}


def entering(shop: Shop, scenario_id: int, *friends: Friend) -> NewcomerFacts:
    chosen = picked(*(friend.id for friend in friends)) if friends else EVERYBODY
    found = shop.reads.newcomers(scenario_id, chosen)
    assert found is not None
    return found


def test_everybody_who_may_enters_and_is_sent_to(shop: Shop) -> None:
    scenario_id = shop.started(step("news"), **BY_HAND)
    shop.follow("花", "月")
    blocked, stopped, owner = shop.follow("星", "風", "森")
    shop.block(blocked)
    shop.stop(stopped)
    with atomic():
        people.add_member(owner.user_id, "owner", name="森", at=0)
    facts = entering(shop, scenario_id)
    assert facts == NewcomerFacts(2, 0, 1, 1, 0, 1, facts.first_at)
    assert shop.do(AddPeople(scenario_id)).people == 2
    shop.send()
    assert [shop.world.texts(name) for name in "花月星風森"] == [["news"], ["news"], [], [], []]


def test_nobody_enters_twice(shop: Shop) -> None:
    scenario_id = shop.started(step("news", {"days": 1}), **BY_HAND)
    shop.follow("花", "月")
    assert shop.do(AddPeople(scenario_id)).people == 2
    shop.follow("星")
    assert entering(shop, scenario_id).before == 2
    assert shop.do(AddPeople(scenario_id)).people == 1
    assert len(shop.enrollments()) == 3


def test_only_those_picked_enter(shop: Shop) -> None:
    scenario_id = shop.started(step("news"), **BY_HAND)
    hana, _, hoshi = shop.follow("花", "月", "星")
    chosen = picked(hana.id, hoshi.id, 987_654)
    assert entering(shop, scenario_id, hana, hoshi).entering == 2
    assert shop.do(AddPeople(scenario_id, chosen)).people == 2
    assert shop.do(AddPeople(scenario_id, picked())).people == 0
    shop.send()
    assert [len(shop.world.texts(name)) for name in "花月星"] == [1, 0, 1]


@pytest.mark.parametrize(
    ("reentry", "entered", "restarting"),
    [("never", 0, 0), ("after_finish", 1, 0), ("always", 2, 1)],
)
def test_who_was_inside_enters_by_the_scenarios_rule(
    shop: Shop, reentry: str, entered: int, restarting: int
) -> None:
    scenario_id = shop.started(step("a"), step("b", {"days": 1}), reentry=reentry, **BY_HAND)
    shop.follow("終")
    shop.do(AddPeople(scenario_id))
    shop.send()
    shop.move(days=1)
    shop.send()
    (inside,) = shop.follow("中")
    shop.do(AddPeople(scenario_id, picked(inside.id)))
    shop.send()
    facts = entering(shop, scenario_id)
    assert (facts.entering, facts.restarting, facts.before) == (entered, restarting, 2 - entered)
    assert shop.do(AddPeople(scenario_id)).people == entered
    shop.send()
    assert shop.world.texts("終") == ["a", "b", "a"][: 2 + (entered > 0)]
    assert shop.world.texts("中") == ["a"] * (1 + restarting)


def test_who_stopped_this_scenario_stays_out(shop: Shop) -> None:
    scenario_id = shop.started(step("a", {"days": 1}), reentry="always", **BY_HAND)
    (friend,) = shop.follow("花")
    shop.do(AddPeople(scenario_id))
    with atomic():
        shop.world.friends.stop_one(friend, scenario_id)
    assert entering(shop, scenario_id).stopped == 1
    assert shop.do(AddPeople(scenario_id)).people == 0
    shop.move(days=2)
    shop.send()
    assert shop.world.texts("花") == []


def test_into_a_paused_scenario_they_enter_and_wait(shop: Shop) -> None:
    scenario_id = shop.started(step("news"), **BY_HAND)
    shop.follow("花")
    shop.do(PauseScenario(scenario_id))
    assert shop.do(AddPeople(scenario_id)).people == 1
    shop.send()
    assert shop.world.texts("花") == []
    shop.do(ResumeScenario(scenario_id))
    shop.send()
    assert shop.world.texts("花") == ["news"]


def test_at_night_the_first_step_waits_for_the_morning(shop: Shop) -> None:
    """It answers nobody's own act."""
    scenario_id = shop.started(step("news"), **BY_HAND)
    shop.follow("花")
    shop.move(hours=11)  # 23:00 in Tokyo
    shop.do(AddPeople(scenario_id))
    shop.send()
    assert shop.world.texts("花") == []
    shop.move(hours=9)
    shop.send()
    assert shop.world.texts("花") == ["news"]


def test_overdue_at_night_the_first_step_waits_for_the_morning_too(shop: Shop) -> None:
    scenario_id = shop.started(step("news"), **BY_HAND)
    shop.follow("花")
    shop.do(PauseScenario(scenario_id))
    shop.do(AddPeople(scenario_id))
    shop.move(hours=11)  # 23:00 in Tokyo
    shop.do(ResumeScenario(scenario_id))
    shop.send()
    assert shop.world.texts("花") == []
    shop.move(hours=9)
    shop.send()
    assert shop.world.texts("花") == ["news"]


def test_every_scenario_takes_people_by_hand_whatever_starts_it(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = shop.started(step("welcome"))
    assert shop.do(AddPeople(scenario_id)).people == 1


def test_it_is_refused_where_nobody_may_enter(shop: Shop) -> None:
    draft = shop.create("下書き")
    ended, closed, later = (shop.started(step("a"), name=name, **BY_HAND) for name in "終閉先")
    shop.follow("花")
    shop.do(AddPeople(closed))
    shop.do(EndScenario(ended, "all"))
    shop.do(EndScenario(closed, "close"))
    assert shop.refusal(AddPeople(draft)) == "add_to_draft"
    assert shop.refusal(AddPeople(ended)) == "add_to_ended"
    assert shop.refusal(AddPeople(closed)) == "closed_to_newcomers"
    assert shop.refusal(AddPeople(999)) == "no_such_scenario"
    assert shop.refusal(AddPeople(later), EDITOR) == "role"
    period = {"from": "2027-01-01"}
    early = shop.started(step("a"), name="早", active=period, **BY_HAND)
    assert shop.refusal(AddPeople(early)) == "outside_period"
    assert shop.reads.newcomers(early, EVERYBODY) is None
    assert shop.reads.newcomers(999, EVERYBODY) is None


@pytest.mark.parametrize("everybody", [True, False])
def test_whom_the_scenario_does_not_take_is_told_before(shop: Shop, everybody: bool) -> None:
    often = {"walks": 1, "per": {"days": 2}}
    scenario_id = shop.started(
        step("news"), **BY_HAND, unless={"label": "社員"}, at_most=often, reentry="after_finish"
    )
    hana, ken, mei = shop.follow("花", "健", "芽")
    labels.attach([hana.id], labels.ensure(["社員"], at=0)["社員"], at=0)
    some = EVERYBODY if everybody else picked(hana.id, ken.id, mei.id)
    shop.do(AddPeople(scenario_id, picked(ken.id)))
    shop.send()
    found = shop.reads.newcomers(scenario_id, some)
    assert found is not None
    assert (found.entering, found.kept_out, found.before) == (1, 2, 0)
    assert shop.do(AddPeople(scenario_id, some)).people == 1
    assert shop.do(AddPeople(scenario_id, some)).people == 0
    shop.send()
    shop.move(days=2)
    assert shop.do(AddPeople(scenario_id, some)).people == 2
