"""What a step does beside sending (`then`), put together one thing at a time."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bot.domain.document import PART_KEYS, Then
from bot.domain.errors import Problem
from bot.domain.problems import problems_of

LABELS = {"add_label": "remove_label", "remove_label": "add_label"}
"""Each with the other one, from which the label is taken."""
FLAGS = ("take_over", "end")
ENDS = ("jump", "end")


def with_effect(then: Then | None, kind: str, value: Any) -> Then | Problem:
    """`value`: labels, {field: value} of `set` and `add`, or what stands there alone."""
    raw = _raw(then)
    if kind in LABELS:
        raw[kind] = list(dict.fromkeys([*raw.get(kind, ()), *value]))
        _drop(raw, LABELS[kind], value)
    elif isinstance(value, Mapping) and kind in {"set", "add"}:
        raw[kind] = {**raw.get(kind, {}), **value}
    else:
        raw[kind] = value
    for other in ENDS if kind in ENDS else ():
        if other != kind:
            raw.pop(other, None)
    return _read(raw)


def without(then: Then, kind: str) -> Then | None:
    """None: nothing is left."""
    raw = _raw(then)
    raw.pop(kind, None)
    left = _read(raw) if raw else None
    return left if isinstance(left, Then) else None


def _drop(raw: dict[str, Any], kind: str, labels: Any) -> None:
    kept = [label for label in raw.pop(kind, ()) if label not in labels]
    if kept:
        raw[kind] = kept


def _raw(then: Then | None) -> dict[str, Any]:
    plain = then.model_dump(mode="json", by_alias=True, exclude_defaults=True) if then else {}
    listed = {key: [plain[key]] for key in LABELS if isinstance(plain.get(key), str)}
    return {**plain, **listed}


def _read(raw: Mapping[str, Any]) -> Then | Problem:
    try:
        return Then.model_validate(dict(raw))
    except ValidationError as error:
        return problems_of(error, raw, PART_KEYS)[0]
