"""Commands that start a scenario and publish its next versions."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome, Whom
from bot.clock import from_epoch
from bot.domain.appending import appended
from bot.domain.check import check, errors
from bot.domain.document import Scenario as Document
from bot.domain.fragments import expanded
from bot.domain.moving import Leaving, comes_back, had_before, may_move
from bot.domain.walk import Walk
from bot.services import set_days
from bot.services.owner import naming, shelf
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import at_revision, locked, next_revision, refused
from bot.store import counts, drafts, moving, reach, scenarios, versions
from bot.store.models import Scenario, ScenarioState, ScenarioVersion


def start(desk: Desk, command: do.StartScenario, actor: Actor) -> Outcome:
    row = locked(command.scenario_id)
    if row.state != ScenarioState.DRAFT:
        raise refused("already_running")
    revision = at_revision(row, command.base_revision)
    version = _from_draft(desk, row, actor)
    scenarios.started(row.id, version.id)
    set_days.announce(row.id, versions.document(version.id), desk.account(), now=desk.now())
    return Outcome(
        from_epoch(desk.now()), scenario_id=row.id, revision=revision, version=version.number
    )


def publish(desk: Desk, command: do.PublishDraft, actor: Actor) -> Outcome:
    row = _live(command.scenario_id)
    if not shelf.has_changes(row, drafts.find(row.id)):
        raise refused("nothing_changed")
    revision = at_revision(row, command.base_revision)
    version = _from_draft(desk, row, actor)
    if command.reach_finished:
        _reach_finished(row, version)
    return _published(desk, row, version, command.whom, revision)


def publish_version(desk: Desk, command: do.PublishVersion, actor: Actor) -> Outcome:
    """What is being written meanwhile stays as it is, but for whom it belongs to by now."""
    row = _live(command.scenario_id)
    current = scenarios.version(row.version_id or 0)
    if current.number != command.instead_of:
        raise refused("other_version", version=current.number)
    document = shelf.as_of(row, command.version)
    if document is None:
        raise refused("no_such_version", version=command.version)
    if document == shelf.published(row):
        raise refused("nothing_changed")
    version = publish_new(desk, row, document, actor)
    return _published(desk, row, version, command.whom, next_revision(row))


def _live(scenario_id: int) -> Scenario:
    row = locked(scenario_id)
    if row.state not in scenarios.LIVE:
        raise refused("not_running")
    return row


def _from_draft(desk: Desk, row: Scenario, actor: Actor) -> ScenarioVersion:
    version = publish_new(desk, row, shelf.written(row, drafts.find(row.id)), actor)
    drafts.remove(row.id)
    return version


def publish_new(desk: Desk, row: Scenario, document: Document, actor: Actor) -> ScenarioVersion:
    return versions.publish(row.id, ready(desk, document), at=desk.now(), by=actor.name)


def ready(desk: Desk, document: Document) -> Document:
    """With its shared steps. Refused where something has to be put right first."""
    account = desk.account()
    others = naming.others()
    found = errors(check(document, account.calendar, account.name, others))
    if found:
        raise refused("not_ready", errors=len(found), step=found[0].step_id or "")
    return expanded(document, others.fragments or {})


def _published(
    desk: Desk, row: Scenario, version: ScenarioVersion, whom: Whom, revision: int
) -> Outcome:
    if whom == "everyone":
        _lead_on(row, version, now=desk.now())
    scenarios.published(row.id, version.id)
    if not row.closed:
        set_days.announce(row.id, versions.document(version.id), desk.account(), now=desk.now())
    return Outcome(
        from_epoch(desk.now()),
        scenario_id=row.id,
        revision=revision,
        version=version.number,
        people=counts.tallies(row.id)[row.id].inside,
    )


def _lead_on(row: Scenario, version: ScenarioVersion, *, now: int) -> None:
    """Whoever is inside goes on in this version, whichever they walk; some time after this."""
    new = Walk(versions.read(version))
    before = [versions.walk(number) for number in versions.readable_before(row.id, version.id)]
    inhabited = set(moving.inhabited(row.id))
    leaving = [old for old in before if old.version_id in inhabited and may_move(old, new)]
    moving.leave([old.version_id for old in leaving], version.id, at=now)
    known = {step.id for old in before for step in old.scenario.all_steps}
    left = [_leaving(old) for old in leaving]
    moving.come_twice(version.id, had_before(left, new, known) | comes_back(left, new, known))


def _reach_finished(row: Scenario, version: ScenarioVersion) -> None:
    """They go on in it some time after this."""
    before = versions.readable_before(row.id, version.id)
    known = {step.id for number in before for step in versions.document(number).all_steps}
    step = appended(Walk(versions.read(version)), known)
    if step is None:
        raise refused("nothing_appended")
    reach.begin(version.id, row.id, step)


def _leaving(walk: Walk) -> Leaving:
    twice = moving.twice_in(walk.version_id)
    return Leaving(walk, frozenset(walk.stops[index].step.id for index in twice))
