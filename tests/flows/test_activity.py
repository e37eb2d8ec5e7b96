"""Taking back: on the card that tells what was done, and in the list of what was."""

from admin_flows.ports import commands as do
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import running, three_steps


def test_home_leads_to_who_did_what(mori: Phone, shop: Shop) -> None:
    running(shop, three_steps())
    mori.menu("scenario.list").tap("Ⅱ Pause").menu("home.today").tap("Activity")
    assert mori.screen == "activity.list"
    assert "森" in mori.words
    mori.tap("Undo")
    assert shop.done[-1] == do.Undo(1)
    assert mori.reads("Undone.")
    assert not mori.has("Undo")


def test_the_line_of_an_act_has_its_undo(mori: Phone, shop: Shop) -> None:
    mori.press("go:friend.labels:11").type("会員")
    assert "9:40まで元にもどせます" in mori.words
    undo = mori.find("Undo").data
    mori.press(undo)
    assert shop.done[-1] == do.Undo(1)
    assert mori.screen == "friend.labels"
    assert mori.reads("Undone.")
    shop.clock.tick(5)
    mori.press(undo)
    assert [type(one) for one in shop.done].count(do.Undo) == 1


def test_a_crafted_undo_is_nothing(mori: Phone, shop: Shop) -> None:
    mori.menu("home.today")
    kept = mori.runner.conversations.load(mori.actor.user_id)
    assert kept is not None
    mori.press(f"do:home.today:{kept.token}:undo:x")
    assert shop.done == []


def test_eight_a_page(mori: Phone, shop: Shop, sato: Phone) -> None:
    for _ in range(10):
        mori.press("go:settings.cap").tap("2")
    mori.menu("home.today").press("go:activity.list")
    assert mori.words.count("森") == 8
    mori.tap("Next ›")
    assert mori.words.count("森") == 2
    assert not sato.press("go:activity.list").has("Undo") or sato.actor.role == "editor"
