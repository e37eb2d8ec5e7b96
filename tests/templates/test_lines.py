"""Lines on top of a card: errors, what was done, and the line for an older card."""

import pytest

from flex_templates.notices import Notices
from flex_templates.render import render
from flex_templates.views import owner
from flex_templates.views.parts import Notice
from flex_templates.words import Words
from tests.templates.cards import texts
from tests.templates.test_words import TOKYO

JA = Notices(Words("ja", TOKYO))

LINES = [
    (Notice("error", "E1"), "下のボタンから選んでください。"),
    (
        Notice("error", "E2", {"limit": 5000, "actual": 5210}),
        ("文が長すぎます。いま5,210文字、上限は5,000文字です。210文字減らして送ってください。"),
    ),
    (
        Notice("error", "E2", {"limit": 5000, "actual": 5210, "emojis": 3}),
        (
            "文が長すぎます。いま5,210文字、上限は5,000文字です。210文字減らして送ってください。"
            "絵文字は2文字と数えます。"
        ),
    ),
    (
        Notice("error", "E3", {"field": "scenario", "limit": 30, "actual": 34}),
        "シナリオ名は30文字までです。いま34文字です。",
    ),
    (
        Notice("error", "E4", {"wanted": "image", "got": "video"}),
        "ここでは画像を送ってください。いま届いたのは動画です。",
    ),
    (
        Notice("error", "E7", {"text": "あした"}),
        "「あした」は読み取れませんでした。例：10日、2週間、90分",
    ),
    (
        Notice("error", "E8", {"least": 1, "most": 365, "actual": 400}),
        "1〜365の数字で送ってください。いまは400です。",
    ),
    (Notice("error", "E9", {"date": "11/3"}), "11/3は過ぎています。きょう以降を選んでください。"),
    (
        Notice("error", "E11", {"value": "{値段}", "allowed": "{名前}・{店名}"}),
        "{値段}は使えません。使えるのは {名前}・{店名} です。",
    ),
    (Notice("old"), "前のカードです。いまはこうなっています。"),
    (Notice("info", "saved_so_far"), "ここまで保存しました。ホームからつづけられます。"),
]


@pytest.mark.parametrize(("notice", "line"), LINES)
def test_lines(notice: Notice, line: str) -> None:
    assert JA.notice(notice) == line


@pytest.mark.parametrize(
    "notice", [Notice("error", "no_such_code"), Notice("error", "E2", {"limit": 5})]
)
def test_what_has_no_words_gets_kind_ones(notice: Notice) -> None:
    assert JA.notice(notice).startswith("うまくいきませんでした。入力は残っています。")


def test_an_error_is_what_the_notification_says() -> None:
    view = owner.NewName(problem=Notice("error", "E1"))
    (card,) = render(view, locale="ja")
    assert card["altText"] == "下のボタンから選んでください。"
    assert "×" in texts(card)


def test_what_was_done_is_no_error() -> None:
    view = owner.NewName(problem=Notice("info", "undone"))
    (card,) = render(view, locale="ja")
    assert card["altText"] == "シナリオの名前を送ってください。"
    assert "×" not in texts(card)
