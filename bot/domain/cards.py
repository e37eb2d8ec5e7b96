"""Several cards side by side, and one at their end that leads to more: written, or made of a list
that the walk carries.
"""

from typing import Annotated

from pydantic import AfterValidator, Discriminator, Tag, TypeAdapter

from bot.domain import limits
from bot.domain.carried import PREFIX, CarriedName
from bot.domain.model import Listed, Number, Part, Some, at_most, refuse, within
from bot.domain.pressing import AnyButton, Button, plain
from bot.domain.stored import File
from bot.domain.text import utf16_length


class Card(Part):
    title: Annotated[str, plain(limits.CARD_TITLE_GRAPHEMES)]
    text: Annotated[str, plain(limits.CARD_TEXT_GRAPHEMES)] | None = None
    image: File | None = None
    button: AnyButton | None = None


def _alike(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    if len({card.image is None for card in cards}) > 1:
        raise refuse("pictures_on_all")
    return cards


class Cards(Part):
    """`alt` stands where cards do not, in notices say; else the first one's title does."""

    cards: Annotated[
        tuple[Card, ...],
        Listed,
        Some,
        at_most(limits.CARDS, "cards"),
        AfterValidator(_alike),
    ]
    more: Button | None = None
    alt: Annotated[str, plain(limits.ALT_TEXT_UNITS, utf16_length)] | None = None


def _list_name(value: str) -> str:
    if not value.startswith(PREFIX):
        raise refuse("bad_list", value=value[:40])
    _NAMES.validate_python(value.removeprefix(PREFIX))
    return value


_NAMES = TypeAdapter[str](CarriedName)


class Each(Part):
    """`button`: what stands on the button of an item that has a link, unless it says so itself."""

    each: Annotated[str, AfterValidator(_list_name)]
    at_most: Annotated[Number, within(1, limits.CARDS)] = limits.CARDS
    button: Annotated[str, plain(limits.BUTTON_GRAPHEMES)] | None = None

    @property
    def name(self) -> str:
        """Of the list among what is carried."""
        return self.each.removeprefix(PREFIX)


class CardsOfEach(Part):
    """A card for each of the list. `alt` is what somebody gets whose list is empty, too."""

    cards: Annotated[Annotated[Each, Tag("<each>")], Discriminator(lambda _: "<each>")]
    more: Button | None = None
    alt: Annotated[str, plain(limits.ALT_TEXT_UNITS, utf16_length)]
