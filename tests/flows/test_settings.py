"""What an owner sets for the whole account."""

import pytest

from tests.flows.fakes import Shop
from tests.flows.phone import Phone


def test_messages_seem_to_come_from_a_name_of_the_shop(mori: Phone, shop: Shop) -> None:
    mori.press("go:settings.sender").type(" 店長 森 ")
    assert (mori.screen, shop.sender) == ("settings.menu", "店長 森")
    assert "店長 森" in mori.words
    mori.press("go:settings.sender").tap("The account’s name")
    assert (mori.screen, shop.sender) == ("settings.menu", "")


@pytest.mark.parametrize("name", ["あ" * 21, "LINE", " "])
def test_a_name_that_line_refuses_is_asked_for_again(mori: Phone, shop: Shop, name: str) -> None:
    mori.press("go:settings.sender").type(name)
    assert (mori.screen, shop.sender) == ("settings.sender", "")


def test_owners_choose_when_they_are_warned(mori: Phone, shop: Shop) -> None:
    mori.press("go:settings.warnings").tap("90・95%")
    assert (mori.screen, shop.warn_at) == ("settings.menu", 90)
    mori.press("go:settings.warnings").tap("Only 95%")
    assert shop.warn_at == 0


def test_the_weekly_card_stands_among_the_settings(mori: Phone, shop: Shop) -> None:
    mori.menu("settings.menu").open("週のまとめ")
    assert mori.screen == "results.weekly"
    shop.tells_weekly = True
    assert "月曜9:00" in mori.menu("settings.menu").words
