"""What a step is called in a list, and what stands beside."""

from dataclasses import replace

from flex_templates.doing_wording import DoingWording
from flex_templates.render import render
from flex_templates.views.owner import TimelineRow, TimelineView
from flex_templates.views.parts import When
from flex_templates.wording import Wording
from flex_templates.words import Words
from tests.templates.cards import texts
from tests.templates.test_words import TOKYO

WORDS = Words("ja", TOKYO)
SAID = DoingWording(WORDS, Wording(WORDS))
PICTURES = TimelineRow(id="s1", number="1", when=When(), kinds=("image", "image"))


def test_a_picture_without_words_is_called_by_its_kind() -> None:
    assert SAID.headline(PICTURES) == "画像2"
    assert SAID.kinds_beside(PICTURES) is None


def test_words_come_first_and_the_kinds_beside() -> None:
    row = replace(PICTURES, kinds=("text", "image"), excerpt="ようこそ\nどうぞ")
    assert SAID.headline(row) == "ようこそ どうぞ"
    assert SAID.kinds_beside(row) == "文・画像"


def test_an_empty_step_says_so() -> None:
    assert SAID.headline(replace(PICTURES, kinds=())) == "まだ内容がありません"


def test_the_timeline_counts_the_days_from_the_start() -> None:
    rows = (replace(PICTURES, day=0), replace(PICTURES, id="s2", number="2", day=35))
    said = texts(
        render(
            TimelineView(id="1", name="週替わり", state="draft", rows=rows, total=2), locale="ja"
        )
    )
    assert [text for text in said if "日目" in text] == ["35日目"]
