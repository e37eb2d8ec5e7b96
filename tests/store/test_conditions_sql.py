"""SQL and Python answer alike, whatever the condition and whoever the people."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.domain.attributes import Known
from bot.domain.calendar import Calendar
from bot.domain.condition_forms import Tapped
from bot.domain.conditions import Condition
from bot.domain.facts import Facts, holds
from bot.store.conditions_sql import headcount, headcounts, matching
from bot.store.db import atomic, rows
from bot.store.facts import facts_of
from bot.store.models import Friend
from tests.domain import condition_strategies as some
from tests.domain import test_facts
from tests.domain.condition_strategies import NOW, condition
from tests.domain.strategies import calendars
from tests.store.population import populate

Case = tuple[Facts, dict[str, Any], bool]
# An example is small, and made smaller it takes longer than it helps.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
TOKYO = Calendar(ZoneInfo("Asia/Tokyo"))


def found(asked: list[Condition], calendar: Calendar) -> list[set[int]]:
    """Who fits each, asked about all together."""
    all_of = matching(asked, NOW, calendar)
    return [
        {row[0] for row in rows(f"SELECT f.id FROM {all_of.source} WHERE {formula}", all_of.params)}
        for formula in all_of.formulas
    ]


@settings(
    max_examples=40,
    deadline=None,
    phases=WITHOUT_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    people=st.lists(some.facts(), min_size=1, max_size=5),
    rules=some.rules,
    asked=st.lists(some.conditions, min_size=1, max_size=12),
    calendar=calendars,
)
def test_sql_and_python_agree(
    store: str,
    people: list[Facts],
    rules: Mapping[str, Condition],
    asked: list[Condition],
    calendar: Calendar,
) -> None:
    with atomic():
        friend_ids = populate(people, rules)
        known = facts_of(friend_ids, asked, NOW, calendar)
        by_python = [{one for one in friend_ids if holds(each, known[one])} for each in asked]
        assert found(asked, calendar) == by_python
        assert headcounts(asked, NOW, calendar) == tuple(map(len, by_python))


@settings(
    max_examples=20,
    deadline=None,
    phases=WITHOUT_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(person=some.facts(), asked=st.lists(some.conditions, min_size=1, max_size=12))
def test_what_is_read_again_is_what_was_known(
    store: str, person: Facts, asked: list[Condition]
) -> None:
    """The loader brings all that a condition needs: the same is true of the facts as written."""
    with atomic():
        [friend_id] = populate([person], person.groups)
        read = facts_of([friend_id], asked, NOW, person.calendar)[friend_id]
    for each in asked:
        assert holds(each, read) is holds(each, person)


def test_a_headcount_is_of_friends_who_did_not_block(store: str) -> None:
    with_label = Facts(now=NOW, calendar=TOKYO, labels={"購入": NOW})
    gone, *_ = populate([with_label, with_label, Facts(now=NOW, calendar=TOKYO)], {})
    Friend.update(is_friend=False, blocked_at=1).where(Friend.id == gone).execute()
    assert headcount(condition({"label": "購入"}), NOW, TOKYO) == 1
    assert headcount(condition({"not": {"label": "購入"}}), NOW, TOKYO) == 1
    assert headcount(condition({"label": "unknown"}), NOW, TOKYO) == 0


def test_what_is_asked_of_one_walk_is_not_asked_of_everybody(store: str) -> None:
    with pytest.raises(ValueError, match="Tapped"):
        matching([Tapped(tapped="step-2")], NOW, TOKYO)


def test_values_are_never_part_of_the_statement(store: str) -> None:
    tricky = "'; DROP TABLE friend; -- :x %s %(y)s"
    person = Facts(now=NOW, calendar=TOKYO, attributes={"area": Known(tricky)})
    [friend_id] = populate([person], {})
    assert found([condition({"attribute": "area", "is": tricky})], TOKYO) == [{friend_id}]


LABELLED: list[Case] = [
    (test_facts.person(labels={"購入": test_facts.local(at)}), {"label": "購入", **spans}, true)
    for spans, at, true in test_facts.BOUGHT
]
AGED: list[Case] = [
    (test_facts.born(day), {"attribute": "age", **how}, true) for day, how, true in test_facts.AGES
] + [
    (test_facts.born(*birth), {"attribute": "age", **how}, true)
    for birth, how, true in test_facts.SPANS
]
HERS: list[Case] = [(test_facts.HER, raw, true) for raw, true in test_facts.ATTRIBUTES]
OTHERS: list[Case] = [(test_facts.REGULAR, raw, true) for raw, true in test_facts.OTHERS]


@pytest.mark.parametrize("table", [LABELLED, AGED, HERS, OTHERS])
def test_sql_knows_every_limit_to_the_second(store: str, table: list[Case]) -> None:
    for person, raw, true in table:
        populate([person], {})
        assert headcount(condition(raw), person.now, person.calendar) == int(true), raw
