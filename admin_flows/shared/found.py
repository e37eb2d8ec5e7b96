"""What a state points at; where it is gone meanwhile, the list of its kind is shown."""

from admin_flows.engine.move import Goto
from admin_flows.engine.scene import AnyScene, Gone
from admin_flows.ports.facts import CouponFacts, FriendFacts
from admin_flows.shared.where import From
from flex_templates.views.parts import Notice


def coupon_there(scene: AnyScene) -> CouponFacts:
    found = scene.reads.coupon(scene.state.coupon_id)
    if found is None:
        raise Gone(Goto("coupon.list", From(), Notice("error", "no_such_coupon")))
    return found


def friend_there(scene: AnyScene) -> FriendFacts:
    """Their card tells where there is nobody."""
    friend = scene.reads.friend(scene.state.friend_id)
    if friend is None:
        raise Gone(Goto("friend.card", scene.state))
    return friend
