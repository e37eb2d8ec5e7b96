"""What a step can send, and what staff can be told about it."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Tag

from bot.domain import limits
from bot.domain.content import with_defaults
from bot.domain.model import NotYet, Part, refuse
from bot.domain.text import clean_body, utf16_length

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MEDIA_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def _sendable_text(text: str) -> str:
    text = clean_body(text)
    size = utf16_length(with_defaults(text))
    if not text.strip():
        raise refuse("empty")
    if size > limits.TEXT_UNITS:
        raise refuse("text_too_long", limit=limits.TEXT_UNITS, actual=size)
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


SendableText = Annotated[str, AfterValidator(_sendable_text)]
TextByLanguage = Annotated[dict[str, SendableText], AfterValidator(_languages)]


class Text(Part):
    """One text, or one for each language (the first is for everyone else)."""

    text: Annotated[
        Annotated[SendableText, Tag("<one>")] | Annotated[TextByLanguage, Tag("<languages>")],
        Discriminator(lambda value: "<languages>" if isinstance(value, dict) else "<one>"),
    ]

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.text,) if isinstance(self.text, str) else tuple(self.text.values())


def _picture(value: str) -> str:
    if len(value) > limits.ADDRESS_LENGTH:
        raise refuse("too_long", limit=limits.ADDRESS_LENGTH, actual=len(value))
    if not (is_address(value) or _MEDIA_ID.fullmatch(value)):
        raise refuse("not_https", value=value[:60])
    return value


def is_address(image: str) -> bool:
    """Whether an Image is somewhere on the web; else it is the id of a stored picture."""
    return re.fullmatch(r"https://[!-~]+", image) is not None


class Image(Part):
    image: Annotated[str, AfterValidator(_picture)]


class LaterMessage(Part):
    """The kinds of message that do not work yet."""

    video: NotYet = None
    audio: NotYet = None
    rich: NotYet = None
    cards: NotYet = None
    coupon: NotYet = None
    sticker: NotYet = None
    location: NotYet = None
    buttons: NotYet = None
    flex: NotYet = None
    track: Any = None
    text: Any = None


_LATER = LaterMessage.model_fields.keys() - {"text", "track"}


def _kind(value: Any) -> str:
    if isinstance(value, dict) and _LATER & value.keys():
        return "<later_message>"
    is_image = isinstance(value, Image) or (isinstance(value, dict) and "image" in value)
    return "<image>" if is_image else "<text>"


Message = Annotated[
    Annotated[Text, Tag("<text>")]
    | Annotated[Image, Tag("<image>")]
    | Annotated[LaterMessage, Tag("<later_message>")],
    Discriminator(_kind),
]

LATER_RECEIPTS = ("tapped", "answered", "watched", "used", "stopped", "blocked")


def _works(value: Any) -> Any:
    if value in LATER_RECEIPTS:
        raise refuse("not_yet", part=f"receipt: {value}")
    return value


Receipt = Annotated[Literal["sent"], BeforeValidator(_works)]
