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
            step=StepRef("s2", 2),
            rows=(MONDAY, OWN),
            more=3,
            back="msg.compose:12.s2",
        ),
        "none": v.MsgCoupon(scenario_id="12", scenario=p.QUOTES, step=StepRef("s2", 2)),
    },
}
