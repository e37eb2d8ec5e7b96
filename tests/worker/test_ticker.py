"""When the worker looks for what is due."""

import pytest

from bot.supervision.ticker import until_next


@pytest.mark.parametrize(
    ("now", "seconds"), [(12.3, 0.705), (12.0, 0.005), (12.004, 0.001), (12.006, 0.999)]
)
def test_it_looks_just_after_each_second_begins(now: float, seconds: float) -> None:
    assert until_next(now, 1.0) == pytest.approx(seconds)


@pytest.mark.parametrize("every", [0.05, 0.2, 1.0])
def test_it_never_looks_twice_at_once_nor_leaves_one_out(every: float) -> None:
    now = 1_793_581_200.0
    for _ in range(50):
        waited = until_next(now, every)
        assert 0 < waited <= every + 1e-6
        now += waited + 0.0002
