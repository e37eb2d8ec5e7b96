"""A scenario's documents: what runs, what is being written, and how they differ.

All speak by today's names. `names`: read before, by who asks for many scenarios.
"""

from admin_flows.ports import facts
from bot.clock import from_epoch
from bot.domain.document import Scenario as Document
from bot.domain.edit import with_name
from bot.domain.relabelling import Renames, relabelled
from bot.store import drafts, labels, scenarios, versions
from bot.store.counts import Tally
from bot.store.models import Draft as DraftRow
from bot.store.models import Scenario, ScenarioState

_STATES: dict[int, facts.ScenarioState] = {
    ScenarioState.RUNNING: "running",
    ScenarioState.PAUSED: "paused",
    ScenarioState.DRAFT: "draft",
    ScenarioState.ENDED: "ended",
}


def todays() -> Renames:
    return Renames(labels.todays(), scenarios.todays())


def published(row: Scenario, names: Renames | None = None) -> Document | None:
    """As of today: renaming makes no version."""
    return of_today(versions.document(row.version_id), row, names) if row.version_id else None


def as_of(row: Scenario, number: int) -> Document | None:
    """Its version of that number, as of today; None where nobody can read such a one."""
    version = versions.numbered(row.id, number)
    readable = version is not None and versions.is_readable(version.id)
    return of_today(versions.document(version.id), row) if version and readable else None


def written(row: Scenario, draft: DraftRow | None, names: Renames | None = None) -> Document:
    """What an owner edits: the draft, else what runs."""
    document = of_today(drafts.document(draft), row, names) if draft else published(row, names)
    return document or Document(name=row.name)


def running(row: Scenario, draft: DraftRow | None, names: Renames | None = None) -> Document:
    """What runs; of a scenario never published what is being written."""
    return published(row, names) or written(row, draft, names)


def has_changes(row: Scenario, draft: DraftRow | None, names: Renames | None = None) -> bool:
    return draft is not None and written(row, draft, names) != published(row, names)


def of_today(document: Document, row: Scenario, names: Renames | None = None) -> Document:
    """With what is set at once, for all versions and the draft, and speaking by today's names."""
    today = {"at_limit": row.at_limit, "urgent": row.urgent}
    return relabelled(with_name(document, row.name).model_copy(update=today), names or todays())


def state_of(row: Scenario, tally: Tally) -> facts.ScenarioState:
    """Closed to newcomers and left by everybody is ended."""
    return "ended" if row.closed and not tally.alive else _STATES[row.state]


def draft_facts(row: Scenario) -> facts.Draft:
    draft = drafts.find(row.id)
    document = written(row, draft)
    if draft is None:
        return facts.Draft(row.id, document, row.revision)
    return facts.Draft(
        row.id,
        document,
        row.revision,
        editor=draft.editor,
        editor_user_id=draft.editor_id,
        edited_at=from_epoch(draft.edited_at),
        step_id=draft.step_id or None,
    )


def every_draft() -> dict[int, DraftRow]:
    """The latest edited first."""
    return {draft.scenario_id: draft for draft in drafts.every()}


def find(scenario_id: int) -> tuple[Scenario, DraftRow | None] | None:
    row = scenarios.find(scenario_id)
    return (row, drafts.find(scenario_id)) if row else None
