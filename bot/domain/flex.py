"""Cards of LINE's, as friends get them in steps."""

from collections.abc import Sequence
from typing import Any

_PRIMARY = "#1E6B52"

Json = dict[str, Any]


def bubble(
    text: str,
    actions: Sequence[Json],
    *,
    title: str | None = None,
    picture: str | None = None,
    coloured: int = 0,
) -> Json:
    """Picture, title and text from above, and a button for each action; that of the place
    `coloured` is (-1: none).
    """
    heading = [{"type": "text", "text": title, "wrap": True, "weight": "bold"}] if title else []
    words = [{"type": "text", "text": text, "wrap": True}] if text else []
    parts: Json = {"type": "bubble", "size": "kilo"}
    if picture:
        look = {"size": "full", "aspectRatio": "20:13", "aspectMode": "cover", "animated": False}
        parts["hero"] = {"type": "image", "url": picture, **look}
    if heading or words:
        parts["body"] = _column([*heading, *words])
    if actions:
        parts["footer"] = _column(
            [_button(action, coloured=number == coloured) for number, action in enumerate(actions)]
        )
    return parts


def _column(contents: Sequence[Json]) -> Json:
    return {"type": "box", "layout": "vertical", "spacing": "sm", "contents": list(contents)}


def _button(action: Json, *, coloured: bool) -> Json:
    look = {"style": "primary", "color": _PRIMARY} if coloured else {"style": "secondary"}
    return {"type": "button", "height": "sm", "action": action, **look}
