"""Whoever comes back after a week is told what they left unfinished."""

from datetime import timedelta

import pytest

from admin_flows.ports import facts
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, three_steps


@pytest.fixture
def left(mori: Phone, shop: Shop) -> Phone:
    draft(shop, three_steps())
    mori.press("go:msg.compose:1.s1").type("もうひとつ")
    return mori.menu("home.today")


def test_a_word_after_a_week_is_no_search(left: Phone, shop: Shop) -> None:
    shop.clock.move(timedelta(days=8))
    left.type("おはよう")
    assert left.screen == "home.back"
    assert "「週替わりのご案内」が作りかけです（11/21(土)まで）。" in left.words
    assert "つぎは4つ目のステップです。" in left.words
    left.tap("Go on")
    assert left.screen == "timeline.view"
    assert left.menu("home.today").screen == "home.today"


def test_so_is_a_tap_on_home(left: Phone, shop: Shop) -> None:
    shop.clock.move(timedelta(days=7))
    assert left.menu("home.today").screen == "home.back"
    shop.clock.tick(5)
    assert left.menu("home.today").screen == "home.today"


def test_not_after_six_days_nor_with_nothing_left(left: Phone, sato: Phone, shop: Shop) -> None:
    sato.menu("home.today")
    shop.clock.move(timedelta(days=6))
    assert left.menu("home.today").screen == "home.today"
    shop.clock.move(timedelta(days=30))
    assert sato.menu("home.today").screen == "home.today"


def test_what_others_did_since_is_counted(left: Phone, sato: Phone, shop: Shop) -> None:
    name = {"name": "週替わりのご案内"}
    at = shop.clock.now()
    shop.told = [
        facts.ActFacts(3, at, "佐藤", "SaveDraft", name),
        facts.ActFacts(2, at, "佐藤", "SaveDraft", name),
        facts.ActFacts(1, at, "森", "SaveDraft", name),
    ]
    shop.kept[1].editor = sato.actor
    shop.clock.move(timedelta(days=8))
    left.menu("home.today")
    assert "その後、ほかの人が2か所変えました。" in left.words
