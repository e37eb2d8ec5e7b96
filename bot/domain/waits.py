"""The forms of a wait. `schedule.py` says when each of them ends."""

import re
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_serializer,
    model_validator,
)

from bot.domain import limits
from bot.domain.model import Listed, NotYet, Number, Part, refuse
from bot.domain.window import Window

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "months"]
UNITS: tuple[Unit, ...] = ("seconds", "minutes", "hours", "days", "weeks", "months")
CLOCK_UNITS: tuple[Unit, ...] = ("seconds", "minutes", "hours")
FROM_PREVIOUS = "previous"
FROM_START = "start"

_LONGEST: dict[Unit, int] = {
    "seconds": limits.WAIT_DAYS * 86_400,
    "minutes": limits.WAIT_DAYS * 1_440,
    "hours": limits.WAIT_DAYS * 24,
    "days": limits.WAIT_DAYS,
    "weeks": limits.WAIT_DAYS // 7,
    "months": 12,
}


class Immediate(Part):
    """`wait: 0`"""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {} if is_zero(value) else value

    @model_serializer
    def _write(self) -> int:
        return 0


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
        given = self._given()
        if not given:
            raise refuse("no_unit")
        if len(given) > 1:
            raise refuse("one_unit", actual=", ".join(given))
        if self.amount < 0:
            raise refuse("out_of_range", least=0, most=_LONGEST[self.unit], actual=self.amount)
        if self.amount > _LONGEST[self.unit]:
            raise refuse(
                "wait_too_long", limit=limits.WAIT_DAYS, actual=self.amount, unit=self.unit
            )
        return self


class OnWeekday(Part):
    """The first such weekday whose window begins after the step before."""

    weekday: Weekday
    at: Window


def _as_day(value: Any) -> Any:
    if value == "last":
        return value
    text = str(value).strip()
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 31):
        raise refuse("bad_day", value=text[:40])
    return int(text)


class OnDay(Part):
    """The first such day of a month; in a shorter month its last day."""

    day_of_month: Annotated[int | Literal["last"], BeforeValidator(_as_day)]
    at: Window


def as_date(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise refuse("bad_date", value=str(value)[:40])
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refuse("bad_date", value=value) from None


Day = Annotated[date, BeforeValidator(as_date)]


class OnDate(Part):
    date: Day
    at: Window


class LaterWait(Part):
    """Waits that count from a goal's date or end with a reaction."""

    before: NotYet = None
    after: NotYet = None
    for_: NotYet = Field(default=None, alias="for")
    at_most: NotYet = None
    at: Any = None
    seconds: Any = None
    minutes: Any = None
    hours: Any = None
    days: Any = None
    weeks: Any = None
    months: Any = None


def is_zero(value: Any) -> bool:
    return value is None or (value in (0, "0") and value is not False)


_FORMS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"before", "after", "for", "at_most"}), "<later>"),
    (frozenset({"weekday"}), "<weekday>"),
    (frozenset({"day_of_month"}), "<day>"),
    (frozenset({"date"}), "<date>"),
)
_CLASSES: dict[type, str] = {
    Immediate: "<now>",
    After: "<after>",
    OnWeekday: "<weekday>",
    OnDay: "<day>",
    OnDate: "<date>",
}


def _form(value: Any) -> str:
    if is_zero(value):
        return "<now>"
    if isinstance(value, dict):
        return next((form for keys, form in _FORMS if keys & value.keys()), "<after>")
    return _CLASSES.get(type(value), "<after>")


Wait = Annotated[
    Annotated[Immediate, Tag("<now>")]
    | Annotated[After, Tag("<after>")]
    | Annotated[OnWeekday, Tag("<weekday>")]
    | Annotated[OnDay, Tag("<day>")]
    | Annotated[OnDate, Tag("<date>")]
    | Annotated[LaterWait, Tag("<later>")],
    Discriminator(_form),
]
