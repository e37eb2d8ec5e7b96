"""The greeting and the words about the stop, in the shop's own words; the friends' view."""

from tests.flows.fakes import Shop
from tests.flows.phone import Phone


def test_an_owner_writes_a_greeting_and_takes_it_back(mori: Phone, shop: Shop) -> None:
    mori.menu("settings.menu").open("あいさつ").open("友だち追加のあいさつ")
    assert "友だち追加ありがとうございます" in mori.words
    mori.type("{名前}さん、ようこそ。")
    assert shop.own_words["greeting"] == '{{ friend.name | default("お客様") }}さん、ようこそ。'
    assert mori.screen == "settings.words"
    assert "{名前}さん、ようこそ。" in mori.words
    mori.open("友だち追加のあいさつ").tap("Back to the usual words")
    assert shop.own_words["greeting"] == ""


def test_what_cannot_be_filled_in_or_is_too_long_is_told(mori: Phone, shop: Shop) -> None:
    mori.press("go:settings.word:stopped").type("{値段}です")
    assert "{値段}" in mori.words
    mori.type("あ" * 201)
    assert "200" in mori.words and "201" in mori.words
    assert shop.own_words == {}
    assert mori.screen == "settings.word"


def test_seeing_as_a_friend_says_how_to_come_back(mori: Phone) -> None:
    mori.menu("settings.menu").open("友だちとして見る")
    assert "右端の「管理にもどる」でもどれます" in mori.words


def test_nonsense_words_open_nothing(mori: Phone) -> None:
    assert mori.press("go:settings.word:prices").screen == "home.today"
