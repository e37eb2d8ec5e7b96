"""The shop's own coupons: a message names one."""

from datetime import date, datetime, time, timedelta

from bot.domain.calendar import Calendar
from bot.domain.model import Part
from bot.domain.names import TagName

SAMPLE_CODE = "ABCD-1234"
"""On a card that gives nothing."""


class OwnCoupon(Part):
    coupon: TagName


def last_day(
    until: date | None, days: int | None, received_at: datetime, calendar: Calendar
) -> date | None:
    """None: for ever."""
    if until is not None or days is None:
        return until
    return calendar.local(received_at).date() + timedelta(days=days)


def end_of(day: date, calendar: Calendar) -> datetime:
    return calendar.instant(day + timedelta(days=1), time())
