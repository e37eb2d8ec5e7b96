"""Friends are found by a part of the name, by a group, and by how they stand."""

from dataclasses import replace

import pytest

from admin_flows.ports import facts
from bot.domain.rules import loaded
from tests.flows.fakes import Shop
from tests.flows.phone import Phone


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    hana = shop.known[0]
    shop.known += [
        replace(hana, id=12, name="佐藤月子", state="manual"),
        replace(hana, id=13, name="鈴木星", state="blocked"),
    ]
    return mori.menu("friends.find")


@pytest.mark.parametrize(
    ("label", "name"),
    [("In people’s hands", "佐藤月子"), ("Blocked", "鈴木星"), ("All friends", "山田花子")],
)
def test_by_how_they_stand(phone: Phone, label: str, name: str) -> None:
    phone.tap("Who stopped")
    assert "いまはだれもいません。" in phone.words
    phone.tap(label)
    assert name in phone.words
    phone.type("1")
    assert phone.screen == "friend.card"


def test_by_a_part_of_the_name(phone: Phone) -> None:
    phone.type("月")
    assert "佐藤月子" in phone.words
    assert "山田花子" not in phone.words


def test_by_a_groups_name(phone: Phone, shop: Shop) -> None:
    shop.grouped = [facts.UserGroupFacts(1, "常連", loaded('{"label": "会員"}'))]
    phone.type("常連").open("鈴木星")
    assert phone.screen == "friend.card"


def test_what_is_not_found_is_said(phone: Phone) -> None:
    phone.type("zzz")
    assert "「zzz」は見つかりません。ひらがなや一部でも探せます。" in phone.words


def test_a_standing_nobody_has_heard_of_is_everybody(phone: Phone) -> None:
    phone.press("go:friends.find:nonsense")
    assert "山田花子" in phone.words


def test_all_who_fit_are_found_page_by_page(phone: Phone, shop: Shop) -> None:
    shop.known = [facts.FriendFacts(n, f"花{n}") for n in range(1, 21)]
    phone.menu("friends.find").type("花").tap("Next ›", "Next ›")
    assert "花20" in phone.words and "花16" not in phone.words
    assert not phone.has("Next ›")
    assert phone.type("4").screen == "friend.card"
    assert "花20" in phone.words
    phone.menu("friends.find").type("花").tap("Next ›", "‹ Before")
    assert "花1" in phone.words
