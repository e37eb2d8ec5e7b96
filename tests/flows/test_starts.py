"""Who enters a scenario: every start and every rule of the chat."""

from datetime import date, datetime, time

import pytest

from admin_flows.ports import facts
from bot.clock import FakeClock
from bot.domain.document import (
    ApiEvent,
    CouponUsed,
    Dated,
    DateNoted,
    FriendAdded,
    GroupMatched,
    LabelAdded,
    Scenario,
    ScenarioFinished,
    ScenarioStopped,
    parse,
)
from bot.domain.goals import GoalDate
from bot.domain.starts import Who
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import full_shop


@pytest.fixture
def shop(clock: FakeClock) -> Shop:
    return full_shop(clock)


@pytest.fixture
def asked(sato: Phone) -> Phone:
    return sato.press("go:start.kind:9")


def document(shop: Shop) -> Scenario:
    return shop.kept[9].draft


def test_a_label_starts_it(asked: Phone, shop: Shop) -> None:
    asked.tap("Label added").type("1")
    assert document(shop).start[-1] == LabelAdded(label=shop.labels()[0].name)
    assert asked.screen == "start.card"


def test_a_label_that_is_not_there_yet_may_be_named(asked: Phone, shop: Shop) -> None:
    asked.tap("Label added").type("あ" * 21)
    assert "20文字" in asked.words
    asked.type("来店済み")
    assert document(shop).start[-1] == LabelAdded(label="来店済み")


def test_a_group_starts_it_as_it_happens(asked: Phone, shop: Shop) -> None:
    asked.tap("Group match").open("常連").tap("As it happens")
    assert document(shop).start[-1] == GroupMatched(group="常連")


@pytest.mark.parametrize("typed", [True, False])
def test_a_group_starts_it_once_a_day(asked: Phone, shop: Shop, typed: bool) -> None:
    asked.tap("Group match").type("常連")
    if typed:
        assert "読み取れません" in asked.type("いつか").words
        asked.type("9:30")
    else:
        asked.tap("Once a day", time="09:30")
    assert document(shop).start[-1] == GroupMatched(group="常連", check="daily", at=time(9, 30))


def test_a_group_nobody_made_is_no_start(asked: Phone, shop: Shop) -> None:
    asked.tap("Group match").type("だれか")
    assert asked.screen == "start.pick"
    assert "だれか" in asked.words


def test_the_end_of_another_starts_it(asked: Phone, shop: Shop) -> None:
    asked.tap("After another")
    assert "下書き" not in [button.shown for button in asked.buttons]
    asked.open("週替わり").tap("When finished")
    assert document(shop).start[-1] == ScenarioFinished(scenario="週替わりのご案内")


def test_leaving_another_starts_it(asked: Phone, shop: Shop) -> None:
    asked.tap("After another").open("週替わり").tap("When stopped")
    assert document(shop).start[-1] == ScenarioStopped(scenario="週替わりのご案内")


def test_a_birthday_starts_it_and_comes_again_every_year(asked: Phone, shop: Shop) -> None:
    asked.tap("Friend’s date").open("誕生日").tap("Every year")
    found = document(shop)
    assert DateNoted(field="birthday") in found.start
    assert ScenarioFinished(scenario=found.name) in found.start
    assert found.goals == {"birthday": GoalDate(field="birthday", yearly=True)}
    assert found.reentry == "after_finish"


@pytest.mark.parametrize("name", ["予約日時", "車検の日"])
def test_another_date_starts_it_once(asked: Phone, shop: Shop, name: str) -> None:
    asked.tap("Friend’s date").type(name).tap("Once")
    found = document(shop)
    assert found.start[-1] == DateNoted(field=name)
    assert found.goals == {name: GoalDate(field=name)}
    assert found.reentry == "never"


def test_what_happens_when_the_date_moves_is_chosen(asked: Phone, shop: Shop) -> None:
    asked.tap("Friend’s date").type("予約日時").tap("Once")
    [number] = [id_ for id_, one in shop.kept.items() if one.draft and one.draft.goals]
    asked.press(f"go:start.card:{number}").open("日付が変わったら").tap("End")
    assert document(shop).goals["予約日時"].on_change == "stop"
    assert "終える" in asked.words


def test_a_used_coupon_starts_it(asked: Phone, shop: Shop) -> None:
    asked.tap("Coupon used").type("1")
    assert document(shop).start[-1] == CouponUsed(coupon="初回")


def test_another_system_starts_it(asked: Phone, shop: Shop) -> None:
    asked.tap("Other systems").type("order_placed")
    assert document(shop).start[-1] == ApiEvent(event="order_placed")


@pytest.mark.parametrize(
    ("answer", "who"),
    [("1", Who()), ("2", Who(label="会員")), ("常連", Who(group="常連"))],
)
def test_a_set_day_starts_it(asked: Phone, shop: Shop, answer: str, who: Who) -> None:
    asked.tap("A set day", datetime="2026-12-24T10:00")
    assert "12/24(木) 10:00" in asked.words
    assert asked.type("だれか").screen == "start.whom"
    asked.type(answer)
    assert document(shop).start[-1] == Dated(on=datetime(2026, 12, 24, 10), who=who)


@pytest.mark.parametrize("at", ["2026-11-20T10:00", "2028-01-01T10:00"])
def test_a_day_that_is_over_or_too_far_away_is_no_start(asked: Phone, at: str) -> None:
    assert asked.tap("A set day", datetime=at).screen == "start.kind"


def test_a_long_list_is_paged(asked: Phone, shop: Shop) -> None:
    shop.grouped = [facts.UserGroupFacts(n, f"組{n}", shop.grouped[0].rule) for n in range(1, 13)]
    asked.tap("Group match", "Next ›").tap("‹ Before", "Next ›").type("4").tap("As it happens")
    assert document(shop).start[-1] == GroupMatched(group="組12")


def test_five_starts_are_the_most(asked: Phone, shop: Shop) -> None:
    for name in ("1", "2", "3", "4"):
        asked.press("go:start.kind:9").tap("Other systems").type(name)
    assert not asked.has("Add a start")
    assert asked.press("go:start.kind:9").screen == "start.card"


def test_how_often_one_may_enter(asked: Phone, shop: Shop) -> None:
    asked.press("go:start.card:9").tap("How often", "Once a week")
    most = document(shop).at_most
    assert most is not None and (most.walks, most.per.unit, most.per.amount) == (1, "weeks", 1)
    assert asked.reads("Once a week")
    asked.tap("How often", "Any number")
    assert document(shop).at_most is None


def test_scenarios_that_exclude_each_other(asked: Phone, shop: Shop) -> None:
    asked.press("go:start.card:9").tap("Not beside").type("あ" * 21)
    assert asked.screen == "start.set"
    asked.type("住み替え")
    assert document(shop).exclusive == "住み替え"
    asked.press("go:start.card:8").tap("Not beside").type("1")
    assert shop.kept[8].draft.exclusive == "住み替え"
    asked.tap("Not beside", "None")
    assert shop.kept[8].draft.exclusive is None


def test_a_period_is_chosen_end_by_end(asked: Phone, shop: Shop) -> None:
    asked.press("go:start.card:9").tap("Period").tap("From a day", date="2026-12-01")
    asked.tap("Until a day", date="2027-01-31")
    active = document(shop).active
    assert active is not None
    assert (active.from_, active.until) == (date(2026, 12, 1), date(2027, 1, 31))
    asked.tap("Until a day", date="2026-11-01")
    assert document(shop).active == active
    asked.type("12/31")
    assert document(shop).active != active
    asked.tap("Always")
    assert document(shop).active is None


def test_which_goes_first(asked: Phone, shop: Shop) -> None:
    asked.press("go:start.card:9").tap("Priority", "High")
    assert document(shop).priority == 50
    asked.tap("Priority").type("101")
    assert "100" in asked.words
    asked.type("7")
    assert document(shop).priority == 7


def test_one_walk_for_each_value_of_an_event(asked: Phone, shop: Shop) -> None:
    asked.press("go:start.card:9")
    assert not asked.has("One for")
    raw = {
        "name": "下書き",
        "start": {"when": "api", "event": "x", "carries": {"order_id": "text"}},
    }
    shop.kept[9].draft = parse(raw)
    asked.press("go:start.card:9").tap("One for").type("1")
    assert document(shop).per == "order_id"
    asked.tap("One for", "One a friend")
    assert document(shop).per is None


def test_what_was_chosen_stays_with_the_rest(asked: Phone, shop: Shop) -> None:
    asked.press("go:start.card:9").tap("Priority", "High")
    assert document(shop).start == (FriendAdded(),)
    assert len(document(shop).steps) == 3


@pytest.mark.parametrize("crafted", ["9.nothing", "9"])
def test_crafted_looks_lead_home(asked: Phone, crafted: str) -> None:
    for screen in ("start.pick", "start.set"):
        assert asked.press(f"go:{screen}:{crafted}").screen.startswith("home.")
