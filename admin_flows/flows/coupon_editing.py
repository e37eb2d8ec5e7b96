"""A coupon is changed: what it says at any time, what it gives until somebody has it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from admin_flows.answers.day import parse_date
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.coupon_making import DAYS, LONGEST
from admin_flows.flows.step.picked import picked_date
from admin_flows.ports.chat import Sent
from admin_flows.ports.commands import ChangeCoupon
from admin_flows.ports.facts import CouponFacts
from admin_flows.shared.found import coupon_there
from admin_flows.shared.where import OfCoupon, coupon_of
from bot.domain.text import graphemes, one_line
from flex_templates.views.owner import CouponEdit, CouponField
from flex_templates.views.parts import Notice

EDIT, FIELD = "coupon.edit", "coupon.field"
Field = Literal["title", "benefit", "picture", "until"]
FIELDS: dict[str, Field] = {
    "title": "title", "benefit": "benefit", "picture": "picture", "until": "until",
}  # fmt: skip


@dataclass(frozen=True)
class OfField(OfCoupon):
    field: Field = "title"


def _edit(scene: Scene[OfCoupon]) -> CouponEdit:
    one = coupon_there(scene)
    return CouponEdit(
        id=str(one.id),
        title=one.title,
        benefit=one.benefit,
        picture=one.picture,
        until=one.until,
        days=one.days,
        received=one.received,
    )


def _opened(tap: Tap) -> OfField:
    field = FIELDS.get(tap.id(1))
    if field is None:
        raise Nonsense("no such field")
    return OfField(tap.number(), field)


def _today(scene: AnyScene) -> date:
    today: date = scene.now.astimezone(scene.reads.settings().calendar.zone).date()
    return today


def _field(scene: Scene[OfField]) -> CouponField:
    one, field = coupon_there(scene), scene.state.field
    return CouponField(
        id=str(one.id),
        title=one.title,
        benefit=one.benefit,
        field=field,
        until=one.until,
        coupon_days=one.days,
        today=_today(scene),
        days=DAYS,
        longest=LONGEST.get(field, 0),
        received=one.received,
    )


def _changed(scene: Scene[OfField], command: ChangeCoupon) -> Run:
    line = Notice("info", "coupon_changed")
    return Run(command, then=lambda _: Goto(EDIT, OfCoupon(scene.state.coupon_id), line))


def _as_it_is(one: CouponFacts) -> ChangeCoupon:
    return ChangeCoupon(one.id, one.title, one.benefit, one.picture_id, one.until, one.days)


def _typed(scene: Scene[OfField], text: str) -> Move:
    field, said, now = scene.state.field, one_line(text), _as_it_is(coupon_there(scene))
    if field == "picture":
        return Stay(Notice("error", "wrong_medium", {"wanted": "image", "got": "text"}))
    if field == "until":
        day = parse_date(text, _today(scene))
        if day is None:
            return Stay(Notice("error", "date_not_understood", {"text": text[:20]}))
        return _until(scene, day)
    size = len(graphemes(said))
    if not said or size > LONGEST[field]:
        values = {"limit": LONGEST[field], "actual": size}
        return Stay(Notice("error", "too_long" if said else "empty", values))
    new = replace(now, title=said) if field == "title" else replace(now, benefit=said)
    return _changed(scene, new)


def _until(scene: Scene[OfField], day: date) -> Move:
    if day < _today(scene):
        return Stay(Notice("error", "past_date", {"date": f"{day.month}/{day.day}"}))
    return _changed(scene, replace(_as_it_is(coupon_there(scene)), until=day, days=None))


def _dated(scene: Scene[OfField], tap: Tap) -> Move:
    if scene.state.field != "until":
        raise Nonsense("no date is asked")
    return _until(scene, picked_date(tap))


def _taken(scene: Scene[OfField], tap: Tap) -> Move:
    """A tile: its id belongs to the question."""
    now, chosen = _as_it_is(coupon_there(scene)), tap.id()
    match scene.state.field, chosen:
        case "picture", "none":
            return _changed(scene, replace(now, picture=""))
        case "until", "always":
            return _changed(scene, replace(now, until=None, days=None))
        case "until", days if days in map(str, DAYS):
            return _changed(scene, replace(now, until=None, days=int(days)))
    raise Nonsense("no such tile")


def _sent(scene: Scene[OfField], sent: Sent) -> Move:
    if scene.state.field == "picture" and sent.kind == "image" and sent.media:
        new = replace(_as_it_is(coupon_there(scene)), picture=sent.media)
        return _changed(scene, new)
    wanted = "image" if scene.state.field == "picture" else "text"
    return Stay(Notice("error", "wrong_medium", {"wanted": wanted, "got": sent.kind}))


SCREENS = (
    Screen(
        name=EDIT,
        sample=OfCoupon(1),
        view=_edit,
        role="editor",
        opens=coupon_of,
        back=lambda state: f"coupon.card:{state.coupon_id}",
        leads=(FIELD, "coupon.card", "coupon.list"),
    ),
    Screen(
        name=FIELD,
        sample=OfField(1),
        view=_field,
        role="editor",
        opens=_opened,
        actions={"take": edit(_taken), "date": edit(_dated)},
        asks="answer",
        typed=_typed,
        sent=_sent,
        back=lambda state: f"{EDIT}:{state.coupon_id}",
        leads=(EDIT, "coupon.list"),
    ),
)
