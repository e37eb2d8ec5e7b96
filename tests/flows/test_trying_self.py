"""A scenario on oneself: what it costs is told before, and a tap ends it."""

import pytest

from admin_flows.ports.commands import Command, EndRehearsal, Rehearse
from bot.clock import FakeClock
from tests.flows.fakes import Shop
from tests.flows.phone import Phone, person
from tests.flows.shops import draft, full_shop, three_steps


@pytest.fixture
def shop(clock: FakeClock) -> Shop:
    return full_shop(clock)


def last(shop: Shop) -> Command:
    return shop.done[-1]


def test_what_it_is_and_costs_is_told_before(sato: Phone, shop: Shop) -> None:
    number = draft(shop, three_steps())
    sato.press(f"go:try.menu:{number}").open("自分に届ける")
    assert "【テスト】" in sato.words
    assert "最大" in sato.words
    assert "結果・人数・スタッフへの通知には入りません" in sato.words


def test_it_begins_and_ends_with_a_tap_each(sato: Phone, shop: Shop) -> None:
    number = draft(shop, three_steps())
    sato.press(f"go:try.self:{number}").tap("1 day = 1 minute")
    assert last(shop) == Rehearse(number)
    assert "届いた数" in sato.words
    sato.tap("End the test")
    assert last(shop) == EndRehearsal()
    assert "テストは終わりました。1通届きました。" in sato.words


def test_one_tap_each_costs_nothing(sato: Phone, shop: Shop) -> None:
    number = draft(shop, three_steps())
    sato.press(f"go:try.self:{number}").tap("One tap each (free)")
    assert sato.screen == "try.walk"


def test_viewers_send_nothing_to_themselves(shop: Shop, mori: Phone) -> None:
    number = draft(shop, three_steps())
    tanaka = Phone(mori.runner, person("田中", "viewer"))
    assert tanaka.press(f"go:try.self:{number}").screen == "refused.role"
