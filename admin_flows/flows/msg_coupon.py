"""A coupon as a message of a step: one there is, or a new one."""

from admin_flows.engine.move import Move, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.coupons import coupon_row
from admin_flows.flows.message import AFTER_EDIT, added
from admin_flows.flows.step.base import fields
from admin_flows.ports.facts import CouponFacts
from admin_flows.shared.where import STEP, OfStep, step_of, to_compose
from bot.domain.coupons import OwnCoupon
from flex_templates.views.owner import MsgCoupon

SHOWN = 10


def _open(scene: Scene[OfStep]) -> tuple[CouponFacts, ...]:
    return tuple(one for one in scene.reads.coupons() if not one.closed)


def _view(scene: Scene[OfStep]) -> MsgCoupon:
    found = _open(scene)
    return MsgCoupon(
        **fields(scene),
        rows=tuple(coupon_row(one) for one in found[:SHOWN]),
        more=max(0, len(found) - SHOWN),
    )


def _row(scene: Scene[OfStep], number: int) -> Move | None:
    shown = _open(scene)[:SHOWN]
    return _with(scene, shown[number - 1]) if 1 <= number <= len(shown) else None


def _chosen(scene: Scene[OfStep], tap: Tap) -> Move:
    """Another may have ended it meanwhile."""
    one = next((one for one in _open(scene) if one.id == tap.number(2)), None)
    return _with(scene, one) if one else Stay()


def _with(scene: Scene[OfStep], coupon: CouponFacts) -> Move:
    return added(scene, OwnCoupon(coupon=coupon.name))


SCREENS = (
    Screen(
        name="msg.coupon",
        sample=STEP,
        view=_view,
        role="editor",
        opens=step_of,
        actions={"add": edit(_chosen)},
        row=_row,
        back=to_compose,
        help="message",
        leads=("coupon.new", "msg.compose", *AFTER_EDIT),
    ),
)
