"""A part of a day in which a step may go."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from pydantic import model_serializer, model_validator

from bot.domain.model import Part, refuse

LAST_MOMENT = time(23, 59, 59)
_WINDOW = re.compile(r"(\d{1,2}):(\d{2})(?:\s*[-–~〜]\s*(\d{1,2}):(\d{2}))?")


class Window(Part):
    """From `start` until just before `end`, within one day; `end` 23:59:59 means midnight."""

    start: time
    end: time

    @classmethod
    def from_text(cls, text: str) -> Self:
        """“10:00-11:00”, or “10:00” for one hour of it. Raises a pydantic error of ours."""
        found = _WINDOW.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if not found:
            raise refuse("bad_time", value=text[:40])
        start = _clock(found[1], found[2], text)
        return cls(start=start, end=_clock(found[3], found[4], text) if found[3] else hour(start))

    @property
    def text(self) -> str:
        start = f"{self.start:%H:%M}"
        return start if self.end == hour(self.start) else f"{start}-{self._end_text}"

    @property
    def _end_text(self) -> str:
        return "24:00" if self.end == LAST_MOMENT else f"{self.end:%H:%M}"

    @property
    def length(self) -> timedelta:
        on = date.min
        return datetime.combine(on, self.end) - datetime.combine(on, self.start)

    def includes(self, clock: time) -> bool:
        return self.start <= clock and (clock < self.end or self.end == LAST_MOMENT)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return dict(cls.from_text(value)) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start:
            raise refuse("window_order", start=f"{self.start:%H:%M}", end=self._end_text)
        return self

    @model_serializer
    def _write(self) -> str:
        return self.text


def hour(start: time) -> time:
    """The end of a window that was written as a time only: never past midnight."""
    return LAST_MOMENT if start.hour == 23 else start.replace(hour=start.hour + 1)


def _clock(hours: str, minutes: str, text: str) -> time:
    if (int(hours), int(minutes)) == (24, 0):
        return LAST_MOMENT
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        raise refuse("bad_time", value=text[:40]) from None
