"""A text with buttons: first the text, then a line for each button. Of a button without a link it
is asked what its tap does.
"""

from collections.abc import Callable

from admin_flows.engine.scene import Scene
from admin_flows.flows.making.base import (
    Answered,
    Made,
    Maker,
    Making,
    Next,
    Raw,
    Rows,
    labelled_link,
    too_long_label,
    wrong,
)
from admin_flows.shared.drafts import error_line
from bot.domain import limits
from bot.domain.buttons import Buttons
from bot.domain.content import from_owner
from bot.domain.errors import Problem
from bot.domain.links import SCHEMES
from bot.domain.pressing import AnyButton
from bot.domain.text import one_line
from flex_templates.catalogs import closest
from flex_templates.views.parts import Notice

_ANY = {"label": "-", "link": "https://example.com"}
DOES = "does"


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
    buttons = [_button(line) for line in lines]
    if told := next((one for one in buttons if isinstance(one, Notice)), None):
        return told
    return _onward({**raw, "buttons": buttons})


def _button(line: str) -> Raw | Notice:
    if any(f"{scheme}:" in line.lower() for scheme in SCHEMES):
        return labelled_link(line)
    label = one_line(line)
    return too_long_label(label) or wrong(AnyButton, {**_ANY, "label": label}) or {"label": label}


def pending(raw: Raw) -> str:
    """What stands on the first button of which it is not known yet what it does."""
    return next((one["label"] for one in raw.get("buttons", ()) if len(one) == 1), "")


def _onward(raw: Raw) -> Answered:
    if pending(raw):
        return Next(DOES, raw)
    return wrong(Buttons, raw) or Made(raw)


def _ask(piece: str) -> Callable[[Scene[Making], Raw], Answered]:
    return lambda _, raw: Next(piece, raw)


def _does(raw: Raw, key: str, value: object) -> Answered:
    label = pending(raw)
    done = {"label": label, key: value}
    first = next(n for n, one in enumerate(raw["buttons"]) if len(one) == 1)
    buttons = [done if n == first else one for n, one in enumerate(raw["buttons"])]
    return wrong(AnyButton, done) or _onward({**raw, "buttons": buttons})


def _labels(scene: Scene[Making]) -> Rows:
    return tuple((str(one.id), one.name) for one in scene.reads.labels())


def _label(_: Scene[Making], raw: Raw, text: str) -> Answered:
    return _does(raw, "add_label", one_line(text))


def _scenarios(scene: Scene[Making]) -> Rows:
    own = scene.state.scenario_id
    found = (one for one in scene.reads.scenarios() if not one.once and one.id != own)
    return tuple((str(one.id), one.name) for one in found)


def _enter(scene: Scene[Making], raw: Raw, text: str) -> Answered:
    return _named(_scenarios(scene), raw, "enter", text)


def _coupons(scene: Scene[Making]) -> Rows:
    return tuple((str(one.id), one.name) for one in scene.reads.coupons() if not one.closed)


def _coupon(scene: Scene[Making], raw: Raw, text: str) -> Answered:
    return _named(_coupons(scene), raw, "coupon", text)


def _named(rows: Rows, raw: Raw, key: str, text: str) -> Answered:
    name = next((name for _, name in rows if name == one_line(text)), None)
    if name is None:
        return Notice("error", "none_of_that_name", {"text": one_line(text)[:40]})
    return _does(raw, key, name)


def _answer(scene: Scene[Making], raw: Raw, text: str) -> Answered:
    stored = from_owner(text, closest(scene.actor.locale))
    return error_line(stored) if isinstance(stored, Problem) else _does(raw, "answer", stored)


MAKER = Maker(
    first="text",
    typed={
        "text": _text,
        "buttons": _buttons,
        "label": _label,
        "enter": _enter,
        "coupon": _coupon,
        "answer": _answer,
    },
    tiles={DOES: {kind: _ask(kind) for kind in ("label", "enter", "answer", "coupon")}},
    rows={"label": _labels, "enter": _scenarios, "coupon": _coupons},
)
