"""A name that is taken gets the next number."""

import pytest

from admin_flows.shared.names import free_name
from bot.domain import limits

TAKEN = ("福袋", "福袋 2", "福袋 2026", "年末", "冬 98", "冬 99")


@pytest.mark.parametrize(
    ("name", "free"),
    [
        ("新作", "新作"),
        ("福袋", "福袋 3"),
        ("福袋 2", "福袋 3"),
        ("福袋 2026", "福袋 2026 2"),
        ("年末", "年末 2"),
        ("冬 98", "冬 100"),
        ("福袋2", "福袋2"),
        ("あ" * 30, "あ" * 30),
    ],
)
def test_the_first_number_that_is_free(name: str, free: str) -> None:
    assert free_name(name, TAKEN) == free


def test_a_number_fits_into_the_limit() -> None:
    longest = "あ" * limits.NAME_GRAPHEMES
    copy = free_name(longest, [longest])
    assert len(copy) == limits.NAME_GRAPHEMES
    assert copy.endswith(("あ… 2", "あ 2"))
