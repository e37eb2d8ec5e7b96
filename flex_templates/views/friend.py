"""What friends see: the shop speaks, in the friend's language, with the owner's own titles."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import View, Written


class FriendView(View):
    """All a friend's acts are of one screen, and carry no token: each is harmless when repeated."""

    @property
    def screen(self) -> str:
        return "friend.menu"


@dataclass(frozen=True, kw_only=True)
class Greeting(FriendView):
    """`own`: in the shop's own words."""

    template: ClassVar[str] = "friend/greeting"
    shop: Written
    own: Written = ""


@dataclass(frozen=True, kw_only=True)
class Stopped(FriendView):
    """`on_its_way`: one message was already handed to LINE and may still arrive. `own`: the shop's
    own words.
    """

    template: ClassVar[str] = "friend/friend.stopped"
    acts: ClassVar[tuple[str, ...]] = ("resume",)
    shop: Written
    own: Written = ""
    on_its_way: bool = False


@dataclass(frozen=True, kw_only=True)
class AlreadyStopped(FriendView):
    template: ClassVar[str] = "friend/friend.already"
    acts: ClassVar[tuple[str, ...]] = ("resume",)


@dataclass(frozen=True, kw_only=True)
class Resumed(FriendView):
    template: ClassVar[str] = "friend/friend.resumed"
    acts: ClassVar[tuple[str, ...]] = ("stop",)
    now_at: datetime
    next_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class WhatRow:
    """`left`: messages still to come."""

    scenario_id: str
    title: Written
    state: Literal["coming", "stopped"] = "coming"
    next_at: datetime | None = None
    left: int = 0


@dataclass(frozen=True, kw_only=True)
class What(FriendView):
    """`stopped`: everything is. At most 8 rows."""

    template: ClassVar[str] = "friend/friend.what"
    acts: ClassVar[tuple[str, ...]] = ("stop", "resume", "stop-one", "resume-one")
    now_at: datetime
    rows: tuple[WhatRow, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, kw_only=True)
class OneStopped(FriendView):
    template: ClassVar[str] = "friend/friend.one-stopped"
    acts: ClassVar[tuple[str, ...]] = ("resume-one",)
    scenario_id: str
    title: Written
    on_its_way: bool = False


@dataclass(frozen=True, kw_only=True)
class OneResumed(FriendView):
    template: ClassVar[str] = "friend/friend.one-resumed"
    acts: ClassVar[tuple[str, ...]] = ("stop-one",)
    scenario_id: str
    title: Written
    now_at: datetime
    next_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class WelcomeBack(FriendView):
    template: ClassVar[str] = "friend/friend.back"
    acts: ClassVar[tuple[str, ...]] = ("stop",)
    now_at: datetime
    next_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class StillStopped(FriendView):
    template: ClassVar[str] = "friend/friend.still-stopped"
    acts: ClassVar[tuple[str, ...]] = ("resume",)


@dataclass(frozen=True, kw_only=True)
class AnswerSaid(FriendView):
    """To an answer that a step asked for. `said`: the answer, the choices there are, or an example
    of an answer; `left`: so often it may be tried again.
    """

    template: ClassVar[str] = "friend/answer"
    what: Literal[
        "thanks", "changed", "skipped", "before", "nowhere", "chosen", "none_chosen", "wrong",
        "no_choice", "no_number", "no_date", "no_such_day", "no_age", "no_year",
    ]  # fmt: skip
    said: Written = ""
    left: int = 0


@dataclass(frozen=True, kw_only=True)
class Pressed(FriendView):
    """To the tap of a button that does something. `said`: the shop's own words."""

    template: ClassVar[str] = "friend/pressed"
    what: Literal["noted", "again", "answer", "spent", "test", "nowhere"]
    said: Written = ""


@dataclass(frozen=True, kw_only=True)
class InHands(FriendView):
    """Somebody answers them in person; said once."""

    template: ClassVar[str] = "friend/in-hands"


@dataclass(frozen=True, kw_only=True)
class Coupon(FriendView):
    """As it is sent. `code` may be a variable that is filled in for each friend."""

    template: ClassVar[str] = "friend/friend.coupon"
    acts: ClassVar[tuple[str, ...]] = ("coupon",)
    coupon_id: str
    title: Written
    benefit: Written
    picture: str | None = None
    code: str | None = None
    until: date | None = None


Over = Literal["used", "over", "closed", "gone"]


@dataclass(frozen=True, kw_only=True)
class WalletRow:
    """`over`: why it cannot be used any more."""

    claim_id: str
    title: Written
    benefit: Written
    until: date | None = None
    left: int = 1
    over: Over | None = None
    used_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Wallet(FriendView):
    """What the friend has, at most 6 at a time. `earlier`, `later`: where the other pages begin."""

    template: ClassVar[str] = "friend/friend.coupons"
    acts: ClassVar[tuple[str, ...]] = ("claim",)
    rows: tuple[WalletRow, ...] = ()
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class UseCoupon(FriendView):
    """Asks once more. `left`: how often it can be used, `used`: how often it was."""

    template: ClassVar[str] = "friend/friend.use"
    acts: ClassVar[tuple[str, ...]] = ("use",)
    claim_id: str
    used: int
    title: Written
    benefit: Written
    code: str | None = None
    left: int = 1


@dataclass(frozen=True, kw_only=True)
class CouponUsed(FriendView):
    """What staff look at, with the day: it stays in the chat."""

    template: ClassVar[str] = "friend/friend.used"
    title: Written
    benefit: Written
    used_at: datetime
    code: str | None = None
    left: int = 0


@dataclass(frozen=True, kw_only=True)
class CouponUnusable(FriendView):
    template: ClassVar[str] = "friend/friend.unusable"
    reason: Over = "gone"
    used_at: datetime | None = None
    until: date | None = None
