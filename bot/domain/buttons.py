"""Buttons that lead somewhere, below a text."""

from typing import Annotated, Any

from pydantic import AfterValidator

from bot.domain import limits
from bot.domain.content import emojis
from bot.domain.model import Listed, Part, Some, at_most, refuse
from bot.domain.pressing import Button
from bot.domain.text import graphemes
from bot.domain.texts import TextOrLanguages, texts_of


def short_text(text: Any) -> Any:
    """What fits a card in any language: shorter than a message, and without emojis of LINE's."""
    for each in texts_of(text):
        if found := emojis(each):
            raise refuse("plain_words", value=f"emoji {found[0][0]}")
        if (size := len(graphemes(each))) > limits.BUTTONS_TEXT_GRAPHEMES:
            raise refuse("too_long", limit=limits.BUTTONS_TEXT_GRAPHEMES, actual=size)
    return text


class Buttons(Part):
    text: Annotated[TextOrLanguages, AfterValidator(short_text)]
    buttons: Annotated[tuple[Button, ...], Listed, Some, at_most(limits.BUTTONS, "buttons")]
