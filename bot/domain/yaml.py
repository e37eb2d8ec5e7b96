"""Scenarios as YAML files that people write, share and read.

Every value is read as the text it is written as (10:00, no, 2026-12-01); the document's models
make numbers of those that have to be numbers. Only an empty value, ~ and null mean nothing.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from bot.domain import limits
from bot.domain.conditions import Condition
from bot.domain.document import Scenario, dump, parse, parse_rule
from bot.domain.errors import DocumentError, Problem
from bot.domain.menus import Menu, parse_menu
from bot.domain.yaml_reader import Reader

_INLINE = frozenset(
    {
        *("wait", "start", "active", "late", "receipt"),
        *("when", "only", "unless", "stop_when", "then", "repeat"),
        *("at_most", "sender", "sticker", "location"),
    }
)
# Line ends of other alphabets, and two signs that YAML takes in quotes only.
_NEVER_PLAIN = "\x85\u2028\u2029\ufffe\uffff"


def load_yaml(text: str) -> Scenario:
    """Raises DocumentError; its problems carry the `line` they are on."""
    _require_small(text)
    reader = Reader()
    plain = reader.read(text)
    try:
        return parse(plain)
    except DocumentError as error:
        problems = [_with_line(problem, reader.lines) for problem in error.problems]
        raise DocumentError(problems) from None


def load_rule(text: str) -> Condition:
    """A condition alone. Raises DocumentError."""
    _require_small(text)
    return parse_rule(Reader().read(text))


def load_menu(text: str) -> Menu:
    """Raises DocumentError."""
    _require_small(text)
    return parse_menu(Reader().read(text))


def _require_small(text: str) -> None:
    size = len(text.encode(errors="surrogatepass"))
    if size > limits.YAML_BYTES:
        values = {"limit": limits.YAML_BYTES, "actual": size}
        raise DocumentError([Problem("document_too_big", "", values)])


def dump_yaml(scenario: Scenario) -> str:
    yaml = YAML()
    yaml.width = 10_000
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_readable(dump(scenario)), out)
    return out.getvalue()


def _with_line(problem: Problem, lines: Mapping[str, int]) -> Problem:
    values = {**problem.values, "line": _line_of(problem.place, lines)}
    return Problem(problem.code, problem.place, values)


def _line_of(place: str, lines: Mapping[str, int]) -> int:
    """The line of the place, or of the nearest thing around it."""
    written = ""
    for part in re.findall(r"\[\d+\]|[^.\[]+", place):
        further = f"{written}{part}" if part[0] == "[" else f"{written}.{part}".removeprefix(".")
        if further in lines:
            written = further
        elif part != "[0]":  # a list of one may be written without the list
            break
    return lines.get(written, 1)


def _readable(value: Any, *, inline: bool = False) -> Any:
    match value:
        case dict():
            return _mapping(value, inline=inline)
        case list():
            return _list(value, inline=inline)
        case str():
            return _text(value, inline=inline)
    return value


def _mapping(value: Mapping[str, Any], *, inline: bool) -> CommentedMap:
    pairs = CommentedMap(
        (key, _readable(item, inline=inline or key in _INLINE)) for key, item in value.items()
    )
    if inline:
        pairs.fa.set_flow_style()
    return pairs


def _list(value: Sequence[Any], *, inline: bool) -> CommentedSeq:
    items = CommentedSeq(_readable(item, inline=inline) for item in value)
    if inline and not any(isinstance(item, dict | list) for item in value):
        items.fa.set_flow_style()
    return items


def _text(value: str, *, inline: bool) -> Any:
    """Quoted where a reader could take it for a number, a time, a line's end or a bracket."""
    is_risky = value[:1].isdigit() or any(char in value for char in _NEVER_PLAIN)
    if is_risky or (inline and not re.fullmatch(r"\w[\w-]*", value)):
        return DoubleQuotedScalarString(value)
    return LiteralScalarString(value) if "\n" in value else value
