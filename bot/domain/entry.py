"""Who enters a scenario, and which words stop everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.document import CouponUsed, FriendAdded, Keyword, Manual, Scenario, Start
from bot.domain.schedule import Calendar
from bot.domain.starts import folded

STOP_WORDS: Mapping[str, tuple[str, ...]] = {
    "ja": ("停止", "配信停止", "停止配信", "配信を停止", "配信を止める", "やめて"),
    "en": ("stop", "unsubscribe", "stop messages"),
    "zh-TW": ("停止", "停止接收", "取消訂閱"),
    "th": ("หยุด", "หยุดส่ง"),
}
RESUME_WORDS: Mapping[str, tuple[str, ...]] = {
    "ja": ("再開", "配信再開", "配信を再開"),
    "en": ("resume", "resume messages"),
    "zh-TW": ("恢復", "恢復接收"),
    "th": ("เริ่มใหม่", "รับอีกครั้ง"),
}
_STOP = frozenset(folded(word) for words in STOP_WORDS.values() for word in words)
_RESUME = frozenset(folded(word) for words in RESUME_WORDS.values() for word in words)


@dataclass(frozen=True, slots=True)
class Followed:
    """`route`: the one they came by, where it is known already."""

    unblocked: bool
    route: str | None = None


@dataclass(frozen=True, slots=True)
class CameBy:
    """The route of somebody whose follow was handled before."""

    route: str
    unblocked: bool = False


@dataclass(frozen=True, slots=True)
class Wrote:
    """`came`: the words were a route's."""

    text: str
    came: CameBy | None = None


@dataclass(frozen=True, slots=True)
class UsedCoupon:
    coupon: str


Happening = Followed | CameBy | Wrote | UsedCoupon
"""What may start a scenario by itself; by hand an owner adds people to any."""


@dataclass(frozen=True, slots=True)
class Previous:
    """What is known of the friend's earlier walks through the scenario."""

    state: "Before" = "none"


Entry = Literal["enter", "restart", "no"]
Before = Literal["none", "inside", "ended"]
BEFORE: tuple[Before, ...] = ("none", "inside", "ended")


def is_stop(text: str) -> bool:
    """The whole text is a stop word, in whatever width or case."""
    return folded(text) in _STOP


def is_resume(text: str) -> bool:
    return folded(text) in _RESUME


def starts(scenario: Scenario, happening: Happening) -> bool:
    match happening:
        case CameBy():
            return _starts_late(scenario, happening)
        case Wrote(came=CameBy() as came) if _starts_late(scenario, came):
            return True
    return any(_fits(start, happening) for start in scenario.start)


def _starts_late(scenario: Scenario, came: CameBy) -> bool:
    """Unless their follow has started it already."""
    known = Followed(came.unblocked, came.route)
    return starts(scenario, known) and not starts(scenario, Followed(came.unblocked))


def _fits(start: Start, happening: Happening) -> bool:
    match start, happening:
        case FriendAdded(), Followed(unblocked=unblocked, route=route):
            by_route = start.routes is None or route in start.routes
            return by_route and (start.unblock or not unblocked)
        case Keyword(), Wrote(text=text):
            return start.matches(text)
        case CouponUsed(), UsedCoupon(coupon=coupon):
            return start.coupon == coupon
        case Manual(), _:
            return False
    return False


def may_enter(scenario: Scenario, previous: Previous, now: datetime, calendar: Calendar) -> Entry:
    """`restart`: leave the walk they are in, and begin again."""
    if scenario.active and not scenario.active.includes(calendar.local(now).date()):
        return "no"
    match previous.state:
        case "none":
            return "enter"
        case "ended":
            return "no" if scenario.reentry == "never" else "enter"
        case "inside":
            return "restart" if scenario.reentry == "always" else "no"


def rules(scenario: Scenario, now: datetime, calendar: Calendar) -> Mapping[Before, Entry]:
    """What the scenario says to people, by whether they are or were inside."""
    return {before: may_enter(scenario, Previous(before), now, calendar) for before in BEFORE}
