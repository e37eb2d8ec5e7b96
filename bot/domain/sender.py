"""Whom messages seem to come from: LINE shows a name and an icon in place of the account's."""

import re
import unicodedata
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from bot.domain import limits
from bot.domain.model import Part, refuse
from bot.domain.stored import File, is_address
from bot.domain.text import one_line, utf16_length

ICON_SIDE = 240
# Also in wide letters, and where Japanese follows at once; not inside another word, as in "online".
_BARRED = re.compile(r"(?<![a-z])line(?![a-z])")


def sender_name(value: str) -> str:
    name = one_line(value)
    if not name:
        raise refuse("empty")
    if (size := utf16_length(name)) > limits.SENDER_UNITS:
        raise refuse("too_long", limit=limits.SENDER_UNITS, actual=size)
    for word in name.split():
        if _is_barred(word):
            raise refuse("sender_word", value=word)
    return name


def allowed(name: str) -> str:
    """Without the words that LINE takes in no sender's name."""
    return " ".join(word for word in one_line(name).split() if not _is_barred(word))


def _is_barred(word: str) -> bool:
    return _BARRED.search(unicodedata.normalize("NFKC", word).casefold()) is not None


class Sender(Part):
    """`icon`: a square PNG of at most 1 MB, or a stored picture, which is shown as one."""

    name: Annotated[str, AfterValidator(sender_name)] | None = None
    icon: File | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.name is None and self.icon is None:
            raise refuse("sender_empty")
        return self


def icon_of(file: str) -> str:
    """Where LINE fetches it: a stored picture is cut to a square there."""
    return file if is_address(file) else f"{file}/icon/{ICON_SIDE}"
