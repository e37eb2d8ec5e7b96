"""Two times: business time may be moved (laptop run, tests), real time never is."""

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Business time, aware, in UTC: due times, windows, quiet hours, codes' validity."""

    def real(self) -> float:
        """Epoch seconds of real time: leases, retry-key age, reply tokens, limiter, timeouts."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def real(self) -> float:
        return time.time()


class FileClock:
    """Business time moved by the `offset_seconds` of a small JSON file that another process writes.

    A missing or half-written file is harmless: the last good offset stays, at first none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._current_offset()

    def real(self) -> float:
        return time.time()

    def _current_offset(self) -> timedelta:
        try:
            stat = self._path.stat()
        except OSError:
            return self._offset
        stamp = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
        if stamp != self._seen:
            self._offset = _read_offset(self._path, self._offset)
            self._seen = stamp
        return self._offset


def _read_offset(path: Path, last_good: timedelta) -> timedelta:
    try:
        offset = timedelta(seconds=float(json.loads(path.read_bytes())["offset_seconds"]))
        datetime.now(UTC) + offset  # beyond the years 1-9999 there is no time to tell
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return last_good
    return offset


@dataclass
class FakeClock:
    """Stands still until told: `move` is the laptop's clock bar, `tick` is time passing."""

    business: datetime = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
    epoch: float = field(default=1_793_581_200.0)

    def now(self) -> datetime:
        return self.business

    def real(self) -> float:
        return self.epoch

    def move(self, by: timedelta) -> None:
        self.business += by

    def tick(self, seconds: float) -> None:
        self.business += timedelta(seconds=seconds)
        self.epoch += seconds


def epoch(at: datetime) -> int:
    """Whole seconds since 1970; a naive datetime is a mistake and refused."""
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone: give an aware datetime")
    return int(at.timestamp())


def from_epoch(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
