"""Lengths as LINE counts them, and strings made of words and values."""

import re
from collections.abc import Callable, Mapping

import regex

from flex_templates.errors import RenderError

_NAMED = re.compile(r"\{([a-z_][a-z_0-9]*)\}")


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, most: int) -> str:
    """At most `most` graphemes, the last of them … when something was cut."""
    parts: list[str] = regex.findall(r"\X", text)
    return text if len(parts) <= most else "".join(parts[: most - 1]) + "…"


def cut(text: str, units: int) -> str:
    """At most `units` UTF-16 code units, in whole graphemes; … when something was cut."""
    if utf16_length(text) <= units:
        return text
    kept, left = [], units - 1
    for part in regex.findall(r"\X", text):
        left -= utf16_length(part)
        if left < 0:
            break
        kept.append(part)
    return "".join(kept) + "…"


def fill(sentence: str, values: Mapping[str, object], show: Callable[[object], str]) -> str:
    """`{name}` becomes its value; other braces, as in {名前}, are text. Each name must be given."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in values or values[name] is None:
            raise RenderError(f"{sentence!r} needs {{{name}}}")
        return show(values[name])

    return _NAMED.sub(value, sentence)


def names_in(sentence: str) -> frozenset[str]:
    return frozenset(_NAMED.findall(sentence))
