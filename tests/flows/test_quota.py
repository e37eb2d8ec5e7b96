"""The month's messages on a phone: what is left, what a start would take, what is kept."""

from dataclasses import replace
from datetime import date

import pytest

from admin_flows.ports import commands, facts
from tests.flows.conftest import START
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, running, three_steps

DAY = date(2026, 11, 27)


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    shop.month = facts.QuotaFacts(
        date(2026, 12, 1),
        used=4_120,
        limit=5_000,
        told_at=START,
        since=20,
        reserved=7,
        kept=50,
        most_kept=2_500,
        planned=1_280,
        runs_out_on=DAY,
        scenarios=(facts.PlannedRow(1, "週替わりのご案内", 1_280),),
    )
    return mori


class TestMonth:
    def test_home_leads_to_it(self, phone: Phone) -> None:
        assert phone.menu("home.today").tap("Messages this month").screen == "quota.month"
        for words in ("4,100（今日 9:30）", "約450通 足りません", "11/27(金)ごろ", "50通"):
            assert words.replace(" ", "") in phone.words.replace(" ", "")
        assert phone.open("週替わり").screen == "scenario.card"

    def test_it_leads_to_what_helps(self, phone: Phone) -> None:
        phone.press("go:quota.month").tap("Choose what to pause")
        assert phone.screen == "scenario.list"
        phone.press("go:quota.month").tap("How to get more")
        assert phone.screen == "help.card"

    def test_who_waits_for_it_is_one_tap_away(self, phone: Phone, shop: Shop) -> None:
        hold = facts.AccountHoldFacts("quota", START, 312, START)
        shop.month = replace(shop.month, waiting=312, hold=hold)
        phone.press("go:quota.month").tap("On hold for it")
        assert phone.screen == "inbox.held"

    def test_before_line_has_told_it_says_so(self, phone: Phone, shop: Shop) -> None:
        shop.month = facts.QuotaFacts(date(2026, 12, 1))
        assert phone.press("go:quota.month").reads(
            "LINE has not told yet how many messages the plan has. It is asked every few minutes."
        )


class TestKeep:
    @pytest.fixture
    def opened(self, phone: Phone) -> Phone:
        return phone.press("go:quota.month").tap("Kept back")

    def test_a_share_of_the_plan_is_picked(self, opened: Phone, shop: Shop) -> None:
        opened.tap("500")
        assert shop.done == [commands.SetQuotaKept(500)]
        assert "毎月500通を残すことにしました。" in opened.words
        assert opened.has("✓ 500")

    def test_another_number_is_typed(self, opened: Phone, shop: Shop) -> None:
        opened.type("３３３")
        assert shop.done == [commands.SetQuotaKept(333)]

    def test_more_than_half_is_refused_with_the_limit(self, opened: Phone, shop: Shop) -> None:
        opened.type("2501")
        assert "プランの半分の2,500通までです。いまは2,501通です。" in opened.words
        assert shop.month.kept == 50

    def test_words_are_no_number(self, opened: Phone, shop: Shop) -> None:
        opened.type("たくさん")
        assert opened.screen == "quota.keep"
        assert shop.done == []

    def test_none_and_as_needed(self, opened: Phone, shop: Shop) -> None:
        opened.tap("None").tap("As needed")
        assert shop.done == [commands.SetQuotaKept(0), commands.SetQuotaKept(None)]

    def test_it_is_the_owners(self, opened: Phone, sato: Phone, shop: Shop) -> None:
        assert not sato.press("go:quota.month").has("Kept back")
        assert sato.press("go:quota.keep").screen == "refused.role"

    def test_without_a_limit_there_is_nothing_to_keep(self, phone: Phone, shop: Shop) -> None:
        shop.month = facts.QuotaFacts(date(2026, 12, 1), used=3, told_at=START)
        assert phone.press("go:quota.keep").screen == "quota.month"


class TestBeforeAStart:
    def test_what_it_takes_is_told(self, phone: Phone, shop: Shop) -> None:
        draft(shop, three_steps("新しい"))
        shop.ahead = facts.StartForecast(420, 510, 38, 1_360, 3_120, 5_000)
        phone.press("go:start.check:2")
        assert phone.reads("Ready to start")
        assert "4,900 / 5,000" in phone.words
        assert "直近30日の友だち追加38人から計算しました。来月は約510通です。" in phone.words

    def test_too_few_is_a_question_and_no_error(self, phone: Phone, shop: Shop) -> None:
        draft(shop, three_steps("新しい"))
        shop.ahead = facts.StartForecast(420, 510, 38, 1_360, 3_720, 5_000, 50, DAY)
        phone.press("go:start.check:2")
        assert "今月は約550通足りません。このまま始めますか？" in phone.words
        assert "このままだと11/27(金)ごろ使い切ります。足りない分は" in phone.words
        assert phone.alt == "開始前の確認。直すところ0、見ておくところ1。"
        assert phone.open("約550通").screen == "quota.month"
        phone.press("go:start.check:2").tap("Start sending")
        assert shop.state_of(2) == "running"
