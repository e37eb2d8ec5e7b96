"""Coupons as owners make, fill and end them."""

from datetime import date
from typing import Any

import pytest

from admin_flows.ports.commands import (
    AddCodes,
    ChangeCoupon,
    CloseCoupon,
    MakeCoupon,
    ReopenCoupon,
    Undo,
    UndoCouponUse,
)
from bot.services.code_warnings import CodeWarnings
from bot.services.coupons import CouponService
from bot.services.notices import NoticeService
from bot.store import people, settings
from bot.store.db import rows
from flex_templates.render import render
from flex_templates.views.owner import CouponLow
from flex_templates.views.parts import View
from tests.delivery.world import step
from tests.services.line import FakeLine
from tests.services.shop import EDITOR, OWNER, VIEWER, Shop, staff_service

TITLE = "年末のごあいさつ、お弁当が全品20%OFF"


def coupon(shop: Shop, title: str = TITLE, **more: object) -> int:
    made = shop.do(MakeCoupon(title, "20%引き", **more), EDITOR).made  # type: ignore[arg-type]
    assert made is not None
    return made


def test_documents_call_it_by_its_title_as_far_as_a_name_goes(shop: Shop) -> None:
    names = [shop.reads.coupon(coupon(shop)) for _ in range(2)]
    first, second = (one.name for one in names if one)
    assert (first, second) == (
        "年末のごあいさつ、お弁当が全品20%O…",
        "年末のごあいさつ、お弁当が全品20… 2",
    )
    assert [one.title for one in shop.reads.coupons()] == [TITLE, TITLE]
    assert shop.reads.coupon(99) is None


def test_codes_are_added_and_counted(shop: Shop) -> None:
    codes = tuple(f"A-{number}" for number in range(12_000))
    number = coupon(shop, codes=codes)
    found = shop.reads.coupon(number)
    assert found is not None
    assert (found.left, found.received, found.used) == (12_000, 0, 0)
    assert shop.do(AddCodes(number, ("A-1", "B-1", "B-2")), EDITOR).people == 2
    assert rows("SELECT count(*) FROM coupon_code") == [(12_002,)]
    assert shop.refusal(AddCodes(coupon(shop, code="X"), ("A",)), EDITOR) == "no_such_pool"
    assert shop.refusal(AddCodes(99, ("A",)), EDITOR) == "no_such_coupon"


def test_what_cannot_be_makes_nothing(shop: Shop) -> None:
    for command, code in (
        (MakeCoupon("", "x"), "empty"),
        (MakeCoupon("x" * 61, "x"), "too_long"),
        (MakeCoupon("x", " "), "empty"),
        (MakeCoupon("x", "x", uses=0), "out_of_range"),
        (MakeCoupon("x", "x", codes=()), "empty"),
        (MakeCoupon("x", "x", code="A", codes=("B",)), "one_of_two"),
        (MakeCoupon("x", "x", until=date(2026, 11, 30)), "day_is_over"),
    ):
        assert shop.refusal(command, EDITOR) == code, command
    assert shop.refusal(MakeCoupon("x", "x"), VIEWER) == "role"
    assert shop.reads.coupons() == ()
    coupon(shop, until=date(2026, 12, 1))  # today


def test_what_a_scenario_sends_is_not_closed_under_it(shop: Shop) -> None:
    number = coupon(shop, "初回")
    draft = shop.create("下書き")
    scenario = shop.started({"id": "gift", "send": [{"coupon": "初回"}]}, step("b", {"days": 1}))
    found = shop.reads.coupon(number)
    assert found is not None
    assert found.used_in == ("ご案内",)
    assert shop.refusal(CloseCoupon(number), EDITOR) == "coupon_in_use"
    other = coupon(shop, "別")
    shop.do(CloseCoupon(other), EDITOR)
    assert shop.reads.others().coupons == frozenset({"初回"})
    shop.do(ReopenCoupon(other), EDITOR)
    assert shop.reads.others().coupons == frozenset({"初回", "別"})
    assert draft != scenario


def test_it_looks_as_a_friend_gets_it(shop: Shop) -> None:
    number = coupon(shop, "初回", codes=("SECRET-1",), days=7)
    card = str(shop.reads.coupon_card(number, "ja"))
    assert "初回" in card and "20%引き" in card
    assert "SECRET-1" not in card
    assert shop.reads.coupon_card(99, "ja") is None
    scenario = shop.create()
    document = shop.draft(scenario).document
    with_gift = document.model_validate(
        {"name": "x", "steps": [{"id": "a", "send": [{"coupon": "初回"}, {"coupon": "無い"}]}]}
    )
    shown = shop.reads.preview(with_gift, "a", "ja", "森")
    assert "20%引き" in str(shown[0])
    assert "無い" in str(shown[1])


def gives(shop: Shop, number: int) -> None:
    found = shop.reads.coupon(number)
    assert found is not None
    shop.started({"id": "a", "send": [{"coupon": found.name}]}, name=f"渡す{number}")


def test_a_coupon_is_changed_and_that_is_undone(shop: Shop) -> None:
    number = coupon(shop, days=7)
    act = shop.do(ChangeCoupon(number, "火曜", "30%引き", "m-1", date(2026, 12, 24)), EDITOR).act
    found = shop.reads.coupon(number)
    assert found is not None and act is not None
    assert (found.title, found.benefit, found.until, found.days) == (
        "火曜", "30%引き", date(2026, 12, 24), None,
    )  # fmt: skip
    assert (found.name, found.picture_id) == ("年末のごあいさつ、お弁当が全品20%O…", "m-1")
    shop.do(Undo(act), EDITOR)
    found = shop.reads.coupon(number)
    assert found is not None and (found.title, found.days) == (TITLE, 7)


def test_what_friends_have_keeps_what_it_gives_and_its_day(shop: Shop) -> None:
    number = coupon(shop, until=date(2026, 12, 10))
    gives(shop, number)
    [hana] = shop.follow("花")
    shop.send()
    assert shop.refusal(ChangeCoupon(number, TITLE, "何でも無料"), EDITOR) == "coupon_given"
    shop.do(ChangeCoupon(number, "火曜", "20%引き", until=date(2026, 12, 31)), EDITOR)
    [ken] = shop.follow("健")
    shop.send()
    days = [shop.reads.coupons_of(one.id, 0, 8)[0].until for one in (hana, ken)]
    assert days == [date(2026, 12, 10), date(2026, 12, 31)]


def test_a_day_that_is_over_may_stay_but_not_be_chosen(shop: Shop) -> None:
    number = coupon(shop, until=date(2026, 12, 2))
    shop.move(days=5)
    over = date(2026, 12, 2)
    shop.do(ChangeCoupon(number, "火曜", "20%引き", until=over), EDITOR)
    other = ChangeCoupon(number, "火曜", "20%引き", until=date(2026, 12, 3))
    assert shop.refusal(other, EDITOR) == "day_is_over"
    assert shop.refusal(ChangeCoupon(number, "", "20%引き", until=over), EDITOR) == "empty"
    assert shop.refusal(ChangeCoupon(99, "火曜", "x"), EDITOR) == "no_such_coupon"
    assert shop.refusal(other, VIEWER) == "role"


def test_who_got_it_page_by_page_and_a_use_taken_back(shop: Shop) -> None:
    number = coupon(shop)
    gives(shop, number)
    people = shop.follow("花", "健", "次郎")
    shop.send()
    first = shop.reads.coupon_people(number, 0, 2)
    rest = shop.reads.coupon_people(number, first[-1].claim_id, 2)
    assert {one.friend_id for one in (*first, *rest)} == {one.id for one in people}
    claim = next(one for one in (*first, *rest) if one.friend_id == people[0].id)
    service = CouponService(shop.world.clock, lambda: settings.account("Asia/Tokyo"))
    service.use(people[0], claim.claim_id, 0)
    held = shop.reads.held_coupon(people[0].id, claim.claim_id)
    assert held is not None and held.used == 1
    assert shop.reads.held_coupon(people[1].id, claim.claim_id) is None
    shop.do(UndoCouponUse(claim.claim_id), EDITOR)
    assert shop.reads.coupons_of(people[0].id, 0, 8)[0].used == 0
    assert shop.refusal(UndoCouponUse(claim.claim_id), EDITOR) == "no_such_coupon"


# Codes that run out


@pytest.fixture
def told() -> list[int]:
    return []


@pytest.fixture
def desk(shop: Shop, told: list[int]) -> CodeWarnings:
    people.add_member(OWNER.user_id, "owner", name="森", at=0)
    account = lambda: settings.account("Asia/Tokyo")  # noqa: E731

    def rendered(view: View, locale: str) -> list[dict[str, Any]]:
        assert isinstance(view, CouponLow)
        told.append(view.left)
        return render(view, locale=locale)

    staff = staff_service(shop)
    return CodeWarnings(NoticeService(FakeLine(), shop.world.clock, account, staff, rendered))


def test_owners_hear_once_that_codes_run_out_and_once_that_none_is_left(
    shop: Shop, desk: CodeWarnings, told: list[int]
) -> None:
    number = coupon(shop, codes=tuple(f"A-{n:02}" for n in range(22)))
    gives(shop, number)
    desk.run()
    shop.follow("花")
    shop.send()
    assert not desk.is_due()  # 21 are left
    shop.follow("健")
    shop.send()
    desk.run()
    desk.run()
    assert told == [20]
    shop.follow(*(f"客{n}" for n in range(20)))
    shop.send()
    desk.run()
    assert told == [20, 0]
    shop.do(AddCodes(number, tuple(f"B-{n}" for n in range(30))), EDITOR)
    desk.run()
    assert told == [20, 0]
    assert not desk.is_due()
    shop.follow(*(f"次{n}" for n in range(15)))
    shop.send()
    desk.run()
    assert told == [20, 0, 15]


def test_a_few_codes_that_nobody_got_yet_are_no_news(
    shop: Shop, desk: CodeWarnings, told: list[int]
) -> None:
    number = coupon(shop, codes=("A", "B"))
    assert not desk.is_due()
    gives(shop, number)
    shop.follow("花", "健")
    shop.send()
    desk.run()
    assert told == [0]
    shop.do(AddCodes(number, ("C",)), EDITOR)
    desk.run()
    assert told == [0, 1]
