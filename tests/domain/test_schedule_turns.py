"""Days on which the calendar or the clocks turn: what an owner would expect, in the zone's own
times. A `*` marks the second of a time that comes twice.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.schedule import Calendar, Quiet, due_at, opens_at
from tests.domain.test_schedule import shown, utc, wait_of

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
TOKYO = "Asia/Tokyo"
TEN = {"days": 1, "at": "10:00"}

# In Berlin the clocks go from 2:00 to 3:00 on March 29 and back from 3:00 to 2:00 on October 25, in
# New York on March 8 and November 1; on Lord Howe by half an hour: from 2:00 to 1:30 on April 5 and
# from 2:00 to 2:30 on October 4.
TURNS = [
    # forward: ten o'clock stays ten o'clock, and a day is 23 hours long
    (BERLIN, TEN, "2026-03-28 10:00", "2026-03-29 10:00"),
    (BERLIN, {"days": 1}, "2026-03-28 10:30", "2026-03-29 10:30"),
    (BERLIN, {"hours": 24}, "2026-03-28 10:30", "2026-03-29 11:30"),
    (BERLIN, {"minutes": 30}, "2026-03-29 01:45", "2026-03-29 03:15"),
    (BERLIN, {"weekday": "sun", "at": "10:00"}, "2026-03-27 12:00", "2026-03-29 10:00"),
    # forward: what the clocks leave out counts as much later
    (BERLIN, {"days": 1, "at": "02:30"}, "2026-03-28 10:00", "2026-03-29 03:30"),
    (BERLIN, {"days": 1, "at": "02:00-03:00"}, "2026-03-28 10:00", "2026-03-29 03:00"),
    (BERLIN, {"days": 1, "at": "01:00-04:00"}, "2026-03-28 10:00", "2026-03-29 01:00"),
    (BERLIN, {"days": 1}, "2026-03-28 02:30", "2026-03-29 03:30"),
    (BERLIN, {"days": 2}, "2026-03-28 02:30", "2026-03-30 02:30"),
    (BERLIN, {"date": "2026-03-29", "at": "02:30"}, "2026-03-01 10:00", "2026-03-29 03:30"),
    (NEW_YORK, {"days": 1, "at": "02:30"}, "2026-03-07 10:00", "2026-03-08 03:30"),
    (LORD_HOWE, {"days": 1, "at": "02:15"}, "2026-10-03 10:00", "2026-10-04 02:45"),
    (LORD_HOWE, {"days": 1, "at": "02:30"}, "2026-10-03 10:00", "2026-10-04 02:30"),
    (LORD_HOWE, {"hours": 24}, "2026-10-03 10:00", "2026-10-04 10:30"),
    # back: once, at the first of the two
    (BERLIN, TEN, "2026-10-24 10:00", "2026-10-25 10:00"),
    (BERLIN, {"hours": 24}, "2026-10-24 10:30", "2026-10-25 09:30"),
    (BERLIN, {"days": 1, "at": "02:30"}, "2026-10-24 10:00", "2026-10-25 02:30"),
    (BERLIN, {"days": 0, "at": "02:30"}, "2026-10-25 02:45", "2026-10-26 02:30"),
    (BERLIN, {"days": 0, "at": "02:30"}, "2026-10-25 02:30*", "2026-10-26 02:30"),
    (BERLIN, {"minutes": 30}, "2026-10-25 02:45", "2026-10-25 02:15*"),
    (BERLIN, {"hours": 1}, "2026-10-25 02:30", "2026-10-25 02:30*"),
    (NEW_YORK, {"days": 1, "at": "01:30"}, "2026-10-31 10:00", "2026-11-01 01:30"),
    (LORD_HOWE, {"days": 1, "at": "01:45"}, "2026-04-04 10:00", "2026-04-05 01:45"),
    (LORD_HOWE, {"minutes": 30}, "2026-04-05 01:45", "2026-04-05 01:45*"),
    (LORD_HOWE, {"hours": 24}, "2026-04-04 10:00", "2026-04-05 09:30"),
    # the end of a month, of February, of the year
    (TOKYO, {"days": 1, "at": "10:00"}, "2026-01-31 12:00", "2026-02-01 10:00"),
    (TOKYO, {"months": 1, "at": "10:00"}, "2026-01-31 12:00", "2026-02-28 10:00"),
    (TOKYO, {"months": 1, "at": "10:00"}, "2026-03-31 12:00", "2026-04-30 10:00"),
    (TOKYO, {"months": 1, "at": "10:00"}, "2028-01-30 12:00", "2028-02-29 10:00"),
    (TOKYO, {"months": 12, "at": "10:00"}, "2028-02-29 12:00", "2029-02-28 10:00"),
    (TOKYO, {"days": 365, "at": "10:00"}, "2028-02-29 12:00", "2029-02-28 10:00"),
    (TOKYO, {"days": 1, "at": "10:00"}, "2028-02-28 12:00", "2028-02-29 10:00"),
    (TOKYO, {"days": 1, "at": "10:00"}, "2026-02-28 12:00", "2026-03-01 10:00"),
    (TOKYO, {"day_of_month": 29, "at": "10:00"}, "2026-02-01 12:00", "2026-02-28 10:00"),
    (TOKYO, {"day_of_month": 29, "at": "10:00"}, "2028-02-28 12:00", "2028-02-29 10:00"),
    (TOKYO, {"day_of_month": "last", "at": "10:00"}, "2028-02-28 12:00", "2028-02-29 10:00"),
    (TOKYO, {"day_of_month": 31, "at": "10:00"}, "2026-12-31 12:00", "2027-01-31 10:00"),
    (TOKYO, {"months": 2, "at": "10:00"}, "2026-12-31 12:00", "2027-02-28 10:00"),
    (TOKYO, {"weeks": 1, "at": "10:00"}, "2026-12-28 12:00", "2027-01-04 10:00"),
    (TOKYO, {"weekday": "fri", "at": "10:00"}, "2026-12-31 12:00", "2027-01-01 10:00"),
    (TOKYO, {"hours": 2}, "2026-12-31 23:00", "2027-01-01 01:00"),
]


@pytest.mark.parametrize(("zone", "raw", "base", "due"), TURNS)
def test_turns(zone: str, raw: Any, base: str, due: str) -> None:
    calendar = Calendar(ZoneInfo(zone))
    at = due_at(wait_of(raw), utc(base, zone), calendar)
    assert shown(at, zone) == due
    assert opens_at(wait_of(raw), at, calendar) == at


CHAINS = [
    # a month after the one before keeps to the shorter month's day; from the start it does not
    ({"months": 1, "at": "10:00"}, "2026-01-31 12:00", ["02-28", "03-28", "04-28", "05-28"]),
    ({"day_of_month": "last", "at": "10:00"}, "2026-01-31 12:00", ["02-28", "03-31", "04-30"]),
    ({"day_of_month": 31, "at": "10:00"}, "2027-12-31 12:00", ["01-31", "02-29", "03-31"]),
    ({"day_of_month": 30, "at": "10:00"}, "2028-01-30 12:00", ["02-29", "03-30", "04-30"]),
    ({"weekday": "sun", "at": "02:30"}, "2026-03-22 12:00", ["03-29", "04-05", "04-12"]),
    ({"days": 1, "at": "02:30"}, "2026-10-23 12:00", ["10-24", "10-25", "10-26"]),
]


@pytest.mark.parametrize(("raw", "base", "days"), CHAINS)
def test_chains(raw: Any, base: str, days: list[str]) -> None:
    """Each step is sent when it is due, in Berlin."""
    calendar, at = Calendar(ZoneInfo(BERLIN)), utc(base, BERLIN)
    for day in days:
        at = due_at(wait_of(raw), at, calendar)
        assert f"{calendar.local(at):%m-%d}" == day


def test_months_from_the_start_do_not_lose_their_day() -> None:
    base, calendar = utc("2027-12-31 12:00", TOKYO), Calendar(ZoneInfo(TOKYO))
    ends = [due_at(wait_of({"months": n}), base, calendar) for n in range(1, 7)]
    assert [f"{calendar.local(at):%m-%d}" for at in ends] == [
        "01-31", "02-29", "03-31", "04-30", "05-31", "06-30",
    ]  # fmt: skip


NIGHTS = [
    # quiet hours that begin or end where the clocks turn: never shorter than said
    (BERLIN, Quiet(time(21), time(2, 30)), "2026-03-29 01:00", "2026-03-29 03:30"),
    (BERLIN, Quiet(time(21), time(2, 30)), "2026-10-25 01:00", "2026-10-25 02:30"),
    (BERLIN, Quiet(time(21), time(8)), "2026-03-29 01:59", "2026-03-29 08:00"),
    (BERLIN, Quiet(time(21), time(8)), "2026-10-25 02:30*", "2026-10-25 08:00"),
    (BERLIN, Quiet(time(2, 15), time(2, 45)), "2026-10-25 02:20", "2026-10-25 02:45"),
    (BERLIN, Quiet(time(2, 15), time(2, 45)), "2026-10-25 02:20*", "2026-10-25 02:45*"),
    (LORD_HOWE, Quiet(time(21), time(2, 15)), "2026-10-04 01:00", "2026-10-04 02:45"),
    (TOKYO, Quiet(time(21), time(8)), "2026-12-31 23:59", "2027-01-01 08:00"),
    (TOKYO, Quiet(time(21), time(8)), "2028-02-28 22:00", "2028-02-29 08:00"),
]


@pytest.mark.parametrize(("zone", "quiet", "now", "free"), NIGHTS)
def test_nights(zone: str, quiet: Quiet, now: str, free: str) -> None:
    calendar = Calendar(ZoneInfo(zone), quiet)
    assert shown(opens_at(wait_of(0), utc(now, zone), calendar), zone) == free


ZONES = (BERLIN, NEW_YORK, LORD_HOWE, "America/Sao_Paulo", "Africa/Casablanca", "Asia/Tehran")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("clock", [time(hour, minute) for hour in range(5) for minute in (0, 30)])
def test_every_day_of_a_year_has_its_window_once(zone: str, clock: time) -> None:
    """Also on the days the clocks turn; and the way from one to the next is a day, by the clock."""
    calendar, wait = Calendar(ZoneInfo(zone)), wait_of({"days": 1, "at": f"{clock:%H:%M}"})
    at, opened = datetime(2026, 1, 1, tzinfo=UTC), []
    for _ in range(365):
        at = due_at(wait, at, calendar)
        opened.append(at)
    days = [calendar.local(at).date() for at in opened]
    assert days == [days[0] + timedelta(days=n) for n in range(365)]
    assert all(timedelta(hours=22) < b - a < timedelta(hours=26) for a, b in pairwise(opened))
    late = {day for day, at in zip(days, opened, strict=True) if _clock(at, calendar) != clock}
    assert late <= {day for day in days if _is_left_out(day, clock, calendar)}


def _clock(at: datetime, calendar: Calendar) -> time:
    return calendar.local(at).time()


def _is_left_out(day: date, clock: time, calendar: Calendar) -> bool:
    return _clock(calendar.instant(day, clock), calendar) != clock
