"""A step's messages as LINE wants them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.domain.content import fill, is_personal
from bot.domain.document import Image, Message, Step, Text
from bot.domain.sendable import is_address

LineMessage = dict[str, Any]


def in_language(text: str | Mapping[str, str], lang: str) -> str:
    """The text for a friend of that language: theirs, its parent's, else the first one written."""
    if isinstance(text, str):
        return text
    return text.get(lang) or text.get(lang.partition("-")[0]) or next(iter(text.values()))


def step_is_personal(step: Step) -> bool:
    """In any of its languages: then each friend gets a push of their own."""
    return any(
        is_personal(text)
        for message in step.send
        if isinstance(message, Text)
        for text in ([message.text] if isinstance(message.text, str) else message.text.values())
    )


def line_messages(
    send: Sequence[Message],
    *,
    lang: str,
    media_url: Callable[[str], str],
    quick_reply: Mapping[str, Any] | None,
) -> list[LineMessage]:
    """Texts still hold their variables: `filled` puts the values in."""
    messages = [_line_message(message, lang, media_url) for message in send]
    if quick_reply and messages:
        messages[-1]["quickReply"] = dict(quick_reply)
    return messages


def _line_message(message: Message, lang: str, media_url: Callable[[str], str]) -> LineMessage:
    match message:
        case Text():
            return {"type": "text", "text": in_language(message.text, lang)}
        case Image():
            return {
                "type": "image",
                "originalContentUrl": media_url(message.image),
                "previewImageUrl": media_url(preview_of(message.image)),
            }
        case _:
            raise ValueError(f"{type(message).__name__} cannot be sent yet")


def preview_of(image: str) -> str:
    """The smaller picture that LINE shows in the chat: it lies beside a stored one."""
    return image if is_address(image) else f"{image}-preview"


def filled(messages: Sequence[Mapping[str, Any]], values: Mapping[str, str]) -> list[LineMessage]:
    """The same messages with their variables' values. A repeat gives the same: LINE compares."""
    return [
        {**message, "text": fill(message["text"], values)}
        if message["type"] == "text"
        else dict(message)
        for message in messages
    ]
