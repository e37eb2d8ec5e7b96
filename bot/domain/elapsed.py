"""“For at least so long”: how long ago something has to have happened."""

from datetime import datetime, time, timedelta
from typing import Literal, Self

from pydantic import model_validator

from bot.domain import limits
from bot.domain.calendar import Calendar, months_later
from bot.domain.model import Number, Part, refuse

Unit = Literal["minutes", "hours", "days", "weeks", "months"]
UNITS: tuple[Unit, ...] = ("minutes", "hours", "days", "weeks", "months")
_LONGEST: dict[Unit, int] = {
    "minutes": limits.ELAPSED_DAYS * 1440,
    "hours": limits.ELAPSED_DAYS * 24,
    "days": limits.ELAPSED_DAYS,
    "weeks": limits.ELAPSED_DAYS // 7,
    "months": limits.ELAPSED_DAYS // 30,
}


class Elapsed(Part):
    """By the stopwatch in minutes and hours, else on the calendar."""

    minutes: Number | None = None
    hours: Number | None = None
    days: Number | None = None
    weeks: Number | None = None
    months: Number | None = None

    @property
    def unit(self) -> Unit:
        return self._given()[0]

    @property
    def amount(self) -> int:
        return int(getattr(self, self.unit))

    def before(self, now: datetime, calendar: Calendar) -> datetime:
        """The latest instant that is so long ago. Where a month is too short, all of its last day
        is: so the answer never goes back as `now` goes on.
        """
        if self.unit in ("minutes", "hours"):
            return now - timedelta(**{self.unit: self.amount})
        local = calendar.local(now)
        if self.unit != "months":
            day = local.date() - timedelta(**{self.unit: self.amount})
            return calendar.instant(day, local.time())
        day = months_later(local.date(), -self.amount)
        if day.day < local.day:
            return calendar.instant(day + timedelta(days=1), time())
        return calendar.instant(day, local.time())

    def _given(self) -> list[Unit]:
        return [unit for unit in UNITS if getattr(self, unit) is not None]

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        given = self._given()
        if not given:
            raise refuse("no_unit")
        if len(given) > 1:
            raise refuse("one_unit", actual=", ".join(given))
        most = _LONGEST[self.unit]
        if not 1 <= self.amount <= most:
            raise refuse("out_of_range", least=1, most=most, actual=self.amount)
        return self
