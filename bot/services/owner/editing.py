"""Commands that write: scenarios and their drafts."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import from_epoch
from bot.domain.document import Scenario as Document
from bot.domain.document import parse
from bot.domain.edit import with_name
from bot.domain.errors import DocumentError
from bot.domain.relabelling import Renames
from bot.services.coupons import make_missing
from bot.services.owner import shelf
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import (
    at_revision,
    locked,
    next_revision,
    of_document,
    refused,
)
from bot.store import drafts, fragments, scenarios, user_groups
from bot.store.models import Scenario, ScenarioState


def create(desk: Desk, command: do.CreateScenario, actor: Actor) -> Outcome:
    make_missing(command.coupons, at=desk.now())
    if command.document:
        return _new(desk, renamed(command.document, command.name), actor, once=command.once)
    try:
        document = parse({"tobiishi": 1, "name": command.name})
    except DocumentError as error:
        raise of_document(error) from None
    return _new(desk, document, actor)


def duplicate(desk: Desk, command: do.DuplicateScenario, actor: Actor) -> Outcome:
    """Of what is being written if there is something, else of what runs."""
    row = locked(command.scenario_id)
    document = shelf.written(row, drafts.find(row.id))
    return _new(desk, renamed(document, command.name), actor, once=row.once)


def _new(desk: Desk, document: Document, actor: Actor, *, once: bool = False) -> Outcome:
    scenario_id = scenarios.create(document.name, at=desk.now(), once=once)
    revision = drafts.next_revision(scenario_id)
    _put(desk, scenario_id, document, actor)
    return Outcome(from_epoch(desk.now()), scenario_id=scenario_id, revision=revision)


def save(desk: Desk, command: do.SaveDraft, actor: Actor) -> Outcome:
    row = locked(command.scenario_id)
    revision = at_revision(row, command.base_revision)
    document = command.document.model_copy(update={"name": row.name})
    _put(desk, row.id, document, actor, command.step_id)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id, revision=revision)


def take(desk: Desk, command: do.TakeDraft, actor: Actor) -> Outcome:
    row = locked(command.scenario_id)
    revision = next_revision(row)
    drafts.take(row.id, editor_id=actor.user_id, editor=actor.name, at=desk.now())
    return Outcome(from_epoch(desk.now()), scenario_id=row.id, revision=revision)


def discard(desk: Desk, command: do.DiscardDraft, actor: Actor) -> Outcome:
    row = locked(command.scenario_id)
    revision = next_revision(row)
    if row.state == ScenarioState.DRAFT:
        # The draft stays with the deleted scenario, for as long as that can be restored.
        scenarios.deleted(row.id, at=desk.now(), by=actor.name)
    else:
        drafts.remove(row.id)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id, revision=revision)


def rename(desk: Desk, command: do.RenameScenario, _: Actor) -> Outcome:
    """Also inside the draft's document, so that an export shows it. Versions stay as they are, and
    what they say of old means it; groups' rules and shared steps say the new name.
    """
    row, draft = locked(command.scenario_id), drafts.find(command.scenario_id)
    document = renamed(shelf.written(row, draft), command.name)
    revision = _rename_draft(row, document) if draft else row.revision
    scenarios.renamed(row.id, document.name)
    _follow(row.name)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id, revision=revision)


def _follow(was: str) -> None:
    """Unless another scenario is called so, too: which of them is meant, nobody knows."""
    today = scenarios.todays()
    if was in today:
        names = Renames(scenarios={was: today[was]})
        user_groups.relabel(names)
        fragments.relabel(names)


def _rename_draft(row: Scenario, document: Document) -> int:
    drafts.rename(row.id, document)
    return next_revision(row)


def renamed(document: Document, name: str) -> Document:
    try:
        return with_name(document, name)
    except DocumentError as error:
        raise of_document(error) from None


def set_at_limit(desk: Desk, command: do.SetAtLimit, _: Actor) -> Outcome:
    """At once, for everybody inside. A draft open elsewhere is out of date then."""
    row = locked(command.scenario_id)
    if row.state == ScenarioState.ENDED:
        raise refused("not_running")
    scenarios.set_at_limit(row.id, command.at_limit, urgent=command.urgent)
    return Outcome(from_epoch(desk.now()), scenario_id=row.id, revision=next_revision(row))


def _put(
    desk: Desk, scenario_id: int, document: Document, actor: Actor, step_id: str | None = None
) -> None:
    scenarios.set_at_limit(scenario_id, document.at_limit, urgent=document.urgent)
    drafts.put(
        scenario_id,
        document,
        editor_id=actor.user_id,
        editor=actor.name,
        at=desk.now(),
        step_id=step_id,
    )
