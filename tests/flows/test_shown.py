"""What friends see of a scenario: its title, and who its messages come from."""

import pytest

from admin_flows.ports.facts import MediaFacts
from bot.domain.edit import with_rules
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, three_steps


@pytest.fixture
def shown(sato: Phone, shop: Shop) -> Phone:
    draft(shop, three_steps())
    return sato.press("go:scenario.more:1").tap("Sender, title")


def test_a_title_of_its_own(shown: Phone, shop: Shop) -> None:
    shown.tap("Title").type("あ" * 31)
    assert "30文字" in shown.words
    shown.type("お弁当のお知らせ")
    assert shop.kept[1].draft.public_title == "お弁当のお知らせ"
    assert "お弁当のお知らせ" in shown.words
    shown.tap("Title", "The scenario’s name")
    assert shop.kept[1].draft.public_title is None


def test_a_sender_of_its_own(shown: Phone, shop: Shop) -> None:
    shown.tap("Sender’s name").type("LINE 店長")
    assert "LINE" in shown.words
    shown.type("店長")
    sender = shop.kept[1].draft.sender
    assert sender is not None and sender.name == "店長"
    shown.tap("Sender’s name", "The account’s name")
    assert shop.kept[1].draft.sender is None


def test_an_icon_from_a_file_stays(shown: Phone, shop: Shop) -> None:
    icon = "https://shop.example/icon.png"
    kept = shop.kept[1]
    kept.draft = with_rules(kept.draft, sender={"name": "店長", "icon": icon})
    shown.press("go:scenario.shownas:1.sender").tap("The account’s name")
    sender = kept.draft.sender
    assert sender is not None
    assert (sender.name, sender.icon) == (None, icon)


def test_an_icon_is_a_picture_sent_here(shown: Phone, shop: Shop) -> None:
    shop.pictures["face"] = MediaFacts("face", "https://media.example/face")
    shown.tap("Sender’s name").type("店長").tap("Icon").type("にこにこ")
    assert shown.screen == "scenario.shownas"
    shown.send("face")
    assert shown.screen == "scenario.shown"
    sender = shop.kept[1].draft.sender
    assert sender is not None and (sender.name, sender.icon) == ("店長", "face")
    assert "https://media.example/face" in str(shown.last)
    del shop.pictures["face"]
    assert "画像がなくなりました" in shown.press("go:scenario.shown:1").words
    shown.tap("Icon", "The account’s icon")
    sender = shop.kept[1].draft.sender
    assert sender is not None and sender.icon is None


def test_a_picture_is_no_name(shown: Phone, shop: Shop) -> None:
    shop.pictures["face"] = MediaFacts("face", "https://media.example/face")
    shown.tap("Sender’s name").send("face")
    assert shown.screen == "scenario.shownas"
    assert shop.kept[1].draft.sender is None


def test_without_its_picture_it_does_not_start(shown: Phone, shop: Shop) -> None:
    kept = shop.kept[1]
    kept.draft = with_rules(kept.draft, sender={"icon": "gone"})
    assert "送信者のアイコン" in shown.press("go:start.check:1").words


def test_crafted_looks_lead_home(shown: Phone) -> None:
    assert shown.press("go:scenario.shownas:1.face").screen.startswith("home.")
