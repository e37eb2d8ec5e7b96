"""Errors stop a start, warnings ask: each finding, what it is, and a document that has it."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.check import CODES, check
from bot.domain.document import parse
from bot.domain.finding import Others
from bot.domain.quiet import Quiet
from bot.domain.schedule import Calendar

TOKYO = ZoneInfo("Asia/Tokyo")
EVERYTHING = Others(
    coupons=frozenset(),
    routes=frozenset(),
    places=frozenset(),
    menus=frozenset(),
    fragments={},
    now=datetime(2026, 12, 1),
    scenarios=frozenset({"別"}),
    reactions={"別": frozenset()},
)
TEXT = [{"text": "a"}]
OK: dict[str, Any] = {"id": "a", "send": TEXT}
NEXT: dict[str, Any] = {"id": "z", "wait": {"days": 1, "at": "10:00"}, "send": TEXT}


def steps(*some: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"steps": list(some), **more}


def one(**parts: Any) -> dict[str, Any]:
    return steps({**OK, **parts})


def arms(*some: dict[str, Any]) -> dict[str, Any]:
    return steps({"id": "a", "branch": list(some)})


def button(link: str) -> list[dict[str, Any]]:
    return [{"text": "a", "buttons": [{"label": "b", "link": link}]}]


IN = [{"id": "in", "send": TEXT}]
REST: dict[str, Any] = {"otherwise": None, "steps": [{"id": "rest", "send": TEXT}]}
QUESTION = {"text": "?", "choices": ["x", "y"]}
OVER = {"when": "date", "on": "2026-11-01 10:00", "who": "everyone"}
FOR_GOOD = {"for": {"answered": "q"}}
FOR = {"for": {"answered": "q"}, "at_most": {"days": 1, "at": "10:00"}}
ERRORS: dict[str, dict[str, Any]] = {
    "no_start": {"steps": [OK], "start": []},
    "no_steps": steps(),
    "no_content": steps({"id": "a"}),
    "stop_word": {"steps": [OK], "start": {"when": "keyword", "exact": "配信停止"}},
    "text_too_long": one(send=[{"text": "{{ friend.name }}" + "a" * 4_960}]),
    "unknown_step": one(wait={"days": 1, "at": "10:00", "from": "gone"}),
    "unknown_goal": one(wait={"days": 1, "before": "gone", "at": "10:00"}),
    "split_over_100": arms({"split": 60, "steps": IN}, {"split": 60, "steps": []}),
    "branch_does_nothing": arms({"otherwise": None, "steps": []}),
    "endless_repeat": one(repeat={"every": {"days": 1, "at": "10:00"}}),
    "unknown_scenario": one(then={"jump": "無い"}),
    "unknown_group": one(only={"group": "無い"}),
    "not_tappable": steps(OK, {**NEXT, "only": {"tapped": "a"}}),
    "not_watchable": steps(OK, {**NEXT, "only": {"watched": "a"}}),
    "no_question": steps(OK, {**NEXT, "only": {"answered": "a"}}),
    "not_earlier": steps({**OK, "wait": FOR}, {"id": "q", "ask": QUESTION}),
    "unknown_coupon": one(send=[{"coupon": "無い"}]),
    "unknown_route": {"steps": [OK], "start": {"when": "friend_added", "routes": ["x"]}},
    "unknown_place": one(send=[{"location": "無い"}]),
    "unknown_menu": one(then={"rich_menu": "無い"}),
    "unknown_fragment": steps({"id": "a", "use": "無い"}),
}
WARNINGS: dict[str, dict[str, Any]] = {
    "unreachable_arm": arms(REST, {"split": 5, "steps": IN}),
    "no_otherwise": arms({"when": {"days_since_friend": {"over": 1}}, "steps": IN}),
    "in_quiet_hours": one(wait={"days": 1, "at": "23:00"}),
    "label_never_attached": one(only={"label": "無い"}),
    "reaction_nowhere": one(only={"tapped": "a", "scenario": "別"}),
    "day_is_over": {"steps": [OK], "start": OVER},
    "link_nowhere": one(send=button("http://192.168.0.5/menu")),
    "sample_link": one(send=button("https://example.com/")),
    "waits_for_good": steps({"id": "q", "ask": QUESTION}, {**NEXT, "wait": FOR_GOOD}),
    "question_for_good": steps({"id": "q", "ask": QUESTION}, NEXT),
}  # fmt: skip
# Those that need more than a document of their own.
ELSEWHERE = {"sends_at_night", "fragment_unfit"}


def found(document: dict[str, Any], calendar: Calendar) -> set[tuple[str, str]]:
    whole = {"name": "x", "start": {"when": "friend_added"}, **document}
    return {(one.severity, one.code) for one in check(parse(whole), calendar, "店", EVERYTHING)}


@pytest.mark.parametrize(("severity", "table"), [("error", ERRORS), ("warning", WARNINGS)])
def test_each_finding_has_its_severity(severity: str, table: dict[str, dict[str, Any]]) -> None:
    quiet = Calendar(TOKYO, Quiet(time(22), time(8)))
    for code, document in table.items():
        same = {each for each in found(document, quiet) if each[1] == code}
        assert same == {(severity, code)}, code


def test_without_quiet_hours_the_night_is_asked_about() -> None:
    document = one(wait={"days": 1})
    assert ("warning", "sends_at_night") in found(document, Calendar(TOKYO, None))


def test_shared_steps_that_do_not_fit_in_stop_a_start() -> None:
    shared = parse({"name": "共通", "steps": [OK]})
    others = Others(fragments={"共通": shared})
    twice = parse(
        {"name": "x", "steps": [{"id": "one", "use": "共通"}, {"id": "one-a", "send": TEXT}]}
    )
    codes = {(each.severity, each.code) for each in check(twice, Calendar(TOKYO), "店", others)}
    assert codes == {("error", "fragment_unfit")}


def test_no_finding_is_left_out() -> None:
    assert ERRORS.keys() | WARNINGS.keys() | ELSEWHERE == CODES
    assert not ERRORS.keys() & WARNINGS.keys()
