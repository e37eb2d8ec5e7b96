import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import clean_body, clean_name, clip, graphemes, one_line, utf16_length

FAMILY = "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("text", "units", "characters"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("あいう", 3, 3),
        ("🍎", 2, 1),
        (FAMILY, 8, 1),
        ("🇯🇵🇹🇭", 8, 2),
        ("か\u3099", 2, 1),
        ("กำลัง", 5, 3),
        ("ที่", 3, 1),
        ("👍🏽", 4, 1),
        ("\r\n", 2, 1),
    ],
)
def test_lengths(text: str, units: int, characters: int) -> None:
    assert utf16_length(text) == units
    assert len(graphemes(text)) == characters


@pytest.mark.parametrize(
    ("text", "most", "clipped"),
    [
        ("山田花子", 4, "山田花子"),
        ("山田花子", 3, "山田…"),
        (FAMILY * 3, 2, FAMILY + "…"),
        ("山田", 1, "…"),
        ("山田", 0, ""),
        ("", 0, ""),
    ],
)
def test_clipping(text: str, most: int, clipped: str) -> None:
    assert clip(text, most) == clipped


@given(st.text(), st.integers(1, 20))
def test_clipped_is_never_longer(text: str, most: int) -> None:
    assert len(graphemes(clip(text, most))) <= most


def test_names_cannot_turn_our_sentences_round() -> None:
    assert clean_name("\u202e山田\n花子\u200f\x00 ") == "山田 花子"
    assert clean_name(FAMILY) == FAMILY
    assert len(graphemes(clean_name("あ" * 99))) == 40
    assert len(clean_name("a" + "\u0301" * 10_000)) <= 400


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert clean_body(clean_body(text)) == clean_body(text)


def test_bodies_keep_their_lines() -> None:
    assert clean_body("a\r\nb\rc\td\x07") == "a\nb\nc\td"
