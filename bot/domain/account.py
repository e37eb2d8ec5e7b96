"""The account whose friends are served."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.schedule import Calendar, Quiet


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    zone: ZoneInfo
    quiet: Quiet | None
    daily_cap: int = 2

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.zone, self.quiet)

    @property
    def values(self) -> dict[str, str]:
        """What the account's variables stand for in a text."""
        return {"account.name": self.name}
