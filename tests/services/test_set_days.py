"""Scenarios that begin on a set day: whoever is meant then enters, once, on the account's clock."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from admin_flows.ports.commands import (
    CallOff,
    EndScenario,
    PauseScenario,
    PublishDraft,
    ReopenScenario,
    ResumeScenario,
    SetZone,
)
from bot.delivery.retime import Retiming
from bot.domain.condition_forms import Label
from bot.domain.document import Scenario
from bot.store import labels, user_groups
from bot.store.db import atomic
from tests.delivery.world import step
from tests.services.shop import Shop, document
from tests.services.test_admitting import account, admitting


def local(shop: Shop, later: timedelta) -> datetime:
    return account().calendar.local(shop.now() + later).replace(tzinfo=None, second=0)


def on(shop: Shop, days: float = 1, who: Any = None) -> dict[str, Any]:
    at = f"{local(shop, timedelta(days=days)):%Y-%m-%dT%H:%M}"
    return {"when": "date", "on": at, **({"who": who} if who else {})}


def goes_on(shop: Shop, days: float = 0) -> None:
    shop.world.clock.move(timedelta(days=days))
    admitting(shop).run(60, lambda: False)
    shop.send()


def told(shop: Shop, *names: str) -> list[list[str]]:
    return [shop.world.texts(name) for name in names]


def test_everybody_enters_when_the_day_has_come(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = shop.started(step("sale"), start=on(shop))
    planned = shop.facts(scenario_id).planned
    assert planned is not None
    assert planned.people == 1
    shop.follow("月")
    goes_on(shop, days=0.9)
    assert told(shop, "花", "月") == [[], []]
    goes_on(shop, days=0.2)
    assert told(shop, "花", "月") == [["sale"], ["sale"]]
    shop.follow("星")
    goes_on(shop, days=1)
    assert told(shop, "花", "星") == [["sale"], []]


def test_those_with_the_label_or_in_the_group_by_then(shop: Shop) -> None:
    hana, tsuki, _ = shop.follow("花", "月", "星")
    with atomic():
        user_groups.create("常連", Label(label="会員"), at=0)
    shop.started(step("one"), start=on(shop, who={"label": "会員"}))
    shop.started(step("two"), name="二", start=on(shop, who={"group": "常連"}))
    with atomic():
        labels.attach([hana.id], labels.ensure(["会員"], at=0)["会員"], at=0)
    goes_on(shop, days=1.1)
    assert [sorted(each) for each in told(shop, "花", "月")] == [["one", "two"], []]
    assert tsuki.id


def test_a_day_that_is_over_brings_nobody(shop: Shop) -> None:
    shop.follow("花")
    shop.started(step("sale"), start=[on(shop, days=-1), on(shop, days=2)])
    goes_on(shop)
    assert told(shop, "花") == [[]]
    goes_on(shop, days=2.1)
    assert told(shop, "花") == [["sale"]]


def test_publishing_another_day_calls_off_the_first(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = shop.started(step("sale"), start=on(shop, days=1))
    publish(shop, scenario_id, document(step("sale"), start=on(shop, days=3)))
    goes_on(shop, days=2)
    assert told(shop, "花") == [[]]
    goes_on(shop, days=1.1)
    assert told(shop, "花") == [["sale"]]


def test_publishing_other_words_keeps_the_day(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = shop.started(step("sale"), start=(start := on(shop, days=1)))
    publish(shop, scenario_id, document(step("new"), start=start))
    goes_on(shop, days=1.1)
    assert told(shop, "花") == [["new"]]


def publish(shop: Shop, scenario_id: int, changed: Scenario) -> None:
    shop.do(PublishDraft(scenario_id, shop.write(scenario_id, changed)))


def test_what_was_called_off_stays_so(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = shop.started(step("sale"), start=(start := on(shop, days=1)))
    shop.do(CallOff(scenario_id))
    publish(shop, scenario_id, document(step("new"), start=start))
    goes_on(shop, days=1.1)
    assert told(shop, "花") == [[]]


def test_closed_to_newcomers_and_opened_again(shop: Shop) -> None:
    start = [{"when": "friend_added"}, on(shop, days=1)]
    shop.follow("花")
    scenario_id = shop.started(step("sale", {"days": 5}), start=start)
    shop.follow("月")
    shop.do(EndScenario(scenario_id, "close"))
    assert shop.facts(scenario_id).planned is None
    shop.do(ReopenScenario(scenario_id))
    goes_on(shop, days=1.1)
    assert shop.facts(scenario_id).inside == 2


def test_in_a_paused_scenario_they_enter_and_wait(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = shop.started(step("sale"), start=on(shop, days=1))
    shop.do(PauseScenario(scenario_id))
    goes_on(shop, days=1.1)
    assert (told(shop, "花"), shop.facts(scenario_id).inside) == ([[]], 1)
    shop.do(ResumeScenario(scenario_id))
    goes_on(shop)
    assert told(shop, "花") == [["sale"]]


def test_in_another_time_zone_the_day_comes_by_its_clock(shop: Shop) -> None:
    shop.follow("花")
    scenario_id = shop.started(step("sale"), start=on(shop, days=1))
    before = shop.facts(scenario_id).planned
    shop.do(SetZone(ZoneInfo("Asia/Bangkok")))
    Retiming(shop.world.clock, account).run(60, lambda: False)
    after = shop.facts(scenario_id).planned
    assert before is not None
    assert after is not None
    assert after.at - before.at == timedelta(hours=2)
