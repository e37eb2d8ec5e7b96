"""The scenario document: reading it from plain data, and writing it in its short form."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ValidationError

from bot.domain import limits
from bot.domain.errors import DocumentError, Problem
from bot.domain.model import Part
from bot.domain.problems import problems_of
from bot.domain.scenario import Active, Late, Scenario, SendWithin, Span, Step
from bot.domain.sendable import Image, LaterMessage, Message, Receipt, Text
from bot.domain.starts import FriendAdded, Keyword, Manual, Start
from bot.domain.waits import (
    After,
    Immediate,
    LaterWait,
    OnDate,
    OnDay,
    OnWeekday,
    Wait,
)
from bot.domain.window import Window

__all__ = [
    "Active",
    "After",
    "FriendAdded",
    "Image",
    "Immediate",
    "Keyword",
    "Late",
    "Manual",
    "Message",
    "OnDate",
    "OnDay",
    "OnWeekday",
    "Receipt",
    "Scenario",
    "SendWithin",
    "Start",
    "Step",
    "Text",
    "Wait",
    "Window",
    "dump",
    "late_of",
    "parse",
]

# Which part a place in the document holds: a field's name, or the tag of a part's form.
_PARTS: Mapping[str, type[Part]] = {
    "": Scenario,
    "steps": Step,
    "active": Active,
    "<within>": SendWithin,
    "send_within": Span,
    "<friend_added>": FriendAdded,
    "<keyword>": Keyword,
    "<manual>": Manual,
    "<now>": Immediate,
    "<after>": After,
    "<weekday>": OnWeekday,
    "<day>": OnDay,
    "<date>": OnDate,
    "<later>": LaterWait,
    "<text>": Text,
    "<image>": Image,
    "<later_message>": LaterMessage,
}
_KEYS = {
    where: tuple(field.alias or name for name, field in part.model_fields.items())
    for where, part in _PARTS.items()
}


def late_of(scenario: Scenario, wait: Wait) -> Literal["hold", "skip"] | SendWithin:
    """What happens to a step that could not go when it was due."""
    return scenario.late or ("skip" if isinstance(wait, OnDate) else "hold")


def parse(raw: Any) -> Scenario:
    """Raises DocumentError with every problem found."""
    try:
        scenario = Scenario.model_validate(raw)
    except ValidationError as error:
        raise DocumentError(problems_of(error, raw, _KEYS)) from None
    size = len(json.dumps(dump(scenario), ensure_ascii=False).encode())
    if size > limits.DOCUMENT_BYTES:
        values = {"limit": limits.DOCUMENT_BYTES, "actual": size}
        raise DocumentError([Problem("document_too_big", "", values)])
    return scenario


def dump(scenario: Scenario) -> dict[str, Any]:
    """JSON, in its short form: without defaults, but every step with its wait."""
    plain = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    steps = [_short(raw) for raw in plain.pop("steps", [])]
    start = plain.get("start", [])
    if len(start) == 1:
        plain["start"] = start[0]
    return {"tobiishi": 1, **plain, **({"steps": steps} if steps else {})}


def _short(step: Mapping[str, Any]) -> dict[str, Any]:
    head = {key: step[key] for key in ("id", "title") if key in step}
    return {**head, "wait": step.get("wait", 0), **{k: v for k, v in step.items() if k not in head}}
