"""The shop's own coupons."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flex_templates.views.owner.step import StepView
from flex_templates.views.parts import OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class CouponRow:
    """`left`: codes that nobody has yet; None where there is one code or none."""

    id: str
    title: Written
    received: int = 0
    used: int = 0
    left: int | None = None
    closed: bool = False


@dataclass(frozen=True, kw_only=True)
class CouponList(OwnerView):
    """`earlier` and `later`: where the pages beside it begin."""

    template: ClassVar[str] = "owner/coupon.list"
    rows: tuple[CouponRow, ...] = ()
    earlier: int | None = None
    later: int | None = None
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class CouponCard(OwnerView):
    """`until` or `days` after it came; neither: for ever. `used_in`: scenarios that send it."""

    template: ClassVar[str] = "owner/coupon.card"
    acts: ClassVar[tuple[str, ...]] = ("close", "reopen")
    coupon: CouponRow
    benefit: Written
    picture: str | None = None
    code: Written | None = None
    until: date | None = None
    days: int | None = None
    uses: int = 1
    used_in: tuple[Written, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CouponCodes(OwnerView):
    """Asks for a file with more codes."""

    template: ClassVar[str] = "owner/coupon.codes"
    asks: ClassVar[bool] = True
    id: str
    title: Written
    left: int


@dataclass(frozen=True, kw_only=True)
class CouponNew(OwnerView):
    """The `number`-th question. The id of "take" is what a tile says; "date" is a picker."""

    template: ClassVar[str] = "owner/coupon.new"
    acts: ClassVar[tuple[str, ...]] = ("take", "date", "back")
    asks: ClassVar[bool] = True
    question: str
    number: int
    of: int
    today: date
    title: Written | None = None
    days: tuple[int, ...] = (7, 30)
    uses: tuple[int, ...] = (1, 3, 5)
    longest: int = 0


@dataclass(frozen=True, kw_only=True)
class MsgCoupon(StepView):
    """Which one the step sends. The ids of "add" are those of the step and the coupon's."""

    template: ClassVar[str] = "owner/msg.coupon"
    acts: ClassVar[tuple[str, ...]] = ("add",)
    help: ClassVar[str] = "message"
    rows: tuple[CouponRow, ...] = ()
    more: int = 0
