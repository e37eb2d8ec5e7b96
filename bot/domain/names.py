"""The names that documents and owners give: to scenarios, steps, labels, attributes, groups."""

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from bot.domain import limits
from bot.domain.errors import Problem, Refused
from bot.domain.model import refuse
from bot.domain.text import graphemes, one_line

# What a wait may count from beside a step, so that no step may be called so.
FROM_PREVIOUS, FROM_START = "previous", "start"


def name(value: str, limit: int = limits.NAME_GRAPHEMES) -> str:
    """Raises a pydantic error of ours."""
    tidy = one_line(value)
    size = len(graphemes(tidy))
    if not tidy:
        raise refuse("empty")
    if size > limit:
        raise refuse("too_long", limit=limit, actual=size)
    return tidy


def tag(value: str) -> str:
    """A label's, an attribute's or a group's name: typed on any keyboard it is the same."""
    return name(unicodedata.normalize("NFC", value), limits.TAG_GRAPHEMES)


def given(written: str, read: Callable[[str], str] = tag, place: str = "") -> str:
    """A name that somebody gives outside of a document, as `read` tidies it. Raises Refused."""
    try:
        return read(written)
    except PydanticCustomError as error:
        raise Refused(Problem(error.type, place, error.context or {})) from None


def _step_id(value: str) -> str:
    if not re.fullmatch(rf"[a-z0-9][a-z0-9_-]{{0,{limits.ID_LENGTH - 1}}}", value):
        raise refuse("bad_id", value=value[:60], limit=limits.ID_LENGTH)
    if value in (FROM_PREVIOUS, FROM_START):
        raise refuse("reserved_id", value=value)
    return value


Name = Annotated[str, AfterValidator(name)]
TagName = Annotated[str, AfterValidator(tag)]
StepId = Annotated[str, AfterValidator(_step_id)]
