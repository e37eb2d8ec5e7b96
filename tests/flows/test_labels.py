"""The labels of one friend, attached and taken out in the chat."""

from tests.flows.fakes import Shop
from tests.flows.phone import Phone


def test_a_label_is_attached_and_taken_out(sato: Phone, shop: Shop) -> None:
    sato.press("go:friend.labels:11").type("お得意様")
    assert shop.labelled == ["お得意様"]
    assert "「お得意様」を付けました" in sato.words
    sato.open("会員")
    assert shop.labelled == ["お得意様", "会員"]
    sato.press(next(one.data for one in sato.buttons if ":detach:11.1" in one.data))
    assert shop.labelled == ["会員"]
    sato.type("あ" * 21)
    assert shop.labelled == ["会員"]
    assert sato.screen == "friend.labels"
