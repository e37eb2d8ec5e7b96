"""What LINE says of the month's messages, asked now and then: cards must not wait for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from bot.clock import Clock, epoch
from bot.domain.outcomes import Outcome, Unauthorized
from bot.domain.quota import Allowance
from bot.line.gateway import Account, LineError
from bot.store import quota, settings
from bot.store.db import atomic
from bot.store.quota import Quota
from bot.store.settings import AccountHold

log = structlog.get_logger()


@dataclass(frozen=True)
class QuotaService:
    """`warn` tells owners what the new figures mean, in the transaction that writes them."""

    line: Account
    clock: Clock
    every_seconds: float
    warn: Callable[[], None] = lambda: None

    def is_due(self) -> bool:
        """Now and then, and at once when LINE has refused a message for the quota."""
        asked_at = quota.asked_at()
        return self.clock.real() - asked_at >= self.every_seconds or asked_at < self._refused_at()

    def _refused_at(self) -> float:
        hold = settings.account_hold()
        by_line = hold is not None and hold.reason == "quota" and hold.scope == "line"
        return hold.check_at - self.every_seconds if hold and by_line else 0.0

    def refresh(self) -> None:
        """A failure keeps the last figures, and is not repeated before the next time."""
        real = self.clock.real()
        if not quota.take_turn(seen_at=quota.asked_at(), at=real):
            return
        try:
            used, limit = self.line.consumption(), self.line.quota()
        except LineError as error:
            log.warning("quota_not_known", error=type(error.outcome).__name__)
            if _is_token_refused(error.outcome):
                self._token_refused()
            return
        with atomic():
            before = quota.allowance()
            quota.remember(Quota(used, limit, real))
            self._look_again(before, quota.allowance())
            self.warn()

    def _token_refused(self) -> None:
        """As when LINE refuses a message: nothing leaves, readiness is red and owners see why."""
        before = settings.account_hold()
        known = before is not None and before.reason == "token"
        since = before.since if before and known else epoch(self.clock.now())
        check_at = self.clock.real() + self.every_seconds
        settings.set_account_hold(AccountHold("token", since, check_at))

    def _look_again(self, before: Allowance, after: Allowance) -> None:
        """LINE answered, so the token is good; and more may be left than there was.

        When LINE refuses although its figures leave some, something else holds them back.
        """
        hold = settings.account_hold()
        if hold is None:
            return
        if hold.reason == "token":
            settings.lift_account_hold()
            return
        disputed = hold.scope == "line" and after.room(urgent=True) != 0
        check_at = self.clock.real() if _gained(before, after) else hold.check_at
        settings.change_account_hold(hold, replace(hold, check_at=check_at, disputed=disputed))


def _is_token_refused(outcome: Outcome) -> bool:
    """Not a 403: some plan may not let the figures be asked, and send all the same."""
    return isinstance(outcome, Unauthorized) and outcome.reason.startswith("401")


def _gained(before: Allowance, after: Allowance) -> bool:
    room, had = after.room(urgent=False), before.room(urgent=False)
    return room is None or (had is not None and room > had)
