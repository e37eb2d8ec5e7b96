"""Results: of a period, by version, from sums that a full count agrees with."""

from datetime import date, timedelta

import pytest

from admin_flows.ports.commands import EndScenario, PublishDraft
from admin_flows.ports.facts import Period
from bot.clock import epoch
from bot.domain.results import Sums
from bot.services.counting import Counting
from bot.services.friends import Came
from bot.store import settings, signals
from bot.store.db import atomic, rows
from tests.delivery.recount import counted, recounted
from tests.delivery.world import step
from tests.services.shop import Shop, document

TODAY = date(2026, 12, 1)


@pytest.fixture
def counting(shop: Shop) -> Counting:
    return Counting(shop.world.clock, lambda: settings.account("Asia/Tokyo"))


def block(shop: Shop, name: str) -> None:
    world = shop.world
    with atomic():
        world.friends.unfollowed(world.friend(name), at_ms=world.ms() + 1)


def unblock(shop: Shop, name: str) -> None:
    world = shop.world
    with atomic():
        came = Came(world.friend(name), unblocked=True, at_ms=world.ms() + 2)
        world.friends.followed([came])


def stop(shop: Shop, name: str, scenario: int | None = None) -> None:
    friend = shop.world.friend(name)
    with atomic():
        if scenario is None:
            shop.world.friends.stop(friend)
        else:
            shop.world.friends.stop_one(friend, scenario)


def says(shop: Shop, name: str, text: str = "はい") -> None:
    with atomic():
        shop.world.friends.replied(shop.world.friend(name), text)


def went_out(shop: Shop, *names: str) -> None:
    for name in names:
        shop.world.follow(name)
    shop.world.send()


def test_what_friends_did_within_a_day_belongs_to_the_step_before(shop: Shop) -> None:
    scenario = shop.world.scenario(step("a"), step("b", {"days": 1}))
    went_out(shop, "花", "葉", "茎", "根")
    shop.world.move(hours=23)
    says(shop, "葉")
    stop(shop, "茎")
    block(shop, "根")
    shop.world.move(hours=2)
    block(shop, "葉")  # 25 hours after it: the step is not to blame
    found = shop.reads.results(scenario)
    assert found.steps == {"a": Sums(sent=4, answered=1, stopped=1, blocked=1)}
    assert (found.entered, found.inside, found.stopped, found.blocked) == (4, 1, 1, 2)


def test_each_person_counts_once_for_a_step(shop: Shop) -> None:
    scenario = shop.world.scenario(step("a"))
    went_out(shop, "花")
    for _ in range(2):
        says(shop, "花")
        block(shop, "花")
        unblock(shop, "花")
    assert shop.reads.results(scenario).steps == {"a": Sums(sent=1, answered=1, blocked=1)}


def test_who_stops_one_scenario_is_counted_for_its_own_last_step(shop: Shop) -> None:
    first = shop.world.scenario(step("a"), step("z", {"days": 9}))
    went_out(shop, "花")
    shop.world.move(hours=1)
    second = shop.world.scenario(
        step("b"), name="二つめ", start={"when": "keyword", "exact": ["二"]}
    )
    with atomic():
        shop.world.friends.wrote(shop.world.friend("花"), "二")
    shop.world.send()
    stop(shop, "花", first)
    assert shop.reads.results(first).steps["a"].stopped == 1
    assert shop.reads.results(second).steps == {"b": Sums(sent=1)}


def test_a_period_has_who_entered_in_it_and_what_happened_in_it(shop: Shop) -> None:
    scenario = shop.world.scenario(step("a"), step("b", {"days": 1}), step("c", {"days": 30}))
    went_out(shop, "花", "葉")
    shop.world.move(days=1)
    went_out(shop, "茎")
    tomorrow = TODAY + timedelta(days=1)
    first = shop.reads.results(scenario, Period(TODAY, TODAY))
    assert (first.entered, first.sent) == (2, {"a": 2})
    second = shop.reads.results(scenario, Period(tomorrow, tomorrow))
    assert (second.entered, second.sent) == (1, {"a": 1, "b": 2})
    both = shop.reads.results(scenario, Period(TODAY, tomorrow))
    assert (both.entered, both.sent) == (3, {"a": 3, "b": 2})
    assert both.steps == shop.reads.results(scenario).steps


def test_a_day_is_the_accounts_day(shop: Shop, counting: Counting) -> None:
    """In Tokyo the day begins at 15:00 UTC of the day before."""
    shop.world.move(hours=11, minutes=30)  # 23:30 in Tokyo
    scenario = shop.world.scenario(step("a"), start={"when": "friend_added"})
    went_out(shop, "花")
    shop.world.move(hours=1)
    went_out(shop, "葉")
    days = [Period(TODAY + timedelta(days=n), TODAY + timedelta(days=n)) for n in range(2)]
    before = [shop.reads.results(scenario, day) for day in days]
    assert [found.entered for found in before] == [1, 1]
    assert counting.once() > 0
    assert not rows("SELECT 1 FROM signal")
    assert [shop.reads.results(scenario, day) for day in days] == before


def _dies_while_counting() -> None:
    with atomic():
        signals.count_in(2, lambda at: at // 86_400)
        raise KeyboardInterrupt


def test_counting_into_days_may_end_anywhere(shop: Shop) -> None:
    shop.world.scenario(step("a"), step("b", {"days": 1}))
    went_out(shop, "花", "葉", "茎")
    block(shop, "茎")
    shop.world.move(days=1)
    shop.world.send()
    expected = recounted()
    assert counted() == expected
    with pytest.raises(KeyboardInterrupt):
        _dies_while_counting()
    while rows("SELECT 1 FROM signal"):
        assert counted() == expected
        with atomic():
            signals.count_in(2, lambda at: at // 86_400)
    assert counted() == expected


def test_they_are_counted_once_it_is_worth_it(shop: Shop, counting: Counting) -> None:
    for _ in range(signals.WORTH_COUNTING + 1):
        assert not counting.is_due()
        signals.of_account({"added": 1}, at=epoch(shop.world.clock.now()))
    assert counting.is_due()
    counting.run(5, lambda: True)
    assert counting.is_due()
    counting.run(5, lambda: False)
    assert not counting.is_due()
    assert rows("SELECT kind, people FROM signal_day") == [("added", signals.WORTH_COUNTING + 1)]


def test_versions_stand_beside_each_other(shop: Shop) -> None:
    scenario = shop.started(step("a"), step("b", {"days": 1}))
    went_out(shop, "花", "葉")
    revision = shop.write(scenario, document(step("a", 0, "新しい文"), step("b", {"days": 1})))
    shop.do(PublishDraft(scenario, revision))
    went_out(shop, "茎")
    found = shop.reads.results(scenario)
    assert list(found.versions.items()) == [
        (2, {"a": Sums(sent=1)}),
        (1, {"a": Sums(sent=2)}),
    ]
    assert found.sent == {"a": 3}


def test_ending_for_all_is_counted(shop: Shop) -> None:
    scenario = shop.started(step("a"), step("b", {"days": 1}))
    went_out(shop, "花", "葉", "茎")
    stop(shop, "花")
    block(shop, "葉")
    found = shop.reads.results(scenario)
    assert (found.inside, found.stopped, found.blocked) == (1, 1, 1)
    shop.do(EndScenario(scenario, "all"))
    found = shop.reads.results(scenario)
    assert (found.entered, found.inside, found.stopped, found.blocked) == (3, 0, 3, 0)
    assert counted() == recounted()
