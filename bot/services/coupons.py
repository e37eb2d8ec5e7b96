"""Coupons in friends' hands: shown once more, used in front of staff, used up once and for all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter, ValidationError

from bot.clock import Clock, epoch, from_epoch
from bot.domain.account import Account
from bot.domain.code_lists import LONGEST, MOST, read_list
from bot.domain.entry import UsedCoupon
from bot.domain.errors import Problem, Refused, Values
from bot.domain.names import TagName
from bot.domain.problems import problems_of
from bot.domain.templates import SampleCoupon
from bot.services.arriving import Arriving
from bot.services.telling import tell
from bot.store import coupons, reactions, walks
from bot.store.coupon_models import Coupon
from bot.store.coupons import Claim, Tally
from bot.store.db import atomic
from bot.store.models import Friend
from flex_templates.views import friend as views
from flex_templates.views.parts import View

TITLE_LENGTH, BENEFIT_LENGTH = 60, 200
SHOWN = 6

_name = TypeAdapter[str](TagName)


@dataclass(frozen=True)
class NewCoupon:
    """`codes` is the text of a CSV file, a code in the first cell of each line."""

    name: str
    title: str
    benefit: str
    code: str = ""
    codes: str | None = None
    until: date | None = None
    days: int | None = None
    uses: int = 1
    picture: str = ""


@dataclass(frozen=True)
class CouponService:
    clock: Clock
    account: Callable[[], Account]

    def wallet(self, friend: Friend, first: int) -> View:
        """From that one on, counted from 0."""
        at = epoch(self.clock.now())
        found = coupons.wallet(friend.id, at=at, first=first, limit=SHOWN + 1)
        return views.Wallet(
            rows=tuple(self._row(*one) for one in found[:SHOWN]),
            earlier=max(0, first - SHOWN) if first else None,
            later=first + SHOWN if len(found) > SHOWN else None,
        )

    def _row(self, claim: Claim, coupon: Coupon) -> views.WalletRow:
        over = self._unusable(claim, coupon)
        return views.WalletRow(
            claim_id=str(claim.id),
            title=coupon.title,
            benefit=coupon.benefit,
            until=self._last_day(claim),
            left=coupon.uses - claim.used,
            over=over.reason if over else None,
            used_at=from_epoch(claim.used_at) if claim.used_at is not None else None,
        )

    def show(self, friend: Friend, coupon_id: int) -> View:
        """The question before it is used."""
        claim, coupon = coupons.newest_claim(coupon_id, friend.id), coupons.find(coupon_id)
        if claim is None or coupon is None:
            return views.CouponUnusable()
        return self._question(claim, coupon)

    def show_claim(self, friend: Friend, claim_id: int) -> View:
        """The same of one that stands in the list of theirs."""
        found = coupons.claim_of(claim_id, friend.id)
        return self._question(*found) if found else views.CouponUnusable()

    def _question(self, claim: Claim, coupon: Coupon) -> View:
        return self._unusable(claim, coupon) or views.UseCoupon(
            claim_id=str(claim.id),
            used=claim.used,
            title=coupon.title,
            benefit=coupon.benefit,
            code=claim.code or None,
            left=coupon.uses - claim.used,
        )

    def use(self, friend: Friend, claim_id: int, used: int) -> View:
        """A second tap on one question shows what the first one did."""
        found = coupons.claim_of(claim_id, friend.id)
        if found is None:
            return views.CouponUnusable()
        claim, coupon = found
        now = epoch(self.clock.now())
        if coupon.closed_at is None and coupons.use(claim.id, used=used, uses=coupon.uses, at=now):
            self._tell(claim, coupon, friend, now)
            Arriving(self.clock, self.account).enter([friend], UsedCoupon(coupon.name))
            return _used(coupon, claim, used + 1, now)
        if claim.used == used + 1 and claim.used_at is not None:
            return _used(coupon, claim, claim.used, claim.used_at)
        return self._unusable(claim, coupon) or self.show(friend, coupon.id)

    def _tell(self, claim: Claim, coupon: Coupon, friend: Friend, at: int) -> None:
        """Results, and the staff where the step that gave it wants that."""
        version = walks.version_of(claim.enrollment_id)
        if version is not None:
            reactions.note(claim.enrollment_id, version, claim.step_id, "used", at=at)
            tell("used", version, claim.step_id, friend, at=at, said=coupon.title)

    def _unusable(self, claim: Claim, coupon: Coupon) -> views.CouponUnusable | None:
        if coupon.closed_at is not None:
            return views.CouponUnusable(reason="closed")
        if claim.used >= coupon.uses:
            at = from_epoch(claim.used_at) if claim.used_at is not None else None
            return views.CouponUnusable(reason="used", used_at=at)
        if claim.until is not None and claim.until <= epoch(self.clock.now()):
            return views.CouponUnusable(reason="over", until=self._last_day(claim))
        return None

    def _last_day(self, claim: Claim) -> date | None:
        if claim.until is None:
            return None
        return self.account().calendar.local(from_epoch(claim.until - 1)).date()

    def create(self, new: NewCoupon) -> int:
        """Gives how many codes there are. Refused, and nothing made, where something is wrong."""
        codes = read_codes(new.codes) if new.codes is not None else None
        with atomic():
            self.make(new, codes)
        return len(codes or ())

    def make(self, new: NewCoupon, codes: Sequence[str] | None) -> int:
        """Gives its id. `codes` None: it is not one of which everybody gets a code of their own."""
        try:
            name = _name.validate_python(new.name)
        except ValidationError as error:
            raise Refused(problems_of(error, {}, {})[0]) from None
        check(new, pooled=codes is not None)
        if coupons.named(name):
            raise Refused(Problem("coupon_exists", "", {"value": name}))
        row = Coupon.create(
            name=name,
            title=new.title,
            benefit=new.benefit,
            picture=new.picture,
            code=new.code,
            pooled=codes is not None,
            valid_until=new.until.isoformat() if new.until else None,
            valid_days=new.days,
            uses=new.uses,
            created_at=epoch(self.clock.now()),
        )
        coupons.add_codes(row.id, codes or ())
        return int(row.id)

    def add_codes(self, name: str, text: str) -> int:
        """Gives how many were new."""
        codes = read_codes(text)
        with atomic():
            coupon = coupons.named(name)
            if coupon is None or not coupon.pooled:
                raise Refused(Problem("no_such_pool", "", {"value": name[:40]}))
            return coupons.add_codes(coupon.id, codes)

    def tallies(self) -> list[Tally]:
        return coupons.tallies()


def make_missing(samples: Iterable[SampleCoupon], *, at: int) -> None:
    """In the caller's transaction. One of the shop's own, of that name, stays as it is."""
    for one in samples:
        if coupons.named(one.name) is None:
            Coupon.create(
                name=one.name,
                title=one.title,
                benefit=one.benefit,
                valid_days=one.days,
                created_at=at,
            )


def check(new: NewCoupon, *, pooled: bool) -> None:
    limits = [("title", new.title, TITLE_LENGTH), ("benefit", new.benefit, BENEFIT_LENGTH)]
    for place, text, limit in [*limits, ("code", new.code or "-", LONGEST)]:
        if not text.strip():
            raise Refused(Problem("empty", place))
        if len(text) > limit:
            raise Refused(Problem("too_long", place, {"limit": limit, "actual": len(text)}))
    if (new.code and pooled) or (new.until and new.days is not None):
        raise Refused(Problem("one_of_two", "", {}))
    for place, number, most in (("uses", new.uses, 1000), ("days", new.days or 1, 3650)):
        if not 1 <= number <= most:
            values = {"least": 1, "most": most, "actual": number}
            raise Refused(Problem("out_of_range", place, values))


def read_codes(text: str) -> list[str]:
    """Whole or not at all: Refused names the first line that cannot be a code."""
    read = read_list(text)
    if read.wrong:
        size: Values = {"limit": LONGEST, "actual": read.too_long}
        raise Refused(Problem("too_long", f"line {read.wrong[0]}", size))
    fits(read.codes)
    return list(read.codes)


def fits(codes: Sequence[str]) -> None:
    if not codes:
        raise Refused(Problem("empty", "codes"))
    if len(codes) > MOST:
        values: Values = {"what": "codes", "limit": MOST, "actual": len(codes)}
        raise Refused(Problem("too_many", "codes", values))


def _used(coupon: Coupon, claim: Claim, used: int, at: int) -> View:
    return views.CouponUsed(
        title=coupon.title,
        benefit=coupon.benefit,
        code=claim.code or None,
        used_at=from_epoch(at),
        left=coupon.uses - used,
    )


def card_view(
    coupon: Coupon, code: str, until: date | None, media_url: Callable[[str], str]
) -> views.Coupon:
    return views.Coupon(
        coupon_id=str(coupon.id),
        title=coupon.title,
        benefit=coupon.benefit,
        picture=media_url(coupon.picture) if coupon.picture else None,
        code=code or None,
        until=until,
    )
