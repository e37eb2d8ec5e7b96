"""A friend is answered by hand, after one more look at what it says and costs."""

from datetime import timedelta

from admin_flows.ports import commands as do
from tests.flows.fakes import Shop
from tests.flows.phone import Phone


def test_what_is_written_is_shown_before_it_leaves(mori: Phone, shop: Shop) -> None:
    mori.press("go:friend.card:11").tap("Answer them").type("はい、18時まで承ります。")
    assert mori.screen == "friend.send"
    assert "はい、18時まで承ります。" in mori.words
    assert "1通使います。" in mori.words
    assert shop.done == []
    send = mori.find("Send").data
    mori.tap("Send")
    assert shop.done == [do.Reply(11, "はい、18時まで承ります。")]
    assert "山田花子さんに送りました（1通）。" in mori.words
    shop.clock.tick(5)
    mori.press(send)
    assert len(shop.done) == 1


def test_it_can_be_left_and_written_anew(mori: Phone, shop: Shop) -> None:
    mori.press("go:friend.reply:11").type("まちがえた").tap("Write it anew").type("なおした")
    mori.tap("Cancel")
    assert mori.screen == "friend.card"
    assert shop.done == []


def test_a_command_word_and_too_long_a_text_are_asked_about(mori: Phone, shop: Shop) -> None:
    mori.press("go:friend.reply:11").type("メニュー")
    assert mori.screen == "answer.word"
    mori.press("go:friend.reply:11").type("あ" * 5_210)
    assert "いま5,210文字、上限は5,000文字です。" in mori.words


def test_a_reply_that_comes_late_is_asked_about(mori: Phone, shop: Shop) -> None:
    mori.press("go:friend.reply:11")
    shop.clock.move(timedelta(hours=13))
    mori.type("おはようございます")
    assert mori.screen == "answer.late"
    assert shop.done == []
