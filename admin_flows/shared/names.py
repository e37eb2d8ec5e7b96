"""Names of scenarios: which are free, and how long they may be."""

import re
from collections.abc import Iterable

from admin_flows.answers.plain import plain
from bot.domain import limits
from bot.domain.errors import Problem, Values
from bot.domain.text import clip, graphemes, one_line


def read_name(text: str) -> str | Problem:
    name = one_line(text)
    size = len(graphemes(name))
    if not name:
        return Problem("empty")
    if size > limits.NAME_GRAPHEMES:
        values: Values = {"field": "scenario", "limit": limits.NAME_GRAPHEMES, "actual": size}
        return Problem("name_too_long", "name", values)
    return name


# A year is a part of the name.
_NUMBERED = re.compile(r"(?P<name>.*\S) (?P<number>[2-9]|[1-9]\d)")


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name itself, or with the first number behind it that makes it new: 週替わり 2.

    A number that is there already goes on: a copy of 週替わり 2 is 週替わり 3.
    """
    used = {plain(other) for other in taken}
    numbered = _NUMBERED.fullmatch(name)
    base, number = (numbered["name"], int(numbered["number"])) if numbered else (name, 1)
    free = name
    while plain(free) in used:
        number += 1
        tail = f" {number}"
        free = clip(base, limits.NAME_GRAPHEMES - len(tail)) + tail
    return free
