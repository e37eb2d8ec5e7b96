"""The two times: real time, and the business time that a person can move."""

import json
import os
from collections.abc import Callable
from pathlib import Path

Seconds = Callable[[], float]


class SimulatorClock:
    """Business time is real time plus an offset, which the clock file tells the bot."""

    def __init__(self, real_now: Seconds, file: Path | None = None) -> None:
        self.real_now = real_now
        self.offset_s = 0.0
        self._file = file

    def now_ms(self) -> int:
        return int((self.real_now() + self.offset_s) * 1000)

    def real_ms(self) -> int:
        return int(self.real_now() * 1000)

    def advance(self, seconds: float) -> None:
        self.set_offset(self.offset_s + seconds)

    def move_to(self, at_ms: int) -> None:
        self.set_offset(at_ms / 1000 - self.real_now())

    def set_offset(self, seconds: float) -> None:
        self.offset_s = seconds
        self.write()

    def write(self) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}.new")
        beside.write_text(json.dumps({"offset_seconds": self.offset_s}))
        beside.replace(self._file)

    def shown(self) -> dict[str, float]:
        return {"now": self.now_ms(), "offset_seconds": self.offset_s}
