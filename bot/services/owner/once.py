"""What is sent once to people who are chosen with it: now, or at a time."""

from datetime import datetime

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import NewcomerFacts
from bot.clock import epoch, from_epoch
from bot.domain.audience import Audience
from bot.domain.document import Manual
from bot.domain.edit import with_start
from bot.domain.walk import Finished, Instants, Walk, plan
from bot.services.admitting import Admitting, meant, rule_of
from bot.services.owner import shelf
from bot.services.owner.desk import Desk
from bot.services.owner.publishing import publish_new
from bot.services.owner.refusals import at_revision, locked, next_revision, refused
from bot.store import admissions, drafts, newcomers, scenarios
from bot.store.models import Scenario, ScenarioState

# Between choosing "now" as a time and the tap that sends.
LATE_SECONDS = 600
LONGEST_SECONDS = 366 * 86_400


def is_open(row: Scenario) -> bool:
    """It is still to be decided to whom it goes."""
    return bool(row.once) and row.state == ScenarioState.DRAFT


def newcomers_at(desk: Desk, row: Scenario, whom: Audience, at: datetime) -> NewcomerFacts:
    """Nobody has ever been inside. Refused where the label or group is gone."""
    people = newcomers.first_standings(meant(whom, desk.clock.now(), desk.account().calendar))
    walk = Walk(shelf.written(row, drafts.find(row.id)))
    first = plan(walk, 0, Instants.entering(at, own_act=False), desk.account().calendar)
    return NewcomerFacts(
        entering=people.get("none", 0),
        stopped=people.get("stopped", 0),
        blocked=people.get("blocked", 0),
        members=people.get("member", 0),
        first_at=None if isinstance(first, Finished) else first.due_at,
    )


def send(desk: Desk, command: do.SendOnce, actor: Actor) -> Outcome:
    row = locked(command.scenario_id)
    if not is_open(row):
        raise refused("already_running")
    begins_at = epoch(command.at or desk.clock.now())
    if begins_at < desk.now() - LATE_SECONDS:
        raise refused("time_is_over")
    if begins_at > desk.now() + LONGEST_SECONDS:
        raise refused("within_a_year")
    rule_of(command.whom)  # refused where it is gone
    revision = at_revision(row, command.base_revision)
    document = with_start(shelf.written(row, drafts.find(row.id)), (Manual(),))
    version = publish_new(desk, row, document, actor)
    drafts.remove(row.id)
    scenarios.started(row.id, version.id)
    one = admissions.add(row.id, command.whom, begins_at=begins_at)
    people, is_all = 0, False
    if begins_at <= desk.now():
        people, is_all = Admitting(desk.clock, desk.account).first(one)
    return Outcome(
        from_epoch(desk.now()),
        scenario_id=row.id,
        revision=revision,
        people=people,
        or_more=not is_all,
    )


def call_off(desk: Desk, command: do.CallOff, actor: Actor) -> Outcome:
    """What was to be sent once is written on; of another scenario nobody more is put in."""
    row = locked(command.scenario_id)
    one = admissions.open_ones().get(row.id)
    if one is None or (row.once and one.begins_at <= desk.now()):
        raise refused("nothing_to_call_off")
    admissions.call_off(row.id)
    revision = row.revision
    if row.once:
        document = shelf.written(row, drafts.find(row.id))
        drafts.put(row.id, document, editor_id=actor.user_id, editor=actor.name, at=desk.now())
        scenarios.not_started(row.id)
        revision = next_revision(row)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id, revision=revision)
