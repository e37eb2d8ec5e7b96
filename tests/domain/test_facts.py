"""Whether a condition is true of a person."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from bot.domain.attributes import Known
from bot.domain.birth import of_ages, of_year
from bot.domain.calendar import Calendar
from bot.domain.condition_forms import Answered, Tapped
from bot.domain.conditions import AllOf, AnyOf, Condition, Not
from bot.domain.elapsed import Elapsed
from bot.domain.facts import Facts, holds
from tests.domain import condition_strategies as some
from tests.domain.condition_strategies import condition

TOKYO = Calendar(ZoneInfo("Asia/Tokyo"))
# A Sunday in Tokyo, 10:30.
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def person(**known: Any) -> Facts:
    return Facts(**{"now": NOW, "calendar": TOKYO, **known})


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO.zone).astimezone(UTC)


BOUGHT: list[tuple[dict[str, Any], str, bool]] = [
    ({}, "2026-11-22T10:30", True),
    ({"for_at_least": {"minutes": 30}}, "2026-11-22T10:00", True),
    ({"for_at_least": {"minutes": 30}}, "2026-11-22T10:01", False),
    ({"for_less_than": {"minutes": 30}}, "2026-11-22T10:00", False),
    ({"for_less_than": {"minutes": 30}}, "2026-11-22T10:01", True),
    ({"for_at_least": {"hours": 5}}, "2026-11-22T05:30", True),
    ({"for_at_least": {"days": 1}}, "2026-11-21T10:30", True),
    ({"for_at_least": {"days": 1}}, "2026-11-21T10:31", False),
    ({"for_at_least": {"days": 1}, "for_less_than": {"days": 3}}, "2026-11-19T10:31", True),
    ({"for_at_least": {"days": 1}, "for_less_than": {"days": 3}}, "2026-11-19T10:30", False),
    ({"for_at_least": {"weeks": 2}}, "2026-11-08T10:30", True),
    ({"for_at_least": {"months": 1}}, "2026-10-22T10:30", True),
    ({"for_at_least": {"months": 1}}, "2026-10-22T10:31", False),
]


@pytest.mark.parametrize(("spans", "at", "true"), BOUGHT)
def test_labels_and_the_time_since(spans: dict[str, Any], at: str, true: bool) -> None:
    facts = person(labels={"購入": local(at)})
    assert holds(condition({"label": "購入", **spans}), facts) is true
    assert not holds(condition({"label": "予約", **spans}), facts)


BACK = [
    ("2026-03-28T23:00", "2026-02-28T23:00"),
    ("2026-03-29T01:00", "2026-03-01T00:00"),
    ("2026-03-31T23:00", "2026-03-01T00:00"),
    ("2026-04-01T00:00", "2026-03-01T00:00"),
    ("2028-03-31T10:00", "2028-03-01T00:00"),
    ("2026-01-15T10:00", "2025-12-15T10:00"),
]


@pytest.mark.parametrize(("now", "a_month_before"), BACK)
def test_months_of_different_length(now: str, a_month_before: str) -> None:
    assert Elapsed(months=1).before(local(now), TOKYO) == local(a_month_before)


def test_days_are_days_of_the_calendar() -> None:
    """The night of October 25 is an hour longer in London."""
    london = Calendar(ZoneInfo("Europe/London"))
    noon = datetime(2026, 10, 25, 12, tzinfo=UTC)
    assert Elapsed(days=1).before(noon, london) == noon - timedelta(hours=25)
    assert Elapsed(hours=24).before(noon, london) == noon - timedelta(hours=24)


def born(text: str, until: str | None = None) -> Facts:
    return person(attributes={"birthday": Known(text, is_date=True, until=until)})


AGES: list[tuple[str, dict[str, Any], bool]] = [
    ("2001-11-22", {"is": 25}, True),
    ("2001-11-23", {"is": 24}, True),
    ("2001-11-22", {"under": 25}, False),
    ("2001-11-23", {"under": 25}, True),
    ("2001-11-22", {"over": 24}, True),
    ("2001-11-22", {"over": 25}, False),
    ("2001-11-22", {"at_least": 25}, True),
    ("2001-11-22", {"at_most": 25}, True),
    ("2001-11-23", {"at_most": 23.5}, False),
    ("2001-11-23", {"at_most": 24.5}, True),
    ("2001-11-22", {"between": [25, 44]}, True),
    ("1981-11-22", {"between": [25, 44]}, False),
    ("1981-11-23", {"between": [25, 44]}, True),
    ("2001-11-22", {"is": ["24", "25"]}, True),
    ("2001-11-22", {"over": 5000}, False),
    ("2001-11-22", {"under": 5000}, True),
    ("2001-11-22", {"at_least": 0}, True),
    ("2001-11-22", {"over": -1}, True),
    ("2001-11-22", {"under": -1}, False),
    ("2026-11-22", {"is": 0}, True),
]


@pytest.mark.parametrize(("day", "how", "true"), AGES)
def test_ages(day: str, how: dict[str, Any], true: bool) -> None:
    assert holds(condition({"attribute": "age", **how}), born(day)) is true


def test_born_on_a_leap_day() -> None:
    turned_26 = condition({"attribute": "age", "at_least": 26})
    leapling = {"birthday": Known("2000-02-29", is_date=True)}
    before, after = local("2026-02-28T12:00"), local("2026-03-01T12:00")
    assert not holds(turned_26, person(attributes=leapling, now=before))
    assert holds(turned_26, person(attributes=leapling, now=after))


SPANS: list[tuple[tuple[str, str], dict[str, Any], bool]] = [
    # Born in 2001: 24 until their birthday, then 25; nobody knows which.
    (of_year(2001), {"under": 25}, False),
    (of_year(2001), {"at_least": 25}, False),
    (of_year(2001), {"between": [24, 25]}, True),
    (of_year(2001), {"known": True}, True),
    (of_ages(25, 44, NOW.date()), {"between": [25, 44]}, True),
    (of_ages(25, 44, NOW.date()), {"under": 25}, False),
    (of_ages(25, 44, NOW.date()), {"at_least": 25}, True),
    (of_ages(25, 44, NOW.date()), {"over": 44}, False),
    (of_ages(25, 44, NOW.date()), {"under": 30}, False),
    (of_ages(25, 44, NOW.date()), {"at_least": 30}, False),
    (of_ages(45, None, NOW.date()), {"at_least": 45}, True),
    (of_ages(0, 24, NOW.date()), {"under": 25}, True),
]


@pytest.mark.parametrize(("birth", "how", "true"), SPANS)
def test_an_age_that_is_known_within_bounds(
    birth: tuple[str, str], how: dict[str, Any], true: bool
) -> None:
    assert holds(condition({"attribute": "age", **how}), born(*birth)) is true


def known(**values: Known) -> Facts:
    return person(name="花子", language="ja", attributes=values)


HER = known(
    gender=Known("female"),
    番号=Known("007"),
    点数=Known("10", 10),
    来店日=Known("2026-12-24T10:00", is_date=True),
    birthday=Known("2001-01-01", is_date=True, until="2001-12-31"),
)
ATTRIBUTES: list[tuple[dict[str, Any], bool]] = [
    ({"attribute": "gender", "is": "女性"}, True),
    ({"attribute": "gender", "is": ["male", "other"]}, False),
    ({"attribute": "gender", "known": True}, True),
    ({"attribute": "area", "known": True}, False),
    ({"attribute": "area", "known": False}, True),
    ({"attribute": "name", "is": "花子"}, True),
    ({"attribute": "language", "is": ["ja", "en"]}, True),
    ({"attribute": "language", "known": False}, False),
    ({"attribute": "番号", "is": 7}, False),
    ({"attribute": "番号", "is": "007"}, True),
    ({"attribute": "番号", "under": 10}, False),
    ({"attribute": "点数", "is": "10.0"}, True),
    ({"attribute": "点数", "over": 9.5}, True),
    ({"attribute": "点数", "under": "2027-01-01"}, False),
    ({"counter": "点数", "at_least": 10}, True),
    ({"counter": "来店回数", "under": 1}, True),
    ({"counter": "来店回数", "is": 0}, True),
    ({"attribute": "来店回数", "is": 0}, False),
    ({"attribute": "来店日", "is": "2026-12-24"}, True),
    ({"attribute": "来店日", "at_most": "2026-12-24"}, True),
    ({"attribute": "来店日", "under": "2026-12-24 11:00"}, True),
    ({"attribute": "来店日", "over": "2026-12-24"}, False),
    ({"attribute": "来店日", "between": ["2026-12-01", "2026-12-31"]}, True),
    ({"attribute": "来店日", "over": 7}, False),
    ({"attribute": "birth_year", "is": 2001}, True),
    ({"attribute": "birth_year", "under": 2001}, False),
    ({"attribute": "birth_year", "at_most": 2001}, True),
    ({"attribute": "birth_year", "known": True}, True),
    ({"attribute": "birthday", "known": True}, False),
    ({"attribute": "birthday", "under": "2002-01-01"}, True),
    ({"attribute": "birthday", "over": "2001-06-01"}, False),
]


@pytest.mark.parametrize(("raw", "true"), ATTRIBUTES)
def test_attributes(raw: dict[str, Any], true: bool) -> None:
    assert holds(condition(raw), HER) is true


REGULAR = person(
    walks={"再来店": frozenset({"entered", "inside", "finished"})},
    reacted={"再来店": frozenset({("tapped", "offer")})},
    friend_since=local("2026-11-21T23:59"),
)
OTHERS: list[tuple[dict[str, Any], bool]] = [
    ({"entered": "再来店"}, True),
    ({"entered": "お礼"}, False),
    ({"not": {"entered": "お礼"}}, True),
    ({"inside": "再来店"}, True),
    ({"finished": "再来店"}, True),
    ({"stopped": "再来店"}, False),
    ({"inside": "お礼"}, False),
    ({"tapped": "offer", "scenario": "再来店"}, True),
    ({"tapped": "other", "scenario": "再来店"}, False),
    ({"watched": "offer", "scenario": "再来店"}, False),
    ({"tapped": "offer", "scenario": "お礼"}, False),
    ({"days_since_friend": {"is": 1}}, True),
    ({"days_since_friend": {"over": 1}}, False),
    ({"days_since_friend": {"between": [0, 1]}}, True),
    ({"month": [11, 12]}, True),
    ({"month": 10}, False),
    ({"weekday": ["sat", "sun"]}, True),
    ({"weekday": "mon"}, False),
    ({"hour": 10}, True),
    ({"hour": "10:31-24:00"}, False),
    ({"all": [{"month": 11}, {"month": 10}]}, False),
    ({"any": [{"month": 11}, {"month": 10}]}, True),
    ({"not": {"month": 10}}, True),
]


@pytest.mark.parametrize(("raw", "true"), OTHERS)
def test_walks_time_and_how_they_are_joined(raw: dict[str, Any], true: bool) -> None:
    assert holds(condition(raw), REGULAR) is true


def test_nobody_who_never_added_the_account_has_days_as_a_friend() -> None:
    assert not holds(condition({"days_since_friend": {"at_least": 0}}), person())


def test_reactions() -> None:
    facts = person(reactions=frozenset({("tapped", "step-2")}))
    assert holds(Tapped(tapped="step-2"), facts)
    assert not holds(Answered(answered="step-2"), facts)


def test_reactions_in_the_walk_and_in_any_walk_of_a_scenario_are_two_things() -> None:
    here = person(reactions=frozenset({("tapped", "step-2")}))
    there = person(reacted={"再来店": frozenset({("tapped", "step-2")})})
    of_scenario = Tapped(tapped="step-2", scenario="再来店")
    assert holds(of_scenario, there)
    assert not holds(of_scenario, here)
    assert not holds(Tapped(tapped="step-2"), there)
    assert not holds(Tapped(tapped="step-2", scenario="お礼"), there)


def test_the_last_moment_of_a_day_belongs_to_it() -> None:
    late = local("2026-11-22T23:59") + timedelta(seconds=59.5)
    assert holds(condition({"hour": "22:00-24:00"}), person(now=late))


def test_groups() -> None:
    groups = {
        "常連": condition({"all": [{"label": "購入"}, {"not": {"group": "新しい人"}}]}),
        "新しい人": condition({"days_since_friend": {"under": 7}}),
    }
    regular = condition({"group": "常連"})
    labels = {"購入": NOW}
    assert holds(regular, person(groups=groups, labels=labels))
    assert not holds(regular, person(groups=groups))
    assert not holds(regular, person(groups=groups, labels=labels, friend_since=NOW))
    assert not holds(condition({"group": "unknown"}), person(groups=groups))


def test_a_ring_of_groups_ends() -> None:
    ring = {"A": condition({"group": "B"}), "B": condition({"not": {"group": "A"}})}
    assert holds(condition({"group": "B"}), person(groups=ring)) in (True, False)


# Making people and conditions up takes longer than asking about them.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(some.facts(), some.conditions, some.conditions)
def test_de_morgan(facts: Facts, one: Condition, other: Condition) -> None:
    neither = Not(not_=AnyOf(any=(one, other)))
    both_not = AllOf(all=(Not(not_=one), Not(not_=other)))
    assert holds(neither, facts) is holds(both_not, facts)
    not_both = Not(not_=AllOf(all=(one, other)))
    one_not = AnyOf(any=(Not(not_=one), Not(not_=other)))
    assert holds(not_both, facts) is holds(one_not, facts)


@patient
@given(some.facts(), some.conditions)
def test_double_negation(facts: Facts, one: Condition) -> None:
    assert holds(Not(not_=Not(not_=one)), facts) is holds(one, facts)
    assert holds(Not(not_=one), facts) is not holds(one, facts)
