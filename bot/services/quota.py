"""What LINE says of the month's messages, asked now and then: cards must not wait for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from bot.clock import Clock
from bot.domain.quota import Allowance
from bot.line.gateway import Account, LineError
from bot.store import quota, settings
from bot.store.db import atomic
from bot.store.quota import Quota

log = structlog.get_logger()


@dataclass(frozen=True)
class QuotaService:
    """`warn` tells owners what the new figures mean, in the transaction that writes them."""

    line: Account
    clock: Clock
    every_seconds: float
    warn: Callable[[], None] = lambda: None

    def is_due(self) -> bool:
        known = quota.known()
        return known is None or self.clock.real() - known.at >= self.every_seconds

    def refresh(self) -> None:
        """A failure keeps the last figures, and is not repeated before the next time."""
        known, real = quota.known(), self.clock.real()
        if not quota.take_turn(seen_at=known.at if known else 0.0, at=real):
            return
        try:
            used, limit = self.line.consumption(), self.line.quota()
        except LineError as error:
            log.warning("quota_not_known", error=type(error.outcome).__name__)
            return
        with atomic():
            before = quota.allowance()
            quota.remember(Quota(used, limit, real))
            self._look_again(before, quota.allowance())
            self.warn()

    def _look_again(self, before: Allowance, after: Allowance) -> None:
        """LINE answered, so the token is good; and more may be left than there was."""
        hold = settings.account_hold()
        if hold is None:
            return
        if hold.reason == "token":
            settings.lift_account_hold()
        elif _gained(before, after):
            settings.set_account_hold(replace(hold, check_at=self.clock.real()))


def _gained(before: Allowance, after: Allowance) -> bool:
    room, had = after.room(urgent=False), before.room(urgent=False)
    return room is None or (had is not None and room > had)
