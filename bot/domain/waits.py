"""The forms of a wait. `schedule.py` says when each of them ends."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_serializer,
    model_validator,
)

from bot.domain import limits
from bot.domain.model import Listed, Number, Part, refuse
from bot.domain.names import FROM_PREVIOUS, StepId, TagName
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
        length_in(self, self._given())
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


AwaitedKind = Literal["tapped", "answered", "watched", "label"]


class Awaited(Part):
    """What the friend does with a step of this scenario, or a label that they get."""

    tapped: StepId | None = None
    answered: StepId | None = None
    watched: StepId | None = None
    label: TagName | None = None

    @property
    def kind(self) -> AwaitedKind:
        return self._given()[0]

    @property
    def name(self) -> str:
        """The step's id, or the label."""
        return str(getattr(self, self.kind))

    def _given(self) -> list[AwaitedKind]:
        return [kind for kind in get_args(AwaitedKind) if getattr(self, kind) is not None]

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if len(self._given()) != 1:
            raise refuse("awaited_form")
        return self


def _limit(wait: After) -> After:
    if wait.from_ != FROM_PREVIOUS or wait.only_on:
        raise refuse("limit_form")
    return wait


Limited = AfterValidator(_limit)


class ForReaction(Part):
    """Until they react; the walk goes on without, once it has waited so long. None: it does not."""

    for_: Awaited = Field(alias="for")
    at_most: Annotated[After, Limited] | None = None


def is_zero(value: Any) -> bool:
    return value is None or (value in (0, "0") and value is not False)


_FORMS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"before", "after"}), "<goal>"),
    (frozenset({"for", "at_most"}), "<for>"),
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
    OfGoal: "<goal>",
    ForReaction: "<for>",
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
    | Annotated[OfGoal, Tag("<goal>")]
    | Annotated[ForReaction, Tag("<for>")],
    Discriminator(_form),
]


def window_of(wait: Wait) -> Window | None:
    """The time of day it ends at, if it has one."""
    timed = wait.at_most if isinstance(wait, ForReaction) else wait
    return None if timed is None or isinstance(timed, Immediate) else timed.at
