"""Labels in the chat: those of one friend, and all there are."""

from dataclasses import replace

import pytest

from admin_flows.ports import Sent, facts
from admin_flows.ports.commands import DeleteLabel, MakeLabel, TagMany, Undo
from bot.domain.audience import Audience, picked
from bot.domain.condition_forms import Label
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


def test_all_labels_are_listed_and_one_is_made(sato: Phone, shop: Shop) -> None:
    sato.menu("friends.find").tap("Labels")
    assert sato.screen == "label.list"
    assert "24人" in sato.words
    sato.tap("＋ New label").type("あ" * 21)
    assert sato.screen == "label.new"
    sato.type("会員")
    assert "もうあります" in sato.words
    sato.type("お得意様")
    assert sato.screen == "label.card"
    assert shop.done == [MakeLabel("お得意様")]


def test_many_labels_are_paged(sato: Phone, shop: Shop) -> None:
    for number in range(10):
        shop.tags.append(facts.LabelCardFacts(100 + number, f"札{number}", 0, shop.clock.now()))
    sato.menu("friends.find").tap("Labels", "Next ›")
    assert "札9" in sato.words and "会員" not in sato.words
    sato.type("3")
    assert sato.screen == "label.card"
    assert "札9" in sato.words


def test_a_label_is_renamed_and_that_is_undone(sato: Phone, shop: Shop) -> None:
    sato.press("go:label.card:90").tap("Rename").type("メンバー")
    assert sato.screen == "label.card"
    assert "メンバー" in sato.words
    sato.tap("Undo")
    assert isinstance(shop.done[-1], Undo)


def test_what_uses_it_is_told_before_it_is_deleted(sato: Phone, shop: Shop) -> None:
    used = (facts.Use("group", "再来店", 3), facts.Use("part", "あいさつ"))
    shop.tags = [replace(shop.tags[0], used_in=used)]
    shop.grouped.append(facts.UserGroupFacts(3, "再来店", Label(label="会員")))
    sato.press("go:label.card:90")
    assert "再来店" in sato.words and "あいさつ" in sato.words
    sato.tap("Delete")
    assert "外してから削除できます" in sato.words
    assert not [one for one in sato.buttons if ":delete:" in one.data]
    sato.open("再来店")
    assert sato.screen == "group.card"


def test_unused_it_is_deleted_with_a_way_back(sato: Phone, shop: Shop) -> None:
    sato.press("go:label.card:90").tap("Delete", "Delete")
    assert sato.screen == "label.list"
    assert shop.done == [DeleteLabel(90)]
    sato.tap("Undo")
    assert isinstance(shop.done[-1], Undo)
    sato.press("go:label.card:90")
    assert "もうありません" in sato.words


def test_a_group_gets_it_once_that_is_confirmed(sato: Phone, shop: Shop) -> None:
    shop.grouped.append(facts.UserGroupFacts(3, "常連", Label(label="会員")))
    sato.press("go:label.card:90").tap("Give it to many", "By group").type("1")
    assert sato.screen == "label.check"
    assert "常連" in sato.words
    sato.tap("Give it")
    assert shop.done == [TagMany(90, Audience("group", 3))]
    assert "88人に「会員」をつけました" in sato.words
    sato.tap("Undo")
    assert isinstance(shop.done[-1], Undo)


def test_from_everybody_it_is_taken_bit_by_bit(sato: Phone, shop: Shop) -> None:
    sato.press("go:label.card:90").tap("Take from many", "Everyone", "Take it away")
    assert shop.done == [TagMany(90, Audience("all"), take=True)]
    assert "残りの人も続けて" in sato.words


def test_a_group_that_is_gone_is_told(sato: Phone, shop: Shop) -> None:
    sato.press("go:label.check:90.give.group-77")
    assert sato.screen == "label.many"
    assert shop.done == []


def test_those_in_a_file_get_it(sato: Phone, shop: Shop) -> None:
    shop.numbered = {"U" + "a" * 32: 11, "C-7": 12}
    sato.press("go:label.card:90").tap("Give it to many", "By CSV file").type("花")
    assert sato.screen == "label.file"
    file = "会員番号,名前\nC-7,花\n太郎,U" + "a" * 32 + "\nC-8,次郎\n\nC-7,花\n"
    sato.give(Sent("file", None, text=file))
    assert sato.screen == "label.card"
    assert shop.done == [TagMany(90, picked(12, 11))]
    assert "見つからなかった行：4。" in sato.words
    sato.tap("Undo")


def test_a_file_without_a_friend_is_told_so(sato: Phone, shop: Shop) -> None:
    sato.press("go:label.file:90.take").give(Sent("file", None, text="C-1\nC-2\n"))
    assert sato.screen == "label.file"
    assert "見つかりませんでした" in sato.words
    sato.give(Sent("file", None, text="x\n" * 20_001))
    assert "20" in sato.words
    assert shop.done == []


def test_its_people_are_listed_and_become_a_file(sato: Phone, mori: Phone) -> None:
    sato.press("go:label.card:90").tap("See people").type("1")
    assert sato.screen == "friend.card"
    assert not sato.press("go:label.card:90").has("CSV")
    mori.press("go:label.card:90").tap("CSV")
    assert mori.screen == "results.csv"


@pytest.mark.parametrize("data", ["give.group-1.x", "keep.all", "give.friends-1", "take.group-0"])
def test_nonsense_leads_nowhere(sato: Phone, shop: Shop, data: str) -> None:
    sato.press(f"go:label.check:90.{data}")
    assert shop.done == []
