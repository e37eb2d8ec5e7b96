"""A scenario in fast motion: a day takes a minute, and what would reach others is left out."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.document import Scenario, dump, parse
from bot.domain.quiet import Quiet
from bot.domain.rehearsal import in_fast_motion
from tests.delivery.world import step

TOKYO = ZoneInfo("Asia/Tokyo")
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=TOKYO)  # a Tuesday


def fast(*steps: dict[str, Any], quiet: Quiet | None = None, **more: Any) -> Scenario:
    written = {"name": "ご案内", "start": {"when": "friend_added"}, **more, "steps": list(steps)}
    calendar = Calendar(TOKYO, quiet)
    return in_fast_motion(
        parse(written), NOON, calendar, name="【テスト】ご案内", sender="【テスト】店"
    )


def waits(scenario: Scenario) -> list[Any]:
    return [dump(scenario)["steps"][n].get("wait", 0) for n in range(len(scenario.steps))]


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [
        ({"days": 1}, 60),
        ({"days": 3, "at": "12:00"}, 180),
        ({"hours": 12}, 30),
        ({"minutes": 1}, 1),
        ({"weekday": "wed", "at": "12:00"}, 60),
        ({"date": "2026-12-05", "at": "12:00"}, 240),
        ({"weeks": 1, "from": "start"}, 420),
    ],
)
def test_a_day_takes_a_minute(wait: Any, seconds: int) -> None:
    assert waits(fast(step("a"), step("b", wait))) == [0, {"seconds": seconds}]


def test_each_wait_counts_from_where_the_one_before_would_have_ended() -> None:
    found = fast(step("a"), step("b", {"days": 1, "at": "10:00"}), step("c", {"days": 1}))
    assert waits(found) == [0, {"seconds": 55}, {"seconds": 60}]


def test_quiet_hours_are_reckoned_with_and_not_kept() -> None:
    found = fast(step("a", {"hours": 10}), quiet=Quiet(time(21), time(8)))
    assert (found.quiet, waits(found)) == ("ignore", [{"seconds": 50}])


def test_it_says_that_it_is_a_test() -> None:
    found = fast(step("a"))
    assert (found.name, found.sender and found.sender.name) == ("【テスト】ご案内", "【テスト】店")


def test_staff_and_other_scenarios_hear_nothing() -> None:
    then = {"add_label": "案内済み", "notify": "来ました", "jump": "お礼", "take_over": True}
    first = step("a", then=then, receipt=["sent", "tapped"])
    only = {"id": "b", "then": {"notify": "終わりました"}}
    [found] = fast(first, only).steps
    assert found.receipt == ()
    assert found.then is not None
    assert (found.then.add_label, found.then.end) == (("案内済み",), True)
    assert found.then.notify is None
    assert found.then.jump is None


def test_what_a_left_out_step_waited_for_the_next_one_waits_too() -> None:
    told = {"id": "b", "wait": {"days": 2}, "then": {"notify": "そろそろ"}}
    assert waits(fast(step("a"), told, step("c", {"days": 1}))) == [0, {"seconds": 180}]


def test_behind_a_branch_it_counts_from_the_longest_way() -> None:
    arms = [
        {"split": 50, "steps": [step("x", {"days": 5})]},
        {"otherwise": None, "steps": [step("y", {"days": 1})]},
    ]
    found = fast({"id": "ab", "branch": arms}, step("c", {"date": "2026-12-08", "at": "12:00"}))
    assert waits(found)[1] == {"seconds": 420}


def test_what_repeats_without_an_end_comes_three_times() -> None:
    [found] = fast(step("a", repeat={"every": {"days": 7}})).steps
    assert found.repeat is not None
    assert found.repeat.at_most == 3
    assert dump(fast(step("a", repeat={"every": {"days": 7}})))["steps"][0]["repeat"]["every"] == {
        "seconds": 420
    }


def test_a_question_and_a_wait_for_a_tap_give_up_in_time() -> None:
    ask = {"text": "年代は？", "choices": ["20代", "30代"], "at_most": {"days": 1}}
    awaits = {"for": {"answered": "a"}, "at_most": {"days": 2}}
    asked, waiting = fast({"id": "a", "ask": ask}, step("b", awaits)).steps
    assert asked.ask is not None and asked.ask.at_most is not None
    assert asked.ask.at_most.seconds == 60
    assert dump(fast({"id": "a", "ask": ask}, step("b", awaits)))["steps"][1]["wait"][
        "at_most"
    ] == {"seconds": 120}
    assert waiting.says
