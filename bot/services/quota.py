"""What LINE says of the month's messages, asked now and then: cards must not wait for it."""

from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.line.gateway import Account, LineError
from bot.store import quota
from bot.store.db import atomic
from bot.store.quota import Quota

log = structlog.get_logger()


@dataclass(frozen=True)
class QuotaService:
    line: Account
    clock: Clock
    every_seconds: float

    def is_due(self) -> bool:
        known = quota.known()
        return known is None or self.clock.real() - known.at >= self.every_seconds

    def refresh(self) -> None:
        """A failure keeps the last figures, and is not repeated before the next time."""
        before = quota.known() or Quota(used=0, limit=None, at=0)
        used, limit = self._ask(before)
        with atomic():
            quota.remember(Quota(used, limit, self.clock.real()))

    def _ask(self, before: Quota) -> tuple[int, int | None]:
        try:
            return self.line.consumption(), self.line.quota()
        except LineError as error:
            log.warning("quota_not_known", error=type(error.outcome).__name__)
            return before.used, before.limit
