"""A friend whom people answer themselves: taken over and handed back on the friend's card."""

from tests.flows.fakes import Shop
from tests.flows.phone import Phone


def test_a_friend_is_taken_over_and_handed_back(sato: Phone, shop: Shop) -> None:
    sato.press("go:friend.card:11")
    take = next(one.data for one in sato.buttons if ":take-over:" in one.data)
    sato.press(take)
    assert shop.by_hand is True
    assert "手動対応中" in sato.words
    back = next(one.data for one in sato.buttons if ":hand-back:" in one.data)
    sato.press(take)  # of the card before: nothing happens twice
    sato.press(next(one.data for one in sato.buttons if ":hand-back:" in one.data))
    sato.press(back)
    assert [shop.by_hand, sato.screen] == [False, "friend.card"]
