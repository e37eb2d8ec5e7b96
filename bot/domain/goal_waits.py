"""Waits for a date of the friend's own."""

from datetime import timedelta
from typing import Self

from pydantic import model_validator

from bot.domain.lengths import CLOCK_UNITS, UNITS, Unit, length_in
from bot.domain.model import Number, Part, refuse
from bot.domain.names import TagName
from bot.domain.window import Window


class FromGoal(Part):
    """So long before or after one of the scenario's dates (`goals`). The clock's units count from
    the date's own time of day, or from midnight; others on the calendar.
    """

    before: TagName | None = None
    after: TagName | None = None
    minutes: Number | None = None
    hours: Number | None = None
    days: Number | None = None
    weeks: Number | None = None
    months: Number | None = None

    @property
    def goal(self) -> str:
        return self.before or self.after or ""

    @property
    def unit(self) -> Unit:
        return self._given()[0]

    @property
    def amount(self) -> int:
        """Of the unit; negative before the date."""
        amount = int(getattr(self, self.unit))
        return -amount if self.before else amount

    def _given(self) -> list[Unit]:
        return [unit for unit in UNITS if getattr(self, unit, None) is not None]

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if (self.before is None) is (self.after is None):
            raise refuse("before_or_after")
        length_in(self, self._given())
        return self


class OfGoal(FromGoal):
    at: Window | None = None

    @property
    def leeway(self) -> timedelta:
        """So late it is still in time: the worker may be busy for a moment."""
        return self.at.length if self.at else timedelta(minutes=10)

    @model_validator(mode="after")
    def _on_the_calendar(self) -> Self:
        if self.at and self.unit in CLOCK_UNITS:
            raise refuse("clock_and_time", unit=self.unit)
        return self
