"""Commands that pause, resume, end and delete a scenario."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import from_epoch
from bot.services.owner import shelf
from bot.services.owner.desk import Desk
from bot.services.owner.halting import PEOPLE_COUNTED
from bot.services.owner.refusals import locked, refused
from bot.services.set_days import announce
from bot.store import admissions, counts, overdue, scenarios, set_days, versions, walks
from bot.store.models import Scenario, ScenarioState

UNDO_SECONDS = 600


def pause(desk: Desk, command: do.PauseScenario, _: Actor) -> Outcome:
    """Only the scenario's row: however many are inside, they wait where they are."""
    row = locked(command.scenario_id)
    if row.state not in scenarios.LIVE:
        raise refused("not_running")
    if row.state == ScenarioState.RUNNING:
        scenarios.paused(row.id, at=desk.now())
    return Outcome(
        from_epoch(row.paused_at or desk.now()),
        scenario_id=row.id,
        people=counts.tallies(row.id)[row.id].inside,
        on_the_way=counts.on_the_way(row.id),
    )


def resume(desk: Desk, command: do.ResumeScenario, _: Actor) -> Outcome:
    """Who is overdue goes on in turn by the engine, or without the missed step."""
    row, now = _require_paused(command.scenario_id), desk.now()
    people = overdue.count(now, PEOPLE_COUNTED, ScenarioState.PAUSED, row.id)
    if command.overdue == "skip":
        overdue.skip(ScenarioState.PAUSED, row.id, until=now)
    scenarios.resumed(row.id)
    return Outcome(
        from_epoch(now), scenario_id=row.id, people=people, or_more=people == PEOPLE_COUNTED
    )


def _require_paused(scenario_id: int) -> Scenario:
    row = locked(scenario_id)
    if row.state == ScenarioState.RUNNING:
        raise refused("already_running")
    if row.state != ScenarioState.PAUSED:
        raise refused("not_running")
    return row


def end(desk: Desk, command: do.EndScenario, _: Actor) -> Outcome:
    row = locked(command.scenario_id)
    if row.state == ScenarioState.DRAFT:
        raise refused("not_running")
    tally = counts.tallies(row.id)[row.id]
    admissions.call_off(row.id)
    set_days.forget(row.id)
    if command.mode == "all":
        walks.end_all(row.id, now=desk.now())
    if command.mode == "all" or not tally.alive:
        scenarios.ended(row.id)
    else:
        scenarios.closed(row.id)
    return Outcome(
        from_epoch(desk.now()),
        scenario_id=row.id,
        people=tally.inside,
        on_the_way=counts.on_the_way(row.id),
    )


def reopen(desk: Desk, command: do.ReopenScenario, _: Actor) -> Outcome:
    row = locked(command.scenario_id)
    if shelf.state_of(row, counts.tallies(row.id)[row.id]) not in ("running", "paused"):
        raise refused("not_running")
    scenarios.reopened(row.id)
    if row.version_id:
        document = versions.document(row.version_id)
        announce(row.id, document, desk.account(), now=desk.now())
    return Outcome(from_epoch(desk.now()), scenario_id=row.id)


def restore(desk: Desk, command: do.RestoreScenario, _: Actor) -> Outcome:
    row = scenarios.find_deleted(command.scenario_id)
    if row is None or row.deleted_at is None or desk.now() - row.deleted_at > UNDO_SECONDS:
        raise refused("cannot_undo")
    scenarios.restored(row.id)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id)


def delete(desk: Desk, command: do.DeleteScenario, actor: Actor) -> Outcome:
    row = locked(command.scenario_id)
    tally = counts.tallies(row.id)[row.id]
    if shelf.state_of(row, tally) not in ("draft", "ended"):
        raise refused("still_running")
    scenarios.deleted(row.id, at=desk.now(), by=actor.name)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id)
