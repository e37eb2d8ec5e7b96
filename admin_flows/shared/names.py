"""Names of scenarios: which are free, and how long they may be."""

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


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name itself, or with the first number behind it that makes it new: 週替わり 2."""
    used = {plain(other) for other in taken}
    number, free = 1, name
    while plain(free) in used:
        number += 1
        tail = f" {number}"
        free = clip(name, limits.NAME_GRAPHEMES - len(tail)) + tail
    return free
