from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.document import parse
from bot.domain.forecast import Forecast, Waiting, forecast, month_end
from bot.domain.quiet import Quiet
from bot.domain.schedule import Calendar
from bot.domain.walk import Walk

TOKYO = ZoneInfo("Asia/Tokyo")
CALENDAR = Calendar(TOKYO, Quiet(time(21), time(8)))


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=TOKYO)


NOW = at(10)
END = month_end(NOW, CALENDAR)


def walk(*waits: Any, **more: Any) -> Walk:
    steps = [
        {"id": f"s{number}", "wait": wait, "send": [{"text": "x"}]}
        for number, wait in enumerate(waits)
    ]
    return Walk(parse({"name": "x", **more, "steps": steps}))


def days(found: Forecast) -> dict[int, int]:
    return {day.day: people for day, people in sorted(found.per_day.items())}


def ahead(walked: Walk, *groups: tuple[int, datetime, int]) -> dict[int, int]:
    waiting = [Waiting(1, step, due, people) for step, due, people in groups]
    return days(forecast(waiting, lambda _: walked, CALENDAR, NOW, END))


def test_each_goes_through_the_steps_to_come() -> None:
    walked = walk(0, {"days": 3, "at": "10:00"}, {"days": 7})
    assert ahead(walked, (0, NOW, 5), (1, at(12, 10), 2)) == {10: 5, 12: 2, 13: 5, 19: 2, 20: 5}


def test_the_months_end_ends_it() -> None:
    assert datetime(2027, 1, 1, tzinfo=TOKYO) == END
    assert ahead(walk(0, {"days": 14}, {"days": 14}), (0, NOW, 1)) == {10: 1, 24: 1}


def test_what_is_overdue_goes_now_or_in_its_next_window() -> None:
    walked = walk({"days": 1, "at": "10:00-11:00"})
    assert ahead(walked, (0, at(3, 10), 4)) == {11: 4}
    assert ahead(walk({"days": 1}), (0, at(3, 10), 4)) == {10: 4}


def test_a_wait_from_the_start_counts_from_when_people_usually_began() -> None:
    walked = walk({"days": 2}, {"days": 5, "from": "start"})
    assert ahead(walked, (0, at(12), 3)) == {12: 3, 15: 3}


def test_a_wait_from_a_named_step_does_so_too() -> None:
    walked = walk({"days": 1}, {"days": 1}, {"days": 6, "from": "s0"})
    assert ahead(walked, (1, at(12), 3)) == {12: 3, 17: 3}


def test_a_date_that_has_passed_is_not_sent() -> None:
    walked = walk(0, {"date": "2026-12-05", "at": "10:00"}, {"days": 1})
    assert ahead(walked, (0, NOW, 3)) == {10: 3, 11: 3}


def test_groups_that_meet_go_on_together() -> None:
    walked = walk({"days": 1}, {"days": 3, "at": "10:00"})
    assert ahead(walked, (0, at(11, 9), 3), (0, at(11, 15), 4)) == {11: 7, 14: 7}


def test_the_day_it_runs_out() -> None:
    found = Forecast({date(2026, 12, 12): 5, date(2026, 12, 10): 5})
    assert found.messages == 10
    assert found.runs_out_on(10) is None
    assert found.runs_out_on(9) == date(2026, 12, 12)
    assert found.runs_out_on(0) == date(2026, 12, 10)
    assert found.runs_out_on(None) is None
