"""How many messages go until the month's end, from everybody who is inside running scenarios.

People are followed in groups: those who wait for the same step of a version, due on the same day.
A wait that counts from the start or an earlier step is reckoned as if the steps before it had gone
when they usually do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.domain.document import late_of
from bot.domain.schedule import Calendar, opens_at
from bot.domain.walk import Instants, Planned, Walk, calendar_for, plan


@dataclass(frozen=True, slots=True)
class Waiting:
    """`people` wait for a step; `due_at` is the earliest of their day."""

    version_id: int
    step: int
    due_at: datetime
    people: int


@dataclass(frozen=True, slots=True)
class Forecast:
    per_day: Mapping[date, int] = field(default_factory=dict)

    @property
    def messages(self) -> int:
        return sum(self.per_day.values())

    def runs_out_on(self, left: int | None) -> date | None:
        """The day on which more go than are left; None when they last."""
        if left is None:
            return None
        for day in sorted(self.per_day):
            left -= self.per_day[day]
            if left < 0:
                return day
        return None


def month_end(now: datetime, calendar: Calendar) -> datetime:
    """The first instant of the next month."""
    first = calendar.local(now).date().replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return calendar.instant(following, datetime.min.time())


def forecast(
    waiting: Iterable[Waiting],
    walk_of: Callable[[int], Walk],
    calendar: Calendar,
    now: datetime,
    until: datetime,
) -> Forecast:
    """Until that instant, not including it."""
    per_day: Counter[date] = Counter()
    by_version: dict[int, list[Waiting]] = {}
    for group in waiting:
        by_version.setdefault(group.version_id, []).append(group)
    for version_id, groups in by_version.items():
        follower = _Follower(walk_of(version_id), calendar, now, until)
        per_day.update(follower.follow(groups))
    return Forecast(per_day)


@dataclass
class _Follower:
    """All people of one version, step by step: groups that meet on a day go on together."""

    walk: Walk
    calendar: Calendar
    now: datetime
    until: datetime

    def follow(self, groups: Iterable[Waiting]) -> Counter[date]:
        per_day: Counter[date] = Counter()
        arriving: list[_Arrivals] = [{} for _ in self.walk.steps]
        for group in groups:
            self._arrive(arriving[group.step], self._opens(group), group.people)
        for step, arrivals in enumerate(arriving):
            for day, (at, people) in arrivals.items():
                per_day[day] += people
                after = self._after(step, at)
                if after:
                    self._arrive(arriving[after.index], after.due_at, people)
        return per_day

    def _arrive(self, arrivals: "_Arrivals", at: datetime, people: int) -> None:
        if at >= self.until:
            return
        day = self.calendar.local(at).date()
        first, others = arrivals.get(day, (at, 0))
        arrivals[day] = min(first, at), others + people

    def _opens(self, group: Waiting) -> datetime:
        """When an overdue step goes: now, or in its next window."""
        return group.due_at if group.due_at >= self.now else self._opens_at(group.step, self.now)

    def _opens_at(self, step: int, at: datetime) -> datetime:
        calendar = calendar_for(self.walk, step, self.calendar)
        return opens_at(self.walk.steps[step].wait, at, calendar)

    def _after(self, step: int, at: datetime) -> Planned | None:
        """The next step that is sent: one meant for a day that has passed is not."""
        for index in range(step + 1, len(self.walk.steps)):
            stop = plan(self.walk, index, self._instants(step, at), self.calendar)
            if not isinstance(stop, Planned):
                return None
            if stop.due_at >= at:
                return stop
            if late_of(self.walk.scenario, self.walk.steps[index].wait) != "skip":
                return Planned(index, self._opens_at(index, at))
        return None

    def _instants(self, step: int, at: datetime) -> Instants:
        usual = self._usual
        begun = at - (usual[step] - usual[-1])
        of_step = {
            earlier.id: begun + (usual[index] - usual[-1])
            for index, earlier in enumerate(self.walk.steps[: step + 1])
        }
        return Instants(begun, at, of_step)

    @cached_property
    def _usual(self) -> list[datetime]:
        """When somebody who enters now is sent each step; at the end of the list: the entering."""
        times: list[datetime] = []
        previous, of_step = self.now, dict[str, datetime]()
        for index, step in enumerate(self.walk.steps):
            instants = Instants(self.now, previous, of_step)
            stop = plan(self.walk, index, instants, self.calendar)
            previous = max(previous, stop.due_at) if isinstance(stop, Planned) else previous
            of_step[step.id] = previous
            times.append(previous)
        return [*times, self.now]


_Arrivals = dict[date, tuple[datetime, int]]
