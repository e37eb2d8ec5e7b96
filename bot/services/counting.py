"""What happened is counted into its days, in the account's zone, while nobody waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.clock import Clock
from bot.domain.account import Account
from bot.store import signals
from bot.store.db import atomic

AT_ONCE = 2_000


@dataclass(frozen=True)
class Counting:
    clock: Clock
    account: Callable[[], Account]

    def is_due(self) -> bool:
        return signals.are_many()

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """Some at a time, each time in one transaction; the rest waits for the next call."""
        until = self.clock.real() + seconds
        while self.is_due() and not asked_to_stop() and self.clock.real() < until:
            self.once()

    def once(self) -> int:
        """Gives how many were counted."""
        zone = self.account().zone
        with atomic():
            return signals.count_in(
                AT_ONCE, lambda at: datetime.fromtimestamp(at, UTC).astimezone(zone).toordinal()
            )
