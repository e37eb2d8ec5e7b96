from datetime import date, time
from typing import Any

import pytest

from bot.domain.document import (
    After,
    FriendAdded,
    Immediate,
    Keyword,
    OnDate,
    Scenario,
    SendWithin,
    Step,
    Text,
    Window,
    dump,
    late_of,
    parse,
)
from bot.domain.errors import TEMPLATES, DocumentError, Problem


def problems(raw: Any) -> tuple[Problem, ...]:
    with pytest.raises(DocumentError) as caught:
        parse(raw)
    return caught.value.problems


def only(raw: Any) -> Problem:
    found = problems(raw)
    assert len(found) == 1, found
    return found[0]


def step(**parts: Any) -> dict[str, Any]:
    return {"name": "x", "steps": [{"id": "first"}, {"id": "coupon", **parts}]}


def test_a_whole_document() -> None:
    scenario = parse(
        {
            "tobiishi": 1,
            "name": "再来店のご案内",
            "start": {"when": "friend_added"},
            "active": {"from": "2026-12-01", "until": "2027-01-31"},
            "steps": [
                {"id": "welcome", "wait": 0, "send": [{"text": "ようこそ！"}]},
                {
                    "id": "coupon",
                    "wait": {"days": 3, "at": "10:00-11:30", "only_on": "mon"},
                    "send": {"image": "photo-1"},
                    "receipt": "sent",
                },
            ],
        }
    )
    assert scenario.start == (FriendAdded(),)
    assert scenario.active
    assert scenario.active.until == date(2027, 1, 31)
    assert scenario.steps[0] == Step(id="welcome", send=(Text(text="ようこそ！"),))
    window = Window(start=time(10), end=time(11, 30))
    assert scenario.steps[1].wait == After(days=3, at=window, only_on=("mon",))
    assert scenario.steps[1].receipt == ("sent",)


def test_a_draft_may_lack_almost_everything() -> None:
    assert parse({"name": "x"}) == Scenario(name="x")
    assert parse({"name": "x", "start": None, "steps": None}) == Scenario(name="x")
    assert parse(step()).steps[1].send == ()


def test_dumps_in_the_short_form() -> None:
    scenario = parse(
        {
            "name": "x",
            "start": [{"when": "friend_added", "unblock": False}],
            "reentry": "never",
            "steps": [{"id": "a"}, {"id": "b", "wait": {"days": 3, "at": "10:00-11:00"}}],
        }
    )
    assert dump(scenario) == {
        "tobiishi": 1,
        "name": "x",
        "start": {"when": "friend_added"},
        "steps": [{"id": "a", "wait": 0}, {"id": "b", "wait": {"days": 3, "at": "10:00"}}],
    }


@pytest.mark.parametrize(
    ("parts", "code", "place"),
    [
        ({}, "missing", "start.on"),
        ({"on": "2026-12-24"}, "bad_moment", "start.on"),
        ({"on": "2026-02-30T10:00"}, "bad_moment", "start.on"),
        ({"on": "0001-01-01T10:00"}, "bad_moment", "start.on"),
        ({"on": "2026-12-24T10:00", "who": "all"}, "unknown_value", "start.who"),
        ({"on": "2026-12-24T10:00", "who": {"label": "A", "group": "B"}}, "who_form", "start.who"),
        ({"on": "2026-12-24T10:00", "who": {"labels": "A"}}, "unknown_key", "start.who.labels"),
    ],
)
def test_a_set_day_says_what_it_needs(parts: dict[str, Any], code: str, place: str) -> None:
    problem = only({"name": "x", "start": {"when": "date", **parts}})
    assert (problem.code, problem.place.replace("[0]", "")) == (code, place)
    assert problem.text


@pytest.mark.parametrize(
    ("wait", "code", "place"),
    [
        ({"for": {}}, "awaited_form", "steps[1].wait.for"),
        ({"for": {"tapped": "a", "label": "b"}}, "awaited_form", "steps[1].wait.for"),
        ({"at_most": {"days": 1}}, "missing", "steps[1].wait.for"),
        ({"for": {"taped": "a"}}, "unknown_key", "steps[1].wait.for.taped"),
        ({"for": {"tapped": "A B"}}, "bad_id", "steps[1].wait.for.tapped"),
        ({"for": {"label": "x"}, "at_most": {}}, "no_unit", "steps[1].wait.at_most"),
        ({"for": {"label": "x"}, "at_most": {"days": 366}}, "wait_too_long",
         "steps[1].wait.at_most"),
        ({"for": {"label": "x"}, "at_most": {"days": 1, "from": "start"}}, "limit_form",
         "steps[1].wait.at_most"),
    ],
)  # fmt: skip
def test_a_wait_for_something_says_what_it_needs(wait: Any, code: str, place: str) -> None:
    found = problems(step(wait=wait))
    assert [(problem.code, problem.place) for problem in found][:1] == [(code, place)]
    assert found[0].text


def test_a_wait_for_something_is_written_as_it_was_read() -> None:
    waits = [
        {"for": {"tapped": "a"}, "at_most": {"days": 2, "at": "20:00"}},
        {"for": {"label": "来店済み"}},
    ]
    steps = [{"id": f"s{n}", "wait": wait} for n, wait in enumerate(waits)]
    assert dump(parse({"name": "x", "steps": steps}))["steps"] == steps


@pytest.mark.parametrize(
    ("parts", "code", "place"),
    [
        ({"ask": {"choices": ["A", "B"]}}, "missing", "ask.text"),
        ({"ask": {"text": ""}}, "empty", "ask.text"),
        ({"ask": {"text": "?", "kind": "choice"}}, "choices_form", "ask"),
        ({"ask": {"text": "?", "kind": "number", "choices": ["A"]}}, "choices_form", "ask"),
        ({"ask": {"text": "?", "choices": ["A", "ａ"]}}, "choices_alike", "ask"),
        ({"ask": {"text": "?", "choices": [str(n) for n in range(11)]}}, "too_many",
         "ask.choices"),
        ({"ask": {"text": "?", "choices": ["あ" * 21]}}, "too_long", "ask.choices[0]"),
        ({"ask": {"text": "?", "choices": ["{{ friend.name }}"]}}, "plain_words",
         "ask.choices[0]"),
        ({"ask": {"text": "あ" * 501, "choices": ["A"]}}, "too_long", "ask"),
        ({"ask": {"text": "?", "label": True}}, "label_of_free", "ask"),
        ({"ask": {"text": "?", "choices": ["A"], "right": "B"}}, "right_unknown", "ask"),
        ({"ask": {"text": "?", "kind": "number", "right": "3"}}, "right_unknown", "ask"),
        ({"ask": {"text": "?", "into": "name"}}, "into_kind", "ask"),
        ({"ask": {"text": "?", "into": "birthday"}}, "into_kind", "ask"),
        ({"ask": {"text": "?", "choices": ["若い"], "into": "age"}}, "no_age", "ask"),
        ({"ask": {"text": "?", "tries": 11}}, "out_of_range", "ask.tries"),
        ({"ask": {"text": "?", "at_most": {"days": 400}}}, "wait_too_long", "ask.at_most"),
        ({"ask": {"text": "?", "choises": ["A"]}}, "unknown_key", "ask.choises"),
        ({"ask": {"text": "?"}, "send": [{"text": "a"}] * 5}, "too_many", ""),
        ({"ask": {"text": "?"}, "repeat": {"every": {"days": 1}, "at_most": 2}}, "ask_alone", ""),
    ],
)  # fmt: skip
def test_a_question_says_what_it_needs(parts: Any, code: str, place: str) -> None:
    found = problems(step(**{"send": [], **parts}))
    where = f"steps[1].{place}".removesuffix(".")
    assert [(problem.code, problem.place) for problem in found][:1] == [(code, where)]
    assert found[0].text


def test_a_question_is_written_as_it_was_read() -> None:
    asks: list[dict[str, Any]] = [
        {"text": "?", "choices": ["A", "B"], "into": "interest", "label": True,
         "at_most": {"days": 1}, "right": "B", "tries": 2},
        {"text": {"ja": "？", "en": "?"}, "kind": "number", "into": "age"},
        {"text": "?", "choices": ["A", "B"], "kind": "many", "label": "回答済み"},
    ]  # fmt: skip
    steps = [{"id": f"s{n}", "wait": 0, "ask": ask} for n, ask in enumerate(asks)]
    assert dump(parse({"name": "x", "steps": steps}))["steps"] == steps


STARTS = [
    {"when": "label_added", "label": "購入"},
    {"when": "group_matched", "group": "常連"},
    {"when": "group_matched", "group": "常連", "check": "daily", "at": "10:00"},
    {"when": "scenario_finished", "scenario": "ご案内"},
]


def test_starts_by_what_becomes_true_are_written_as_they_were_read() -> None:
    raw = {"tobiishi": 1, "name": "x", "start": STARTS, "unless": {"label": "社員"}}
    assert dump(parse(raw)) == raw


@pytest.mark.parametrize(
    ("start", "code", "place"),
    [
        ({"when": "label_added"}, "missing", "start[0].label"),
        ({"when": "label_added", "label": "あ" * 21}, "too_long", "start[0].label"),
        ({"when": "label_added", "labell": "A"}, "unknown_key", "start[0].labell"),
        ({"when": "group_matched", "group": "A", "check": "daily"}, "missing", "start[0]"),
        ({"when": "group_matched", "group": "A", "at": "10:00"}, "missing", "start[0]"),
        (
            {"when": "group_matched", "group": "A", "check": "daily", "at": "25:00"},
            "bad_time",
            "start[0].at",
        ),
        (
            {"when": "group_matched", "group": "A", "check": "hourly", "at": "10:00"},
            "unknown_value",
            "start[0].check",
        ),
        ({"when": "scenario_finished"}, "missing", "start[0].scenario"),
        ({"when": "scenario_finished", "scenario": " "}, "empty", "start[0].scenario"),
    ],
)
def test_a_start_says_what_it_needs(start: dict[str, Any], code: str, place: str) -> None:
    problem = only({"name": "x", "start": [start]})
    assert (problem.code, problem.place) == (code, place)
    assert problem.text


ENTERING = {"exclusive": "住み替え", "priority": 20, "at_most": {"walks": 1, "per": {"weeks": 1}}}


def test_who_may_enter_is_written_as_it_was_read() -> None:
    raw = {"tobiishi": 1, "name": "x", **ENTERING}
    assert dump(parse(raw)) == {"tobiishi": 1, "name": "x", **ENTERING}


@pytest.mark.parametrize(
    ("parts", "code", "place"),
    [
        ({"priority": 101}, "out_of_range", "priority"),
        ({"unless": {"not": {"tapped": "a"}}}, "only_in_scenarios", "unless"),
        ({"priority": "high"}, "not_a_number", "priority"),
        ({"exclusive": ""}, "empty", "exclusive"),
        ({"exclusive": "あ" * 21}, "too_long", "exclusive"),
        ({"at_most": {"walks": 0, "per": {"weeks": 1}}}, "out_of_range", "at_most.walks"),
        ({"at_most": {"walks": 1}}, "missing", "at_most.per"),
        ({"at_most": {"walks": 1, "per": {"weeks": 1, "days": 1}}}, "one_unit", "at_most.per"),
        ({"at_most": {"walk": 1, "per": {"weeks": 1}}}, "unknown_key", "at_most.walk"),
    ],
)
def test_who_may_enter_has_its_limits(parts: dict[str, Any], code: str, place: str) -> None:
    problem = only({"name": "x", **parts})
    assert (problem.code, problem.place) == (code, place)
    assert problem.text


@pytest.mark.parametrize(
    ("routes", "code"),
    [
        ([], "empty"),
        (["店頭"], "bad_id"),
        (["QR"], "bad_id"),
        ("a/b", "bad_id"),
        ([f"r{n}" for n in range(21)], "too_many"),
    ],
)
def test_routes_are_named_as_their_links_are(routes: Any, code: str) -> None:
    problem = only({"name": "x", "start": {"when": "friend_added", "routes": routes}})
    assert problem.code == code
    assert problem.place.startswith("start[0].routes")
    assert problem.text


@pytest.mark.parametrize(
    ("raw", "place", "near"),
    [
        ({"name": "x", "stpes": []}, "stpes", "steps"),
        (step(weit=0), "steps[1].weit", "wait"),
        (step(wait={"day": 3}), "steps[1].wait.day", "days"),
        (step(wait={"days": 3, "att": "10:00"}), "steps[1].wait.att", "at"),
        (step(wait={"weekday": "mon", "at": "10:00", "onlyon": 1}), "steps[1].wait.onlyon", ""),
        (step(send=[{"txt": "a"}]), "steps[1].send[0].txt", "text"),
        (
            {"name": "x", "start": {"when": "friend_added", "unblok": 1}},
            "start[0].unblok",
            "unblock",
        ),
        ({"name": "x", "active": {"untill": "2026-12-01"}}, "active.untill", "until"),
    ],
)
def test_unknown_keys_come_with_the_nearest_known_one(raw: Any, place: str, near: str) -> None:
    found = [problem for problem in problems(raw) if problem.code == "unknown_key"]
    assert [(problem.place, problem.values["near"]) for problem in found] == [(place, near)]
    assert "Extra inputs" not in found[0].text
    assert not near or f"Did you mean “{near}”?" in found[0].text


def test_a_misspelt_key_is_one_problem() -> None:
    assert only(step(send=[{"txt": "a"}])).code == "unknown_key"


def test_every_problem_is_told_at_once() -> None:
    raw = step(wait={"days": 400}, receipt="x", sned=[])
    assert [problem.code for problem in problems({**raw, "name": ""})] == [
        "empty",
        "wait_too_long",
        "unknown_value",
        "unknown_key",
    ]


LIMITS = [
    ({"name": "あ" * 31}, "name", "too_long", 30, 31),
    ({"name": "x", "public_title": "👨‍👩‍👧" * 31}, "public_title", "too_long", 30, 31),
    (step(title="あ" * 31), "steps[1].title", "too_long", 30, 31),
    ({"name": "x", "steps": [{"id": f"s{n}"} for n in range(101)]}, "steps", "too_many", 100, 101),
    (step(send=[{"text": "a"}] * 6), "steps[1].send", "too_many", 5, 6),
    (step(send=[{"text": "a" * 5001}]), "steps[1].send[0].text", "text_too_long", 5000, 5001),
    (step(send=[{"text": "😀" * 2501}]), "steps[1].send[0].text", "text_too_long", 5000, 5002),
    (
        step(send=[{"text": {"en": "a", "ja": "あ" * 5001}}]),
        "steps[1].send[0].text.ja",
        "text_too_long",
        5000,
        5001,
    ),
    (step(wait={"seconds": 31_536_001}), "steps[1].wait", "wait_too_long", 365, 31_536_001),
    (step(wait={"minutes": 525_601}), "steps[1].wait", "wait_too_long", 365, 525_601),
    (step(wait={"hours": 8_761}), "steps[1].wait", "wait_too_long", 365, 8_761),
    (step(wait={"days": 366}), "steps[1].wait", "wait_too_long", 365, 366),
    (step(wait={"weeks": 53}), "steps[1].wait", "wait_too_long", 365, 53),
    (step(wait={"months": 13}), "steps[1].wait", "wait_too_long", 365, 13),
    (
        {"name": "x", "start": {"when": "keyword", "exact": ["a"] * 11}},
        "start[0].exact",
        "too_many",
        10,
        11,
    ),
    (
        {"name": "x", "start": {"when": "keyword", "exact": ["a", "あ" * 31]}},
        "start[0].exact[1]",
        "too_long",
        30,
        31,
    ),
    ({"name": "x", "start": [{"when": "manual"}] * 6}, "start", "too_many", 5, 6),
    (
        step(send=[{"image": "https://" + "a" * 1993}]),
        "steps[1].send[0].image",
        "too_long",
        2000,
        2001,
    ),
]


@pytest.mark.parametrize(("raw", "place", "code", "limit", "actual"), LIMITS)
def test_limits_are_refused_with_place_limit_and_size(
    raw: Any, place: str, code: str, limit: int, actual: int
) -> None:
    problem = only(raw)
    assert (problem.place, problem.code) == (place, code)
    assert (problem.values["limit"], problem.values["actual"]) == (limit, actual)
    assert str(limit) in problem.text
    assert str(actual) in problem.text


def test_what_is_just_within_the_limits_is_taken() -> None:
    parse({"name": "👨‍👩‍👧" * 30, "steps": [{"id": f"s{n}"} for n in range(100)]})
    parse(step(title="あ" * 30, wait={"days": 365}, send=[{"text": "a"}] * 5))
    parse(step(send=[{"text": "😀" * 2500}, {"image": "https://" + "a" * 1992}]))
    parse({"name": "x", "start": {"when": "keyword", "contains": ["あ" * 30] * 10}})


def test_variables_do_not_count_as_they_are_written() -> None:
    text = '{{ friend.name | default("お客様") }}' + "a" * 4997
    assert parse(step(send=[{"text": text}]))


def test_a_document_over_64_kilobytes_is_refused() -> None:
    raw = {
        "name": "x",
        "steps": [{"id": f"s{n}", "send": [{"text": "あ" * 4900}]} for n in range(5)],
    }
    problem = only(raw)
    assert problem.code == "document_too_big"
    assert problem.values["limit"] == 65_536
    assert int(problem.values["actual"]) > 5 * 4900 * 3


WRONG: list[tuple[Any, str, str]] = [
    ({}, "name", "missing"),
    (None, "", "wrong_type"),
    ([], "", "wrong_type"),
    ({"name": 3}, "name", "wrong_type"),
    ({"name": " "}, "name", "empty"),
    ({"name": "x", "tobiishi": 2}, "tobiishi", "unknown_value"),
    ({"name": "x", "reentry": "sometimes"}, "reentry", "unknown_value"),
    ({"name": "x", "late": "drop"}, "late", "unknown_value"),
    ({"name": "x", "late": {"send_within": {}}}, "late.send_within", "no_unit"),
    ({"name": "x", "start": {"when": "friend"}}, "start[0].when", "unknown_value"),
    ({"name": "x", "start": {"unblock": True}}, "start[0].when", "missing"),
    ({"name": "x", "start": 3}, "start[0]", "wrong_type"),
    ({"name": "x", "start": {"when": ["manual"]}}, "start[0].when", "wrong_type"),
    ({"name": "x", "start": {"when": "keyword"}}, "start[0]", "keyword_form"),
    (
        {"name": "x", "start": {"when": "keyword", "exact": ["a"], "contains": ["b"]}},
        "start[0]",
        "keyword_form",
    ),
    ({"name": "x", "start": {"when": "keyword", "exact": []}}, "start[0].exact", "empty"),
    ({"name": "x", "start": {"when": "keyword", "exact": [" "]}}, "start[0].exact[0]", "empty"),
    ({"name": "x", "active": {"from": "2026-13-01"}}, "active.from", "bad_date"),
    ({"name": "x", "active": {"from": "tomorrow"}}, "active.from", "bad_date"),
    (
        {"name": "x", "active": {"from": "2026-12-02", "until": "2026-12-01"}},
        "active",
        "period_order",
    ),
    ({"name": "x", "steps": [3]}, "steps[0]", "wrong_type"),
    ({"name": "x", "steps": [{"wait": 0}]}, "steps[0].id", "missing"),
    ({"name": "x", "steps": [{"id": "a b"}]}, "steps[0].id", "bad_id"),
    ({"name": "x", "steps": [{"id": "start"}]}, "steps[0].id", "reserved_id"),
    ({"name": "x", "steps": [{"id": "a"}, {"id": "a"}]}, "steps[1].id", "duplicate_id"),
    (step(wait="3 days"), "steps[1].wait", "wrong_type"),
    (step(wait=False), "steps[1].wait", "wrong_type"),
    (step(wait=5), "steps[1].wait", "wrong_type"),
    (step(wait={}), "steps[1].wait", "no_unit"),
    (step(wait={"at": "10:00"}), "steps[1].wait", "no_unit"),
    (step(wait={"days": 1, "hours": 2}), "steps[1].wait", "one_unit"),
    (step(wait={"days": -1}), "steps[1].wait", "out_of_range"),
    (step(wait={"days": "three"}), "steps[1].wait.days", "not_a_number"),
    (step(wait={"days": 1.5}), "steps[1].wait.days", "not_a_number"),
    (step(wait={"days": True}), "steps[1].wait.days", "not_a_number"),
    (step(wait={"days": [3]}), "steps[1].wait.days", "wrong_type"),
    (step(wait={"days": 1, "at": "25:00"}), "steps[1].wait.at", "bad_time"),
    (step(wait={"days": 1, "at": "ten"}), "steps[1].wait.at", "bad_time"),
    (step(wait={"days": 1, "at": 1000}), "steps[1].wait.at", "wrong_type"),
    (step(wait={"days": 1, "at": "11:00-10:00"}), "steps[1].wait.at", "window_order"),
    (step(wait={"days": 1, "at": "10:00-10:00"}), "steps[1].wait.at", "window_order"),
    (step(wait={"days": 1, "at": "22:00-02:00"}), "steps[1].wait.at", "window_order"),
    (step(wait={"days": 1, "only_on": ["monday"]}), "steps[1].wait.only_on[0]", "unknown_value"),
    (step(wait={"weekday": "mon"}), "steps[1].wait.at", "missing"),
    (step(wait={"day_of_month": 32, "at": "10:00"}), "steps[1].wait.day_of_month", "bad_day"),
    (step(wait={"day_of_month": 0, "at": "10:00"}), "steps[1].wait.day_of_month", "bad_day"),
    (step(wait={"date": "2027-02-29", "at": "10:00"}), "steps[1].wait.date", "bad_date"),
    (step(send=[{"text": ""}]), "steps[1].send[0].text", "empty"),
    (step(send=[{"text": {}}]), "steps[1].send[0].text", "empty"),
    (step(send=[{"text": {"Japanese": "a"}}]), "steps[1].send[0].text", "bad_language"),
    (step(send=[{"text": 3}]), "steps[1].send[0].text", "wrong_type"),
    (step(send=["hello"]), "steps[1].send[0]", "wrong_type"),
    (step(send=[{"image": "http://example.com/a.jpg"}]), "steps[1].send[0].image", "not_https"),
    (step(send=[{"image": "https://例え.jp/a"}]), "steps[1].send[0].image", "not_https"),
    (step(receipt=["read"]), "steps[1].receipt[0]", "unknown_value"),
]


@pytest.mark.parametrize(("raw", "place", "code"), WRONG)
def test_mistakes_are_named_with_their_place(raw: Any, place: str, code: str) -> None:
    problem = only(raw)
    assert (problem.place, problem.code) == (place, code)
    assert problem.place in problem.text


def test_every_sentence_can_be_made() -> None:
    """Templates with a value that nobody gives would break the answer itself."""
    cases = [raw for raw, *_ in WRONG] + [raw for raw, *_ in LIMITS]
    seen = {problem.code for raw in cases for problem in problems(raw) if problem.text}
    assert seen <= TEMPLATES.keys()


@pytest.mark.parametrize(
    ("text", "start", "end", "written"),
    [
        ("10:00", time(10), time(11), "10:00"),
        ("9:05", time(9, 5), time(10, 5), "09:05"),
        ("10:00-11:00", time(10), time(11), "10:00"),
        ("10:00 - 12:30", time(10), time(12, 30), "10:00-12:30"),
        ("１０：００〜１２：００", time(10), time(12), "10:00-12:00"),
        ("23:30", time(23, 30), time(23, 59, 59), "23:30"),
        ("23:00", time(23), time(23, 59, 59), "23:00"),
        ("20:00-24:00", time(20), time(23, 59, 59), "20:00-24:00"),
        ("0:00-24:00", time(0), time(23, 59, 59), "00:00-24:00"),
    ],
)
def test_windows(text: str, start: time, end: time, written: str) -> None:
    window = Window.from_text(text)
    assert (window.start, window.end, window.text) == (start, end, written)
    assert Window.from_text(written) == window


def test_numbers_may_be_written_as_text() -> None:
    assert parse(step(wait={"days": "3"})).steps[1].wait == After(days=3)
    assert parse(step(wait="0")).steps[1].wait == Immediate()


def test_late_is_hold_but_a_date_is_skipped() -> None:
    usual, dated = After(days=1), OnDate(date=date(2026, 12, 24), at=Window.from_text("10:00"))
    assert late_of(parse({"name": "x"}), usual) == "hold"
    assert late_of(parse({"name": "x"}), dated) == "skip"
    assert late_of(parse({"name": "x", "late": "hold"}), dated) == "hold"
    within = parse({"name": "x", "late": {"send_within": {"hours": 2}}})
    late = late_of(within, usual)
    assert isinstance(late, SendWithin)
    assert late.send_within.seconds == 7200


def test_keywords_compare_without_width_and_case() -> None:
    assert Keyword(exact=("ＣＯＵＰＯＮ",)).matches(" coupon ")
    assert not Keyword(exact=("coupon",)).matches("coupon please")
    assert Keyword(starts_with=("coupon",)).matches("Coupon please")
    assert Keyword(contains=("クーポン",)).matches("ｸｰﾎﾟﾝください")
