"""Refusals that several commands share."""

from bot.domain.errors import DocumentError, Problem, Refused
from bot.store import drafts, scenarios
from bot.store.models import Scenario


def refused(code: str, **values: str | int) -> Refused:
    return Refused(Problem(code, "", values))


def of_document(error: DocumentError) -> Refused:
    return Refused(error.problems[0])


def locked(scenario_id: int) -> Scenario:
    """Nobody else changes this scenario until the transaction ends."""
    row = scenarios.locked(scenario_id)
    if row is None:
        raise refused("no_such_scenario")
    return row


def at_revision(row: Scenario, base: int) -> int:
    """The next revision. Refused when somebody changed the draft since `base`."""
    revision = drafts.next_revision(row.id, base)
    if revision is None:
        draft = drafts.find(row.id)
        at = draft.edited_at if draft else 0
        raise refused("draft_changed", by=draft.editor if draft else "", at=at)
    return revision


def next_revision(row: Scenario) -> int:
    return drafts.next_revision(row.id) or row.revision
