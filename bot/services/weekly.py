"""The week in one card, to every owner on Monday at nine: a message each, so it can be off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.services.notices import NoticeService
from bot.store import quota, scenarios, settings, signals, versions
from bot.store.db import atomic
from bot.store.signals import Days, Sum
from flex_templates.views.owner import ResultsWeek

AT = time(9)
WORTH_IT = 1_000
"""On smaller plans nobody is told unless an owner wants it."""
TOPIC = "weekly"


def is_wanted() -> bool:
    chosen, known = settings.weekly(), quota.known()
    if chosen is not None:
        return chosen
    return known is not None and (known.limit is None or known.limit >= WORTH_IT)


@dataclass(frozen=True)
class Weekly:
    clock: Clock
    account: Callable[[], Account]
    notices: NoticeService

    def is_due(self) -> bool:
        return settings.weekly_told() != self._monday().toordinal()

    def run(self) -> None:
        """That it was told and the notices are one transaction, so none is told twice."""
        if not self.is_due():
            return
        before, monday = settings.weekly_told(), self._monday()
        with atomic():
            told = settings.tell_weekly(before, monday.toordinal())
            # A new shop's first week is not over yet.
            if told and before is not None and is_wanted():
                self._tell(self._week(monday))

    def _tell(self, week: ResultsWeek) -> None:
        """Of a week in which nothing happened nobody is told: it would cost a message."""
        if week.sent or week.tapped or week.added or week.blocked:
            self.notices.tell_owners(week, TOPIC)

    def _monday(self) -> datetime:
        """The last one at nine."""
        local = self.clock.now().astimezone(self.account().zone)
        monday = datetime.combine(local.date() - timedelta(days=local.weekday()), AT, local.tzinfo)
        return monday if monday <= local else monday - timedelta(days=7)

    def _week(self, monday: datetime) -> ResultsWeek:
        first = monday.date() - timedelta(days=7)
        days = self._days(first.toordinal(), monday)
        steps = signals.of_steps(days)
        account = {one.kind: one.people for one in signals.of_scenario(days, 0)}
        best = max(_tapped(steps), key=lambda one: one.people, default=None)
        return ResultsWeek(
            sent=sum(one.people for one in steps if one.kind == "sent"),
            tapped=sum(one.people for one in _tapped(steps)),
            added=account.get("added", 0) + account.get("back", 0),
            blocked=account.get("blocked", 0),
            best=_name(best) if best else None,
            number=_number(best) if best else "",
        )

    def _days(self, first: int, monday: datetime) -> Days:
        ends = monday.replace(hour=0)
        return Days(first, first + 6, epoch(ends - timedelta(days=7)), epoch(ends))


def _tapped(steps: list[Sum]) -> list[Sum]:
    return [one for one in steps if one.kind == "tapped"]


def _name(one: Sum) -> str | None:
    row = scenarios.find(one.scenario_id)
    return row.name if row else None


def _number(one: Sum) -> str:
    return versions.document(one.version_id).numbers.get(one.step_id, "")
