"""Kinds of one or two pieces: LINE's own coupons, places on the map."""

from admin_flows.engine.scene import Scene
from admin_flows.flows.making.base import Answered, Made, Maker, Making, Next, Raw, wrong
from admin_flows.ports.chat import Other
from bot.domain.line_coupons import LineCoupon
from bot.domain.places import Location
from flex_templates.views.parts import Notice


def _id(_: Scene[Making], __: Raw, text: str) -> Answered:
    raw = {"line_coupon": text.strip()}
    return wrong(LineCoupon, raw) or Made(raw)


def _place(_: Raw, other: Other) -> Answered:
    if other.kind != "location" or other.message is None:
        return Notice("error", "wrong_medium", {"wanted": "location", "got": other.kind})
    raw = dict(other.message)
    return wrong(Location, raw) or Next("title", raw)


def _title(_: Scene[Making], raw: Raw, text: str) -> Answered:
    raw = {"location": {**raw["location"], "title": text}}
    return wrong(Location, raw) or Made(raw)


def _as_it_is(_: Scene[Making], raw: Raw) -> Answered:
    return Made(raw)


LINE_COUPON = Maker(first="id", typed={"id": _id})
LOCATION = Maker(
    first="place",
    typed={"title": _title},
    other={"place": _place},
    tiles={"title": {"keep": _as_it_is}},
)
