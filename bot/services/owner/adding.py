"""People whom an owner puts into a scenario by hand."""

from datetime import datetime

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import NewcomerFacts
from bot.clock import from_epoch
from bot.domain.audience import Audience
from bot.domain.entry import BEFORE
from bot.domain.errors import Refused
from bot.domain.walk import Finished, Instants, Planned, plan
from bot.services.admitting import Admitting, meant, rule_of, standings, wanted_of, why_not
from bot.services.entering import Entering
from bot.services.owner import once
from bot.services.owner.desk import Desk, ReadingDesk
from bot.services.owner.refusals import locked, refused
from bot.store import admissions, scenarios, versions
from bot.store.entrances import Entrance
from bot.store.models import Scenario, ScenarioState


class AddingReads(ReadingDesk):
    def newcomers(
        self, scenario_id: int, whom: Audience, at: datetime | None = None
    ) -> NewcomerFacts | None:
        row = scenarios.find(scenario_id)
        if row is None:
            return None
        try:
            if row.state == ScenarioState.DRAFT:
                return once.newcomers_at(self, row, whom, at or self.clock.now())
            return None if _why_not(self, row) else self._facts(row, whom)
        except Refused:
            return None

    def _facts(self, row: Scenario, whom: Audience) -> NewcomerFacts:
        now, calendar, door = self.clock.now(), self.account().calendar, _door(row)
        some = meant(whom, now, calendar)
        people, out = standings(door, some, now, calendar)
        wanted = wanted_of(door, now, calendar)
        entering = {before: people.get(before, 0) - out.get(before, 0) for before in wanted}
        return NewcomerFacts(
            entering=sum(entering.values()),
            restarting=entering.get("inside", 0),
            stopped=people.get("stopped", 0),
            blocked=people.get("blocked", 0),
            before=sum(people.get(before, 0) for before in BEFORE if before not in wanted),
            kept_out=sum(out.get(before, 0) for before in wanted),
            members=people.get("member", 0),
            first_at=_first(self, row).due_at,
        )


def add(desk: Desk, command: do.AddPeople, _: Actor) -> Outcome:
    """Also into a paused scenario: there they wait."""
    row = locked(command.scenario_id)
    if row.once:
        raise refused("sent_once")
    if code := _why_not(desk, row):
        raise refused(code)
    people, is_all = _enter(desk, row, command.whom)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id, people=people, or_more=not is_all)


def _enter(desk: Desk, row: Scenario, whom: Audience) -> tuple[int, bool]:
    if whom.kind == "friends":
        entered = Entering(desk.clock, desk.account).enter(_door(row), whom.friends)
        return len(entered), True
    rule_of(whom)  # refused where it is gone
    admission = admissions.add(row.id, whom, begins_at=desk.now())
    return Admitting(desk.clock, desk.account).first(admission)


def _why_not(desk: Desk, row: Scenario) -> str | None:
    return why_not(row, desk.clock.now(), desk.account().calendar)


def _first(desk: Desk, row: Scenario) -> Planned:
    entering = Instants.entering(desk.clock.now(), own_act=False)
    first = plan(versions.walk(_version(row)), 0, entering, desk.account().calendar)
    if isinstance(first, Finished):
        raise refused("no_such_step", value="1")
    return first


def _door(row: Scenario) -> Entrance:
    return Entrance(row.id, _version(row))


def _version(row: Scenario) -> int:
    if row.version_id is None:
        raise refused("add_to_draft")
    return int(row.version_id)
