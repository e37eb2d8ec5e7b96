"""Steps under other names: also wherever one of them is spoken of."""

from collections.abc import Mapping
from typing import Any

_REACTIONS = frozenset({"tapped", "answered", "watched"})
_SPEAKS_OF = frozenset({"id", "from"}) | _REACTIONS
# Below these people give the keys themselves.
_OWN_KEYS = frozenset({"set", "add"})


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """`value`: a part of a document as plain data; `names`: the new id of each step, by its old."""
    if isinstance(value, list | tuple):
        return [renamed(each, names) for each in value]
    if not isinstance(value, Mapping):
        return value
    elsewhere = _REACTIONS if "scenario" in value else frozenset()
    return {
        key: names[each]
        if key in _SPEAKS_OF - elsewhere and isinstance(each, str) and each in names
        else each
        if key in _OWN_KEYS
        else renamed(each, names)
        for key, each in value.items()
    }
