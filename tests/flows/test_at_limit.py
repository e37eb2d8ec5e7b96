"""What a scenario does when messages run short is chosen in the chat, and holds at once."""

import pytest

from admin_flows.ports import commands
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, running, three_steps


@pytest.fixture
def opened(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    mori.press("go:scenario.card:1").tap("More", "When messages run short")
    assert mori.screen == "scenario.limit"
    return mori


def test_a_way_is_chosen_and_nothing_waits_to_be_published(opened: Phone, shop: Shop) -> None:
    opened.tap("Leave it out")
    assert shop.done == [commands.SetAtLimit(1, "skip", urgent=False)]
    assert opened.reads("Saved. It holds for those inside, too.")
    assert not shop.kept[1].changed
    assert opened.press("go:scenario.more:1").reads("leaves out what is due")


def test_urgent_is_switched_and_the_way_stays(opened: Phone, shop: Shop) -> None:
    opened.tap("End it", "Goes before the others, and may use what is kept back")
    assert shop.done[-1] == commands.SetAtLimit(1, "end", urgent=True)
    opened.tap("Goes before the others, and may use what is kept back")
    assert shop.done[-1] == commands.SetAtLimit(1, "end", urgent=False)


def test_what_is_chosen_already_is_no_button(opened: Phone) -> None:
    assert not opened.has("Sent in turn once there are messages again")


def test_a_draft_has_it_too(mori: Phone, shop: Shop) -> None:
    draft(shop, three_steps("下書き"))
    mori.press("go:scenario.limit:1").tap("Leave it out")
    assert shop.kept[1].draft.at_limit == "skip"


def test_an_editor_looks_and_does_not_change(opened: Phone, sato: Phone, shop: Shop) -> None:
    act = opened.find("Leave it out").data
    assert not sato.press("go:scenario.limit:1").has("Leave it out")
    sato.press(act)
    assert shop.done == []
