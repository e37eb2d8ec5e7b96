"""Labels and scenarios by name in a document: which ones it speaks of, and the same document once
some are renamed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.domain.asking import Ask
from bot.domain.condition_forms import (
    Answered,
    Entered,
    Finished,
    Inside,
    Label,
    Stopped,
    Tapped,
    Watched,
)
from bot.domain.effects import Jump
from bot.domain.model import Part, rebuilt
from bot.domain.pressing import AnyButton
from bot.domain.reaction_waits import Awaited
from bot.domain.starts import LabelAdded, ScenarioFinished, ScenarioStopped, Who

P = TypeVar("P", bound=Part)

# By the key, the parts where it is a name. Elsewhere `label` is what stands on a button, `to` a
# time of day or who is told something.
_LABEL: Mapping[str, tuple[type[Part], ...]] = {"label": (Label, LabelAdded, Who, Ask, Awaited)}
_LABELS = ("add_label", "remove_label")
_SCENARIO: Mapping[str, tuple[type[Part], ...]] = {
    "entered": (Entered,),
    "inside": (Inside,),
    "finished": (Finished,),
    "stopped": (Stopped,),
    "scenario": (Tapped, Answered, Watched, ScenarioFinished, ScenarioStopped),
    "to": (Jump,),
    "enter": (AnyButton,),
}


@dataclass(frozen=True, slots=True)
class Renames:
    """The new name of each, by the old."""

    labels: Mapping[str, str] = field(default_factory=dict)
    scenarios: Mapping[str, str] = field(default_factory=dict)


def labels_in(part: Part) -> frozenset[str]:
    """Also those that it attaches by an answer: there a choice is a label of the same name."""
    return frozenset(_labels(part))


def scenarios_in(part: Part) -> frozenset[str]:
    return frozenset(_scenarios(part))


def _labels(value: Any) -> Iterator[str]:
    if isinstance(value, Ask) and value.label is True:
        yield from value.choices
    for key, each in _parts(value):
        if _is_name(_LABEL, value, key):
            yield from [each] if isinstance(each, str) else []
        elif key in _LABELS:
            yield from each
        else:
            yield from _labels(each)


def _scenarios(value: Any) -> Iterator[str]:
    for key, each in _parts(value):
        if _is_name(_SCENARIO, value, key):
            yield from [each] if isinstance(each, str) else []
        else:
            yield from _scenarios(each)


def relabelled(part: P, names: Renames) -> P:
    """Words that friends read, such as choices, stay."""
    return _with_names(part, names) if names.labels or names.scenarios else part


def _with_names(value: Any, names: Renames) -> Any:
    if isinstance(value, Part):
        return rebuilt(value, lambda key, each: _of_key(value, key, each, names))
    if isinstance(value, tuple):
        return tuple(_with_names(each, names) for each in value)
    if isinstance(value, dict):
        return {key: _with_names(each, names) for key, each in value.items()}
    return value


def _of_key(part: Part, key: str, each: Any, names: Renames) -> Any:
    for where, new in ((_LABEL, names.labels), (_SCENARIO, names.scenarios)):
        if _is_name(where, part, key):
            return new.get(each, each) if isinstance(each, str) else each
    if key in _LABELS:
        return tuple(dict.fromkeys(names.labels.get(one, one) for one in each))
    return _with_names(each, names)


def _is_name(where: Mapping[str, tuple[type[Part], ...]], value: Any, key: str) -> bool:
    return isinstance(value, where.get(key, ()))


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Part):
        yield from ((key, getattr(value, key)) for key in type(value).model_fields)
    elif isinstance(value, tuple):
        yield from (("", each) for each in value)
    elif isinstance(value, dict):
        yield from (("", each) for each in value.values())
