"""Messages between the owner, who writes {名前}, and the document."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.domain.content import from_owner, to_owner
from bot.domain.document import Message, Text
from bot.domain.errors import Problem
from bot.domain.problems import problems_of
from flex_templates.catalogs import closest


def read_text(text: str, locale: str) -> Text | Problem:
    """The message as it is stored, or why it cannot be sent. Taps of links in it are counted."""
    stored = from_owner(text, closest(locale))
    if isinstance(stored, Problem):
        return stored
    try:
        return Text(text=stored, track=bool(Text(text=stored).links))
    except ValidationError as error:
        return problems_of(error, {}, {})[0]


_MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)


def read_message(raw: Mapping[str, Any]) -> Message | Problem:
    """A message as a document has it, or why it cannot be sent."""
    try:
        return _MESSAGE.validate_python(dict(raw))
    except ValidationError as error:
        return problems_of(error, {}, {})[0]


def written(text: str, locale: str) -> str:
    return to_owner(text, closest(locale))
