"""Comparisons with numbers and days, as they stand inside a condition."""

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from bot.domain import limits
from bot.domain.model import Listed, Part, refuse
from bot.domain.text import graphemes, one_line

Op = Literal["<", "<=", ">", ">="]
Bound = float | int | str
"""A number, or a day or a local time in ISO's form."""

NUMBER = (int, float)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")
_NUMBER = re.compile(r"[-+]?\d{1,12}(\.\d{1,6})?")
_OPS: Mapping[str, Op] = {"under": "<", "at_most": "<=", "over": ">", "at_least": ">="}
WAYS = ("is", *_OPS, "between", "known")


def as_number(value: Any) -> float | int | None:
    """What a number or its text stands for; whole ones as int."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        return None
    if isinstance(value, int) and abs(value) >= 10**13:  # too long for a float, perhaps
        return None
    number = float(value)
    if not math.isfinite(number) or abs(number) >= 10**13:
        return None
    return int(number) if number.is_integer() else number


def as_day(value: Any) -> str | None:
    """2026-12-24 or 2026-12-24T10:00, if that is what it is."""
    text = str(value).strip().replace(" ", "T", 1)
    if not _DAY.fullmatch(text):
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def bound_of(value: Any) -> Bound | None:
    number = as_number(value)
    return as_day(value) if number is None else number


def _bound(value: Any) -> Bound:
    bound = bound_of(value)
    if bound is None:
        raise refuse("bad_bound", value=str(value)[:40])
    return bound


def _value(value: Any) -> Any:
    """What something can be: a text, or a number as its text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return value
    text = one_line(value) if isinstance(value, str) else str(as_number(value))
    if not text:
        raise refuse("empty")
    if (size := len(graphemes(text))) > limits.VALUE_GRAPHEMES:
        raise refuse("too_long", limit=limits.VALUE_GRAPHEMES, actual=size)
    return text


def _values(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        raise refuse("empty")
    if len(values) > limits.VALUES:
        raise refuse("too_many", what="values", limit=limits.VALUES, actual=len(values))
    return values


def _pair(value: Any) -> Any:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise refuse("between_form")
    return value


def _in_order(pair: tuple[Bound, Bound]) -> tuple[Bound, Bound]:
    least, most = pair
    if isinstance(least, str) != isinstance(most, str) or least > most:  # type: ignore[operator]
        raise refuse("between_form")
    return pair


Range = tuple[tuple[Op, Bound], ...]
AValue = Annotated[str, BeforeValidator(_value)]
ABound = Annotated[float | int | str, BeforeValidator(_bound)]
Values = Annotated[tuple[AValue, ...], Listed, AfterValidator(_values)]


Between = Annotated[tuple[ABound, ABound], BeforeValidator(_pair), AfterValidator(_in_order)]


class Comparison(Part):
    """Exactly one way to compare. `is`: one of these; `between`: both ends belong to it."""

    is_: Values | None = Field(default=None, alias="is")
    under: ABound | None = None
    over: ABound | None = None
    at_least: ABound | None = None
    at_most: ABound | None = None
    between: Between | None = None

    @property
    def ranges(self) -> tuple[Range, ...]:
        """It fits when all of one of these are true. Values of `is` that are texts give none."""
        if self.between is not None:
            return (((">=", self.between[0]), ("<=", self.between[1])),)
        if self.is_ is not None:
            exact = (bound_of(value) for value in self.is_)
            return tuple(((">=", bound), ("<=", bound)) for bound in exact if bound is not None)
        return tuple(
            ((op, bound),) for way, op in _OPS.items() if (bound := getattr(self, way)) is not None
        )

    @property
    def bounds(self) -> tuple[Bound, ...]:
        return tuple(bound for tests in self.ranges for _, bound in tests)

    def is_with(self, kind: type[str] | tuple[type, ...]) -> bool:
        """Whether all it compares with are numbers, or all are days."""
        bounds, values = self.bounds, self.is_ or ()
        whole = len(bounds) == 2 * len(values) if values else bool(bounds)
        return whole and all(isinstance(bound, kind) for bound in bounds)

    @model_serializer(mode="wrap")
    def _write(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What is compared comes first; one value stands without a list."""
        plain = {key: value for key, value in handler(self).items() if value is not None}
        if self.is_ and len(self.is_) == 1:
            plain["is"] = self.is_[0]
        return dict(sorted(plain.items(), key=lambda pair: pair[0] in WAYS))

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [way for way in WAYS if getattr(self, _field(way), None) is not None]
        if len(ways) != 1:
            raise refuse("one_comparison")
        return self


class NumberComparison(Comparison):
    @model_validator(mode="after")
    def _numbers(self) -> Self:
        if not self.is_with(NUMBER):
            raise refuse("compare_numbers")
        return self


def _field(way: str) -> str:
    return "is_" if way == "is" else way
