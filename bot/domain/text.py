"""Counting and cutting text the way people and LINE do."""

import unicodedata

import regex

from bot.domain import limits

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def utf16_length(text: str) -> int:
    """LINE's unit for message texts: an emoji counts as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> list[str]:
    """What a person calls characters: a family emoji or a Thai letter with its marks is one."""
    found: list[str] = regex.findall(r"\X", text)
    return found


def clip(text: str, most: int) -> str:
    """At most `most` graphemes, the last of them … when something was cut."""
    parts = graphemes(text)
    if len(parts) <= most:
        return text
    return "".join(parts[: max(most - 1, 0)]) + "…" if most > 0 else ""


def one_line(text: str) -> str:
    """Without control and bidi characters; every run of white space is one space."""
    return " ".join("".join(_visible(char) for char in text).split())


def clean_name(text: str) -> str:
    """A name from outside, safe to stand inside our sentences."""
    return clip(one_line(text)[: limits.PERSON_UNITS * 4], limits.PERSON_GRAPHEMES)


def clean_body(text: str) -> str:
    """A message's text: line ends as \\n, and no other control characters than tabs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in "\n\t" or not _is_control(char))


def _visible(char: str) -> str:
    if char.isspace():
        return " "
    return "" if char in _BIDI or _is_control(char) else char


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"}
