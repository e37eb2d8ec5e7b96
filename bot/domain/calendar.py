"""The account's calendar: its zone, and days counted in it."""

import calendar as gregorian
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.quiet import Quiet


@dataclass(frozen=True, slots=True)
class Calendar:
    """`quiet` None means that nothing is held at night."""

    zone: ZoneInfo
    quiet: Quiet | None = None

    def without_quiet(self) -> Self:
        return replace(self, quiet=None)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def instant(self, day: date, clock: time, fold: int = 0) -> datetime:
        wall = datetime.combine(day, clock, self.zone).replace(fold=fold)
        return wall.astimezone(UTC)


def months_later(day: date, months: int) -> date:
    """January 31 and one month is the last day of February; `months` may be negative."""
    years, month = divmod(day.month - 1 + months, 12)
    return in_month(day.replace(year=day.year + years, month=month + 1, day=1), day.day)


def in_month(first: date, day_of_month: int) -> date:
    return first.replace(day=min(day_of_month, last_day(first)))


def last_day(day: date) -> int:
    return gregorian.monthrange(day.year, day.month)[1]
