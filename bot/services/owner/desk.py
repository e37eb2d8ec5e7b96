"""What every read and every command of an owner stands on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock, epoch
from bot.domain.account import Account


@dataclass(frozen=True)
class Desk:
    clock: Clock
    account: Callable[[], Account]

    def now(self) -> int:
        return epoch(self.clock.now())

    def local_midnight(self) -> datetime:
        """When today began, in the account's zone."""
        local = self.clock.now().astimezone(self.account().zone)
        return local.replace(hour=0, minute=0, second=0, microsecond=0)

    def today(self) -> tuple[int, int]:
        """Today's first second, and tomorrow's."""
        midnight = self.local_midnight()
        return epoch(midnight), epoch(midnight + timedelta(days=1))

    def month(self) -> int:
        return epoch(self.local_midnight().replace(day=1))


@dataclass(frozen=True)
class ReadingDesk(Desk):
    """`media_url` of a stored picture's id, `quick_reply` the stop button in a language."""

    media_url: Callable[[str], str]
    quick_reply: Callable[[str], Mapping[str, Any]]
