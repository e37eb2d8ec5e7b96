"""The shop's own coupons."""

from dataclasses import dataclass
from datetime import date, datetime
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
class CouponEdit(OwnerView):
    """`received`: so many have it, so what it gives stays."""

    template: ClassVar[str] = "owner/coupon.edit"
    id: str
    title: Written
    benefit: Written
    picture: str | None = None
    until: date | None = None
    days: int | None = None
    received: int = 0


@dataclass(frozen=True, kw_only=True)
class CouponField(OwnerView):
    """One part of it is asked for anew: `field` is title, benefit, picture or until."""

    template: ClassVar[str] = "owner/coupon.field"
    acts: ClassVar[tuple[str, ...]] = ("take", "date")
    asks: ClassVar[bool] = True
    id: str
    title: Written
    benefit: Written
    field: str
    today: date
    until: date | None = None
    coupon_days: int | None = None
    days: tuple[int, ...] = (7, 30)
    longest: int = 0
    received: int = 0


@dataclass(frozen=True, kw_only=True)
class HolderRow:
    friend_id: str
    name: Written
    at: datetime
    used: int = 0
    used_at: datetime | None = None
    picture: str | None = None


@dataclass(frozen=True, kw_only=True)
class CouponPeople(OwnerView):
    """`later`: behind which claim the next page begins."""

    template: ClassVar[str] = "owner/coupon.people"
    id: str
    title: Written
    now_at: datetime
    rows: tuple[HolderRow, ...] = ()
    received: int = 0
    used: int = 0
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class CouponHeld:
    """A friend's coupon; `until`: its last day."""

    id: str
    title: Written
    used: int = 0
    uses: int = 1
    used_at: datetime | None = None
    until: date | None = None
    code: Written | None = None


@dataclass(frozen=True, kw_only=True)
class FriendCoupons(OwnerView):
    template: ClassVar[str] = "owner/friend.given"
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    now_at: datetime
    rows: tuple[CouponHeld, ...] = ()
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class FriendCoupon(OwnerView):
    template: ClassVar[str] = "owner/friend.coupon"
    acts: ClassVar[tuple[str, ...]] = ("undo-use",)
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    now_at: datetime
    row: CouponHeld


@dataclass(frozen=True, kw_only=True)
class CouponLow(OwnerView):
    """Told to owners: so few codes are left."""

    template: ClassVar[str] = "owner/coupon.low"
    id: str
    title: Written
    left: int = 0


@dataclass(frozen=True, kw_only=True)
class MsgCoupon(StepView):
    """Which one the step sends. The ids of "add" are those of the step and the coupon's."""

    template: ClassVar[str] = "owner/msg.coupon"
    acts: ClassVar[tuple[str, ...]] = ("add",)
    help: ClassVar[str] = "message"
    rows: tuple[CouponRow, ...] = ()
    more: int = 0
