"""Who got a coupon and who used it; a use that was a mistake is taken back."""

from dataclasses import dataclass
from functools import partial

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.ports.commands import UndoCouponUse
from admin_flows.ports.facts import HeldCoupon, HolderFacts
from admin_flows.shared.found import coupon_there, friend_there
from admin_flows.shared.listed import friend_at
from admin_flows.shared.paging import Paged, page_behind, page_read
from admin_flows.shared.where import OfCoupon, OfFriend
from flex_templates.views.owner import (
    CouponHeld,
    CouponPeople,
    FriendCoupon,
    FriendCoupons,
    HolderRow,
)
from flex_templates.views.parts import Notice

PEOPLE, HELD, ONE = "coupon.people", "friend.given", "friend.coupon"


@dataclass(frozen=True)
class Holders(OfCoupon):
    """Behind the claim of this id; 0: from the first on."""

    before: int = 0


@dataclass(frozen=True)
class Wallet(OfFriend):
    """From this one on, counted from 0."""

    first: int = 0


@dataclass(frozen=True)
class OfClaim(OfFriend):
    claim_id: int


def _holders_of(tap: Tap) -> Holders:
    return Holders(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


def _holders(scene: Scene[Holders]) -> Paged[HolderFacts]:
    state = scene.state
    read = partial(scene.reads.coupon_people, state.coupon_id, state.before)
    return page_behind(read, lambda one: one.claim_id)


def _people(scene: Scene[Holders]) -> CouponPeople:
    coupon, page = coupon_there(scene), _holders(scene)
    return CouponPeople(
        id=str(coupon.id),
        title=coupon.title,
        now_at=scene.now,
        rows=tuple(
            HolderRow(
                friend_id=str(one.friend_id),
                name=one.name,
                picture=one.picture,
                at=one.at,
                used=one.used,
                used_at=one.used_at,
            )
            for one in page.rows
        ),
        received=coupon.received,
        used=coupon.used,
        later=page.later,
    )


def _person(scene: Scene[Holders], number: int) -> Move | None:
    return friend_at([one.friend_id for one in _holders(scene).rows], number)


# One friend's


def _wallet_of(tap: Tap) -> Wallet:
    return Wallet(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


def _held(scene: Scene[Wallet]) -> Paged[HeldCoupon]:
    return page_read(partial(scene.reads.coupons_of, scene.state.friend_id), scene.state.first)


def _wallet(scene: Scene[Wallet]) -> FriendCoupons:
    friend, page = friend_there(scene), _held(scene)
    return FriendCoupons(
        id=str(friend.id),
        name=friend.name,
        now_at=scene.now,
        rows=tuple(map(_row, page.rows)),
        earlier=page.earlier,
        later=page.later,
    )


def _row(one: HeldCoupon) -> CouponHeld:
    return CouponHeld(
        id=str(one.claim_id),
        title=one.title,
        used=one.used,
        uses=one.uses,
        used_at=one.used_at,
        until=one.until,
        code=one.code or None,
    )


def _at(scene: Scene[Wallet], number: int) -> Move | None:
    coupon = _held(scene).at(number)
    return Goto(ONE, OfClaim(scene.state.friend_id, coupon.claim_id)) if coupon else None


def _claim(scene: Scene[OfClaim]) -> HeldCoupon:
    found = scene.reads.held_coupon(scene.state.friend_id, scene.state.claim_id)
    if found is None:
        raise Gone(Goto(HELD, Wallet(scene.state.friend_id)))
    return found


def _one(scene: Scene[OfClaim]) -> FriendCoupon:
    friend = friend_there(scene)
    return FriendCoupon(
        id=str(friend.id), name=friend.name, now_at=scene.now, row=_row(_claim(scene))
    )


def _taken_back(scene: Scene[OfClaim], _: Tap) -> Move:
    line = Notice("info", "use_undone", {"friend": friend_there(scene).name})
    command = UndoCouponUse(_claim(scene).claim_id)
    return Run(command, then=lambda _: Goto(ONE, scene.state, line))


SCREENS = (
    Screen(
        name=PEOPLE,
        sample=Holders(1),
        view=_people,
        opens=_holders_of,
        row=_person,
        back=lambda state: f"coupon.card:{state.coupon_id}",
        leads=(PEOPLE, "friend.card", "coupon.card", "coupon.list"),
    ),
    Screen(
        name=HELD,
        sample=Wallet(11),
        view=_wallet,
        opens=_wallet_of,
        row=_at,
        back=lambda state: f"friend.more:{state.friend_id}",
        help="friends",
        leads=(ONE, HELD, "friend.more", "friend.card"),
    ),
    Screen(
        name=ONE,
        sample=OfClaim(11, 1),
        view=_one,
        opens=lambda tap: OfClaim(tap.number(), tap.number(1)),
        actions={"undo-use": edit(_taken_back)},
        back=lambda state: f"{HELD}:{state.friend_id}",
        help="friends",
        leads=(HELD, "friend.card"),
    ),
)
