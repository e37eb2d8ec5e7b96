"""The days that results are looked at of: since ever, the last so many, or from one to another."""

from dataclasses import dataclass
from datetime import date, timedelta

from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.state import State
from admin_flows.ports.facts import Period

LONGEST_DAYS = 366
EARLIEST = date(2011, 6, 1)
"""LINE has been there about since then."""


@dataclass(frozen=True)
class Days(State):
    """`last`: so many, up to today; else from `first` to `until`."""

    last: int = 0
    first: date | None = None
    until: date | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        if self.first and self.until:
            return f"{self.first:%Y%m%d}", f"{self.until:%Y%m%d}"
        return (str(self.last),) if self.last else ()


SINCE_EVER = Days()


def days_of(tap: Tap, at: int) -> Days:
    """From the ids that begin there."""
    given = tap.ids[at:]
    if not given:
        return SINCE_EVER
    if len(given) == 1:
        last = tap.number(at)
        if not 1 <= last <= LONGEST_DAYS:
            raise Nonsense("no number of days")
        return Days(last)
    return between(_day(given[0]), _day(given[1]))


def between(first: date, until: date) -> Days:
    """Whichever comes first."""
    first, until = sorted((max(first, EARLIEST), max(until, EARLIEST)))
    return Days(0, first, until)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Nonsense("no day") from None


def today(scene: Scene[State]) -> date:
    return scene.now.astimezone(scene.reads.settings().calendar.zone).date()


def period(scene: Scene[State], days: Days) -> Period | None:
    """None: since ever."""
    return None if days == SINCE_EVER else span(scene, days)


def span(scene: Scene[State], days: Days) -> Period:
    """Since ever begins today."""
    if days.first and days.until:
        return Period(days.first, days.until)
    now = today(scene)
    return Period(now - timedelta(days=max(days.last, 1) - 1), now)
