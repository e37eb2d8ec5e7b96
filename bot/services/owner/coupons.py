"""The shop's own coupons, as owners make them, fill them up and end them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import CouponFacts, HeldCoupon, HolderFacts
from bot.clock import from_epoch
from bot.domain import limits
from bot.domain.check_branches import coupons_in
from bot.domain.coupons import SAMPLE_CODE, last_day
from bot.domain.text import clip, one_line
from bot.services.coupons import CouponService, NewCoupon, card_view, check, fits
from bot.services.owner.desk import Desk, ReadingDesk
from bot.services.owner.refusals import refused
from bot.store import coupons, drafts, listening, people
from bot.store.coupon_models import Coupon
from bot.store.coupons import Claim, Tally
from flex_templates.render import render


class CouponReads(ReadingDesk):
    def coupons(self) -> tuple[CouponFacts, ...]:
        tallies = {tally.id: tally for tally in coupons.tallies()}
        return tuple(self._coupon(row, tallies[row.id]) for row in coupons.listed())

    def coupon(self, coupon_id: int) -> CouponFacts | None:
        found = next((one for one in self.coupons() if one.id == coupon_id), None)
        return found and CouponFacts(**{**vars(found), "used_in": used_in(found.name)})

    def coupon_people(self, coupon_id: int, before: int, limit: int) -> tuple[HolderFacts, ...]:
        found = coupons.holders(coupon_id, before=before, limit=limit)
        known = {one.id: one for one in people.by_id([each.friend_id for each in found])}
        return tuple(
            HolderFacts(
                claim_id=each.claim_id,
                friend_id=each.friend_id,
                name=known[each.friend_id].name,
                picture=known[each.friend_id].picture or None,
                at=from_epoch(each.at),
                used=each.used,
                used_at=from_epoch(each.used_at) if each.used_at is not None else None,
            )
            for each in found
            if each.friend_id in known
        )

    def coupons_of(self, friend_id: int, first: int, limit: int) -> tuple[HeldCoupon, ...]:
        found = coupons.wallet(friend_id, at=self.now(), first=first, limit=limit)
        return tuple(self._in_hand(claim, row) for claim, row in found)

    def held_coupon(self, friend_id: int, claim_id: int) -> HeldCoupon | None:
        found = coupons.claim_of(claim_id, friend_id)
        return self._in_hand(*found) if found else None

    def _in_hand(self, claim: Claim, row: Coupon) -> HeldCoupon:
        local = self.account().calendar.local
        return HeldCoupon(
            claim_id=claim.id,
            title=row.title,
            used=claim.used,
            uses=row.uses,
            used_at=from_epoch(claim.used_at) if claim.used_at is not None else None,
            until=local(from_epoch(claim.until - 1)).date() if claim.until is not None else None,
            code=claim.code,
        )

    def coupon_card(self, coupon_id: int, locale: str) -> dict[str, Any] | None:
        """As a friend would get it now."""
        row = coupons.find(coupon_id)
        return _card(self, row, locale) if row else None

    def _coupon(self, row: Coupon, tally: Tally) -> CouponFacts:
        return CouponFacts(
            id=row.id,
            name=row.name,
            title=row.title,
            benefit=row.benefit,
            picture=self.media_url(row.picture) if row.picture else None,
            picture_id=row.picture,
            code=row.code,
            left=tally.codes,
            received=tally.received,
            used=tally.used,
            until=date.fromisoformat(row.valid_until) if row.valid_until else None,
            days=row.valid_days,
            uses=row.uses,
            closed=row.closed_at is not None,
        )


def _card(desk: ReadingDesk, row: Coupon, locale: str) -> dict[str, Any]:
    until = date.fromisoformat(row.valid_until) if row.valid_until else None
    calendar = desk.account().calendar
    day = last_day(until, row.valid_days, desk.clock.now(), calendar)
    code = SAMPLE_CODE if row.pooled else row.code
    view = card_view(row, code, day, desk.media_url)
    return render(view, locale=locale, zone=calendar.zone)[0]


def looks_of(desk: ReadingDesk, locale: str) -> Callable[[str], dict[str, Any]]:
    """What a coupon's message looks like, by its name; of one that is gone, its name."""

    def look(name: str) -> dict[str, Any]:
        row = coupons.named(name)
        return _card(desk, row, locale) if row else {"type": "text", "text": name}

    return look


def used_in(name: str) -> tuple[str, ...]:
    """Scenarios whose draft, newcomers or people inside know it."""
    documents = [one for by_version in listening.walked().values() for one in by_version.values()]
    documents += [drafts.document(draft) for draft in drafts.every()]
    return tuple(sorted({one.name for one in documents if name in coupons_in(one)}))


def make(desk: Desk, command: do.MakeCoupon, _: Actor) -> Outcome:
    new = NewCoupon(
        name=_free(command.title),
        title=one_line(command.title),
        benefit=command.benefit.strip(),
        code=command.code,
        until=command.until,
        days=command.days,
        uses=command.uses,
        picture=command.picture,
    )
    if command.until and command.until < _today(desk):
        raise refused("day_is_over", value=command.until.isoformat())
    if command.codes is not None:
        fits(command.codes)
    made = CouponService(desk.clock, desk.account).make(new, command.codes)
    return Outcome(from_epoch(desk.now()), people=len(command.codes or ()), made=made)


def change(desk: Desk, command: do.ChangeCoupon, _: Actor) -> Outcome:
    """A day that is over may stay, but not be chosen."""
    row = _found(command.coupon_id)
    title, benefit = one_line(command.title), command.benefit.strip()
    if benefit != row.benefit and coupons.is_given(row.id):
        raise refused("coupon_given", value=row.title)
    until = command.until.isoformat() if command.until else None
    if command.until and until != row.valid_until and command.until < _today(desk):
        raise refused("day_is_over", value=command.until.isoformat())
    check(
        NewCoupon(row.name, title, benefit, row.code, until=command.until, days=command.days),
        pooled=row.pooled,
    )
    coupons.change(
        row.id,
        title=title,
        benefit=benefit,
        picture=command.picture,
        valid_until=until,
        valid_days=command.days,
    )
    return Outcome(from_epoch(desk.now()))


def _today(desk: Desk) -> date:
    return desk.local_midnight().date()


def _free(title: str) -> str:
    """What documents call it: the title, as far as a name goes, with a number if it is taken."""
    base, number = clip(one_line(title), limits.TAG_GRAPHEMES), 1
    name = base
    while coupons.named(name):
        number += 1
        tail = f" {number}"
        name = clip(base, limits.TAG_GRAPHEMES - len(tail)) + tail
    return name


def add_codes(desk: Desk, command: do.AddCodes, _: Actor) -> Outcome:
    row = _found(command.coupon_id)
    if not row.pooled:
        raise refused("no_such_pool", value=row.name)
    fits(command.codes)
    return Outcome(from_epoch(desk.now()), people=coupons.add_codes(row.id, command.codes))


def close(desk: Desk, command: do.CloseCoupon, _: Actor) -> Outcome:
    """Who would still be sent one could not use it."""
    row = _found(command.coupon_id)
    if using := used_in(row.name):
        raise refused("coupon_in_use", value=using[0])
    coupons.close(row.id, desk.now())
    return Outcome(from_epoch(desk.now()))


def undo_use(desk: Desk, command: do.UndoCouponUse, _: Actor) -> Outcome:
    if not coupons.undo_use(command.claim_id):
        raise refused("no_such_coupon")
    return Outcome(from_epoch(desk.now()))


def reopen(desk: Desk, command: do.ReopenCoupon, _: Actor) -> Outcome:
    coupons.close(_found(command.coupon_id).id, None)
    return Outcome(from_epoch(desk.now()))


def _found(coupon_id: int) -> Coupon:
    row = coupons.find(coupon_id)
    if row is None:
        raise refused("no_such_coupon")
    return row
