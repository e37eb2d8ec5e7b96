import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock, FakeClock, FileClock, SystemClock, epoch, from_epoch


def write(path: Path, text: str) -> None:
    """As the simulator writes it: a new file in the old one's place."""
    fresh = path.with_suffix(".new")
    fresh.write_text(text)
    fresh.replace(path)


def offset(clock: Clock) -> timedelta:
    return clock.now() - datetime.now(UTC)


def about(days: float) -> object:
    return pytest.approx(timedelta(days=days), abs=timedelta(seconds=5))


@pytest.mark.parametrize("kind", ["system", "file", "fake"])
def test_every_clock_tells_aware_utc_and_epoch_seconds(kind: str, tmp_path: Path) -> None:
    clocks: dict[str, Clock] = {
        "system": SystemClock(),
        "file": FileClock(tmp_path / "clock.json"),
        "fake": FakeClock(),
    }
    clock = clocks[kind]
    assert clock.now().utcoffset() == timedelta()
    assert abs(clock.now().timestamp() - clock.real()) < 5


def test_a_file_moves_business_time_and_never_real_time(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    clock = FileClock(path)
    assert offset(clock) == about(days=0)
    write(path, json.dumps({"offset_seconds": 30 * 86400.0}))
    assert offset(clock) == about(days=30)
    assert clock.real() == pytest.approx(time.time(), abs=5)
    write(path, json.dumps({"offset_seconds": 31 * 86400.0}))
    assert offset(clock) == about(days=31)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        "null",
        '{"offset": 1}',
        '{"offset_seconds": "x"}',
        '{"offset_seconds": 1e18}',
        '{"offset_seconds": NaN}',
        '{"offset_seconds": 9e11}',
        b"\xff\xfe".decode("latin-1"),
    ],
)
def test_a_broken_file_keeps_the_last_good_offset(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "clock.json"
    clock = FileClock(path)
    write(path, '{"offset_seconds": 86400}')
    assert offset(clock) == about(days=1)
    write(path, broken)
    assert offset(clock) == about(days=1)
    path.unlink()
    assert offset(clock) == about(days=1)
    write(path, '{"offset_seconds": 0}')
    assert offset(clock) == about(days=0)


def test_a_fake_clock_moves_one_time_or_lets_both_pass() -> None:
    clock = FakeClock()
    business, real = clock.now(), clock.real()
    clock.move(timedelta(days=30))
    assert (clock.now(), clock.real()) == (business + timedelta(days=30), real)
    clock.tick(90)
    assert (clock.now(), clock.real()) == (business + timedelta(days=30, seconds=90), real + 90)


def test_epoch_goes_there_and_back_and_refuses_naive_times() -> None:
    at = datetime(2026, 12, 24, 10, 0, tzinfo=UTC)
    assert from_epoch(epoch(at)) == at
    with pytest.raises(ValueError, match="no time zone"):
        epoch(datetime(2026, 12, 24, 10, 0))
