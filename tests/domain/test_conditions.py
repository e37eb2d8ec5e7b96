"""The forms of conditions: read, refused with place and size, and written again."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from bot.domain.comparing import as_number
from bot.domain.condition_forms import Attribute, Group, Label, Tapped
from bot.domain.conditions import FORMS, KEYS, AllOf, AnyOf, Not, leaves
from bot.domain.document import PART_KEYS
from bot.domain.elapsed import Elapsed
from bot.domain.errors import Problem
from bot.domain.model import Part
from bot.domain.problems import problems_of
from tests.domain.condition_strategies import condition, condition_documents


def problem(raw: Any) -> Problem:
    with pytest.raises(ValidationError) as caught:
        condition(raw)
    found = problems_of(caught.value, raw, PART_KEYS)
    assert len(found) == 1, found
    assert found[0].text
    return found[0]


def written(read: Part) -> Any:
    return read.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def test_a_deep_condition() -> None:
    raw = {
        "all": [
            {"label": "商品A購入", "for_at_least": {"days": 1}, "for_less_than": {"days": 3}},
            {"not": {"any": [{"group": "常連"}, {"attribute": "gender", "is": "女性"}]}},
        ]
    }
    bought = Label(label="商品A購入", for_at_least=Elapsed(days=1), for_less_than=Elapsed(days=3))
    woman = Attribute(attribute="gender", is_=("female",))
    assert condition(raw) == AllOf(all=(bought, Not(not_=AnyOf(any=(Group(group="常連"), woman)))))
    assert list(leaves(condition(raw))) == [bought, Group(group="常連"), woman]


SHORT = [
    ({"all": {"label": "A"}}, {"all": [{"label": "A"}]}),
    ({"attribute": "gender", "is": ["女性"]}, {"attribute": "gender", "is": "female"}),
    ({"attribute": "area", "is": ["京都", "大阪"]}, {"attribute": "area", "is": ["京都", "大阪"]}),
    ({"attribute": "age", "under": "25"}, {"attribute": "age", "under": 25}),
    ({"attribute": "身長", "over": "1.50"}, {"attribute": "身長", "over": 1.5}),
    ({"attribute": "番号", "is": 7}, {"attribute": "番号", "is": "7"}),
    ({"attribute": "来店日", "under": "2026-12-24 10:00"},
     {"attribute": "来店日", "under": "2026-12-24T10:00"}),
    ({"attribute": "area", "known": "no"}, {"attribute": "area", "known": False}),
    ({"days_since_friend": {"is": 0}}, {"days_since_friend": {"is": "0"}}),
    ({"hour": 9}, {"hour": "09:00"}),
    ({"hour": "9:00-18:00"}, {"hour": "09:00-18:00"}),
    ({"weekday": "mon"}, {"weekday": ["mon"]}),
    ({"month": ["12", 1]}, {"month": [12, 1]}),
    ({"label": "  カ\u3099  "}, {"label": "ガ"}),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "short"), SHORT)
def test_short_forms(raw: Any, short: Any) -> None:
    assert written(condition(raw)) == short
    assert condition(short) == condition(raw)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(condition_documents)
def test_what_is_written_is_read_again(raw: Any) -> None:
    read = condition(raw)
    assert condition(written(read)) == read


def nested(depth: int) -> Any:
    raw: Any = {"label": "A"}
    for _ in range(depth):
        raw = {"not": raw}
    return raw


WRONG: list[tuple[Any, str, str]] = [
    ({"lable": "A"}, "lable", "unknown_key"),
    ({"all": [{"label": "A"}, {"labl": "B"}]}, "all[1].labl", "unknown_key"),
    ({"label": "A", "group": "B"}, "group", "unknown_key"),
    ({"label": "A", "for_at_least": {"dayz": 1}}, "for_at_least.dayz", "unknown_key"),
    ({}, "", "empty"),
    ("常連", "", "wrong_type"),
    (None, "", "wrong_type"),
    ({"not": [{"label": "A"}]}, "not", "wrong_type"),
    ({"all": []}, "all", "empty"),
    ({"label": " "}, "label", "empty"),
    ({"label": "A", "for_at_least": {}}, "for_at_least", "no_unit"),
    ({"label": "A", "for_at_least": {"days": 1, "hours": 2}}, "for_at_least", "one_unit"),
    ({"label": "A", "for_less_than": {"days": 0}}, "for_less_than", "out_of_range"),
    ({"attribute": "age"}, "", "one_comparison"),
    ({"attribute": "age", "under": 3, "over": 1}, "", "one_comparison"),
    ({"attribute": "age", "under": 3, "known": True}, "", "one_comparison"),
    ({"attribute": "age", "is": "young"}, "", "compare_as"),
    ({"attribute": "age", "under": "2026-12-24"}, "", "compare_as"),
    ({"attribute": "birthday", "under": 7}, "", "compare_as"),
    ({"attribute": "gender", "under": 7}, "", "compare_as"),
    ({"attribute": "age", "under": True}, "under", "bad_bound"),
    ({"attribute": "age", "under": "1e5"}, "under", "bad_bound"),
    ({"attribute": "来店日", "under": "2026-02-30"}, "under", "bad_bound"),
    ({"attribute": "age", "between": [44, 25]}, "between", "between_form"),
    ({"attribute": "age", "between": [25]}, "between", "between_form"),
    ({"attribute": "x", "between": [25, "2026-12-24"]}, "between", "between_form"),
    ({"days_since_friend": 7}, "days_since_friend", "wrong_type"),
    ({"days_since_friend": {"over": "2026-12-24"}}, "days_since_friend", "compare_numbers"),
    ({"counter": "点数", "is": ["10", "many"]}, "", "compare_numbers"),
    ({"month": 13}, "month[0]", "out_of_range"),
    ({"weekday": "monday"}, "weekday[0]", "unknown_value"),
    ({"weekday": []}, "weekday", "empty"),
    ({"hour": 25}, "hour", "bad_time"),
    ({"answered": "Step 2"}, "answered", "bad_id"),
    ({"not": {"watched": ""}}, "not.watched", "bad_id"),
]


@pytest.mark.parametrize(("raw", "place", "code"), WRONG)
def test_mistakes_are_named_with_their_place(raw: Any, place: str, code: str) -> None:
    found = problem(raw)
    assert (found.place, found.code) == (place, code)


TOO_BIG = [
    ({"any": [{"label": "A"}] * 51}, "too_many", 50, 51),
    ({"any": [{"all": [{"label": "A"}] * 26}, {"all": [{"label": "A"}] * 26}]}, "too_many", 50, 52),
    (nested(6), "condition_too_deep", 5, 6),
    (nested(5_000), "condition_too_deep", 5, 5_000),
    ({"label": "あ" * 21}, "too_long", 20, 21),
    ({"attribute": "area", "is": "あ" * 101}, "too_long", 100, 101),
    ({"attribute": "area", "is": ["a"] * 21}, "too_many", 20, 21),
]


@pytest.mark.parametrize(("raw", "code", "limit", "actual"), TOO_BIG)
def test_what_is_too_big_is_refused_with_limit_and_size(
    raw: Any, code: str, limit: int, actual: int
) -> None:
    found = problem(raw)
    assert (found.code, found.values["limit"], found.values["actual"]) == (code, limit, actual)


def test_what_is_just_within_the_limits_is_taken() -> None:
    assert len(list(leaves(condition({"any": [{"label": "あ" * 20}] * 50})))) == 50
    assert condition(nested(5))


def test_every_form_is_known() -> None:
    assert {f"<{key}?>" for key in KEYS} >= FORMS.keys()


def test_a_condition_made_in_code_is_a_condition() -> None:
    assert condition(Not(not_=Tapped(tapped="step-2"))) == Not(not_=Tapped(tapped="step-2"))


def test_a_number_longer_than_any_float_is_none() -> None:
    assert as_number(10**400) is None
    assert as_number(-(10**13)) is None
    assert as_number(10**13 - 1) == 10**13 - 1
