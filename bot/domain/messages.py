"""A step's messages as LINE wants them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.asking import Ask
from bot.domain.cards import CardsOfEach
from bot.domain.content import composed, fill, is_personal
from bot.domain.coupons import OwnCoupon
from bot.domain.document import Message, Step
from bot.domain.each_cards import NO_LISTS, Lists, with_each
from bot.domain.languages import closest
from bot.domain.line_objects import LineMessage, Look, line_object
from bot.domain.sendable import is_tracked, languages_in, texts_in

__all__ = ["LineMessage", "Look", "filled", "language_for", "line_messages", "step_is_personal"]
from bot.domain.sender import icon_of


def step_is_personal(step: Step) -> bool:
    """In any of its languages: then each friend gets a push of their own."""
    return any(_is_personal(message) for message in step.says)


def _is_personal(message: Message | Ask) -> bool:
    own = isinstance(message, OwnCoupon)
    tracked = not isinstance(message, Ask) and is_tracked(message)
    made = isinstance(message, CardsOfEach)
    return own or tracked or made or any(is_personal(text) for text in texts_in(message))


def language_for(step: Step, lang: str) -> str:
    """Of the languages that its texts are written in; "" for who gets the first one of each."""
    return closest([each for message in step.says for each in languages_in(message)], lang)


def line_messages(says: Sequence[Message | Ask], look: Look) -> list[LineMessage]:
    """Texts still hold their variables and emojis: `filled` puts them in."""
    said_by = _sender(look)
    messages = [
        {**line_object(message, look, place), **said_by} for place, message in enumerate(says)
    ]
    if look.quick_reply and messages:
        messages[-1]["quickReply"] = dict(look.quick_reply)
    return messages


def _sender(look: Look) -> LineMessage:
    if look.sender is None:
        return {}
    icon = look.sender.icon
    shown = {"name": look.sender.name, "iconUrl": icon and look.media_url(icon_of(icon))}
    return {"sender": {key: value for key, value in shown.items() if value}}


def filled(
    messages: Sequence[Mapping[str, Any]], values: Mapping[str, str], lists: Lists = NO_LISTS
) -> list[LineMessage]:
    """The same messages with their variables' values, and with cards for what stands in lists. A
    repeat gives the same: LINE compares.
    """
    return [with_each(_filled(message, values), lists) for message in messages]


def _filled(message: Mapping[str, Any], values: Mapping[str, str]) -> LineMessage:
    if message["type"] != "text":
        whole: LineMessage = _inside(message, values)
        return whole
    text, emojis = composed(message["text"], values)
    return {**message, "text": text, **({"emojis": emojis} if emojis else {})}


def _inside(value: Any, values: Mapping[str, str]) -> Any:
    match value:
        case str():
            return fill(value, values) if "{{" in value else value
        case list():
            return [_inside(each, values) for each in value]
        case Mapping():
            return {key: _inside(each, values) for key, each in value.items()}
    return value
