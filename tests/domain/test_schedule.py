"""The one table: wait, base, zone, quiet hours -> due. Times are the zone's own."""

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter

from bot.domain.document import Wait
from bot.domain.schedule import Calendar, Quiet, due_at, opens_at

TOKYO, LONDON, NEW_YORK = "Asia/Tokyo", "Europe/London", "America/New_York"
NIGHT = Quiet(time(21), time(8))
TO_MIDNIGHT = Quiet(time(21), time(0))
FROM_MIDNIGHT = Quiet(time(0), time(7))
LUNCH = Quiet(time(12), time(14))
MOSTLY = Quiet(time(9), time(8, 30))
NEVER = Quiet(time(9), time(9))
NONE = None


def wait_of(raw: Any) -> Wait:
    wait: Wait = TypeAdapter(Wait).validate_python(raw)
    return wait


def utc(text: str, zone: str) -> datetime:
    """2026-12-01 20:30; a `*` behind it is the second of a time that comes twice."""
    wall = datetime.fromisoformat(text.rstrip("*")).replace(tzinfo=ZoneInfo(zone))
    return wall.replace(fold=int(text.endswith("*"))).astimezone(UTC)


def shown(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d %H:%M}" + "*" * local.fold


DUE = [
    # at once
    (0, "2026-12-01 20:30", TOKYO, NIGHT, "2026-12-01 20:30"),
    (0, "2026-12-01 22:30", TOKYO, NIGHT, "2026-12-02 08:00"),
    (0, "2026-12-01 22:30", TOKYO, NONE, "2026-12-01 22:30"),
    # by the stopwatch
    ({"seconds": 90}, "2026-12-01 10:00", TOKYO, NIGHT, "2026-12-01 10:01"),
    ({"minutes": 30}, "2026-12-01 20:29", TOKYO, NIGHT, "2026-12-01 20:59"),
    ({"minutes": 30}, "2026-12-01 20:30", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"minutes": 0}, "2026-12-01 20:30", TOKYO, NIGHT, "2026-12-01 20:30"),
    ({"hours": 2}, "2026-12-01 20:00", TOKYO, NONE, "2026-12-01 22:00"),
    ({"hours": 5}, "2026-12-01 20:00", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"hours": 12}, "2026-12-01 20:00", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"hours": 13}, "2026-12-01 20:00", TOKYO, NIGHT, "2026-12-02 09:00"),
    ({"hours": 24}, "2026-03-07 10:00", NEW_YORK, NONE, "2026-03-08 11:00"),
    ({"hours": 24}, "2026-10-31 10:00", NEW_YORK, NONE, "2026-11-01 09:00"),
    ({"hours": 1}, "2026-11-01 00:30", NEW_YORK, NONE, "2026-11-01 01:30"),
    ({"hours": 2}, "2026-11-01 00:30", NEW_YORK, NONE, "2026-11-01 01:30*"),
    ({"hours": 1, "at": "10:00"}, "2026-12-01 08:30", TOKYO, NIGHT, "2026-12-01 10:00"),
    ({"hours": 1, "at": "10:00"}, "2026-12-01 09:15", TOKYO, NIGHT, "2026-12-01 10:15"),
    ({"hours": 1, "at": "10:00"}, "2026-12-01 10:00", TOKYO, NIGHT, "2026-12-02 10:00"),
    # days on the calendar, at the same time of day
    ({"days": 0}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-01 12:00"),
    ({"days": 1}, "2026-12-01 12:34", TOKYO, NIGHT, "2026-12-02 12:34"),
    ({"days": 1}, "2026-12-01 23:30", TOKYO, NIGHT, "2026-12-03 08:00"),
    ({"days": 1}, "2026-12-01 03:00", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"days": 1}, "2026-03-07 10:00", NEW_YORK, NONE, "2026-03-08 10:00"),
    ({"days": 1}, "2026-03-07 02:30", NEW_YORK, NONE, "2026-03-08 03:30"),
    ({"days": 1}, "2026-10-31 01:30", NEW_YORK, NONE, "2026-11-01 01:30"),
    ({"days": 0}, "2026-11-01 01:30*", NEW_YORK, NONE, "2026-11-01 01:30*"),
    ({"days": 1}, "2026-03-28 01:30", LONDON, NONE, "2026-03-29 02:30"),
    ({"days": 1}, "2026-10-24 01:30", LONDON, NONE, "2026-10-25 01:30"),
    ({"days": 1}, "2026-12-31 12:00", TOKYO, NIGHT, "2027-01-01 12:00"),
    ({"days": 365}, "2027-03-01 12:00", TOKYO, NIGHT, "2028-02-29 12:00"),
    ({"weeks": 2}, "2026-12-25 12:00", TOKYO, NIGHT, "2027-01-08 12:00"),
    # months
    ({"months": 1}, "2026-01-31 12:00", TOKYO, NIGHT, "2026-02-28 12:00"),
    ({"months": 1}, "2028-01-31 12:00", TOKYO, NIGHT, "2028-02-29 12:00"),
    ({"months": 1}, "2026-02-28 12:00", TOKYO, NIGHT, "2026-03-28 12:00"),
    ({"months": 12}, "2028-02-29 12:00", TOKYO, NIGHT, "2029-02-28 12:00"),
    ({"months": 3}, "2026-11-30 12:00", TOKYO, NIGHT, "2027-02-28 12:00"),
    ({"months": 1}, "2026-12-31 12:00", TOKYO, NIGHT, "2027-01-31 12:00"),
    ({"months": 11}, "2026-12-15 12:00", TOKYO, NIGHT, "2027-11-15 12:00"),
    ({"months": 1, "at": "10:00"}, "2026-01-31 22:00", TOKYO, NIGHT, "2026-02-28 10:00"),
    # days with a time of day
    ({"days": 3, "at": "10:00-11:00"}, "2026-12-01 20:30", TOKYO, NIGHT, "2026-12-04 10:00"),
    ({"days": 3, "at": "10:00"}, "2026-12-01 00:00", TOKYO, NIGHT, "2026-12-04 10:00"),
    ({"days": 3, "at": "10:00"}, "2026-12-01 23:59", TOKYO, NIGHT, "2026-12-04 10:00"),
    ({"days": 0, "at": "18:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-01 18:00"),
    ({"days": 0, "at": "18:00"}, "2026-12-01 18:00", TOKYO, NIGHT, "2026-12-01 18:00"),
    ({"days": 0, "at": "18:00"}, "2026-12-01 18:01", TOKYO, NIGHT, "2026-12-02 18:00"),
    ({"days": 0, "at": "18:00"}, "2026-12-31 19:30", TOKYO, NIGHT, "2027-01-01 18:00"),
    ({"days": 1, "at": "10:00"}, "2026-03-07 20:00", NEW_YORK, NIGHT, "2026-03-08 10:00"),
    ({"days": 1, "at": "02:30"}, "2026-03-07 20:00", NEW_YORK, NONE, "2026-03-08 03:30"),
    ({"days": 1, "at": "01:30"}, "2026-10-31 20:00", NEW_YORK, NONE, "2026-11-01 01:30"),
    ({"days": 1, "at": "01:30"}, "2026-03-28 20:00", LONDON, NONE, "2026-03-29 02:30"),
    # a time of day in quiet hours
    ({"days": 1, "at": "22:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-03 08:00"),
    ({"days": 1, "at": "22:00"}, "2026-12-01 12:00", TOKYO, NONE, "2026-12-02 22:00"),
    ({"days": 1, "at": "22:00"}, "2026-12-01 12:00", TOKYO, NEVER, "2026-12-02 22:00"),
    ({"days": 0, "at": "22:00"}, "2026-12-01 21:30", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"days": 1, "at": "06:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"days": 1, "at": "07:00-09:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"days": 1, "at": "20:00-22:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-02 20:00"),
    ({"days": 1, "at": "21:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-03 08:00"),
    ({"days": 1, "at": "08:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"days": 1, "at": "23:30"}, "2026-12-01 12:00", TOKYO, TO_MIDNIGHT, "2026-12-03 00:00"),
    ({"days": 1, "at": "00:00"}, "2026-12-01 12:00", TOKYO, FROM_MIDNIGHT, "2026-12-02 07:00"),
    ({"days": 1, "at": "12:30"}, "2026-12-01 10:00", TOKYO, LUNCH, "2026-12-02 14:00"),
    ({"hours": 1}, "2026-12-01 11:30", TOKYO, LUNCH, "2026-12-01 14:00"),
    ({"days": 1, "at": "22:00"}, "2026-03-06 12:00", NEW_YORK, NIGHT, "2026-03-08 08:00"),
    # windows that end at midnight
    ({"days": 1, "at": "23:30"}, "2026-12-01 12:00", TOKYO, NONE, "2026-12-02 23:30"),
    ({"days": 1, "at": "20:00-24:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-02 20:00"),
    # only on some days; 2026-12-04 is a Friday
    ({"days": 1, "only_on": ["mon"]}, "2026-12-03 12:00", TOKYO, NIGHT, "2026-12-07 12:00"),
    ({"days": 1, "only_on": "fri"}, "2026-12-03 12:00", TOKYO, NIGHT, "2026-12-04 12:00"),
    ({"hours": 5, "only_on": ["mon"]}, "2026-12-06 20:00", TOKYO, NIGHT, "2026-12-07 08:00"),
    (
        {"days": 3, "at": "10:00", "only_on": ["mon", "tue", "wed", "thu"]},
        "2026-12-01 20:30",
        TOKYO,
        NIGHT,
        "2026-12-07 10:00",
    ),
    (
        {"days": 0, "at": "22:00", "only_on": ["mon", "tue", "wed", "thu", "fri"]},
        "2026-12-04 12:00",
        TOKYO,
        NIGHT,
        "2026-12-07 08:00",
    ),
    # a day of the week
    ({"weekday": "mon", "at": "08:30"}, "2026-12-04 12:00", TOKYO, NIGHT, "2026-12-07 08:30"),
    ({"weekday": "mon", "at": "08:30"}, "2026-12-07 08:00", TOKYO, NIGHT, "2026-12-07 08:30"),
    ({"weekday": "mon", "at": "08:30"}, "2026-12-07 08:30", TOKYO, NIGHT, "2026-12-14 08:30"),
    ({"weekday": "mon", "at": "08:30"}, "2026-12-07 08:45", TOKYO, NIGHT, "2026-12-14 08:30"),
    ({"weekday": "mon", "at": "22:00"}, "2026-12-04 12:00", TOKYO, NIGHT, "2026-12-08 08:00"),
    ({"weekday": "mon", "at": "22:00"}, "2026-12-08 08:00", TOKYO, NIGHT, "2026-12-15 08:00"),
    ({"weekday": "mon", "at": "11:00-15:00"}, "2026-12-07 11:00", TOKYO, LUNCH, "2026-12-14 11:00"),
    ({"weekday": "sun", "at": "10:00"}, "2026-03-07 12:00", NEW_YORK, NIGHT, "2026-03-08 10:00"),
    ({"weekday": "thu", "at": "10:00"}, "2026-12-31 10:30", TOKYO, NIGHT, "2027-01-07 10:00"),
    # a day of the month
    ({"day_of_month": 25, "at": "10:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-25 10:00"),
    ({"day_of_month": 25, "at": "10:00"}, "2026-12-25 12:00", TOKYO, NIGHT, "2027-01-25 10:00"),
    ({"day_of_month": 31, "at": "10:00"}, "2026-02-01 12:00", TOKYO, NIGHT, "2026-02-28 10:00"),
    ({"day_of_month": 31, "at": "10:00"}, "2028-02-01 12:00", TOKYO, NIGHT, "2028-02-29 10:00"),
    ({"day_of_month": 29, "at": "10:00"}, "2026-02-28 12:00", TOKYO, NIGHT, "2026-03-29 10:00"),
    ({"day_of_month": "last", "at": "10:00"}, "2026-02-03 12:00", TOKYO, NIGHT, "2026-02-28 10:00"),
    ({"day_of_month": "last", "at": "10:00"}, "2026-02-28 12:00", TOKYO, NIGHT, "2026-03-31 10:00"),
    ({"day_of_month": "last", "at": "22:00"}, "2026-12-10 12:00", TOKYO, NIGHT, "2027-01-01 08:00"),
    # a date; one that has passed stays in the past
    ({"date": "2026-12-24", "at": "10:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-24 10:00"),
    ({"date": "2026-12-24", "at": "10:00"}, "2026-12-24 10:30", TOKYO, NIGHT, "2026-12-24 10:00"),
    ({"date": "2026-12-24", "at": "10:00"}, "2026-12-26 12:00", TOKYO, NIGHT, "2026-12-24 10:00"),
    ({"date": "2026-12-24", "at": "22:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-25 08:00"),
    ({"date": "2028-02-29", "at": "10:00"}, "2026-12-01 12:00", TOKYO, NIGHT, "2028-02-29 10:00"),
]


@pytest.mark.parametrize(("raw", "base", "zone", "quiet", "due"), DUE)
def test_due(raw: Any, base: str, zone: str, quiet: Quiet | None, due: str) -> None:
    at = due_at(wait_of(raw), utc(base, zone), Calendar(ZoneInfo(zone), quiet))
    assert shown(at, zone) == due
    assert at.tzinfo is UTC


OPENS = [
    # without a time of day: at once, but not at night
    (0, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-01 12:00"),
    (0, "2026-12-01 22:00", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"hours": 3}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-01 12:00"),
    ({"days": 3}, "2026-12-01 02:00", TOKYO, NIGHT, "2026-12-01 08:00"),
    ({"days": 3, "only_on": ["wed"]}, "2026-12-01 12:00", TOKYO, NIGHT, "2026-12-02 12:00"),
    # with one: in its window, else its next one
    ({"days": 3, "at": "10:00"}, "2026-12-01 10:00", TOKYO, NIGHT, "2026-12-01 10:00"),
    ({"days": 3, "at": "10:00"}, "2026-12-01 10:59", TOKYO, NIGHT, "2026-12-01 10:59"),
    ({"days": 3, "at": "10:00"}, "2026-12-01 11:00", TOKYO, NIGHT, "2026-12-02 10:00"),
    ({"days": 3, "at": "10:00"}, "2026-12-01 09:00", TOKYO, NIGHT, "2026-12-01 10:00"),
    ({"days": 3, "at": "10:00"}, "2026-12-01 00:00", TOKYO, NIGHT, "2026-12-01 10:00"),
    ({"days": 3, "at": "20:00-24:00"}, "2026-12-01 23:59", TOKYO, NONE, "2026-12-01 23:59"),
    ({"days": 3, "at": "20:00-24:00"}, "2026-12-02 00:00", TOKYO, NONE, "2026-12-02 20:00"),
    ({"days": 3, "at": "20:00-24:00"}, "2026-12-01 21:30", TOKYO, NIGHT, "2026-12-02 20:00"),
    ({"days": 3, "at": "22:00"}, "2026-12-02 08:30", TOKYO, NIGHT, "2026-12-02 08:30"),
    ({"days": 3, "at": "22:00"}, "2026-12-02 09:00", TOKYO, NIGHT, "2026-12-03 08:00"),
    ({"days": 3, "at": "22:00"}, "2026-12-01 22:30", TOKYO, NIGHT, "2026-12-02 08:00"),
    ({"days": 3, "at": "10:00-18:00"}, "2026-12-01 13:00", TOKYO, LUNCH, "2026-12-01 14:00"),
    ({"days": 3, "at": "10:00-18:00"}, "2026-12-01 15:00", TOKYO, LUNCH, "2026-12-01 15:00"),
    (
        {"days": 3, "at": "10:00", "only_on": ["mon"]},
        "2026-12-01 10:30",
        TOKYO,
        NIGHT,
        "2026-12-07 10:00",
    ),
    ({"weekday": "mon", "at": "10:00"}, "2026-12-07 10:30", TOKYO, NIGHT, "2026-12-07 10:30"),
    ({"weekday": "mon", "at": "10:00"}, "2026-12-07 11:30", TOKYO, NIGHT, "2026-12-14 10:00"),
    ({"weekday": "mon", "at": "22:00"}, "2026-12-08 08:30", TOKYO, NIGHT, "2026-12-08 08:30"),
    ({"day_of_month": 1, "at": "10:00"}, "2026-12-01 11:30", TOKYO, NIGHT, "2027-01-01 10:00"),
    (
        {"day_of_month": "last", "at": "10:00"},
        "2026-02-28 10:30",
        TOKYO,
        NIGHT,
        "2026-02-28 10:30",
    ),
    ({"date": "2026-12-24", "at": "10:00"}, "2026-12-01 10:30", TOKYO, NIGHT, "2026-12-24 10:00"),
    ({"date": "2026-12-24", "at": "10:00"}, "2026-12-24 10:30", TOKYO, NIGHT, "2026-12-24 10:30"),
    ({"date": "2026-12-24", "at": "10:00"}, "2026-12-24 12:00", TOKYO, NIGHT, "2026-12-25 10:00"),
    # hardly any hour is left: a moved window ends where quiet hours begin again
    ({"days": 3, "at": "12:00"}, "2026-12-01 08:45", TOKYO, MOSTLY, "2026-12-01 08:45"),
    ({"days": 3, "at": "12:00"}, "2026-12-01 09:15", TOKYO, MOSTLY, "2026-12-02 08:30"),
    # the day the clocks change
    ({"days": 1, "at": "02:30"}, "2026-03-08 03:45", NEW_YORK, NONE, "2026-03-08 03:45"),
    ({"days": 1, "at": "02:30"}, "2026-03-08 04:30", NEW_YORK, NONE, "2026-03-09 02:30"),
    ({"days": 1, "at": "01:30"}, "2026-11-01 01:45", NEW_YORK, NONE, "2026-11-01 01:45"),
    ({"days": 1, "at": "10:00"}, "2026-03-29 10:30", LONDON, NIGHT, "2026-03-29 10:30"),
    (0, "2026-03-08 01:00", NEW_YORK, Quiet(time(21), time(2, 30)), "2026-03-08 03:30"),
    (0, "2026-11-01 01:15", NEW_YORK, Quiet(time(21), time(1, 30)), "2026-11-01 01:30"),
    (0, "2026-11-01 01:15*", NEW_YORK, Quiet(time(21), time(1, 30)), "2026-11-01 01:30*"),
]


@pytest.mark.parametrize(("raw", "now", "zone", "quiet", "opens"), OPENS)
def test_opens(raw: Any, now: str, zone: str, quiet: Quiet | None, opens: str) -> None:
    at = opens_at(wait_of(raw), utc(now, zone), Calendar(ZoneInfo(zone), quiet))
    assert shown(at, zone) == opens
