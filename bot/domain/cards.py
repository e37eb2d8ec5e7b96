"""Several cards side by side, and one at their end that leads to more."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from bot.domain import limits
from bot.domain.model import Listed, Part, Some, at_most, refuse
from bot.domain.pressing import Button, plain
from bot.domain.stored import File
from bot.domain.text import utf16_length


class Card(Part):
    title: Annotated[str, plain(limits.CARD_TITLE_GRAPHEMES)]
    text: Annotated[str, plain(limits.CARD_TEXT_GRAPHEMES)] | None = None
    image: File | None = None
    button: Button | None = None


def _written(value: Any) -> Any:
    if isinstance(value, dict) and "each" in value:
        raise refuse("not_yet", part="each")
    return value


def _alike(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    if len({card.image is None for card in cards}) > 1:
        raise refuse("pictures_on_all")
    return cards


class Cards(Part):
    """`alt` stands where cards do not, in notices say; else the first one's title does."""

    cards: Annotated[
        tuple[Card, ...],
        Listed,
        BeforeValidator(_written),  # before validators run from below
        Some,
        at_most(limits.CARDS, "cards"),
        AfterValidator(_alike),
    ]
    more: Button | None = None
    alt: Annotated[str, plain(limits.ALT_TEXT_UNITS, utf16_length)] | None = None
