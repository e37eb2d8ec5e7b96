"""Texts that are sent: one, or one for each language."""

import re
from collections.abc import Callable
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Discriminator, Tag, model_validator

from bot.domain import limits
from bot.domain.content import VARIABLES, emojis, fill, sized, unfillable
from bot.domain.model import Flag, Part, refuse
from bot.domain.text import clean_body, graphemes, utf16_length

_KNOWN = {"account.name": "-"}
"""Whoever has no name, say, still has to get something to read."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def sendable_text(text: str) -> str:
    text = clean_body(text)
    size = sized(text, {})
    if not fill(text, _KNOWN).strip():
        raise refuse("empty")
    if size > limits.TEXT_UNITS:
        pairs = utf16_length(text) - len(text)
        raise refuse("text_too_long", limit=limits.TEXT_UNITS, actual=size, emojis=pairs)
    if wrong := unfillable(text):
        allowed = ", ".join(f"{{{{ {name} }}}}" for name in sorted(VARIABLES))
        raise refuse("unknown_variable", value=wrong[0][:40], allowed=allowed)
    if (number := len(emojis(text))) > limits.EMOJIS:
        raise refuse("too_many", what="LINE emojis", limit=limits.EMOJIS, actual=number)
    return text


def _languages(texts: dict[str, str]) -> dict[str, str]:
    if not texts:
        raise refuse("empty")
    if len(texts) > limits.LANGUAGES:
        raise refuse("too_many", what="languages", limit=limits.LANGUAGES, actual=len(texts))
    for language in texts:
        if not _LANGUAGE.fullmatch(language):
            raise refuse("bad_language", value=language[:40])
    return texts


SendableText = Annotated[str, AfterValidator(sendable_text)]
TextByLanguage = Annotated[dict[str, SendableText], AfterValidator(_languages)]


TextOrLanguages = Annotated[
    Annotated[SendableText, Tag("<one>")] | Annotated[TextByLanguage, Tag("<languages>")],
    Discriminator(lambda value: "<languages>" if isinstance(value, dict) else "<one>"),
]
"""One text, or one for each language (the first is for everyone else)."""


def texts_of(text: str | dict[str, str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text.values())


_ADDRESS = re.compile(r"https?://[^\s<>{}「」『』（）()、。！？]+", re.IGNORECASE)
_TRACKED_UNITS = 150
"""As long as an address of ours may be that stands in for a link."""


class Text(Part):
    """`track`: it is known who tapped a link that stands in it."""

    text: TextOrLanguages
    track: Flag = False

    @property
    def links(self) -> tuple[str, ...]:
        """Each address once, over all languages."""
        found = (url for text in texts_of(self.text) for url in _ADDRESS.findall(text))
        return tuple(dict.fromkeys(found))

    @model_validator(mode="after")
    def _has_room_for_links(self) -> Self:
        for text in texts_of(self.text) if self.track else ():
            longer = (max(0, _TRACKED_UNITS - len(url)) for url in _ADDRESS.findall(text))
            if (size := sized(text, {}) + sum(longer)) > limits.TEXT_UNITS:
                raise refuse("text_too_long", limit=limits.TEXT_UNITS, actual=size)
        return self


def with_links(text: str, stands_in: Callable[[str], str]) -> str:
    return _ADDRESS.sub(lambda found: stands_in(found[0]), text)


def short_text(text: Any) -> Any:
    """What fits a card in any language: shorter than a message, and without emojis of LINE's."""
    for each in texts_of(text):
        if found := emojis(each):
            raise refuse("plain_words", value=f"emoji {found[0][0]}")
        if (size := len(graphemes(each))) > limits.BUTTONS_TEXT_GRAPHEMES:
            raise refuse("too_long", limit=limits.BUTTONS_TEXT_GRAPHEMES, actual=size)
    return text
