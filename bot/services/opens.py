"""How often steps were opened, as LINE counts it: asked about once a day, for two weeks.

LINE takes sixty such questions an hour, so there is at least a minute between two.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import structlog

from bot.clock import Clock, epoch
from bot.domain.units import LONGEST, TRACKED, japan_day
from bot.line.gateway import Insight, LineError
from bot.store import receipts, signals, units, versions
from bot.store.db import atomic
from bot.store.units import DAY, UnitRow

BETWEEN_SECONDS = 61.0

log = structlog.get_logger()


@dataclass(frozen=True)
class Opens:
    line: Insight
    clock: Clock

    def is_due(self) -> bool:
        return self._next() is not None

    def run(self) -> None:
        """Asks about one. What fails is asked again the next day."""
        unit, now = self._next(), epoch(self.clock.now())
        if unit is None:
            return
        today = japan_day(now)
        next_at = None if _is_over(unit, today) else now + DAY
        if not units.asked(unit, real=self.clock.real(), next_at=next_at):
            return
        try:
            opened = self.line.opened(unit.name, *_days(unit, today))
        except LineError as error:
            log.warning("opens_not_known", unit=unit.name, error=type(error.outcome).__name__)
            return
        with atomic():
            if units.told(unit, opened) or unit.asked_at is None:
                _tell(unit, at=now)

    def _next(self) -> UnitRow | None:
        unit = units.due(epoch(self.clock.now()))
        # A clock that was set back must not keep it from ever being asked again.
        since = abs(self.clock.real() - units.last_asked()) if unit else 0.0
        return unit if since >= BETWEEN_SECONDS else None


def _tell(unit: UnitRow, *, at: int) -> None:
    """Staff, where the step wants it: the first time, and whenever the number is another."""
    if not versions.is_readable(unit.version_id):
        return
    if "opened" in versions.walk(unit.version_id).stops[unit.step].step.receipt:
        known = units.opened([unit.version_id]).get((unit.version_id, unit.step))
        people = (known.people if known else None) or 0
        receipts.add_count("opened", unit.version_id, unit.step, people, at=at)


def _days(unit: UnitRow, today: date) -> tuple[date, date]:
    first = date.fromordinal(unit.from_day)
    last = today if unit.until_day is None else date.fromordinal(unit.until_day)
    return first, max(first, min(last, first + LONGEST))


def _is_over(unit: UnitRow, today: date) -> bool:
    """No message of it is counted any more."""
    if unit.until_day is not None:
        return today.toordinal() > unit.until_day + 1
    step_id = versions.walk(unit.version_id).stops[unit.step].step.id
    last = japan_day(signals.last_sent_at(unit.version_id, step_id))
    return today > max(last, date.fromordinal(unit.from_day)) + TRACKED + timedelta(days=1)
