"""How many taps the commonest tasks may take, counted from the rich menu."""

import pytest

from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, running, three_steps


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    return mori


def test_pausing_a_scenario_takes_two_taps(phone: Phone, shop: Shop) -> None:
    phone.menu("scenario.list").tap("Ⅱ Pause")
    assert shop.state_of(1) == "paused"
    assert phone.taps <= 2


def test_stopping_everything_takes_two_taps_and_resuming_one(phone: Phone, shop: Shop) -> None:
    phone.menu("home.today").tap("Stop all")
    assert shop.is_stopped()
    assert phone.taps <= 2
    phone.tap("Resume sending")
    assert not shop.is_stopped()
    assert phone.taps <= 3


def test_inserting_a_step_takes_eight_taps_and_one_text(phone: Phone, shop: Shop) -> None:
    phone.menu("scenario.list").tap("Edit").open("玉子焼き")
    phone.tap("Add after", "Message", "3 days", "10:00").type("間に入る文").tap("That is all")
    assert len(shop.kept[1].draft.steps) == 4
    assert phone.taps <= 8


def test_a_text_alone_is_a_step_in_six_taps(phone: Phone, shop: Shop) -> None:
    phone.menu("scenario.list").tap("Edit").open("玉子焼き")
    phone.tap("Add after").type("間に入る文").tap("3 days", "10:00")
    assert len(shop.kept[1].draft.steps) == 4
    assert phone.taps <= 6


def test_reading_results_takes_two_taps(phone: Phone, shop: Shop) -> None:
    running(shop, three_steps("誕生月"))
    phone.menu("results.list").open("週替わり")
    assert phone.screen == "results.scenario"
    assert phone.taps <= 2


def test_a_single_scenarios_results_open_at_once(phone: Phone) -> None:
    assert phone.menu("results.list").screen == "results.scenario"


def test_a_first_scenario_of_one_step_takes_eight_taps(mori: Phone, shop: Shop) -> None:
    mori.menu("home.today").tap("Start blank").type("はじめて")
    mori.tap("Friend added", "First step").type("ようこそ").tap("Right away")
    mori.tap("Go to start", "Start sending")
    assert shop.state_of(1) == "running"
    assert mori.taps <= 8


def test_changing_a_text_of_a_running_scenario(phone: Phone, shop: Shop) -> None:
    """A step's only text opens at once."""
    phone.menu("scenario.list").tap("Edit")
    phone.open("またお待ち").tap("What").tap("Edit text").type("新しい文")
    phone.tap("Publish", "Newcomers only")
    assert shop.kept[1].version == 4
    assert phone.taps <= 7


def test_an_edit_is_one_tap_from_publishing(phone: Phone, shop: Shop) -> None:
    draft(shop, three_steps("下書き"))
    phone.press("go:msg.card:1.s3.1").tap("Edit text").type("新しい文")
    assert phone.has("Publish")
