"""Cards made of a list that a walk carries: a friend's own, so they are made for each of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain import limits
from bot.domain.flex import Json, bubble
from bot.domain.items import Item, title_of
from bot.domain.text import clip

Lists = Mapping[str, Sequence[Item]]
"""By their whole names, such as walk.items."""

NO_LISTS: Lists = {}


def with_each(message: Json, lists: Lists) -> Json:
    """What was left open in `line_objects` is filled in. An empty list makes a text of its words.

    Items come from outside and are put in last, so that nothing in them is read as a variable.
    """
    contents = message.get("contents", {})
    if "each" not in contents:
        return message
    each = contents["each"]
    items = list(lists.get(each["each"], ()))[: each["at_most"]]
    if not items:
        rest = {key: value for key, value in message.items() if key not in ("altText", "contents")}
        return {**rest, "type": "text", "text": message["altText"]}
    pictured = all(not isinstance(item, str) and "image" in item for item in items)
    cards = [_card(item, each["button"], pictured=pictured) for item in items]
    carousel = {"type": "carousel", "contents": [*cards, *contents["contents"]]}
    return {**message, "contents": carousel}


def _card(item: Item, button: str | None, *, pictured: bool) -> Json:
    """Pictures only where all have one: else the cards would stand unevenly."""
    parts: Mapping[str, Any] = {} if isinstance(item, str) else item
    label, link = parts.get("label") or button, parts.get("link")
    actions = [{"type": "uri", "label": label, "uri": link}] if label and link else []
    return bubble(
        parts.get("text", ""),
        actions,
        title=clip(title_of(item), limits.CARD_TITLE_GRAPHEMES),
        picture=parts.get("image") if pictured else None,
    )


def samples(names: Sequence[str]) -> Lists:
    """For a look at a step that is nobody's yet."""
    return {name: [f"{name} {number}" for number in (1, 2, 3)] for name in names}
