"""What became of those who entered a scenario."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from admin_flows.ports.facts import OpenedFacts, Period, ResultFacts
from bot.clock import epoch
from bot.domain.results import Sums
from bot.services.owner.desk import ReadingDesk
from bot.store import counts, routes, scenarios, signals, units, versions
from bot.store.counts import Tally
from bot.store.signals import ALWAYS, Days, Sum

K = TypeVar("K")


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

    def _days(self, period: Period | None) -> Days:
        if period is None:
            return ALWAYS
        begins, ends = self._midnight(period.first), self._midnight(period.last, days=1)
        return Days(period.first.toordinal(), period.last.toordinal(), begins, ends)

    def _midnight(self, day: date, days: int = 0) -> int:
        zone = self.account().zone
        return epoch(datetime.combine(day + timedelta(days=days), time(), zone))


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
