"""Results and scenarios as files: fetched once, within ten minutes, while who asked still may."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from admin_flows.ports.facts import Period, ResultFacts
from bot.clock import Clock, epoch, from_epoch
from bot.domain.document import Scenario
from bot.domain.results import Sums
from bot.domain.tables import Cell, as_csv
from bot.services.api_access import SHOWN_SECONDS, hashed
from bot.services.owner import OwnerReads
from bot.services.taps import is_person
from bot.store import exports, labels, people
from bot.store.db import atomic
from bot.store.exports import ExportRow
from bot.store.people import Person
from flex_templates.catalogs import closest
from flex_templates.export_wording import ExportWording

Row = tuple[Cell, ...]
_MAY = {"results": ("owner",), "yaml": ("owner", "editor")}


@dataclass(frozen=True, slots=True)
class File:
    name: str
    body: bytes
    type: str = "text/csv"


@dataclass(frozen=True)
class Exports:
    clock: Clock
    reads: OwnerReads
    locale: Callable[[], str]

    def fetch(self, token: str, user_agent: str, *, counts: bool) -> File | None:
        """A look in advance takes nothing."""
        if not counts or not is_person(user_agent):
            return None
        now = epoch(self.clock.now())
        with atomic():
            row = exports.take(hashed(token), since=now - SHOWN_SECONDS, at=now)
        member = people.member(row.user_id) if row else None
        if row is None or member is None or member.role not in _MAY[row.kind]:
            return None
        return self._yaml(row) if row.kind == "yaml" else self._file(row, member)

    def _yaml(self, row: ExportRow) -> File | None:
        text = self.reads.as_yaml(row.scenario_id)
        name = f"scenario-{row.scenario_id}.yaml"
        return File(name, text.encode(), "application/yaml") if text is not None else None

    def _file(self, row: ExportRow, owner: Person) -> File | None:
        words = ExportWording(closest(owner.lang or self.locale()))
        if row.label_id:
            return File(f"label-{row.label_id}.csv", as_csv(self._people(row.label_id, words)))
        period = _period(row)
        if row.scenario_id == 0:
            found = self.reads.shop_days(period) if period else []
            return File("results.csv", as_csv([words.shop_head(), *found]))
        facts = self.reads.scenario(row.scenario_id)
        if facts is None:
            return None
        result = self.reads.results(row.scenario_id, period)
        table = [words.scenario_head(), *_steps(facts.document, result)]
        return File(f"results-{row.scenario_id}.csv", as_csv(table))

    def _people(self, label_id: int, words: ExportWording) -> Iterator[Row]:
        zone = self.reads.account().zone
        yield words.people_head()
        for user_id, name, customer_id, at in labels.everybody(label_id):
            since = from_epoch(at).astimezone(zone)
            yield user_id, name, customer_id, f"{since:%Y-%m-%d %H:%M}"


def _period(row: ExportRow) -> Period | None:
    if row.first is None or row.last is None:
        return None
    return Period(date.fromordinal(row.first), date.fromordinal(row.last))


def _steps(document: Scenario, result: ResultFacts) -> Iterator[Row]:
    """By version and step; also those that are not in the document any more."""
    numbers = document.numbers
    titles = {step.id: step.title or "" for step in document.all_steps}
    for version, steps in result.versions.items():
        for step_id in sorted(steps, key=lambda one: (numbers.get(one, len(numbers) + 1), one)):
            place = (version, numbers.get(step_id), step_id, titles.get(step_id, ""))
            yield *place, *_figures(steps[step_id])


def _figures(sums: Sums) -> Row:
    return (
        sums.sent,
        sums.failed,
        sums.tapped,
        sums.watched,
        sums.answered,
        sums.used,
        sums.stopped,
        sums.blocked,
    )
