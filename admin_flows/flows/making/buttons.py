"""A text with buttons: first the text, then a line for each button."""

from admin_flows.engine.scene import Scene
from admin_flows.flows.making.base import (
    Answered,
    Made,
    Maker,
    Making,
    Next,
    Raw,
    labelled_link,
    wrong,
)
from admin_flows.shared.drafts import error_line
from bot.domain import limits
from bot.domain.buttons import Buttons
from bot.domain.content import from_owner
from bot.domain.errors import Problem
from flex_templates.catalogs import closest
from flex_templates.views.parts import Notice

_ANY = {"label": "-", "link": "https://example.com"}


def _text(scene: Scene[Making], raw: Raw, text: str) -> Answered:
    stored = from_owner(text, closest(scene.actor.locale))
    if isinstance(stored, Problem):
        return error_line(stored)
    raw = {**raw, "text": stored}
    return wrong(Buttons, {**raw, "buttons": [_ANY]}) or Next("buttons", raw)


def _buttons(_: Scene[Making], raw: Raw, text: str) -> Answered:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > limits.BUTTONS:
        values: dict[str, str | int] = {"limit": limits.BUTTONS, "actual": len(lines)}
        return Notice("error", "too_many_buttons", values)
    buttons = [labelled_link(line) for line in lines]
    if told := next((one for one in buttons if isinstance(one, Notice)), None):
        return told
    raw = {**raw, "buttons": buttons}
    return wrong(Buttons, raw) or Made(raw)


MAKER = Maker(first="text", typed={"text": _text, "buttons": _buttons})
