"""A friend is answered by hand, after one more look at what it says and costs."""

from dataclasses import replace
from datetime import timedelta

from admin_flows.ports import Sent
from admin_flows.ports import commands as do
from admin_flows.ports.facts import MediaFacts
from bot.domain.errors import Problem
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


def writing(shop: Shop, *, free: bool) -> None:
    shop.known = [replace(one, free=free) for one in shop.known]


def test_right_after_their_words_an_answer_is_free(mori: Phone, shop: Shop) -> None:
    writing(shop, free=True)
    mori.press("go:friend.reply:11").type("はい")
    assert "無料で送れます（0通）" in mori.words
    mori.tap("Send")
    assert shop.done == [do.Reply(11, "はい", free=True)]
    assert "（0通・無料）" in mori.words


def test_what_is_free_no_more_is_shown_again_with_its_cost(mori: Phone, shop: Shop) -> None:
    writing(shop, free=True)
    mori.press("go:friend.reply:11").type("はい")
    writing(shop, free=False)
    mori.tap("Send")
    assert mori.screen == "friend.send"
    assert shop.done == []
    assert "1通使います" in mori.words
    mori.tap("Send")
    assert shop.done == [do.Reply(11, "はい")]


def test_a_picture_is_answered_with(mori: Phone, shop: Shop) -> None:
    shop.pictures["m-1"] = MediaFacts("m-1", "https://shop.example/media/m-1")
    mori.press("go:friend.reply:11").send("m-1")
    assert mori.screen == "friend.send"
    assert "https://shop.example/media/m-1" in str(mori.last)
    mori.tap("Send")
    assert shop.done == [do.Reply(11, picture="m-1")]


def test_no_other_medium_is_sent_by_hand(mori: Phone, shop: Shop) -> None:
    mori.press("go:friend.reply:11").give(Sent("video", "v-1"))
    assert mori.screen == "friend.reply"
    mori.give(Sent("image", None, problem=Problem("picture_unreadable")))
    assert mori.screen == "friend.reply"
    assert shop.done == []
