"""Scenarios with their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from admin_flows.ports.facts import (
    DeletedFacts,
    Held,
    KeywordUse,
    NextDue,
    ScenarioFacts,
    ScenarioRow,
)
from bot.clock import from_epoch
from bot.domain.document import Keyword
from bot.domain.document import Scenario as Document
from bot.domain.relabelling import Renames
from bot.services import labelled
from bot.services.admitting import expected_of
from bot.services.owner import holds, shelf
from bot.services.owner.desk import ReadingDesk
from bot.services.owner.home import end_of_minute
from bot.store import admissions, counts, entrances, scenarios, stuck, versions
from bot.store.admission_models import Admission
from bot.store.counts import Tally
from bot.store.models import Draft, Scenario, ScenarioState


@dataclass(frozen=True)
class _Numbers:
    """Of all scenarios, or of one."""

    tallies: Mapping[int, Tally]
    sent_today: Mapping[int, int]
    next_due: Mapping[int, int]
    admissions: Mapping[int, Admission]
    names: Renames


class ScenarioReads(ReadingDesk):
    def scenarios(self) -> tuple[ScenarioRow, ...]:
        drafts, numbers = shelf.every_draft(), self._numbers()
        rows = scenarios.listed()
        return tuple(self._row(row, drafts.get(row.id), numbers) for row in rows)

    def scenario_names(self, but: int = 0) -> frozenset[str]:
        return scenarios.every_name(but)

    def scenario(self, scenario_id: int) -> ScenarioFacts | None:
        found = shelf.find(scenario_id)
        if found is None:
            return None
        row, draft = found
        basics = self._row(row, draft, self._numbers(scenario_id))
        tally = counts.tallies(scenario_id)[scenario_id]
        version = scenarios.version(row.version_id) if row.version_id else None
        return ScenarioFacts(
            **vars(basics),
            stopped=tally.stopped,
            blocked=tally.blocked,
            overdue=self._overdue(row),
            stuck=stuck.inside(scenario_id),
            held=self._held(row),
            version=version.number if version else 0,
            version_at=from_epoch(version.published_at) if version else None,
            version_by=version.published_by if version else "",
        )

    def deleted(self, scenario_id: int) -> DeletedFacts | None:
        row = scenarios.find_deleted(scenario_id)
        if row is None or row.deleted_at is None:
            return None
        return DeletedFacts(row.name, row.deleted_by, from_epoch(row.deleted_at))

    def keywords(self) -> tuple[KeywordUse, ...]:
        return tuple(
            KeywordUse(word, row.id, row.name)
            for row in _entered(scenarios.live())
            for start in versions.document(row.version_id).start
            if isinstance(start, Keyword)
            for word in start.words
        )

    def waiting(self, scenario_id: int) -> Mapping[str, int]:
        return step_sums(counts.by_step(scenario_id))

    def sent(self, scenario_id: int) -> Mapping[str, int]:
        return step_sums(counts.results(scenario_id).sent)

    def taps(self, scenario_id: int, step_id: str) -> tuple[tuple[str, int], ...]:
        return labelled.taps(scenario_id, step_id)

    def published(self, scenario_id: int) -> Document | None:
        row = scenarios.find(scenario_id)
        return shelf.published(row) if row else None

    def _numbers(self, scenario_id: int = 0) -> _Numbers:
        return _Numbers(
            counts.tallies(scenario_id),
            counts.sent_by_scenario(self.today()[0]),
            self.next_due(scenario_id),
            admissions.open_ones(),
            shelf.todays(),
        )

    def _row(self, row: Scenario, draft: Draft | None, numbers: _Numbers) -> ScenarioRow:
        tally = numbers.tallies[row.id]
        state = shelf.state_of(row, tally)
        return ScenarioRow(
            id=row.id,
            name=row.name,
            state=state,
            document=shelf.running(row, draft, numbers.names),
            inside=tally.inside,
            finished=tally.finished,
            entered=tally.entered,
            sent_today=numbers.sent_today.get(row.id, 0),
            next_due=self._next(row, numbers.next_due.get(row.id)),
            paused_at=from_epoch(row.paused_at) if row.paused_at else None,
            changed=row.version_id is not None and shelf.has_changes(row, draft, numbers.names),
            closed=row.closed and state in ("running", "paused"),
            once=row.once,
            planned=self._coming(numbers.admissions.get(row.id)),
        )

    def _next(self, row: Scenario, due: int | None) -> NextDue | None:
        if due is None:
            return None
        at = max(due, self.now())
        people = counts.waiting(end_of_minute(at), scenario_id=row.id)
        return NextDue(from_epoch(at), people.get(row.id, 0), (row.name,), row.id)

    def _coming(self, one: Admission | None) -> NextDue | None:
        """For a moment nobody has counted them yet."""
        if one is None:
            return None
        counted = one.expected != admissions.NOT_COUNTED
        now, calendar = self.clock.now(), self.account().calendar
        people = one.expected if counted else expected_of(one, now, calendar)
        return NextDue(from_epoch(one.begins_at), people)

    def _overdue(self, row: Scenario) -> int:
        if row.state != ScenarioState.PAUSED:
            return 0
        late = counts.waiting(self.now(), state=ScenarioState.PAUSED, scenario_id=row.id)
        return late.get(row.id, 0)

    def _held(self, row: Scenario) -> tuple[Held, ...]:
        of_account = holds.account_facts(self.now(), row.id)
        return (*of_account, *holds.friends_facts(row.id))


def _entered(rows: list[Scenario]) -> list[Scenario]:
    open_to_newcomers = {entrance.scenario_id for entrance in entrances.listed()}
    return [row for row in rows if row.id in open_to_newcomers]


def step_sums(people: Mapping[tuple[int, int], int]) -> dict[str, int]:
    """From (version, index) to the step's id, the same step of all versions together."""
    sums: dict[str, int] = {}
    for (version, index), number in people.items():
        step = versions.walk(version).stops[index].step
        sums[step.id] = sums.get(step.id, 0) + number
    return sums
