"""The forms of a wait. `schedule.py` says when each of them ends."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Tag,
    model_serializer,
    model_validator,
)

from bot.domain.goal_waits import OfGoal
from bot.domain.lengths import After, Weekday
from bot.domain.model import Part, refuse
from bot.domain.reaction_waits import ForReaction
from bot.domain.window import Window


class Immediate(Part):
    """`wait: 0`"""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {} if is_zero(value) else value

    @model_serializer
    def _write(self) -> int:
        return 0


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
