"""How many step messages a friend gets a day at most."""

from tests.flows.fakes import Shop
from tests.flows.phone import Phone


def test_an_owner_sets_a_limit_and_takes_it_away(mori: Phone, shop: Shop) -> None:
    mori.menu("settings.menu").open("1日の上限").open("2通")
    assert shop.settings().daily_cap == 2
    assert mori.screen == "settings.menu"
    assert "1日に2通までにしました" in mori.words
    mori.open("1日の上限").open("制限なし")
    assert shop.settings().daily_cap is None
    assert "上限をなくしました" in mori.words
