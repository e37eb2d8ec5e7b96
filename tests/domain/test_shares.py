"""How sure a share is, by figures from a table of Wilson's intervals."""

import pytest

from bot.domain.shares import Share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4042),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilsons_interval(part: int, whole: int, low: float, high: float) -> None:
    assert Share(part, whole).interval == pytest.approx((low, high), abs=0.0001)


def test_the_value_lies_in_its_interval_and_more_people_make_it_narrower() -> None:
    for part in range(21):
        low, high = Share(part, 20).interval
        assert 0 <= low <= Share(part, 20).value <= high <= 1
        nearer, further = Share(part * 10, 200).interval
        assert further - nearer < high - low


def test_more_than_all_is_all() -> None:
    assert Share(12, 10).percent == 100


@pytest.mark.parametrize(
    ("one", "other", "above"),
    [
        (Share(31, 100), Share(22, 100), False),
        (Share(310, 1000), Share(220, 1000), True),
        (Share(220, 1000), Share(310, 1000), False),
        (Share(5, 5), Share(0, 5), True),
        (Share(3, 3), Share(0, 0), False),
        (Share(2, 2), Share(0, 2), False),
    ],
)
def test_above_only_when_chance_hardly_explains_it(one: Share, other: Share, above: bool) -> None:
    assert one.is_above(other) is above
