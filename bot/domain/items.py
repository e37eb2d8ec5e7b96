"""One of a list that a walk carries: what a card can be made of."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationError

from bot.domain import limits
from bot.domain.errors import Problem, Refused
from bot.domain.links import Link
from bot.domain.model import Part, refuse
from bot.domain.problems import problems_of
from bot.domain.stored import Address
from bot.domain.text import graphemes, one_line, utf16_length

Item = str | Mapping[str, str]
"""Words alone, or the parts of an ItemParts."""


def _words(limit: int) -> AfterValidator:
    """They reach friends as they stand: nothing in them is read as a variable."""

    def check(value: str) -> str:
        words = one_line(value)
        if not words:
            raise refuse("empty")
        for size, most in ((len(graphemes(words)), limit), (utf16_length(words), 4 * limit)):
            if size > most:
                raise refuse("too_long", limit=most, actual=size)
        return words

    return AfterValidator(check)


class ItemParts(Part):
    """`label`: of the button that opens `link`; None: what the scenario calls it."""

    title: Annotated[str, _words(limits.CARD_TITLE_GRAPHEMES)]
    text: Annotated[str, _words(limits.CARD_TEXT_GRAPHEMES)] | None = None
    image: Address | None = None
    link: Link | None = None
    label: Annotated[str, _words(limits.BUTTON_GRAPHEMES)] | None = None


_KEYS = {"": tuple(ItemParts.model_fields)}


def read_item(value: Any, place: str, words: Callable[[Any, str], str]) -> Item:
    """Raises Refused, with the place. `words` reads what is no set of parts."""
    if not isinstance(value, dict):
        return words(value, place)
    try:
        return ItemParts.model_validate(value).model_dump(exclude_none=True)
    except ValidationError as error:
        first = problems_of(error, value, _KEYS)[0]
        raise Refused(Problem(first.code, f"{place}.{first.place}", first.values)) from None


def title_of(item: Item) -> str:
    return item if isinstance(item, str) else item["title"]
