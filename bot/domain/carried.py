"""What an event of the shop's own systems brings along, and a walk carries: an order's number, a
booking's time.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator

from bot.domain import limits
from bot.domain.attributes import number_text
from bot.domain.calendar import Calendar
from bot.domain.comparing import as_day, as_number
from bot.domain.errors import Problem, Refused, Values
from bot.domain.items import Item, read_item, title_of
from bot.domain.model import refuse
from bot.domain.text import clip, graphemes, one_line

CarriedKind = Literal["text", "number", "datetime", "list"]
Data = Mapping[str, str | list[Item]]
"""By name; a date as the account's clock shows it, in ISO's form."""

PREFIX = "walk."
_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise refuse("bad_carried", value=value[:40])
    return value


def _few(carries: dict[str, CarriedKind]) -> dict[str, CarriedKind]:
    if len(carries) > limits.CARRIED:
        raise refuse("too_many", what="values", limit=limits.CARRIED, actual=len(carries))
    return carries


CarriedName = Annotated[str, AfterValidator(_name)]
Carries = Annotated[dict[CarriedName, CarriedKind], AfterValidator(_few)]


def data_of(
    given: Mapping[str, Any], carries: Mapping[str, CarriedKind], calendar: Calendar
) -> Data:
    """What of it the scenario wants, checked. Raises Refused, with the place."""
    found: dict[str, str | list[Item]] = {}
    for name, kind in carries.items():
        value = given.get(name)
        if value is None:
            raise Refused(Problem("missing", f"data.{name}", {"key": name}))
        found[name] = _read(value, kind, f"data.{name}", calendar)
    return found


def _read(value: Any, kind: CarriedKind, place: str, calendar: Calendar) -> str | list[Item]:
    if kind == "list":
        if not isinstance(value, list):
            raise _refused("not_a_list", place, value)
        if len(value) > limits.VALUES:
            size: Values = {"what": "values", "limit": limits.VALUES, "actual": len(value)}
            raise Refused(Problem("too_many", place, size))
        return [read_item(each, f"{place}[{number}]", _text) for number, each in enumerate(value)]
    text = _text(value, place)
    if kind == "number":
        number = as_number(text)
        if number is None:
            raise _refused("not_a_number", place, value)
        return number_text(float(number))
    if kind == "datetime":
        local = local_time(text, calendar)
        if as_day(local) is None:
            raise _refused("bad_moment", place, value)
        return local
    return text


def _text(value: Any, place: str) -> str:
    if isinstance(value, list | dict):
        raise _refused("bad_value", place, value)
    text = one_line(str(value))
    size = len(graphemes(text))
    if not 0 < size <= limits.VALUE_GRAPHEMES:
        values = {"limit": limits.VALUE_GRAPHEMES, "actual": size}
        raise Refused(Problem("too_long" if size else "empty", place, values))
    return text


def local_time(written: str, calendar: Calendar) -> str:
    """An instant with a zone as the account's clock shows it; everything else as it is."""
    if not _INSTANT.match(written):
        return written
    try:
        at = datetime.fromisoformat(written)
        return f"{calendar.local(at) if at.tzinfo else at:%Y-%m-%dT%H:%M}"
    except (ValueError, OverflowError):
        return written


_LONGEST: Mapping[CarriedKind, str] = {
    "text": "🍎" * limits.VALUE_GRAPHEMES,
    "number": "9" * 20,
    "datetime": "12/31 23:59",
    "list": "、".join(["🍎" * limits.VALUE_GRAPHEMES] * limits.VALUES),
}


def longest(carries: Mapping[str, CarriedKind]) -> dict[str, str]:
    """As ``in_words``, of values as long as they come."""
    return {PREFIX + name: _LONGEST[kind] for name, kind in carries.items()}


def in_words(data: Data) -> dict[str, str]:
    """As values of the variables `walk.NAME` in texts."""
    return {PREFIX + name: _written(value) for name, value in data.items()}


def lists_in(data: Data, names: Iterable[str]) -> dict[str, list[Item]]:
    """Those with these names, which begin with PREFIX; who carries none has an empty one."""
    found = {name: data.get(name.removeprefix(PREFIX)) for name in names}
    return {name: value if isinstance(value, list) else [] for name, value in found.items()}


def _written(value: str | list[Item]) -> str:
    if isinstance(value, list):
        return "、".join(map(title_of, value))
    day = as_day(value)
    return f"{datetime.fromisoformat(day):%-m/%-d %H:%M}" if day and "T" in day else value


def _refused(code: str, place: str, value: object) -> Refused:
    return Refused(Problem(code, place, {"value": clip(one_line(str(value)), 40)}))
