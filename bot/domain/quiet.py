"""Quiet hours, and what they leave of a window."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.window import LAST_MOMENT, Window

_MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `start` until just before `end`, usually over midnight; both the same means never."""

    start: time
    end: time

    @property
    def crosses_midnight(self) -> bool:
        return self.start > self.end

    def contains(self, clock: time) -> bool:
        if self.crosses_midnight:
            return clock >= self.start or clock < self.end
        return self.start <= clock < self.end

    def open_parts(self) -> tuple[tuple[time, time], ...]:
        """The parts of a day that are not quiet."""
        if self.crosses_midnight:
            return ((self.end, self.start),)
        return ((_MIDNIGHT, self.start), (self.end, LAST_MOMENT))


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Times of day, `days_later` than the day of the window they come from."""

    start: time
    end: time
    days_later: int = 0

    @property
    def length(self) -> timedelta:
        return _on_some_day(self.end) - _on_some_day(self.start)


def day_spans(window: Window, quiet: Quiet | None) -> tuple[DaySpan, ...]:
    """Never empty, in order of time: a window wholly in quiet hours moves to their end."""
    whole = DaySpan(window.start, window.end)
    if quiet is None:
        return (whole,)
    parts = [
        DaySpan(max(window.start, start), min(window.end, end))
        for start, end in quiet.open_parts()
        if max(window.start, start) < min(window.end, end)
    ]
    return tuple(parts) or (_moved(whole, quiet),)


def _moved(span: DaySpan, quiet: Quiet) -> DaySpan:
    over_midnight = quiet.crosses_midnight and span.start >= quiet.start
    latest = quiet.start if quiet.crosses_midnight else LAST_MOMENT
    room = _on_some_day(latest) - _on_some_day(quiet.end)
    end = _on_some_day(quiet.end) + min(span.length, room)
    return DaySpan(quiet.end, end.time(), 1 if over_midnight else 0)


def _on_some_day(clock: time) -> datetime:
    return datetime.combine(date.min, clock)
