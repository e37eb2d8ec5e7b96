from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.document import parse
from bot.domain.forecast import (
    Forecast,
    Waiting,
    month_end,
    of_newcomers,
    of_waiting,
    together,
)
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
    return days(together(of_waiting(waiting, lambda _: walked, CALENDAR, NOW, END).values()))


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


def test_every_version_has_its_own() -> None:
    walked = walk({"days": 1}, {"days": 1})
    waiting = [Waiting(1, 0, at(11), 3), Waiting(2, 1, at(11), 4)]
    found = of_waiting(waiting, lambda _: walked, CALENDAR, NOW, END)
    assert {version: one.messages for version, one in found.items()} == {1: 6, 2: 4}
    assert together(found.values()).messages == 10


def enter(walked: Walk, in_thirty_days: int, until: datetime = END) -> dict[int, int]:
    return days(of_newcomers(walked, CALENDAR, NOW, until, in_thirty_days))


def test_newcomers_enter_as_evenly_as_before() -> None:
    walked = walk(0, {"days": 20})
    assert enter(walked, 30) == {day: 1 + (day == 30) + (day == 31) for day in range(10, 32)}
    assert sum(enter(walk(0), 38).values()) == 22 * 38 // 30
    assert enter(walked, 0) == {}
    assert enter(walk(), 30) == {}


def test_a_first_step_that_is_a_reply_costs_nothing() -> None:
    steps = [
        {"id": "hello", "by": "reply", "send": [{"text": "x"}]},
        {"id": "later", "wait": {"days": 1}, "send": [{"text": "x"}]},
    ]
    walked = Walk(parse({"name": "x", "start": {"when": "friend_added"}, "steps": steps}))
    assert enter(walked, 30, at(13, 13)) == {10: 0, 11: 1, 12: 1, 13: 1}


def test_nobody_enters_outside_the_period() -> None:
    walked = walk(0, active={"from": "2026-12-12", "until": "2026-12-13"})
    assert enter(walked, 30) == {12: 1, 13: 1}


PERIOD = {"from": "2026-12-01", "until": "2026-12-09"}  # it ended yesterday


def test_what_was_due_in_the_period_does_not_go_after_it() -> None:
    walked = walk({"days": 1}, {"days": 4}, active=PERIOD)
    assert ahead(walked, (0, at(8), 5)) == {12: 5}
    assert ahead(walked, (1, at(9), 5)) == {}


def test_nor_in_a_window_that_opens_after_it() -> None:
    until_today = {"from": "2026-12-01", "until": "2026-12-10"}
    walked = walk({"days": 1, "at": "10:00"}, {"days": 4}, active=until_today)
    assert ahead(walked, (0, at(9, 10), 3)) == {13: 3}
    assert ahead(walk({"days": 1}, active=until_today), (0, at(9, 10), 3)) == {10: 3}


def test_steps_that_are_due_after_the_period_go_as_planned() -> None:
    assert ahead(walk({"days": 5}, {"days": 5}, active=PERIOD), (0, at(12), 2)) == {12: 2, 17: 2}


def test_several_steps_may_be_over() -> None:
    walked = walk({"days": 1}, {"days": 1}, {"days": 1}, {"days": 6}, active=PERIOD)
    assert ahead(walked, (0, at(6), 4)) == {14: 4}


def test_what_is_skipped_when_late_costs_nothing() -> None:
    walked = walk({"days": 1, "at": "10:00"}, {"days": 8}, late="skip")
    assert ahead(walked, (0, at(9, 10), 3)) == {17: 3}
    within = walk({"days": 1}, {"days": 8}, late={"send_within": {"hours": 2}})
    assert ahead(within, (0, at(10, 9), 3)) == {18: 3}
    assert ahead(within, (0, at(10, 11), 3)) == {10: 3, 18: 3}


def test_a_part_of_a_forecast() -> None:
    found = Forecast({date(2026, 12, 31): 5, date(2027, 1, 1): 7})
    assert found.until(date(2027, 1, 1)).messages == 5


def test_who_will_wait_for_a_reaction_goes_on_when_they_give_up() -> None:
    waits: Any = {"for": {"label": "購入"}, "at_most": {"days": 5}}
    assert ahead(walk(0, waits, {"days": 1}), (0, NOW, 3)) == {10: 3, 15: 3, 16: 3}
    assert ahead(walk(0, waits, {"days": 1}), (1, at(12), 3)) == {12: 3, 13: 3}


def test_however_long_it_takes_nobody_knows_when() -> None:
    walked = walk(0, {"for": {"label": "購入"}}, {"days": 1})
    assert ahead(walked, (0, NOW, 3)) == {10: 3}


def test_a_date_that_nobody_knows_yet_is_not_today() -> None:
    goals = {"来店": {"field": "予約日時"}}
    walked = walk(0, {"before": "来店", "days": 1}, {"days": 2}, goals=goals)
    assert ahead(walked, (0, NOW, 3)) == {10: 3}
    assert ahead(walked, (1, at(20), 3)) == {20: 3, 22: 3}
    assert days(of_newcomers(walked, CALENDAR, at(30), END, 60)) == {30: 2, 31: 2}
