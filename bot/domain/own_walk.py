"""Conditions that name the scenario they stand in, as its rehearsal asks them: of that very walk.

A rehearsal is a scenario of its own, so a name would mean the real walks of who tries it. In its
walk they are inside and have come in; they have neither finished it nor left it before.
"""

from typing import Any, TypeVar

from bot.domain.condition_forms import (
    Answered,
    Entered,
    Finished,
    Inside,
    Month,
    Stopped,
    Tapped,
    Watched,
    standing_of,
)
from bot.domain.conditions import Condition, Not
from bot.domain.model import Part, rebuilt

T = TypeVar("T")

_ALWAYS = Month(month=tuple(range(1, 13)))
_NEVER = Not(not_=_ALWAYS)


def of_own_walk(value: T, scenario: str) -> T:
    """`value`: a part of the document of that name, or several."""
    return _changed(value, scenario)  # type: ignore[no-any-return]


def _changed(value: Any, scenario: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_changed(each, scenario) for each in value)
    if not isinstance(value, Part):
        return value
    if (instead := _instead(value, scenario)) is not None:
        return instead
    return rebuilt(value, lambda _, each: _changed(each, scenario))


def _instead(value: Part, scenario: str) -> Condition | None:
    match value:
        case Tapped() | Answered() | Watched() if value.scenario == scenario:
            return value.model_copy(update={"scenario": None})
        case Entered() | Inside() if standing_of(value)[0] == scenario:
            return _ALWAYS
        case Finished() | Stopped() if standing_of(value)[0] == scenario:
            return _NEVER
    return None
