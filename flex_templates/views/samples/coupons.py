"""Samples of coupons, for owners."""

from datetime import date

from flex_templates.views import owner as v
from flex_templates.views.parts import StepRef, View
from flex_templates.views.samples import people as p

MONDAY = v.CouponRow(id="1", title="月曜20%OFF", received=210, used=31)
OWN = v.CouponRow(id="2", title=p.QUOTES, received=480, used=12_345, left=12)
OVER = v.CouponRow(id="3", title=p.FAMILY, closed=True)
TODAY = date(2026, 11, 21)


def asked(question: str, number: int, longest: int = 0) -> v.CouponNew:
    title = None if number == 1 else p.QUOTES
    return v.CouponNew(
        question=question, number=number, of=6, today=TODAY, title=title, longest=longest
    )


GIVEN = v.HolderRow(friend_id="88", name="山田花子", at=p.LAST_WEEK, used=1, used_at=p.THIS_MORNING)
OFTEN = v.HolderRow(friend_id="90", name=p.QUOTES, at=p.LAST_WEEK, used=12, used_at=p.THIS_MORNING)
KEPT = v.HolderRow(friend_id="91", name=p.FAMILY, at=p.THIS_MORNING)
MINE = v.CouponHeld(id="5", title="月曜20%OFF", used=1, used_at=p.THIS_MORNING, until=TODAY)
LASTING = v.CouponHeld(id="6", title=p.QUOTES, uses=3, code="ABCD-1234")

COUPONS: dict[type[View], dict[str, View]] = {
    v.CouponList: {
        "some": v.CouponList(rows=(MONDAY, OWN, OVER), earlier=0, later=16, total=20),
        "none": v.CouponList(back="friends.find"),
    },
    v.CouponCard: {
        "usual": v.CouponCard(
            coupon=MONDAY,
            benefit="お弁当が20%引き",
            picture="https://media.example/photo-1",
            code="HIDAMARI",
            days=7,
            used_in=("週替わりのご案内", p.QUOTES),
        ),
        "own codes": v.CouponCard(
            coupon=OWN, benefit=p.LONG, until=date(2026, 12, 31), uses=3, back="coupon.list"
        ),
        "ended": v.CouponCard(coupon=OVER, benefit=p.QUOTES),
    },
    v.CouponCodes: {"usual": v.CouponCodes(id="2", title=p.QUOTES, left=12, back="coupon.card:2")},
    v.CouponNew: {
        "title": asked("title", 1, 60),
        "benefit": asked("benefit", 2, 200),
        "picture": asked("picture", 3),
        "until": asked("until", 4),
        "uses": asked("uses", 5),
        "code": asked("code", 6, 40),
    },
    v.MsgCoupon: {
        "some": v.MsgCoupon(
            scenario_id="12",
            scenario="週替わりのご案内",
            step=StepRef("s2", "2"),
            rows=(MONDAY, OWN),
            more=3,
            back="msg.compose:12.s2",
        ),
        "none": v.MsgCoupon(scenario_id="12", scenario=p.QUOTES, step=StepRef("s2", "2")),
    },
    v.CouponEdit: {
        "given": v.CouponEdit(
            id="1",
            title="月曜20%OFF",
            benefit="お弁当1個が20%引き",
            until=date(2026, 12, 31),
            picture="https://shop.example/media/1",
            received=210,
            back="coupon.card:1",
        ),
        "new": v.CouponEdit(id="2", title=p.QUOTES, benefit=p.FAMILY, days=7),
    },
    v.CouponField: {
        field: v.CouponField(
            id="1",
            title="月曜20%OFF",
            benefit=p.QUOTES,
            field=field,
            today=date(2026, 11, 21),
            longest=60,
            received=3,
            back="coupon.edit:1",
        )
        for field in ("title", "benefit", "picture", "until")
    },
    v.CouponPeople: {
        "some": v.CouponPeople(
            id="1",
            title="月曜20%OFF",
            now_at=p.NOW,
            rows=(GIVEN, OFTEN, KEPT),
            received=1_210,
            used=31,
            later=5,
            back="coupon.card:1",
        ),
        "nobody": v.CouponPeople(id="2", title=p.QUOTES, now_at=p.NOW),
    },
    v.FriendCoupons: {
        "some": v.FriendCoupons(
            id="88",
            name="山田花子",
            now_at=p.NOW,
            rows=(MINE, LASTING),
            earlier=0,
            later=16,
            back="friend.more:88",
        ),
        "none": v.FriendCoupons(id="88", name=p.QUOTES, now_at=p.NOW),
    },
    v.FriendCoupon: {
        "used": v.FriendCoupon(
            id="88", name="山田花子", now_at=p.NOW, row=MINE, back="friend.given:88"
        ),
        "not used": v.FriendCoupon(id="88", name=p.QUOTES, now_at=p.NOW, row=LASTING),
    },
    v.CouponLow: {
        "few": v.CouponLow(id="1", title="月曜20%OFF", left=20),
        "none": v.CouponLow(id="2", title=p.QUOTES),
    },
}
