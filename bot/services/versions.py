"""A scenario's versions for whoever installs the bot: what was published when, and the next one."""

from dataclasses import dataclass

from admin_flows.ports.commands import (
    Executor,
    Outcome,
    PublishDraft,
    PublishVersion,
    SaveDraft,
    Whom,
)
from admin_flows.ports.facts import ScenarioFacts, VersionFacts
from admin_flows.ports.reads import Reads
from bot.domain.changes import Change, changes
from bot.domain.document import Scenario
from bot.domain.errors import Problem, Refused
from bot.domain.headcount import Headcount
from bot.domain.yaml import dump_yaml
from bot.services.exchange import INSTALLER
from bot.store.db import atomic

MOST = 1_000

_WORDS = {
    "changed": "step {} changed",
    "added": "step {} added",
    "removed": "step {} deleted",
    "moved": "step {} moved",
    "start": "start changed",
    "other": "settings changed",
}


@dataclass(frozen=True)
class VersionService:
    """Raises Refused."""

    reads: Reads
    execute: Executor

    def listed(self, scenario_id: int) -> list[str]:
        """Number, when, by whom, how many are inside, and what is new; the newest first."""
        self._facts(scenario_id)
        return [_line(one) for one in self.reads.versions(scenario_id, 0, MOST)]

    def as_yaml(self, scenario_id: int, number: int) -> str:
        document = self._version(scenario_id, number).document
        if document is None:
            raise _unreadable(number)
        return dump_yaml(document)

    def publish(
        self,
        scenario_id: int,
        document: Scenario,
        *,
        everyone: bool,
        reach_finished: bool = False,
    ) -> str:
        """The document as the next version. What was being written is replaced by it."""
        with atomic():
            counted = self.reads.headcount(scenario_id, document)
            revision = self._revision(scenario_id)
            saved = self.execute(SaveDraft(scenario_id, revision, document), INSTALLER)
            whom = _whom(everyone=everyone)
            command = PublishDraft(scenario_id, saved.revision or 0, whom, reach_finished)
            said = _said(self.execute(command, INSTALLER), counted, everyone=everyone)
            number, people = counted.appended, counted.finished
            return f"{said} {people} finished and get step {number}." if reach_finished else said

    def publish_again(self, scenario_id: int, number: int, *, everyone: bool) -> str:
        facts, document = self._facts(scenario_id), self._version(scenario_id, number).document
        if document is None:
            raise _unreadable(number)
        counted = self.reads.headcount(scenario_id, document)
        command = PublishVersion(scenario_id, number, facts.version, _whom(everyone=everyone))
        return _said(self.execute(command, INSTALLER), counted, everyone=everyone)

    def _facts(self, scenario_id: int) -> ScenarioFacts:
        found = self.reads.scenario(scenario_id)
        if found is None:
            raise Refused(Problem("no_such_scenario"))
        return found

    def _version(self, scenario_id: int, number: int) -> VersionFacts:
        found = self.reads.version(scenario_id, number)
        if found is None:
            raise _unreadable(number)
        return found

    def _revision(self, scenario_id: int) -> int:
        draft = self.reads.draft(scenario_id)
        if draft is None:
            raise Refused(Problem("no_such_scenario"))
        return draft.revision


def _unreadable(number: int) -> Refused:
    return Refused(Problem("no_such_version", "", {"version": number}))


def _line(one: VersionFacts) -> str:
    new = changes(one.document, one.before) if one.document else ()
    said = ", ".join(map(_words, new)) or "-"
    at = f"{one.at:%Y-%m-%dT%H:%MZ}"
    return "\t".join((str(one.number), at, one.by or "-", str(one.inside), said))


def _words(change: Change) -> str:
    return _WORDS[change.kind].format(change.number)


def _whom(*, everyone: bool) -> Whom:
    return "everyone" if everyone else "newcomers"


def _said(outcome: Outcome, counted: Headcount, *, everyone: bool) -> str:
    published = f"Version {outcome.version} is published."
    if not everyone:
        return f"{published} {outcome.people} inside stay where they are."
    gone_on = "".join(
        f" {one.people} go on from step {one.number}"
        + (f" to step {one.to}." if one.to else ", which was their last.")
        for one in counted.sent_on
    )
    return (
        f"{published} {outcome.people} inside: {counted.ahead} before what is new,"
        f" {counted.past} past it, {counted.elsewhere} on other branches,"
        f" {counted.staying} stay where they are.{gone_on}"
    )
