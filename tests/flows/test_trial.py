"""Starting for friends there are already, with a trial and without."""

import pytest

from admin_flows.ports.commands import Command, EndTrial, StartScenario
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, three_steps


def last(shop: Shop) -> Command:
    return shop.done[-1]


@pytest.fixture
def checked(mori: Phone, shop: Shop) -> Phone:
    draft(shop, three_steps())
    return mori.press("go:start.check:1")


def test_friends_there_are_already_are_counted_before(checked: Phone) -> None:
    checked.tap("Friends you have, too")
    assert "1,240人のうち312人" in checked.words
    assert "まず20人に送り、60分後に残りへ" in checked.words


def test_it_starts_with_a_trial_that_can_be_gone_on_with(checked: Phone, shop: Shop) -> None:
    checked.tap("Friends you have, too", "Start with a trial")
    assert last(shop) == StartScenario(1, 1, existing=True)
    checked.tap("See the trial")
    assert "あと60分で残り292人" in checked.words
    checked.tap("Send now")
    assert last(shop) == EndTrial(1, "now")
    assert checked.screen == "scenario.card"


def test_the_others_can_be_held_back_once(checked: Phone, shop: Shop) -> None:
    checked.tap("Friends you have, too", "Start with a trial", "See the trial")
    before = checked.find("Hold the rest").data
    checked.press(before)
    assert last(shop) == EndTrial(1, "never")
    checked.press("go:trial.card:1")
    assert checked.screen == "scenario.card"


def test_without_a_trial(checked: Phone, shop: Shop) -> None:
    checked.tap("Friends you have, too", "Without a trial")
    assert last(shop) == StartScenario(1, 1, existing=True, trial=False)
    assert not checked.has("See the trial")


def test_newcomers_only_is_the_usual_start(checked: Phone, shop: Shop) -> None:
    checked.tap("Friends you have, too", "Newcomers only", "Start sending")
    assert last(shop) == StartScenario(1, 1)


def test_editors_start_nothing(sato: Phone, shop: Shop) -> None:
    draft(shop, three_steps())
    assert not sato.press("go:start.check:1").has("Friends you have, too")
    assert sato.press("go:start.existing:1").screen == "refused.role"
