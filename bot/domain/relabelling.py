"""Labels in a document: which ones it speaks of, and the same document once some are renamed."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from bot.domain.asking import Ask
from bot.domain.condition_forms import Label
from bot.domain.model import Part
from bot.domain.reaction_waits import Awaited
from bot.domain.starts import LabelAdded, Who

P = TypeVar("P", bound=Part)

# Elsewhere `label` is what stands on a button.
_NAMED = (Label, LabelAdded, Who, Ask, Awaited)
_LISTED = ("add_label", "remove_label")


def labels_in(part: Part) -> frozenset[str]:
    """Also those that it attaches by an answer: there a choice is a label of the same name."""
    return frozenset(_found(part))


def _found(value: Any) -> Iterator[str]:
    if isinstance(value, Ask) and value.label is True:
        yield from value.choices
    for key, each in _parts(value):
        if isinstance(value, _NAMED) and key == "label":
            yield from [each] if isinstance(each, str) else []
        elif key in _LISTED:
            yield from each
        else:
            yield from _found(each)


def relabelled(part: P, names: Mapping[str, str]) -> P:
    """`names`: the new one of each, by the old. Words that friends read, such as choices, stay."""
    return _with_names(part, names) if names else part


def _with_names(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Part):
        changed = {key: _of_key(value, key, each, names) for key, each in _parts(value)}
        return value.model_copy(
            update={key: each for key, each in changed.items() if each != getattr(value, key)}
        )
    if isinstance(value, tuple):
        return tuple(_with_names(each, names) for each in value)
    if isinstance(value, dict):
        return {key: _with_names(each, names) for key, each in value.items()}
    return value


def _of_key(part: Part, key: str, each: Any, names: Mapping[str, str]) -> Any:
    if isinstance(part, _NAMED) and key == "label":
        return names.get(each, each) if isinstance(each, str) else each
    if key in _LISTED:
        return tuple(dict.fromkeys(names.get(one, one) for one in each))
    return _with_names(each, names)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Part):
        yield from ((key, getattr(value, key)) for key in type(value).model_fields)
    elif isinstance(value, tuple):
        yield from (("", each) for each in value)
    elif isinstance(value, dict):
        yield from (("", each) for each in value.values())
