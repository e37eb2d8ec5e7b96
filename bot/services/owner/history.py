"""A scenario's versions, and whom another one would concern."""

from collections import defaultdict
from dataclasses import replace

from admin_flows.ports.facts import VersionFacts
from bot.clock import from_epoch
from bot.domain.appending import appended
from bot.domain.document import Scenario as Document
from bot.domain.errors import DocumentError
from bot.domain.fragments import expanded
from bot.domain.headcount import Headcount, headcount
from bot.domain.walk import Walk
from bot.services.owner import naming, shelf
from bot.services.owner.desk import ReadingDesk
from bot.store import counts, reach, scenarios, versions
from bot.store.models import Scenario, ScenarioVersion


class HistoryReads(ReadingDesk):
    def versions(self, scenario_id: int, first: int, limit: int) -> tuple[VersionFacts, ...]:
        row = scenarios.find(scenario_id)
        found = versions.listed(scenario_id, first, limit) if row else []
        people = _inside(scenario_id)
        return tuple(_facts(row, one, people) for one in found) if row else ()

    def version(self, scenario_id: int, number: int) -> VersionFacts | None:
        row, found = scenarios.find(scenario_id), versions.numbered(scenario_id, number)
        return _facts(row, found, _inside(scenario_id)) if row and found else None

    def headcount(self, scenario_id: int, document: Document) -> Headcount:
        """Whom it concerns if it were published for everyone."""
        people = _inside(scenario_id)
        readable = [number for number in sorted(people) if versions.is_readable(number)]
        walks = [(versions.walk(number), people[number]) for number in readable]
        new = Walk(_whole(document))
        return _with_finished(scenario_id, new, headcount(walks, new))


def _with_finished(scenario_id: int, new: Walk, counted: Headcount) -> Headcount:
    coming = 1 + max(versions.ids_of(scenario_id), default=0)
    before = versions.readable_before(scenario_id, coming)
    known = {step.id for number in before for step in versions.document(number).all_steps}
    step = appended(new, known)
    if step is None:
        return counted
    finished = reach.count(scenario_id, reach.ends(scenario_id, new, coming))
    return replace(counted, finished=finished, appended=new.stops[step].number)


def _whole(document: Document) -> Document:
    """With the steps that scenarios share; where they do not fit, as it is written."""
    try:
        return expanded(document, naming.others().fragments or {})
    except DocumentError:
        return document


def _inside(scenario_id: int) -> dict[int, dict[int, int]]:
    """By version, then by stop."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (version, stop), number in counts.by_step(scenario_id).items():
        found[version][stop] = number
    return found


def _facts(
    row: Scenario, version: ScenarioVersion, people: dict[int, dict[int, int]]
) -> VersionFacts:
    return VersionFacts(
        number=version.number,
        at=from_epoch(version.published_at),
        by=version.published_by,
        inside=sum(people.get(version.id, {}).values()),
        document=shelf.as_of(row, version.number),
        before=shelf.as_of(row, version.number - 1),
    )
