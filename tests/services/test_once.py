"""Sent once to people who are chosen with it: now or at a time, over after it went."""

from datetime import datetime, timedelta

import pytest

from admin_flows.ports.commands import (
    AddPeople,
    CallOff,
    CreateScenario,
    DuplicateScenario,
    EndScenario,
    PauseScenario,
    ResumeScenario,
    SendOnce,
    StopAll,
)
from admin_flows.ports.facts import NextDue
from bot.domain.audience import EVERYBODY, Audience
from bot.store import admissions, labels, quota
from bot.store.db import atomic
from bot.store.quota import Quota
from tests.delivery.world import step
from tests.services.shop import EDITOR, VIEWER, Shop, document
from tests.services.test_adding import BY_HAND
from tests.services.test_admitting import MANY, admitting, crowd, entered


def written(shop: Shop) -> int:
    """A draft to be sent once."""
    news = document(step("news"), name="11/22", **BY_HAND)
    scenario_id = shop.do(CreateScenario("11/22", news, once=True)).scenario_id
    assert scenario_id is not None
    return scenario_id


def decided(shop: Shop, at: datetime | None = None, whom: Audience = EVERYBODY) -> int:
    scenario_id = written(shop)
    shop.do(SendOnce(scenario_id, shop.draft(scenario_id).revision, whom, at))
    return scenario_id


def goes_on(shop: Shop) -> None:
    """What the worker does, as far as it is due."""
    admitting(shop).run(60, lambda: False)
    shop.send()


def test_at_once_everybody_gets_it_and_it_is_over(shop: Shop) -> None:
    shop.follow("花", "月")
    (stopped,) = shop.follow("星")
    shop.stop(stopped)
    scenario_id = written(shop)
    facts = shop.reads.newcomers(scenario_id, EVERYBODY)
    assert facts is not None
    assert (facts.entering, facts.stopped) == (2, 1)
    outcome = shop.do(SendOnce(scenario_id, shop.draft(scenario_id).revision))
    assert (outcome.people, outcome.or_more) == (2, False)
    assert shop.facts(scenario_id).state == "running"
    goes_on(shop)
    assert [shop.world.texts(name) for name in "花月星"] == [["news"], ["news"], []]
    assert shop.facts(scenario_id).state == "ended"
    shop.follow("風")
    goes_on(shop)
    assert shop.world.texts("風") == []


def test_at_a_time_those_get_it_who_are_meant_by_then(shop: Shop) -> None:
    hana, tsuki = shop.follow("花", "月")
    with atomic():
        label = labels.ensure(["会員"], at=0)["会員"]
        labels.attach([hana.id], label, at=0)
    at = shop.now() + timedelta(hours=3)
    scenario_id = decided(shop, at, Audience("label", label))
    planned = shop.facts(scenario_id).planned
    assert planned is not None
    assert (planned.at, planned.people) == (at, 1)
    with atomic():
        labels.attach([tsuki.id], label, at=0)
        labels.detach([hana.id], label, at=0)
    shop.move(hours=2)
    goes_on(shop)
    assert shop.world.texts() == []
    shop.move(hours=1)
    goes_on(shop)
    assert [shop.world.texts(name) for name in "花月"] == [[], ["news"]]
    assert shop.facts(scenario_id).state == "ended"


def test_what_is_to_come_is_counted_and_shown_next(shop: Shop) -> None:
    shop.follow("花", "月")
    quota.remember(Quota(100, 1_000, shop.world.clock.real()))
    at = shop.now() + timedelta(hours=3)
    scenario_id = decided(shop, at)
    assert admissions.uncounted()  # who sends does not wait for that
    goes_on(shop)
    assert admissions.uncounted() == []
    home = shop.reads.home()
    assert home.planned == 2
    assert home.next_due == NextDue(at, 2, ("11/22",), scenario_id)
    shop.do(PauseScenario(scenario_id))
    assert (shop.reads.home().planned, shop.reads.home().next_due) == (0, None)
    shop.do(ResumeScenario(scenario_id))
    next_month = shop.now() + timedelta(days=40)
    shop.do(CallOff(scenario_id))
    shop.do(SendOnce(scenario_id, shop.draft(scenario_id).revision, at=next_month))
    goes_on(shop)
    assert shop.reads.home().planned == 0


def test_a_time_at_night_means_the_morning_and_is_told_so(shop: Shop) -> None:
    shop.follow("花")
    at = shop.now() + timedelta(hours=11)  # 23:00 in Tokyo
    scenario_id = written(shop)
    facts = shop.reads.newcomers(scenario_id, EVERYBODY, at)
    assert facts is not None
    assert facts.first_at == at + timedelta(hours=9)
    shop.do(SendOnce(scenario_id, shop.draft(scenario_id).revision, at=at))
    shop.move(hours=11)
    goes_on(shop)
    assert shop.world.texts("花") == []
    shop.move(hours=9)
    goes_on(shop)
    assert shop.world.texts("花") == ["news"]


def test_called_off_before_its_time_it_is_a_draft_again(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = decided(shop, shop.now() + timedelta(hours=3))
    shop.do(CallOff(scenario_id), EDITOR)
    facts = shop.facts(scenario_id)
    assert (facts.state, facts.once, facts.planned, facts.changed) == ("draft", True, None, False)
    shop.move(hours=4)
    goes_on(shop)
    assert shop.world.texts() == []
    shop.do(SendOnce(scenario_id, shop.draft(scenario_id).revision))
    goes_on(shop)
    assert shop.world.texts("花") == ["news"]


def test_what_is_on_its_way_is_not_called_off(shop: Shop) -> None:
    crowd()
    scenario_id = decided(shop)
    assert shop.refusal(CallOff(scenario_id)) == "nothing_to_call_off"
    admitting(shop).run(60, lambda: False)
    assert entered() == (MANY, MANY)
    assert shop.refusal(CallOff(scenario_id)) == "nothing_to_call_off"
    assert shop.facts(scenario_id).closed


@pytest.mark.parametrize("mode", ["all", "close"])
def test_ended_before_its_time_nobody_gets_it(shop: Shop, mode: str) -> None:
    shop.follow("花")
    scenario_id = decided(shop, shop.now() + timedelta(hours=3))
    shop.do(EndScenario(scenario_id, mode))  # type: ignore[arg-type]
    shop.move(hours=4)
    goes_on(shop)
    assert shop.world.texts() == []
    assert shop.facts(scenario_id).state == "ended"


def test_a_pause_and_a_stop_of_all_keep_it_back(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = decided(shop, shop.now() + timedelta(hours=1))
    shop.do(PauseScenario(scenario_id))
    shop.move(hours=2)
    goes_on(shop)
    assert shop.world.texts() == []
    shop.do(ResumeScenario(scenario_id))
    shop.do(StopAll())
    goes_on(shop)
    assert shop.world.texts() == []


def test_it_is_decided_once_and_by_an_owner(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = written(shop)
    revision = shop.draft(scenario_id).revision
    assert shop.refusal(SendOnce(scenario_id, revision), EDITOR) == "role"
    assert shop.refusal(CallOff(scenario_id), VIEWER) == "role"
    late = shop.now() - timedelta(hours=1)
    assert shop.refusal(SendOnce(scenario_id, revision, at=late)) == "time_is_over"
    far = shop.now() + timedelta(days=400)
    assert shop.refusal(SendOnce(scenario_id, revision, at=far)) == "within_a_year"
    gone = Audience("label", 7)
    assert shop.refusal(SendOnce(scenario_id, revision, gone)) == "nobody_meant"
    assert shop.reads.newcomers(scenario_id, gone) is None
    assert shop.refusal(SendOnce(scenario_id, revision + 1)) == "draft_changed"
    shop.do(SendOnce(scenario_id, revision))
    assert shop.refusal(SendOnce(scenario_id, revision)) == "already_running"
    assert shop.refusal(AddPeople(scenario_id)) == "sent_once"
    usual = shop.create("ご案内")
    assert shop.refusal(SendOnce(usual, shop.draft(usual).revision)) == "already_running"


def test_a_copy_of_it_is_to_be_sent_once_too(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = decided(shop)
    goes_on(shop)
    copy = shop.do(DuplicateScenario(scenario_id, "11/29")).scenario_id
    assert copy is not None
    assert shop.facts(copy).once
    shop.do(SendOnce(copy, shop.draft(copy).revision))
    goes_on(shop)
    assert shop.world.texts("花") == ["news", "news"]
