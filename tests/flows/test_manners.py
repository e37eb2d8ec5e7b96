"""What comes in at the wrong place is answered kindly, with its place, limit and size: each of the
common answers in its own words, and the question stays open.
"""

from datetime import timedelta

import pytest

from admin_flows.ports import Sent
from admin_flows.ports.commands import DeleteScenario
from bot.domain.errors import Problem
from tests.flows.fakes import Shop
from tests.flows.phone import Phone, person
from tests.flows.shops import draft, running, three_steps

TOO_LONG = "あ" * 5_210
EMOJIS = "😀" * 2_505


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    draft(shop, three_steps())
    return mori


def said(phone: Phone) -> str:
    return phone.words.replace("\n", "")


@pytest.mark.parametrize(
    ("go", "typed", "answer"),
    [
        ("settings.language", "はい", "下のボタンから選んでください。"),
        (
            "msg.compose:1.s1",
            TOO_LONG,
            "文が長すぎます。いま5,210文字、上限は5,000文字です。210文字減らして送ってください。",
        ),
        (
            "msg.compose:1.s1",
            EMOJIS,
            "上限は5,000文字です。10文字減らして送ってください。絵文字は2文字と数えます。",
        ),
        ("new.name", "あ" * 34, "シナリオ名は30文字までです。いま34文字です。"),
        ("step.wait:1.s2", "いつか", "「いつか」は読み取れませんでした。例：10日、2週間、90分"),
        ("step.wait:1.s2", "400日", "1〜365の数字で送ってください。いまは400です。"),
        ("step.date:1.s2", "2026-11-03", "過ぎています。きょう以降を選んでください。"),
        ("msg.compose:1.s1", "{値段}円です", "{値段}は使えません。使えるのは"),
        ("msg.compose:1.s1", "メニュー", "「メニュー」は操作のことばです。本文にしますか？"),
    ],
)
def test_words_that_do_not_fit(phone: Phone, go: str, typed: str, answer: str) -> None:
    phone.press(f"go:{go}").type(typed)
    assert answer in said(phone)


@pytest.mark.parametrize(
    ("go", "sent", "answer"),
    [
        (
            "new.name",
            Sent("image", "photo-1"),
            "ここでは文を送ってください。いま届いたのは画像です。",
        ),
        (
            "msg.compose:1.s1",
            Sent(
                "image",
                "photo-1",
                problem=Problem("picture_shrunk", "", {"before": "12.4MB", "after": "1.8MB"}),
            ),
            "大きかったので小さくしました（12.4MB→1.8MB）。",
        ),
        (
            "msg.compose:1.s1",
            Sent("image", None, problem=Problem("picture_unreadable")),
            "この画像は開けませんでした。JPEGかPNGで送ってください。",
        ),
        (
            "msg.compose:1.s1",
            Sent("video", None, problem=Problem("video_too_big", "", {"actual": 231})),
            "動画が大きすぎます（231MB）。上限は200MBです。短くして送ってください。",
        ),
        ("settings.language", Sent("audio", "a-1"), "下のボタンから選んでください。"),
    ],
)
def test_media_that_do_not_fit(phone: Phone, go: str, sent: Sent, answer: str) -> None:
    phone.press(f"go:{go}").give(sent)
    assert answer in said(phone)


def test_a_sticker_is_thanked_for(phone: Phone) -> None:
    phone.press("go:settings.language").sticker()
    assert said(phone).index("スタンプありがとうございます。") < said(phone).index("下のボタンから")
    assert phone.screen == "settings.language"


def test_whose_right_it_is_not_is_told_whom_to_ask(phone: Phone, sato: Phone) -> None:
    sato.press("go:settings.quiet")
    assert "この操作は管理者だけができます。森さんに頼んでください。" in said(sato)
    viewer = Phone(phone.runner, person("高橋", "viewer"))
    viewer.press("go:step.wait:1.s2")
    assert "この操作は管理者と編集者だけができます。森さんに頼んでください。" in said(viewer)


def test_what_is_gone_says_who_deleted_it_when(phone: Phone, sato: Phone, shop: Shop) -> None:
    shop(DeleteScenario(1), phone.actor)
    sato.press("go:timeline.view:1")
    assert "「週替わりのご案内」はもうありません" in said(sato)
    assert "森さんが削除しました（11/21 9:30）。" in said(sato)


@pytest.mark.parametrize("name", ["👨‍👩‍👧‍👦" * 30, "مطعم" * 20, "\u202eabc\u202c", 'a"b\\{{ 1 }}'])
def test_names_of_any_kind(phone: Phone, shop: Shop, name: str) -> None:
    viewer = Phone(phone.runner, person(name, "owner"))
    viewer.menu("home.today").press("go:scenario.list")
    assert viewer.screen == "scenario.list"
    viewer.press("go:msg.compose:1.s1").type("文")
    phone.press("go:timeline.view:1")
    assert phone.screen == "timeline.busy"


def test_a_month_later_the_answer_is_asked_about(phone: Phone, shop: Shop) -> None:
    phone.press("go:msg.compose:1.s1")
    shop.clock.move(timedelta(days=31))
    phone.type("おはようございます")
    assert phone.screen == "answer.late"
    assert shop.done == []
    phone.tap("Do not use it")
    assert phone.screen == "msg.compose"
    phone.type("いまの文")
    assert len(shop.kept[1].draft.steps[0].send) == 2


def test_two_phones_of_one_person_are_one_conversation(phone: Phone, shop: Shop) -> None:
    other = Phone(phone.runner, phone.actor)
    running(shop, three_steps("福袋"))
    pause = other.press("go:scenario.card:2").find("Ⅱ Pause").data
    phone.press("go:scenario.list")
    shop.clock.tick(5)
    other.press(pause)
    assert shop.done == []
    assert "前のカードです。いまはこうなっています。" in said(other)
