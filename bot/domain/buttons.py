"""Buttons that lead somewhere or do something, below a text."""

from typing import Annotated

from pydantic import AfterValidator

from bot.domain import limits
from bot.domain.model import Listed, Part, Some, at_most
from bot.domain.pressing import AnyButton
from bot.domain.texts import TextOrLanguages, short_text


class Buttons(Part):
    text: Annotated[TextOrLanguages, AfterValidator(short_text)]
    buttons: Annotated[tuple[AnyButton, ...], Listed, Some, at_most(limits.BUTTONS, "buttons")]
