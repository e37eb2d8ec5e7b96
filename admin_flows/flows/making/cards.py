"""Cards side by side: for each a picture, words and a button."""

from admin_flows.engine.scene import Scene
from admin_flows.flows.making.base import (
    Answered,
    Made,
    Maker,
    Making,
    Next,
    Raw,
    labelled_link,
    picture_of,
    wrong,
)
from admin_flows.ports.chat import Sent
from bot.domain import limits
from bot.domain.cards import Card, Cards
from bot.domain.text import one_line
from flex_templates.views.parts import Notice


def _picture(raw: Raw, sent: Sent) -> Answered:
    file = picture_of(sent)
    return file if isinstance(file, Notice) else Next("words", {**raw, "card": {"image": file}})


def _no_picture(_: Scene[Making], raw: Raw) -> Answered:
    return Next("words", {**raw, "card": {}})


def _words(_: Scene[Making], raw: Raw, text: str) -> Answered:
    """The heading on the first line, the description on those after it."""
    heading, _line, rest = text.strip().partition("\n")
    card = {**raw["card"], "title": heading}
    if described := one_line(rest):
        card["text"] = described
    return wrong(Card, card) or Next("button", {**raw, "card": card})


def _button(_: Scene[Making], raw: Raw, text: str) -> Answered:
    button = labelled_link(text)
    if isinstance(button, Notice):
        return button
    card = {**raw["card"], "button": button}
    return wrong(Card, card) or _with(raw, card)


def _no_button(_: Scene[Making], raw: Raw) -> Answered:
    return _with(raw, raw["card"])


def _with(raw: Raw, card: Raw) -> Answered:
    cards = [*raw.get("cards", []), card]
    return Next("next", {"cards": cards})


def _another(_: Scene[Making], raw: Raw) -> Answered:
    """All of them have a picture, or none."""
    if len(raw["cards"]) >= limits.CARDS:
        return Notice("error", "too_many_cards", {"limit": limits.CARDS})
    if "image" in raw["cards"][0]:
        return Next("picture-too", raw)
    return Next("words", {**raw, "card": {}})


def _done(_: Scene[Making], raw: Raw) -> Answered:
    return Made(raw)


def _to_more(_: Scene[Making], raw: Raw) -> Answered:
    return Next("more", raw)


def _more(_: Scene[Making], raw: Raw, text: str) -> Answered:
    button = labelled_link(text)
    if isinstance(button, Notice):
        return button
    raw = {**raw, "more": button}
    return wrong(Cards, raw) or Made(raw)


MAKER = Maker(
    first="picture",
    typed={"words": _words, "button": _button, "more": _more},
    sent={"picture": _picture, "picture-too": _picture},
    tiles={
        "picture": {"none": _no_picture},
        "button": {"none": _no_button},
        "next": {"another": _another, "more": _to_more, "done": _done},
    },
)
