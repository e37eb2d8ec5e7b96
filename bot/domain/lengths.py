"""Lengths of time, and the wait for one: so long after another instant."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from bot.domain import limits
from bot.domain.model import Listed, Number, Part, refuse
from bot.domain.names import FROM_PREVIOUS
from bot.domain.window import Window

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "months"]
UNITS: tuple[Unit, ...] = ("seconds", "minutes", "hours", "days", "weeks", "months")
CLOCK_UNITS: tuple[Unit, ...] = ("seconds", "minutes", "hours")

_LONGEST: dict[Unit, int] = {
    "seconds": limits.WAIT_DAYS * 86_400,
    "minutes": limits.WAIT_DAYS * 1_440,
    "hours": limits.WAIT_DAYS * 24,
    "days": limits.WAIT_DAYS,
    "weeks": limits.WAIT_DAYS // 7,
    "months": 12,
}


def length_in(wait: Part, given: Sequence[Unit]) -> None:
    """Refused, unless it is one length that is possible."""
    if not given:
        raise refuse("no_unit")
    if len(given) > 1:
        raise refuse("one_unit", actual=", ".join(given))
    amount, most = int(getattr(wait, given[0])), _LONGEST[given[0]]
    if amount < 0:
        raise refuse("out_of_range", least=0, most=most, actual=amount)
    if amount > most:
        raise refuse("wait_too_long", limit=limits.WAIT_DAYS, actual=amount, unit=given[0])


class After(Part):
    """So long after another instant; `months` and `days` are counted on the calendar."""

    seconds: Number | None = None
    minutes: Number | None = None
    hours: Number | None = None
    days: Number | None = None
    weeks: Number | None = None
    months: Number | None = None
    at: Window | None = None
    only_on: Annotated[tuple[Weekday, ...], Listed] = ()
    from_: str = Field(default=FROM_PREVIOUS, alias="from")
    """previous, start, or a step's id"""

    @property
    def unit(self) -> Unit:
        return self._given()[0]

    @property
    def amount(self) -> int:
        return int(getattr(self, self.unit))

    @property
    def is_elapsed(self) -> bool:
        """Counted by the stopwatch, not on the calendar."""
        return self.unit in CLOCK_UNITS

    @property
    def elapsed(self) -> timedelta:
        return timedelta(**{self.unit: self.amount})

    def _given(self) -> list[Unit]:
        return [unit for unit in UNITS if getattr(self, unit) is not None]

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        length_in(self, self._given())
        return self


def _limit(wait: After) -> After:
    if wait.from_ != FROM_PREVIOUS or wait.only_on:
        raise refuse("limit_form")
    return wait


Limited = AfterValidator(_limit)
