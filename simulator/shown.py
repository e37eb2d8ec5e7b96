"""What a person reads in a message, as one string."""

from collections.abc import Iterator
from typing import Any

READ = ("text", "title", "label", "address")


def shown_text(message: dict[str, Any]) -> str:
    """All words a message shows, in order, joined by newlines; quick replies left out."""
    if message.get("type") == "flex":
        words = list(_words(message.get("contents")))
    else:
        words = list(_words({key: value for key, value in message.items() if key != "quickReply"}))
    return "\n".join(words)


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _words(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "action":
                yield from _action_words(part, value)
            elif key in READ and isinstance(value, str):
                yield value
            elif isinstance(value, list | dict):
                yield from _words(value)


def _action_words(holder: dict[str, Any], action: Any) -> Iterator[str]:
    """The label of a button is shown; the label of a tappable box or text is not."""
    if holder.get("type") == "button" and isinstance(action, dict):
        label = action.get("label")
        if isinstance(label, str):
            yield label
