"""A scenario that starts with those who are friends already: some first, or everybody."""

from dataclasses import replace

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import TrialFacts
from bot.clock import epoch, from_epoch
from bot.domain.audience import EVERYBODY
from bot.domain.trial import PEOPLE, REST_AFTER, needed
from bot.services.admitting import Admitting
from bot.services.owner import once, publishing
from bot.services.owner.desk import Desk, ReadingDesk
from bot.services.owner.refusals import locked, refused
from bot.store import admissions, trials
from bot.store.models import Scenario


class TrialReads(ReadingDesk):
    def trial(self, scenario_id: int) -> TrialFacts | None:
        found = trials.of_scenario(scenario_id, self.now())
        if found is None:
            return None
        course = trials.course(scenario_id)
        return TrialFacts(
            people=found.people,
            sent=course.sent,
            failed=course.failed,
            stopped=course.stopped,
            blocked=course.blocked,
            rest=found.rest,
            rest_at=from_epoch(found.rest_at),
        )


def start(desk: Desk, command: do.StartScenario, actor: Actor) -> Outcome:
    row = locked(command.scenario_id)
    expected = _existing(desk, row) if command.existing else 0
    done = publishing.start(desk, command, actor)
    people = _enter(desk, row, expected, trial=command.trial) if command.existing else 0
    return replace(done, people=people)


def _existing(desk: Desk, row: Scenario) -> int:
    return once.newcomers_at(desk, row, EVERYBODY, desk.clock.now()).entering


def _enter(desk: Desk, row: Scenario, expected: int, *, trial: bool) -> int:
    """Those who are friends already; in the transaction of the start. How many did so far."""
    one = admissions.add(row.id, EVERYBODY, begins_at=desk.now(), expected=expected)
    admitting = Admitting(desk.clock, desk.account)
    if not (trial and needed(expected)):
        return admitting.first(one)[0]
    rest_at = epoch(desk.clock.now() + REST_AFTER)
    people = admitting.trial(one, PEOPLE, rest_at=rest_at)
    trials.begin(one.id, row.id, people, at=desk.now())
    return people


def go_on(desk: Desk, command: do.EndTrial, _: Actor) -> Outcome:
    """The others enter now, or never."""
    row = locked(command.scenario_id)
    found = trials.of_scenario(row.id, desk.now())
    if found is None:
        raise refused("no_trial")
    if command.rest == "now":
        admissions.put_off(found.admission_id, desk.now())
    else:
        admissions.called_off(found.admission_id)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id, people=found.rest)
