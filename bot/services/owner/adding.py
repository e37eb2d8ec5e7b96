"""People whom an owner puts into a scenario by hand."""

from collections.abc import Mapping

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import NewcomerFacts
from bot.clock import from_epoch
from bot.domain.entry import BEFORE, Before, Entry, rules
from bot.domain.walk import Finished, Instants, Planned, plan
from bot.services.entering import Entering, kept_out
from bot.services.owner.desk import Desk, ReadingDesk
from bot.services.owner.refusals import locked, refused
from bot.store import newcomers, scenarios, versions
from bot.store.models import Scenario, ScenarioState
from bot.store.walks import Entrance


class AddingReads(ReadingDesk):
    def newcomers(
        self, scenario_id: int, friend_ids: tuple[int, ...] | None
    ) -> NewcomerFacts | None:
        row = scenarios.find(scenario_id)
        if row is None or why_not(self, row):
            return None
        says, people = _rules(self, row), newcomers.standings(row.id, friend_ids)
        door = Entrance(row.id, _version(row))
        kept = kept_out(door, friend_ids, self.clock.now(), self.account().calendar)
        out = newcomers.standings(row.id, kept) if kept else {}
        wanted = [before for before in BEFORE if says[before] != "no"]
        entering = {before: people.get(before, 0) - out.get(before, 0) for before in wanted}
        return NewcomerFacts(
            entering=sum(entering.values()),
            restarting=entering.get("inside", 0),
            stopped=people.get("stopped", 0),
            blocked=people.get("blocked", 0),
            before=sum(people.get(before, 0) for before in BEFORE if before not in entering),
            kept_out=sum(out.get(before, 0) for before in wanted),
            members=people.get("member", 0),
            first_at=_first(self, row).due_at,
        )


def add(desk: Desk, command: do.AddPeople, _: Actor) -> Outcome:
    """Also into a paused scenario: there they wait."""
    row = locked(command.scenario_id)
    if code := why_not(desk, row):
        raise refused(code)
    door = Entrance(row.id, _version(row))
    people = Entering(desk.clock, desk.account).enter(door, command.friend_ids)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id, people=people)


def why_not(desk: Desk, row: Scenario) -> str | None:
    """The code of what stands in the way of anybody's entering."""
    if row.state == ScenarioState.DRAFT:
        return "add_to_draft"
    if row.state == ScenarioState.ENDED:
        return "add_to_ended"
    if row.closed:
        return "closed_to_newcomers"
    if versions.document(_version(row)).carried:
        return "needs_event"
    return None if _rules(desk, row)["none"] == "enter" else "outside_period"


def _rules(desk: Desk, row: Scenario) -> Mapping[Before, Entry]:
    scenario = versions.document(_version(row))
    return rules(scenario, desk.clock.now(), desk.account().calendar)


def _first(desk: Desk, row: Scenario) -> Planned:
    entering = Instants.entering(desk.clock.now(), own_act=False)
    first = plan(versions.walk(_version(row)), 0, entering, desk.account().calendar)
    if isinstance(first, Finished):
        raise refused("no_such_step", value="1")
    return first


def _version(row: Scenario) -> int:
    if row.version_id is None:
        raise refused("add_to_draft")
    return int(row.version_id)
