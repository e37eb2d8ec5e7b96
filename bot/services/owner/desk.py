"""What every read and every command of an owner stands on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.charts import Chart
from bot.domain.schedule import opens_at
from bot.domain.walk import calendar_for
from bot.services.api_access import ApiAccess
from bot.services.inviting import Inviting
from bot.services.routes import RouteKeeping
from bot.store import counts, versions
from bot.store.inbox import Parked


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

    def in_business(self, real: float) -> datetime:
        """A real instant as the business clock shows it; the same but in a moved laptop run."""
        return self.clock.now() + timedelta(seconds=real - self.clock.real())

    def next_due(self, scenario_id: int = 0) -> dict[int, int]:
        """When the next step will go out, by scenario id. What is overdue goes now, or when its
        next time of day begins.
        """
        earliest: dict[int, int] = {}
        for lane in counts.lanes_due(scenario_id):
            if not versions.is_readable(lane.version_id):
                continue  # it cannot go at all, and has a card that says so
            at = self.expected(lane.version_id, lane.step, lane.due_at)
            earliest[lane.scenario_id] = min(at, earliest.get(lane.scenario_id, at))
        return earliest

    def expected(self, version_id: int, step: int, due_at: int) -> int:
        """When a step goes that is due then: overdue it goes now, or in its next window."""
        now = self.clock.now()
        if due_at > epoch(now):
            return due_at
        walk = versions.walk(version_id)
        calendar = calendar_for(walk, step, self.account().calendar)
        return epoch(opens_at(walk.stops[step].wait, now, calendar))

    def month(self) -> int:
        return epoch(self.local_midnight().replace(day=1))


class ParkedEvents(Protocol):
    """What was given up on. The inbox is a database of its own, so it is handed in."""

    def parked_summary(self) -> Parked | None: ...

    def unpark(self, upto: int) -> int: ...

    def dismiss(self, upto: int) -> int: ...


@dataclass(frozen=True)
class ReadingDesk(Desk):
    """`media_url` of a stored picture's id, `quick_reply` the stop button in a language,
    `api_page` where the HTTP API is described, `chart_url` of a chart,
    `base_url` what our own pages' addresses begin with.
    """

    media_url: Callable[[str], str]
    quick_reply: Callable[[str], Mapping[str, Any]]
    inbox_events: ParkedEvents
    api_page: str
    entry_routes: RouteKeeping
    inviting: Inviting
    chart_url: Callable[[Chart], str]
    base_url: str


@dataclass(frozen=True)
class ActingDesk(Desk):
    inbox_events: ParkedEvents
    access: ApiAccess
    entry_routes: RouteKeeping
    inviting: Inviting
    hurry: Callable[[int], str | None]
    """Has the next step of a walk, which is locked, leave at once; else gives why it cannot."""
    media_url: Callable[[str], str]
