"""How a staff group wants to be told: which receipts, when, and for how many messages a month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal, get_args

from bot.domain.calendar import Calendar

How = Literal["tap", "digest", "at_once", "important"]
HOWS: tuple[How, ...] = get_args(How)

Topic = Literal[
    "sent",
    "tapped",
    "answered",
    "watched",
    "used",
    "stopped",
    "blocked",
    "finished",
    "held",
    "opened",
    "failed",
]
TOPICS: tuple[Topic, ...] = get_args(Topic)
"""What a group may leave out. What is said to staff or needs them is always told."""

_TOPIC_OF: Mapping[str, str] = {"resumed": "stopped", "unblocked": "blocked"}
IMPORTANT = frozenset({"failed", "wrote", "manual", "notify", "undelivered"})
"""What cannot wait until somebody looks."""

OF_EVERYBODY = frozenset({"opened"})
"""What LINE counts, a day late: no news of its own."""

SMALL_PLAN = 1_000
USUAL_CAP = 300
MOST_CAP = 100_000
MOST_TIMES = 6
EVERY = (30, 60, 120, 180)
"""Minutes, to choose from."""
DAYS_A_MONTH = 30
DAY_MINUTES = 1_440


@dataclass(frozen=True, slots=True)
class Choice:
    """`every` minutes a digest, or at `times` of the day where it is 0. `scenarios` None: all of
    them. `cap`: messages a month. `quiet`: notices wait while the account's quiet hours last.
    `alone`: who is in charge of a friend hears alone, at once, what they write.
    """

    how: How = "digest"
    every: int = 0
    times: tuple[time, ...] = (time(12), time(18))
    off: frozenset[str] = frozenset()
    scenarios: frozenset[int] | None = None
    cap: int = USUAL_CAP
    quiet: bool = True
    alone: bool = False

    def wants(self, kind: str, scenario_id: int) -> bool:
        """What is of no scenario is of all."""
        if _TOPIC_OF.get(kind, kind) in self.off:
            return False
        return self.scenarios is None or not scenario_id or scenario_id in self.scenarios

    def is_pushed(self, kind: str) -> bool:
        """The rest is there for whoever looks."""
        if self.how == "important":
            return kind in IMPORTANT
        if kind in OF_EVERYBODY:
            return self.how == "digest"
        return self.how != "tap"

    def next_at(self, now: datetime, calendar: Calendar) -> datetime:
        """When what has happened by now is told."""
        at = self._digest_at(now, calendar) if self.how == "digest" else now
        return after_quiet(at, calendar) if self.quiet else at

    def _digest_at(self, now: datetime, calendar: Calendar) -> datetime:
        local = calendar.local(now)
        if self.every:
            passed = local.hour * 60 + local.minute
            return now + _until_minute(self.every - passed % self.every, local)
        ahead = [at for days in (0, 1) for at in self._on_day(local, days, calendar) if at > now]
        return min(ahead)

    def _on_day(self, local: datetime, days: int, calendar: Calendar) -> list[datetime]:
        day = local.date() + timedelta(days=days)
        return [calendar.instant(day, clock) for clock in self.times]

    def digests_a_day(self) -> int:
        return DAY_MINUTES // self.every if self.every else len(self.times)

    def most_a_month(self, people: int) -> int:
        """Messages that its notices may cost."""
        match self.how:
            case "tap":
                return 0
            case "digest":
                return min(self.cap, self.digests_a_day() * DAYS_A_MONTH * max(1, people))
            case _:
                return self.cap


def usual_choice(plan: int | None) -> Choice:
    """`plan`: the account's messages a month; None: unlimited or not known."""
    if plan is not None and plan < SMALL_PLAN:
        return Choice(how="important", cap=plan // 5)
    return Choice()


def after_quiet(at: datetime, calendar: Calendar) -> datetime:
    local = calendar.local(at)
    if calendar.quiet is None or not calendar.quiet.contains(local.time()):
        return at
    opens = calendar.instant(local.date(), calendar.quiet.end)
    if opens > at:
        return opens
    return calendar.instant(local.date() + timedelta(days=1), calendar.quiet.end)


def _until_minute(minutes: int, local: datetime) -> timedelta:
    return timedelta(minutes=minutes) - timedelta(
        seconds=local.second, microseconds=local.microsecond
    )
