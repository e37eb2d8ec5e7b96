"""Colours by name only, and readable."""

import re

import pytest

from flex_templates.environment import ROOT
from flex_templates.tokens import COLOURS, STATE_TONES, TONES


def luminance(name: str) -> float:
    channels = [int(COLOURS[name][i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG reckons it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    *[(text, "white") for text in ("moss", "moss_deep", "ink", "ink_2", "amber", "red", "blue")],
    *TONES.values(),
    ("white", "amber"),
    ("ink", "stone"),
    ("ink", "red_tint"),
    ("red", "red_tint"),
    ("moss_deep", "press"),
]
SHAPES = [("ink_3", "white"), ("ink_3", "stone"), ("moss_mid", "moss"), ("moss_light", "white")]


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_texts_can_be_read(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 3.0


def test_templates_name_colours() -> None:
    for path in ROOT.rglob("*.j2"):
        assert not re.search(r"#[0-9A-Fa-f]{6}", path.read_text("utf-8")), path


def test_lines_own_green_is_not_ours() -> None:
    assert "#06C755" not in COLOURS.values()


def test_every_state_has_a_tone() -> None:
    assert set(STATE_TONES.values()) <= set(TONES)
