"""What is known of a friend, changed by hand; and friends found by a rule."""

import pytest

from admin_flows.ports.commands import MakeUserGroup, SetField, Undo
from bot.domain.rules import loaded
from tests.flows.fakes import Shop
from tests.flows.phone import Phone


def test_a_field_is_filled_in_and_stands_on_the_card(sato: Phone, shop: Shop) -> None:
    sato.press("go:friend.more:11").tap("What is known").type("2")
    assert sato.screen == "friend.field"
    sato.type("東京")
    assert sato.screen == "friend.fields"
    assert shop.done == [SetField(11, "area", "東京", "text")]
    sato.tap("Undo")
    assert isinstance(shop.done[-1], Undo)
    assert "東京" in sato.press("go:friend.card:11").words


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("12/24", "2026-12-24"),
        ("2027-01-05", "2027-01-05"),
        ("2026-12-24 10:00", "2026-12-24T10:00"),
    ],
)
def test_a_date_is_read_as_people_write_it(sato: Phone, shop: Shop, said: str, value: str) -> None:
    sato.press("go:friend.fields:11").open("予約日時").type(said)
    assert shop.done == [SetField(11, "予約日時", value, "date")]


@pytest.mark.parametrize("said", ["いつか", "13/45", "2026-02-30"])
def test_what_is_no_date_is_asked_again_kindly(sato: Phone, shop: Shop, said: str) -> None:
    sato.press("go:friend.fields:11").open("予約日時").type(said)
    assert sato.screen == "friend.field"
    assert f"「{said}」" in sato.words
    sato.tap("Pick a date", date="2026-12-24")
    assert shop.done == [SetField(11, "予約日時", "2026-12-24", "date")]


def test_a_new_one_is_a_number_if_that_is_wanted(sato: Phone, shop: Shop) -> None:
    sato.press("go:friend.fields:11").type("来店回数")
    assert sato.screen == "friend.field"
    sato.type("3")
    assert shop.done == []
    sato.tap("A number").type("三回")
    assert sato.screen == "friend.field"
    sato.type("１，２００")
    assert shop.done == [SetField(11, "来店回数", "1200", "number")]


def test_a_gender_is_tapped_and_taken_off_again(sato: Phone, shop: Shop) -> None:
    sato.press("go:friend.fields:11").open("性別").tap("women")
    assert shop.done == [SetField(11, "gender", "female", "text")]
    sato.press("go:friend.fields:11").open("性別").tap("Take it off")
    assert shop.done[-1] == SetField(11, "gender", None, "text")


@pytest.mark.parametrize("name", ["name", "age", "os", "あ" * 21])
def test_what_follows_from_others_is_not_written_by_hand(
    sato: Phone, shop: Shop, name: str
) -> None:
    sato.press("go:friend.fields:11").type(name)
    assert sato.screen == "friend.fields"
    assert "×" in sato.words


def test_a_value_that_is_too_long_is_told(sato: Phone, shop: Shop) -> None:
    sato.press("go:friend.fields:11").type("2").type("あ" * 1_000)
    assert sato.screen == "friend.field"
    assert shop.done == []


def test_a_viewer_sees_them_on_the_card_only(sato: Phone, shop: Shop) -> None:
    assert sato.press("go:friend.fields:999").screen == "friends.find"


def test_friends_are_found_by_a_rule_once_or_for_good(sato: Phone, shop: Shop) -> None:
    sato.menu("friends.find").tap("Search by rule", "＋ Add a part", "Label").open("会員")
    sato.tap("Has it")
    assert sato.screen == "rule.card"
    assert "128" in sato.words
    sato.tap("See people").type("1")
    assert sato.screen == "friend.card"
    assert shop.done == []
    sato.menu("friends.find").tap("Search by rule", "＋ Add a part", "Label").open("会員")
    sato.tap("Has it", "Done").type("会員の人")
    assert shop.done == [MakeUserGroup("会員の人", loaded('{"label": "会員"}'))]
