"""Coupons made, filled up and ended in the chat."""

from dataclasses import replace
from datetime import date

import pytest

from admin_flows.ports import facts
from admin_flows.ports.chat import Sent
from admin_flows.ports.commands import AddCodes, ChangeCoupon, MakeCoupon, UndoCouponUse
from bot.clock import FakeClock
from bot.domain.coupons import OwnCoupon
from bot.domain.errors import Problem
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import full_shop


@pytest.fixture
def shop(clock: FakeClock) -> Shop:
    return full_shop(clock)


def csv(text: str | None, problem: Problem | None = None) -> Sent:
    return Sent("file", None, size=9, problem=problem, text=text)


def made(shop: Shop) -> MakeCoupon:
    command = shop.done[-1]
    assert isinstance(command, MakeCoupon)
    return command


def to_code(sato: Phone) -> Phone:
    sato.menu("friends.find").tap("Coupons", "＋ New coupon").type("月曜20%OFF").type("20%引き")
    return sato.tap("No picture", "7日", "3回")


def test_six_answers_make_one(sato: Phone, shop: Shop) -> None:
    to_code(sato).tap("No code")
    assert made(shop) == MakeCoupon("月曜20%OFF", "20%引き", days=7, uses=3)
    assert sato.screen == "coupon.card"


def test_with_a_picture_a_date_and_a_code_for_all(sato: Phone, shop: Shop) -> None:
    sato.press("go:coupon.new").type("福袋").type("1つ無料").send("photo-1")
    sato.tap("Until a date", date="2026-12-31").type("2").type("HIDAMARI")
    command = made(shop)
    assert (command.picture, str(command.until), command.uses) == ("photo-1", "2026-12-31", 2)
    assert (command.code, command.codes) == ("HIDAMARI", None)


def test_with_a_file_of_codes(sato: Phone, shop: Shop) -> None:
    to_code(sato).give(csv("コード\nA-1\nA-2\nA-1\n" + "x" * 41 + "\n\nA-3,memo\n"))
    assert made(shop).codes == ("A-1", "A-2", "A-3")
    assert "3件を読みました" in sato.words
    assert "重複1件" in sato.words
    assert "4, 5行目" in sato.words


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (csv(None, Problem("file_is_a_workbook")), "Excel"),
        (csv(None, Problem("file_too_big", values={"limit": 5})), "5MB"),
        (csv(""), "使えるコード"),
        (csv("x" * 41), "使えるコード"),
        (Sent("image", "photo-1"), "画像"),
    ],
)
def test_a_file_that_holds_no_codes_is_asked_for_again(
    sato: Phone, shop: Shop, sent: Sent, said: str
) -> None:
    to_code(sato).give(sent)
    assert sato.screen == "coupon.new"
    assert said in sato.words
    assert shop.done == []


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("あ" * 61,), "60文字"),
        ((" ",), "中身がありません"),
        (("福袋", "あ" * 201), "200文字"),
        (("福袋", "無料", "画像はこれ"), "画像"),
    ],
)
def test_what_does_not_fit_is_asked_again(
    sato: Phone, shop: Shop, answers: tuple[str, ...], said: str
) -> None:
    sato.press("go:coupon.new")
    for answer in answers:
        sato.type(answer)
    assert said in sato.words
    assert sato.screen == "coupon.new"


def test_days_and_numbers_that_do_not_fit(sato: Phone) -> None:
    sato.press("go:coupon.new").type("福袋").type("無料").tap("No picture")
    for text, said in (("そのうち", "読み取れません"), ("11/20", "過ぎています")):
        assert said in sato.type(text).words
    sato.type("12/31")
    for text, said in (("たくさん", "読み取れません"), ("0", "1〜1,000"), ("1001", "1〜1,000")):
        assert said in sato.type(text).words
    sato.tap("‹ One back").tap("For ever")
    assert "1人何回" in sato.words


def test_it_is_made_for_a_step_and_sent_with_it(sato: Phone, shop: Shop) -> None:
    sato.press("go:msg.compose:9.s1").tap("More kinds", "Coupon", "＋ New coupon")
    sato.type("福袋").type("無料").tap("No picture", "For ever", "1回", "No code")
    assert sato.screen == "msg.coupon"
    sato.type("1")
    assert sato.screen == "msg.compose"
    assert shop.kept[9].draft.steps[0].send[-1] == OwnCoupon(coupon="福袋")


def test_an_ended_one_is_not_offered(sato: Phone, shop: Shop) -> None:
    sato.press("go:msg.coupon:9.s1")
    assert "初回クーポン" in sato.words
    assert "去年" not in sato.words


def test_codes_are_added_and_it_is_ended_and_opened_again(sato: Phone, shop: Shop) -> None:
    sato.press("go:coupon.card:1").tap("More codes").type("A-1")
    assert "ファイル" in sato.words
    sato.give(csv("A-1\nA-2"))
    assert shop.done == [AddCodes(1, ("A-1", "A-2"))]
    assert "2件を読みました" in sato.words
    sato.tap("Close the coupon")
    assert shop.handed[0].closed
    sato.tap("Let it be used again")
    assert not shop.handed[0].closed


def test_it_is_seen_as_a_friend_gets_it(sato: Phone) -> None:
    sato.press("go:coupon.card:1").tap("See it")
    assert sato.last[0]["text"] == "初回クーポン"
    assert sato.tap("Back").screen == "coupon.card"


def test_a_file_that_comes_the_day_after_is_taken_all_the_same(sato: Phone, shop: Shop) -> None:
    to_code(sato)
    shop.clock.tick(13 * 3600)
    sato.give(csv("A-1"))
    assert made(shop).codes == ("A-1",)


def test_a_workbook_is_nobodys_business_elsewhere(sato: Phone) -> None:
    sato.press("go:msg.compose:9.s1").give(csv(None, Problem("file_is_a_workbook")))
    assert "Excel" not in sato.words


# Changing one, and whose it is


@pytest.fixture
def given(shop: Shop) -> Shop:
    shop.handed = [
        facts.CouponFacts(1, "月曜", "月曜20%OFF", "20%引き", received=3, used=1, days=7)
    ]
    now = shop.clock.now()
    shop.holders = [facts.HolderFacts(20 - n, 11, f"花{n}", now, 1, now) for n in range(9)]
    shop.wallet = [facts.HeldCoupon(5, "月曜20%OFF", 1, 1, now, code="AB-1")]
    return shop


def test_its_words_and_its_day_are_changed(sato: Phone, given: Shop) -> None:
    sato.press("go:coupon.card:1").tap("Change it").open("題名")
    sato.type("あ" * 61)
    assert sato.screen == "coupon.field"
    sato.type("火曜20%OFF")
    assert sato.screen == "coupon.edit"
    assert given.done[-1] == ChangeCoupon(1, "火曜20%OFF", "20%引き", "", None, 7)
    sato.open("期限").tap("For ever")
    assert given.done[-1] == ChangeCoupon(1, "火曜20%OFF", "20%引き", "", None, None)
    sato.open("画像").type("x")
    assert sato.screen == "coupon.field"
    sato.send("m-1")
    assert given.done[-1] == ChangeCoupon(1, "火曜20%OFF", "20%引き", "m-1", None, None)
    sato.tap("Undo")


def test_what_it_gives_stays_once_somebody_has_it(sato: Phone, given: Shop) -> None:
    sato.press("go:coupon.edit:1")
    assert "もう3人に渡しているので" in sato.words
    assert not [one for one in sato.buttons if one.data.endswith(".benefit")]
    sato.press("go:coupon.field:1.benefit").type("30%引き")
    assert "新しいクーポンを作ってください" in sato.words
    assert given.coupon(1).benefit == "20%引き"  # type: ignore[union-attr]
    given.handed = [replace(given.handed[0], received=0)]
    sato.press("go:coupon.edit:1").open("内容").type("30%引き")
    assert given.coupon(1).benefit == "30%引き"  # type: ignore[union-attr]


def test_a_day_that_is_over_is_told_so(sato: Phone, given: Shop) -> None:
    sato.press("go:coupon.field:1.until").tap("Until a date", date="2026-11-20")
    assert sato.screen == "coupon.field"
    assert given.done == []
    sato.type("いつか")
    assert sato.screen == "coupon.field"
    sato.type("12/31")
    assert given.done[-1] == ChangeCoupon(1, "月曜20%OFF", "20%引き", "", date(2026, 12, 31), None)


@pytest.mark.parametrize("data", ["1.code", "1.uses", "1.", "9.title"])
def test_no_other_part_can_be_changed(sato: Phone, given: Shop, data: str) -> None:
    sato.press(f"go:coupon.field:{data}")
    assert sato.screen != "coupon.field"


def test_who_got_it_is_listed_and_leads_to_the_friend(sato: Phone, given: Shop) -> None:
    sato.press("go:coupon.card:1").tap("See people")
    assert "渡した3・使った1" in sato.words
    assert "花7" in sato.words and "花8" not in sato.words
    sato.tap("Next ›")
    assert "花8" in sato.words
    sato.type("1")
    assert sato.screen == "friend.card"


def test_a_use_is_taken_back_on_the_friends_coupon(sato: Phone, given: Shop) -> None:
    sato.press("go:friend.more:11").tap("Coupons").type("1")
    assert sato.screen == "friend.coupon"
    assert "1回中1回" in sato.words
    sato.tap("Take the use back")
    assert given.done == [UndoCouponUse(5)]
    assert "使用を取り消しました" in sato.words
    assert not sato.has("Take the use back")
    sato.press("go:friend.coupon:11.77")
    assert sato.screen == "friend.given"
