"""The account whose friends are served."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.schedule import Calendar, Quiet


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    zone: ZoneInfo
    quiet: Quiet | None
    daily_cap: int | None = None
    """So many step messages a friend a day, answers to their own acts apart; None: any number."""
    greeting: str = ""
    """In the shop's own words, with variables; "": the usual ones, as below."""
    stopped: str = ""
    sender: str = ""
    """Whom messages of scenarios seem to come from that name nobody else; "": the account."""
    former: tuple[Calendar, ...] = ()
    """By these some of those who wait may still be timed, until all are timed anew."""

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.zone, self.quiet)

    @property
    def values(self) -> dict[str, str]:
        """What the account's variables stand for in a text."""
        return {"account.name": self.name}
