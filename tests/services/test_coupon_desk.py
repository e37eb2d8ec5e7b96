"""Coupons as owners make, fill and end them."""

from datetime import date

from admin_flows.ports.commands import AddCodes, CloseCoupon, MakeCoupon, ReopenCoupon
from bot.store.db import rows
from tests.delivery.world import step
from tests.services.shop import EDITOR, VIEWER, Shop

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
