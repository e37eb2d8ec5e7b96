"""The shop's own coupons: what became of them, more codes, and the end of one."""

from admin_flows.engine.common import BUTTONS
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Messages, Screen, edit
from admin_flows.flows import coupon_editing, coupon_making, coupon_people
from admin_flows.ports.chat import Sent
from admin_flows.ports.commands import AddCodes, CloseCoupon, ReopenCoupon
from admin_flows.ports.facts import CouponFacts
from admin_flows.shared.code_files import codes_of, codes_told
from admin_flows.shared.found import coupon_there
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.wayback import way_back
from admin_flows.shared.where import From, OfCoupon, coupon_of, from_first
from flex_templates.views.owner import CouponCard, CouponCodes, CouponList, CouponRow
from flex_templates.views.parts import Notice

LIST = "coupon.list"
CARD = "coupon.card"
CODES = "coupon.codes"
PREVIEW = "coupon.preview"


def coupon_row(one: CouponFacts) -> CouponRow:
    return CouponRow(
        id=str(one.id),
        title=one.title,
        received=one.received,
        used=one.used,
        left=one.left,
        closed=one.closed,
    )


def _page(scene: Scene[From]) -> Paged[CouponFacts]:
    return paged(scene.reads.coupons(), scene.state.first)


def _list(scene: Scene[From]) -> CouponList:
    page = _page(scene)
    return CouponList(
        rows=tuple(map(coupon_row, page.rows)),
        earlier=page.earlier,
        later=page.later,
        total=len(scene.reads.coupons()),
    )


def _at(scene: Scene[From], number: int) -> Move | None:
    coupon = _page(scene).at(number)
    return Goto(CARD, OfCoupon(coupon.id)) if coupon else None


def _card(scene: Scene[OfCoupon]) -> CouponCard:
    one = coupon_there(scene)
    return CouponCard(
        coupon=coupon_row(one),
        benefit=one.benefit,
        picture=one.picture,
        code=one.code or None,
        until=one.until,
        days=one.days,
        uses=one.uses,
        used_in=one.used_in,
    )


def _closed(scene: Scene[OfCoupon], _: Tap) -> Move:
    line = Notice("info", "coupon_closed")
    return Run(CloseCoupon(scene.state.coupon_id), then=lambda _: Goto(CARD, scene.state, line))


def _reopened(scene: Scene[OfCoupon], _: Tap) -> Move:
    line = Notice("info", "coupon_reopened")
    return Run(ReopenCoupon(scene.state.coupon_id), then=lambda _: Goto(CARD, scene.state, line))


def _asked(scene: Scene[OfCoupon]) -> CouponCodes:
    one = coupon_there(scene)
    return CouponCodes(id=str(one.id), title=one.title, left=one.left or 0)


def _filled(scene: Scene[OfCoupon], sent: Sent) -> Move:
    codes = codes_of(sent)
    if isinstance(codes, Notice):
        return Stay(codes)
    command = AddCodes(scene.state.coupon_id, codes.codes)
    return Run(command, then=lambda done: Goto(CARD, scene.state, codes_told(codes, done.people)))


def _no_file(_: Scene[OfCoupon], __: str) -> Move:
    return Stay(Notice("error", "wrong_medium", {"wanted": "file", "got": "text"}))


def _preview(scene: Scene[OfCoupon]) -> Messages:
    card = scene.reads.coupon_card(scene.state.coupon_id, scene.actor.locale)
    if card is None:
        raise Gone(Goto(LIST, From(), Notice("error", "no_such_coupon")))
    back = {"type": "action", "action": way_back(scene, _to_card(scene.state))}
    return Messages(({**card, "quickReply": {"items": [back]}},))


def _to_card(state: OfCoupon) -> str:
    return f"{CARD}:{state.coupon_id}"


SCREENS = (
    Screen(
        name=LIST,
        sample=From(),
        view=_list,
        opens=from_first,
        row=_at,
        back=lambda _: "friends.find",
        leads=(CARD, "coupon.new", "friends.find"),
    ),
    Screen(
        name=CARD,
        sample=OfCoupon(1),
        view=_card,
        opens=coupon_of,
        actions={"close": edit(_closed), "reopen": edit(_reopened)},
        back=lambda _: LIST,
        leads=(CODES, PREVIEW, "coupon.edit", "coupon.people", LIST),
    ),
    Screen(
        name=CODES,
        sample=OfCoupon(1),
        view=_asked,
        role="editor",
        opens=coupon_of,
        asks="answer",
        typed=_no_file,
        sent=_filled,
        back=_to_card,
        leads=(CARD,),
    ),
    Screen(
        name=PREVIEW,
        sample=OfCoupon(1),
        view=_preview,
        opens=coupon_of,
        asks="search",
        typed=lambda scene, _: Goto(CARD, scene.state, BUTTONS),
        back=_to_card,
        leads=(CARD, LIST),
    ),
    *coupon_making.SCREENS,
    *coupon_editing.SCREENS,
    *coupon_people.SCREENS,
)
