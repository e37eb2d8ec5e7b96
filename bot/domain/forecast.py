"""How many messages go on each day to come, from those inside a scenario or still to enter it.

People are followed in groups: those who wait for the same step of a version, due on the same day.
A wait that counts from the start or an earlier step is reckoned as if the steps before it had gone
when they usually do. Who will wait for a reaction goes on when they give up; who will wait for a
date that nobody knows yet, or for a reaction however long it takes, is not followed further.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil

from bot.domain.document import First, ForReaction, OfGoal, Otherwise, SendWithin, Split, When
from bot.domain.schedule import Calendar, gives_up_at, opens_at
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

    def until(self, day: date) -> "Forecast":
        """Not including that day."""
        return Forecast({on: people for on, people in self.per_day.items() if on < day})

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


def together(forecasts: Iterable[Forecast]) -> Forecast:
    per_day: Counter[date] = Counter()
    for one in forecasts:
        per_day.update(one.per_day)
    return Forecast(per_day)


def of_waiting(
    waiting: Iterable[Waiting],
    walk_of: Callable[[int], Walk],
    calendar: Calendar,
    now: datetime,
    until: datetime,
) -> dict[int, Forecast]:
    """By version id, until that instant, not including it."""
    by_version: dict[int, list[Waiting]] = {}
    for group in waiting:
        by_version.setdefault(group.version_id, []).append(group)
    return {
        version_id: Forecast(_Follower(walk_of(version_id), calendar, now, until).follow(groups))
        for version_id, groups in by_version.items()
    }


def of_newcomers(
    walk: Walk, calendar: Calendar, now: datetime, until: datetime, in_thirty_days: int
) -> Forecast:
    """As if so many went on entering as evenly as that, from now on while the scenario is open.

    A first step that goes as a reply costs nothing.
    """
    if not walk.stops:
        return Forecast()
    active, groups = walk.scenario.active, []
    for number, at in enumerate(_days(now, until)):
        people = _of_day(number, in_thirty_days)
        first = _come(walk, 0, Instants.entering(at), calendar)
        if active and not active.includes(calendar.local(at).date()):
            continue
        if people and first:
            groups.append(Waiting(0, first.index, first.due_at, people))
    free = {0} if walk.stops[0].step.by == "reply" else set[int]()
    return Forecast(_Follower(walk, calendar, now, until, free).follow(groups))


def _come(walk: Walk, index: int, instants: Instants, calendar: Calendar) -> Planned | None:
    """When they go from a stop that they come to; None: nobody knows, or that was the end."""
    match walk.wait_at(index):
        case OfGoal():
            return None
        case ForReaction() as wait:
            limit = gives_up_at(wait, instants.previous_at, instants.previous_at, calendar)
            return Planned(index, limit) if limit else None
        case _:
            stop = plan(walk, index, instants, calendar)
            return stop if isinstance(stop, Planned) else None


def _days(now: datetime, until: datetime) -> Iterator[datetime]:
    while now < until:
        yield now
        now += timedelta(days=1)


def _of_day(number: int, in_thirty_days: int) -> int:
    """Whole people that add up to the number of thirty days."""
    return (number + 1) * in_thirty_days // 30 - number * in_thirty_days // 30


@dataclass
class _Follower:
    """All people of one version, step by step: groups that meet on a day go on together."""

    walk: Walk
    calendar: Calendar
    now: datetime
    until: datetime
    free: Set[int] = frozenset()

    def follow(self, groups: Iterable[Waiting]) -> Counter[date]:
        per_day: dict[date, float] = defaultdict(float)
        arriving: list[_Arrivals] = [{} for _ in self.walk.stops]
        for group in groups:
            if stop := self._meets(group.step, group.due_at):
                self._arrive(arriving[stop.index], stop.due_at, group.people)
        for index, arrivals in enumerate(arriving):
            while arrivals:  # what repeats arrives here again, later
                day = min(arrivals)
                at, people = arrivals.pop(day)
                costs = self.walk.stops[index].sends and index not in self.free
                per_day[day] += people if costs else 0
                for following, share in self._parts(index, people):
                    if stop := self._next(index, following, at):
                        self._arrive(arriving[stop.index], stop.due_at, share)
        return Counter({day: ceil(people - 1e-6) for day, people in per_day.items()})

    def _parts(self, index: int, people: float) -> Iterator[tuple[int, float]]:
        """Where they go on. Nobody knows yet whom a condition will be true of: its arms and the
        rest of the people share alike.
        """
        stop = self.walk.stops[index]
        if not stop.arms:
            yield self.walk.after(index), people
            return
        rest, open_ways = people, [stop.beyond]
        for arm, begin in zip(stop.step.branch, stop.arms, strict=True):
            match arm:
                case Split():
                    part = min(people * arm.split / 100, rest)
                case First():
                    part = min(arm.first, rest)
                case Otherwise():
                    part, open_ways[0] = 0, begin
                case When():
                    part = 0
                    open_ways.append(begin)
            rest -= part
            yield begin, part
        for way in open_ways:
            yield way, rest / len(open_ways)

    def _arrive(self, arrivals: "_Arrivals", at: datetime, people: float) -> None:
        if at >= self.until or not people:
            return
        day = self.calendar.local(at).date()
        first, others = arrivals.get(day, (at, 0))
        arrivals[day] = min(first, at), others + people

    def _meets(self, index: int, due: datetime) -> Planned | None:
        """What goes to those who wait for it: when it is due; what is overdue now, in its next
        window, or not any more. Then they go on from when it was due.
        """
        while due < self.now:
            goes = self._opens_at(index, self.now)
            if not self._too_late(index, due, goes):
                return Planned(index, goes)
            instants = self._instants(index, due)
            stop = _come(self.walk, self.walk.past(index), instants, self.calendar)
            if stop is None:
                return None
            index, due = stop.index, stop.due_at
        return Planned(index, due)

    def _too_late(self, index: int, due: datetime, goes: datetime) -> bool:
        rule = self.walk.late_rule(index)
        if isinstance(rule, SendWithin):
            return (goes - due).total_seconds() > rule.send_within.seconds
        if rule == "skip" and goes > self.now:
            return True
        return self.walk.stops[index].sends and self.walk.is_over(due, goes, self.calendar)

    def _opens_at(self, step: int, at: datetime) -> datetime:
        calendar = calendar_for(self.walk, step, self.calendar)
        return opens_at(self.walk.stops[step].wait, at, calendar)

    def _next(self, index: int, following: int, at: datetime) -> Planned | None:
        """The next stop that is gone through: what was meant for a day that has passed is not."""
        while True:
            stop = _come(self.walk, following, self._instants(index, at), self.calendar)
            if stop is None:
                return None
            if stop.due_at >= at:
                return stop
            opens = self._opens_at(following, at)
            over = self.walk.is_over(stop.due_at, opens, self.calendar)
            if self.walk.late_rule(following) != "skip" and not over:
                return Planned(following, opens)
            following = self.walk.past(following)

    def _instants(self, index: int, at: datetime) -> Instants:
        usual = self._usual
        begun = at - (usual[index] - usual[-1])
        of_step = {
            earlier.step.id: begun + (usual[place] - usual[-1])
            for place, earlier in enumerate(self.walk.stops[: index + 1])
        }
        return Instants(begun, at, of_step)

    @cached_property
    def _usual(self) -> list[datetime]:
        """When somebody who enters now comes to each stop; at the end of the list: the entering."""
        times: list[datetime] = []
        of_step = dict[str, datetime]()
        for index, own in enumerate(self.walk.stops):
            previous = times[own.before] if own.before >= 0 else self.now
            stop = _come(self.walk, index, Instants(self.now, previous, of_step), self.calendar)
            times.append(max(previous, stop.due_at) if stop else previous)
            of_step.setdefault(own.step.id, times[-1])
        return [*times, self.now]


_Arrivals = dict[date, tuple[datetime, float]]
