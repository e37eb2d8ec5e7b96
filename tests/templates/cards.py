"""Every sample in every locale, and ways to look into a card."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from flex_templates.catalogs import LOCALES
from flex_templates.render import render
from flex_templates.views.parts import View
from flex_templates.views.samples import SAMPLES

TOKEN = "K7Qm"
_RENDERED: dict[str, list[dict[str, Any]]] = {}


class Card(NamedTuple):
    view: View
    name: str
    locale: str

    def render(self) -> list[dict[str, Any]]:
        """Rendered once for all tests: none of them changes it."""
        if str(self) not in _RENDERED:
            _RENDERED[str(self)] = render(self.view, locale=self.locale, token=TOKEN)
        return _RENDERED[str(self)]

    def __str__(self) -> str:
        """By the template: the views of owners' and staff's cards may share a name."""
        return f"{self.view.template}-{self.name}-{self.locale}".replace(" ", "_")


CARDS = [
    Card(view, name, locale)
    for samples in SAMPLES.values()
    for name, view in samples.items()
    for locale in LOCALES
]


def contents(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [message["contents"] for message in messages if message["type"] == "flex"]


def bubbles(container: Mapping[str, Any]) -> list[dict[str, Any]]:
    if container["type"] == "carousel":
        return list(container["contents"])
    return [dict(container)]


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """All objects in it, from the outside in."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from parts(value)
    elif isinstance(node, list):
        for value in node:
            yield from parts(value)


def texts(node: Any) -> list[str]:
    return [part["text"] for part in parts(node) if part.get("type") == "text"]


def actions(node: Any) -> list[dict[str, Any]]:
    kinds = {"postback", "message", "datetimepicker", "clipboard", "cameraRoll", "camera", "uri"}
    return [part for part in parts(node) if part.get("type") in kinds]


def size(container: Any) -> int:
    """Bytes as the SDK sends it: no space, every non-ASCII letter escaped."""
    return len(json.dumps(container, separators=(",", ":")))
