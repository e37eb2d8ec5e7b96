"""YAML to plain data: dicts, lists, texts and None, with the line of every place.

Works on the parser's events, so that depth and size are bounded before anything is built, and
aliases count as much as what they stand for.
"""

from collections.abc import Iterator
from typing import Any, Never

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.domain import limits
from bot.domain.errors import DocumentError, Problem
from bot.domain.problems import Path, place

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class Reader:
    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        """By place, as in a Problem; counted from 1."""
        self._parts = 0
        self._anchors: dict[str, tuple[Any, int]] = {}

    def read(self, text: str) -> Any:
        """Raises DocumentError."""
        try:
            return self._document(iter(YAML(typ="safe", pure=True).parse(text)))
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            _fail("yaml_syntax", line, detail=error.problem or "it ends too early")
        except YAMLError as error:
            _fail("yaml_syntax", 1, detail=str(error).splitlines()[0])
        except DocumentError:
            raise
        except (ValueError, OverflowError):  # the library's own on an escape such as \UFFFFFFFF
            _fail("yaml_syntax", 1, detail="it holds an escape that stands for no character")

    def _document(self, events: Iterator[Any]) -> Any:
        """What stands in the file's only document; None if there is none."""
        found: list[Any] = []
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if found:
                    _fail("yaml_syntax", _line(event), detail="it holds more than one document")
                found.append(self._value(next(events), events, ()))
        return found[0] if found else None

    def _value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        self.lines[place(path)] = _line(event)
        before = self._count(event)
        if len(path) > limits.YAML_DEPTH:
            _fail("too_deep", _line(event), limit=limits.YAML_DEPTH)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        value = self._content(event, events, path)
        if event.anchor:
            self._anchors[event.anchor] = (value, self._parts - before)
        return value

    def _content(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        match event:
            case SequenceStartEvent():
                return self._list(events, path)
            case MappingStartEvent():
                return self._mapping(events, path)
        return _scalar(event)

    def _list(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                _fail("yaml_syntax", _line(event), detail="a key has to be a plain word")
            key = str(event.value)
            if key in found:
                _fail("duplicate_key", _line(event), key=key[:40])
            found[key] = self._value(next(events), events, (*path, key))
            self.lines[place((*path, key))] = _line(event)
        return found

    def _alias(self, event: AliasEvent) -> Any:
        if event.anchor not in self._anchors:
            _fail("yaml_syntax", _line(event), detail=f"*{event.anchor} stands for nothing yet")
        value, size = self._anchors[event.anchor]
        self._count(event, size)
        return value

    def _count(self, event: Any, parts: int = 1) -> int:
        """How many there were before."""
        before = self._parts
        self._parts += parts
        if self._parts > limits.YAML_NODES:
            _fail("too_many_parts", _line(event), limit=limits.YAML_NODES)
        return before


def _scalar(event: ScalarEvent) -> str | None:
    is_plain = not event.style
    return None if is_plain and event.value in _NOTHING else str(event.value)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _fail(code: str, line: int, **values: str | int) -> Never:
    raise DocumentError([Problem(code, "", {**values, "line": line})])
