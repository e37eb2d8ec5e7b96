"""A picture with areas: the picture, how it is parted, what each part does, and its words."""

from collections.abc import Callable

from admin_flows.engine.scene import Scene
from admin_flows.flows.making.base import (
    Answered,
    Made,
    Maker,
    Making,
    Next,
    Raw,
    by_step_name,
    picture_of,
    wrong,
)
from admin_flows.ports.chat import Sent
from bot.domain.links import SCHEMES
from bot.domain.rich import HEIGHTS, LAYOUTS, WIDTH, Rich, Spot
from bot.domain.text import clip, one_line
from flex_templates.views.parts import Notice

_LABEL = 40


def _picture(_: Raw, sent: Sent) -> Answered:
    file = picture_of(sent)
    if isinstance(file, Notice):
        return file
    line = Notice("info", "small_picture", {"least": WIDTH, "actual": sent.width})
    small = line if 0 < sent.width < WIDTH else None
    return Next("layout", {"rich": file, "shape": _shape(sent.width, sent.height)}, small)


def _shape(width: int, height: int) -> str:
    """The one that cuts off least."""
    high = WIDTH * height / width if width else WIDTH
    return min(HEIGHTS, key=lambda shape: abs(HEIGHTS[shape] - high))


def _laid(name: str) -> Callable[[Scene[Making], Raw], Answered]:
    return lambda _, raw: Next("area", {**raw, "layout": name, "areas": []})


def _ask(piece: str) -> Callable[[Scene[Making], Raw], Answered]:
    return lambda _, raw: Next(piece, raw)


def _area(scene: Scene[Making], raw: Raw, text: str) -> Answered:
    """Whoever types it at once is understood, too."""
    said = one_line(text)
    leads = said.partition(":")[0].lower() in SCHEMES
    return _link(scene, raw, said) if leads else _say(scene, raw, said)


def _link(_: Scene[Making], raw: Raw, text: str) -> Answered:
    address = one_line(text)
    shown = address.partition("://")[2] or address
    return _spot(raw, {"label": clip(shown, _LABEL), "link": address})


def _say(_: Scene[Making], raw: Raw, text: str) -> Answered:
    words = one_line(text)
    return _spot(raw, {"label": clip(words, _LABEL) or "-", "say": words})


def _spot(raw: Raw, spot: Raw) -> Answered:
    return wrong(Spot, spot) or _onward(raw, spot)


def _nothing(_: Scene[Making], raw: Raw) -> Answered:
    return _onward(raw, None)


def _onward(raw: Raw, spot: Raw | None) -> Answered:
    raw = {**raw, "areas": [*raw["areas"], spot]}
    if len(raw["areas"]) < len(LAYOUTS[raw["layout"]]):
        return Next("area", raw)
    if not any(raw["areas"]):
        return Made({"image": raw["rich"]})
    return Next("alt", raw)


def _alt(_: Scene[Making], raw: Raw, text: str) -> Answered:
    return _made(raw, text)


def _named(scene: Scene[Making], raw: Raw) -> Answered:
    return _made(raw, by_step_name(scene))


def _made(raw: Raw, alt: str) -> Answered:
    placed = zip(LAYOUTS[raw["layout"]], raw["areas"], strict=True)
    areas = [{**spot, "at": list(box)} for box, spot in placed if spot]
    message = {"rich": raw["rich"], "shape": raw["shape"], "alt": alt, "areas": areas}
    return wrong(Rich, message) or Made(message)


MAKER = Maker(
    first="picture",
    typed={"area": _area, "link": _link, "say": _say, "alt": _alt},
    sent={"picture": _picture},
    tiles={
        "layout": {name: _laid(name) for name in LAYOUTS},
        "area": {"link": _ask("link"), "say": _ask("say"), "nothing": _nothing},
        "alt": {"name": _named},
    },
)
