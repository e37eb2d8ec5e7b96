"""Waits before and after a date of the friend's own."""

from datetime import datetime
from typing import Any

import pytest

from bot.domain.attributes import Known
from bot.domain.check import check
from bot.domain.document import OfGoal, Scenario, parse
from bot.domain.errors import DocumentError
from bot.domain.goals import GoalDate
from bot.domain.schedule import due_of_goal, expires_at
from bot.domain.yaml import dump_yaml, load_yaml
from tests.domain.test_check import CALENDAR
from tests.domain.test_walk import at

VISIT = Known("2026-12-10T15:30", is_date=True)
DAY = Known("2026-12-10", is_date=True)
NOW = at("2026-12-01 12:00")
ONCE, YEARLY = GoalDate(field="予約日時"), GoalDate(field="誕生日", yearly=True)


def due(
    wait: dict[str, Any], known: Known | None, goal: GoalDate = ONCE, since: datetime = NOW
) -> str | None:
    found = due_of_goal(OfGoal.model_validate(wait), goal, known, since, CALENDAR)
    return f"{CALENDAR.local(found):%y-%m-%d %H:%M}" if found else None


@pytest.mark.parametrize(
    ("wait", "known", "expected"),
    [
        ({"before": "来店", "minutes": 90}, VISIT, "26-12-10 14:00"),
        ({"before": "来店", "days": 1, "at": "18:00"}, VISIT, "26-12-09 18:00"),
        ({"before": "来店", "days": 1}, VISIT, "26-12-09 15:30"),
        ({"before": "来店", "months": 1, "at": "10:00"}, VISIT, "26-11-10 10:00"),
        ({"after": "来店", "hours": 2}, VISIT, "26-12-10 17:30"),
        ({"after": "来店", "weeks": 1, "at": "11:00-12:00"}, VISIT, "26-12-17 11:00"),
        ({"before": "来店", "days": 0, "at": "10:00"}, DAY, "26-12-10 10:00"),
        ({"after": "来店", "hours": 26}, DAY, "26-12-11 08:00"),  # 2:00 is in the quiet hours
        ({"before": "来店", "days": 1}, None, None),
        ({"before": "来店", "days": 1}, Known("soon"), None),
        (
            {"before": "来店", "days": 1},
            Known("1990-01-01", is_date=True, until="1990-12-31"),
            None,
        ),
    ],
)
def test_when_it_is_due(wait: dict[str, Any], known: Known | None, expected: str | None) -> None:
    assert due(wait, known) == expected


def test_what_the_night_would_move_past_the_date_stays_where_it_was_meant() -> None:
    """There it is late, and left out: nobody is reminded of what has begun."""
    early = Known("2026-12-10T07:30", is_date=True)
    assert due({"before": "来店", "minutes": 60}, early) == "26-12-10 06:30"
    assert due({"before": "来店", "days": 0, "at": "18:00"}, VISIT) == "26-12-10 15:30"
    later = Known("2026-12-10T08:30", is_date=True)
    assert due({"before": "来店", "minutes": 60}, later) == "26-12-10 08:00"


def test_a_yearly_date_is_the_next_that_can_still_be_kept() -> None:
    born, wait = Known("1990-12-05", is_date=True), {"before": "誕生日", "days": 7, "at": "10:00"}
    assert due(wait, born, YEARLY) == "27-11-28 10:00", "this year's was three days ago"
    assert due(wait, born, YEARLY, at("2026-11-28 10:00")) == "26-11-28 10:00"
    assert due({"after": "誕生日", "days": 7}, born, YEARLY) == "26-12-12 08:00"


@pytest.mark.parametrize(("feb29", "expected"), [("before", "27-02-28"), ("after", "27-03-01")])
def test_a_birthday_on_the_29th_of_february(feb29: str, expected: str) -> None:
    goal = GoalDate.model_validate({"field": "誕生日", "yearly": True, "feb29": feb29})
    born, wait = Known("2004-02-29", is_date=True), {"before": "誕生日", "days": 0, "at": "10:00"}
    assert due(wait, born, goal) == f"{expected} 10:00"
    assert due(wait, born, goal, at("2027-12-01 10:00")) == "28-02-29 10:00"


def test_until_when_a_message_makes_sense() -> None:
    limit = OfGoal.model_validate({"before": "来店", "hours": 2})
    assert expires_at(limit, ONCE, VISIT, NOW, CALENDAR) == at("2026-12-10 13:30")
    assert expires_at(limit, ONCE, None, NOW, CALENDAR) is None


FILE = """\
tobiishi: 1
name: 予約
start: {when: manual}
goals:
  来店: {field: 予約日時, on_clear: stop}
  誕生日: {field: birthday, yearly: true, feb29: after}
steps:
  - id: before
    wait: {before: 来店, days: 1, at: "18:00"}
    send:
      - text: a
    expires: {before: 来店, hours: 2}
  - id: after
    wait: {after: 誕生日, minutes: 30}
    send:
      - text: b
"""


def scenario(**parts: Any) -> Scenario:
    step = {"id": "a", "send": [{"text": "a"}], "wait": {"before": "来店", "days": 1}, **parts}
    return parse({"tobiishi": 1, "name": "x", "start": {"when": "manual"}, "steps": [step],
                  "goals": {"誕生日": {"field": "誕生日"}}})  # fmt: skip


def test_it_is_written_and_read_again() -> None:
    assert load_yaml(dump_yaml(load_yaml(FILE))) == load_yaml(FILE)


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        ({"before": "来店", "after": "来店", "days": 1}, "exactly one of before and after"),
        ({"before": "来店"}, "say how long"),
        ({"before": "来店", "days": 1, "hours": 2}, "only one length"),
        ({"before": "来店", "days": 400}, "at most 365 days; this is 400"),
        ({"before": "来店", "minutes": 90, "at": "10:00"}, "counted in days, not in minutes"),
        ({"before": "来店", "seconds": 9}, "“seconds” is not known here"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(wait: dict[str, Any], said: str) -> None:
    with pytest.raises(DocumentError) as refused:
        scenario(wait=wait)
    assert "steps[0].wait" in str(refused.value)
    assert said in str(refused.value)


def test_a_date_that_the_scenario_does_not_name_stops_its_start() -> None:
    found = check(scenario(expires={"before": "別", "days": 1}), CALENDAR)
    assert [(each.code, each.values["goal"]) for each in found if each.severity == "error"] == [
        ("unknown_goal", "来店"), ("unknown_goal", "別")]  # fmt: skip
