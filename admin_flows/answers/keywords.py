"""Keywords, one a line: few, short, and none that friends need for stopping."""

import re

from bot.domain import limits
from bot.domain.entry import is_resume, is_stop
from bot.domain.errors import Problem, Values
from bot.domain.text import graphemes, one_line


def read_keywords(text: str) -> tuple[str, ...] | Problem:
    lines = (one_line(line) for line in re.split(r"[\n、,，]", text))
    words = tuple(dict.fromkeys(line for line in lines if line))
    if not words:
        return Problem("empty")
    if len(words) > limits.KEYWORDS:
        return Problem("too_many_keywords", values={"limit": limits.KEYWORDS, "actual": len(words)})
    problems = (_problem(word) for word in words)
    return next((problem for problem in problems if problem), words)


def _problem(word: str) -> Problem | None:
    size = len(graphemes(word))
    if size > limits.KEYWORD_GRAPHEMES:
        values: Values = {"field": "keyword", "limit": limits.KEYWORD_GRAPHEMES, "actual": size}
        return Problem("name_too_long", values=values)
    if is_stop(word) or is_resume(word):
        return Problem("keyword_is_stop_word", values={"word": word})
    return None
