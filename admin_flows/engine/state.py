"""A screen's state: a frozen dataclass, kept as JSON, read back strictly or not at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError


@dataclass(frozen=True)
class State:
    """Fields are plain: str, int, bool, time, date, tuples and States of these."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Question(State):
    """A screen set aside: its name and its state as it is stored."""

    screen: str
    stored: str


S = TypeVar("S", bound=State)


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def to_json(state: State) -> dict[str, Any]:
    dumped: dict[str, Any] = _adapter(cast(Any, type(state))).dump_python(state, mode="json")
    return dumped


def from_json(of: type[S], stored: Mapping[str, Any]) -> S | None:
    """None when a stored state no longer fits its screen (it was written by an older release)."""
    try:
        found: S = _adapter(cast(Any, of)).validate_json(json.dumps(stored), strict=True)
        return found
    except (ValidationError, TypeError, ValueError):
        return None
