"""What became of those who entered a scenario."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from admin_flows.ports.facts import OpenedFacts, Period, ResultFacts, ShopResultFacts
from bot.clock import epoch, from_epoch
from bot.domain.charts import chart_of
from bot.domain.results import Sums
from bot.services.owner.desk import ReadingDesk
from bot.services.weekly import is_wanted
from bot.store import counts, routes, scenarios, signals, units, versions
from bot.store.counts import Tally
from bot.store.signals import ALWAYS, Days, Sum

K = TypeVar("K")
_KINDS = ("added", "back", "blocked", "stopped", "sent")


class ResultReads(ReadingDesk):
    def results(self, scenario_id: int, period: Period | None = None) -> ResultFacts:
        days = self._days(period)
        tally = counts.tallies(scenario_id, days)[scenario_id]
        of_steps = [one for one in signals.of_scenario(days, scenario_id) if one.version_id]
        numbers = scenarios.version_numbers(scenario_id)
        by_version = _by((numbers[one.version_id], one) for one in of_steps)
        return replace(
            _of_walks(tally),
            routes=routes.of_entered(scenario_id, since=days.begins_at, before=days.ends_at),
            steps=_by((0, one) for one in of_steps).get(0, {}),
            versions=dict(sorted(by_version.items(), reverse=True)),
            opened=_opened(numbers) if period is None else {},
        )

    def results_of_all(self) -> Mapping[int, ResultFacts]:
        tallies = counts.tallies()
        by_scenario = _by((one.scenario_id, one) for one in signals.of_steps(ALWAYS))
        return {
            scenario: replace(_of_walks(tally), steps=by_scenario.get(scenario, {}))
            for scenario, tally in tallies.items()
        }

    def shop_results(self, period: Period) -> ShopResultFacts:
        days, today = self._days(period), self.clock.now().astimezone(self.account().zone).date()
        until_now = self._days(Period(period.first, max(period.last, today)))
        daily = signals.daily(until_now, self._day_of)
        inside = range(days.first, min(days.last, today.toordinal()) + 1)
        total = {kind: sum(daily[day, kind] for day in inside) for kind in _KINDS}
        friends = counts.friends()
        return ShopResultFacts(
            friends=friends,
            **total,
            routes=routes.added_by(since=days.begins_at, before=days.ends_at),
            chart=self._chart(daily, inside, friends),
        )

    def weekly(self) -> bool:
        return is_wanted()

    def shop_days(self, period: Period) -> list[tuple[str | int, ...]]:
        """A line a day: the date, who was added, came back, blocked, stopped, and what was sent."""
        daily = signals.daily(self._days(period), self._day_of)
        return [
            (date.fromordinal(day).isoformat(), *(daily[day, kind] for kind in _KINDS))
            for day in range(period.first.toordinal(), period.last.toordinal() + 1)
        ]

    def _chart(
        self, daily: Mapping[tuple[int, str], int], days: Sequence[int], friends: int
    ) -> str:
        """ "" where there is too little to see."""
        if len(days) < 2:
            return ""
        sent = [daily[day, "sent"] for day in days]
        return self.chart_url(chart_of(sent, _friends_by_day(daily, days, friends)))

    def _day_of(self, at: int) -> int:
        return from_epoch(at).astimezone(self.account().zone).toordinal()

    def _days(self, period: Period | None) -> Days:
        if period is None:
            return ALWAYS
        begins, ends = self._midnight(period.first), self._midnight(period.last, days=1)
        return Days(period.first.toordinal(), period.last.toordinal(), begins, ends)

    def _midnight(self, day: date, days: int = 0) -> int:
        zone = self.account().zone
        return epoch(datetime.combine(day + timedelta(days=days), time(), zone))


def _friends_by_day(
    daily: Mapping[tuple[int, str], int], days: Sequence[int], friends: int
) -> list[int]:
    """At the end of each of these days, from how many there are now and what happened since."""
    gained = Counter[int]()
    for (day, kind), people in daily.items():
        gained[day] += people * {"added": 1, "back": 1, "blocked": -1}.get(kind, 0)
    last = max([*gained, days[-1]])
    found = {last: friends}
    for day in range(last - 1, days[0] - 1, -1):
        found[day] = max(0, found[day + 1] - gained[day + 1])
    return [found[day] for day in days]


def _of_walks(tally: Tally) -> ResultFacts:
    return ResultFacts(
        tally.entered, tally.inside, tally.finished, tally.stopped, tally.blocked, tally.goal
    )


def _opened(version_ids: Iterable[int]) -> dict[str, OpenedFacts]:
    """By step id, of all versions together."""
    found: dict[str, OpenedFacts] = {}
    for (version, index), one in units.opened(version_ids).items():
        step = versions.walk(version).stops[index].step.id
        before = found.get(step, OpenedFacts())
        known = [people for people in (before.people, one.people) if people is not None]
        found[step] = OpenedFacts(sum(known) if known else None, before.asked or one.asked)
    return found


def _by(found: Iterable[tuple[K, Sum]]) -> dict[K, dict[str, Sums]]:
    """By that, then by step id."""
    people: dict[K, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for key, one in found:
        people[key][one.step_id][one.kind] += one.people
    return {
        key: {step: Sums(**sums) for step, sums in steps.items()} for key, steps in people.items()
    }
