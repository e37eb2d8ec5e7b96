"""The account's time zone, chosen by its city or country."""

import pytest

from admin_flows.answers.zone import find_zones
from admin_flows.ports import commands
from bot.clock import FakeClock
from tests.flows.fakes import Memory, Shop
from tests.flows.phone import Phone, make_runner, person
from tests.flows.shops import running, three_steps


def test_an_offered_city_is_chosen(mori: Phone, shop: Shop) -> None:
    running(shop, three_steps(), inside=86)
    mori.menu("settings.menu").open("東京").open("台北")
    assert "86人が待っています" in mori.words
    assert "9:30" in mori.words
    assert "8:30" in mori.words
    mori.open("台北の時刻にする")
    assert shop.zone.key == "Asia/Taipei"
    assert mori.screen == "settings.menu"
    assert "時間帯を台北にしました（いま 8:30）" in mori.words


def test_another_city_is_sought_by_name(mori: Phone, shop: Shop) -> None:
    mori.menu("settings.menu").open("東京").type("ベルリン").type("1")
    assert mori.screen == "settings.clock"
    mori.open("ベルリンの時刻にする")
    assert shop.zone.key == "Europe/Berlin"


def test_what_is_not_found_says_what_to_send(mori: Phone) -> None:
    mori.menu("settings.menu").open("東京").type("火星基地")
    assert "「火星基地」は見つかりません" in mori.words
    assert mori.type("1").screen == "settings.zone"


def test_the_present_zone_is_not_offered(mori: Phone) -> None:
    mori.menu("settings.menu").open("東京")
    assert not [one for one in mori.buttons if "Asia.Tokyo" in one.data]


def test_only_owners_change_it(shop: Shop, clock: FakeClock, memory: Memory) -> None:
    sato = Phone(make_runner(shop, clock, memory), person("佐藤", "editor"))
    assert sato.press("go:settings.zone").screen == "refused.role"
    assert sato.press("go:settings.clock:Asia.Taipei").screen == "refused.role"
    assert not [one for one in shop.done if isinstance(one, commands.SetZone)]


@pytest.mark.parametrize("ids", ["", ":Mars.Base", ":Asia", ":posixrules", ":Asia.Tokyo.x"])
def test_a_crafted_zone_is_no_zone(mori: Phone, shop: Shop, ids: str) -> None:
    mori.menu("settings.menu").press(f"go:settings.clock{ids}")
    assert mori.screen != "settings.clock"
    assert not shop.done


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("台北", "Asia/Taipei"),
        ("taipei", "Asia/Taipei"),
        ("ＴＯＫＹＯ", "Asia/Tokyo"),
        ("タイ", "Asia/Bangkok"),
        ("New York", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
        ("コルカタ", "Asia/Kolkata"),
        ("ドイツ", "Europe/Berlin"),
    ],
)
def test_cities_and_countries_are_known(text: str, first: str) -> None:
    assert find_zones(text, 8)[0] == first


def test_a_country_shows_each_of_its_times_once() -> None:
    zones = find_zones("アメリカ合衆国", 8)
    assert zones[:4] == (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",  # without summer time
    )


@pytest.mark.parametrize("text", ["", " ", "火星", "%", "*"])
def test_nowhere_is_nowhere(text: str) -> None:
    assert find_zones(text, 8) == ()
