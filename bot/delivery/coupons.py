"""The shop's own coupons in a claim: who is sent one has it, with a code of their own if need be.

It is written in the transaction of the claim, so whoever repeats the claim finds what was given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.clock import Clock, epoch
from bot.domain.calendar import Calendar
from bot.domain.coupons import SAMPLE_CODE, OwnCoupon, end_of, last_day
from bot.domain.document import Step
from bot.domain.line_objects import LineMessage
from bot.store import coupons
from bot.store.coupon_models import Coupon
from bot.store.coupons import CodesSpent, Receiver
from bot.store.engine import Picked

CouponCard = Callable[[Coupon, str, date | None, str], LineMessage]
"""(coupon, the code or what stands in for it, last day, locale) to the message."""


class NoSuchCoupon(Exception):
    """A scenario that runs names a coupon that is not there."""


@dataclass(frozen=True)
class Handed:
    """What the people of one batch get: `values` of variables by walk."""

    cards: dict[str, LineMessage] = field(default_factory=dict)
    values: dict[int, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class CouponDesk:
    clock: Clock
    card: CouponCard

    def served(self, step: Step, people: Sequence[Picked]) -> Sequence[Picked]:
        """As many as there are codes for; the others wait until there are more. Raises CodesSpent
        when there is none at all.
        """
        for coupon in (_found(name) for name in _named(step)):
            if coupon.pooled and people:
                people = _within(coupon, step, people)
        return people

    def hand(self, step: Step, people: Sequence[Picked], calendar: Calendar, locale: str) -> Handed:
        handed, now = Handed(), self.clock.now()
        receivers = [Receiver(one.enrollment_id, one.friend_id) for one in people]
        for name in _named(step):
            coupon = _found(name)
            day = self._until(coupon, calendar)
            ends = epoch(end_of(day, calendar)) if day else None
            codes = coupons.receive(coupon, step.id, receivers, at=epoch(now), until=ends)
            variable = f"coupon.{coupon.id}"
            shown = f"{{{{ {variable} }}}}" if coupon.pooled else coupon.code
            handed.cards[name] = self.card(coupon, shown, day, locale)
            for walk, code in codes.items():
                handed.values.setdefault(walk, {})[variable] = code
        return handed

    def shown(self, step: Step, _: Sequence[Picked], calendar: Calendar, locale: str) -> Handed:
        """As somebody gets them who only tries the scenario: nobody has one after it."""
        found = {name: _found(name) for name in _named(step)}
        return Handed(
            {
                name: self.card(
                    coupon,
                    SAMPLE_CODE if coupon.pooled else coupon.code,
                    self._until(coupon, calendar),
                    locale,
                )
                for name, coupon in found.items()
            }
        )

    def _until(self, coupon: Coupon, calendar: Calendar) -> date | None:
        until = date.fromisoformat(coupon.valid_until) if coupon.valid_until else None
        return last_day(until, coupon.valid_days, self.clock.now(), calendar)


def _named(step: Step) -> list[str]:
    return [message.coupon for message in step.send if isinstance(message, OwnCoupon)]


def _found(name: str) -> Coupon:
    coupon = coupons.named(name)
    if coupon is None:
        raise NoSuchCoupon
    return coupon


def _within(coupon: Coupon, step: Step, people: Sequence[Picked]) -> list[Picked]:
    receivers = [Receiver(one.enrollment_id, one.friend_id) for one in people]
    missing = coupons.without_one(coupon.id, step.id, receivers)
    over = set(missing[coupons.codes_left(coupon.id) :])
    served = [one for one in people if one.enrollment_id not in over]
    if not served:
        raise CodesSpent
    return served
