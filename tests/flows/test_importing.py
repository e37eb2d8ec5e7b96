"""Friends from before the bot are read in by an owner, and the card tells how far it is."""

from admin_flows.ports import facts
from admin_flows.ports.commands import ImportFriends
from tests.flows.conftest import START
from tests.flows.fakes import Shop
from tests.flows.phone import Phone


def test_it_is_begun_once_and_looked_at_again(mori: Phone, shop: Shop) -> None:
    mori.menu("friends.find").tap("Read in earlier friends")
    begin = mori.find("Read them in").data
    mori.press(begin).press(begin)
    assert shop.done == [ImportFriends()]
    assert mori.reads("This goes on by itself; you need not wait.")
    shop.importing = facts.ImportFacts("done", 1_300, 1_280, START)
    mori.tap("How far is it?")
    assert "1,300" in mori.words
    assert mori.has("Read in once more")


def test_an_account_that_may_not_is_told_kindly(mori: Phone, shop: Shop) -> None:
    shop.importing = facts.ImportFacts("not_allowed", at=START)
    mori.press("go:friends.import")
    assert mori.reads(
        "LINE lists friends for verified accounts only.\n"
        "The others are known here as soon as they write or tap."
    )
    mori.tap("Try again")
    assert shop.done == [ImportFriends()]


def test_only_owners_may(sato: Phone) -> None:
    assert not sato.menu("friends.find").has("Read in earlier friends")
    assert sato.press("go:friends.import").screen == "refused.role"
