"""Drafts: what is being written and not published yet, one a scenario."""

import json

from bot.domain.document import Scenario as Document
from bot.domain.document import dump, parse
from bot.store.db import rows
from bot.store.models import Draft, Scenario


def find(scenario_id: int) -> Draft | None:
    return Draft.get_or_none(Draft.scenario_id == scenario_id)


def document(draft: Draft) -> Document:
    return parse(json.loads(draft.document))


def every() -> list[Draft]:
    """Of scenarios that are not deleted, the latest edited first."""
    return list(
        Draft.select()
        .join(Scenario, on=(Scenario.id == Draft.scenario_id))
        .where(Scenario.deleted_at.is_null())
        .order_by(Draft.edited_at.desc(), Draft.scenario_id.desc())
    )


def next_revision(scenario_id: int, base: int | None = None) -> int | None:
    """Counts one change up. None when the draft is not at ``base`` any more."""
    found = rows(
        "UPDATE scenario SET revision = revision + 1 WHERE id = :id AND deleted_at IS NULL"
        " AND (:base < 0 OR revision = :base) RETURNING revision",
        {"id": scenario_id, "base": -1 if base is None else base},
    )
    return int(found[0][0]) if found else None


def put(
    scenario_id: int,
    scenario: Document,
    *,
    editor_id: str,
    editor: str,
    at: int,
    step_id: str | None = None,
) -> None:
    Draft.insert(
        scenario_id=scenario_id,
        document=json.dumps(dump(scenario), ensure_ascii=False),
        editor_id=editor_id,
        editor=editor,
        step_id=step_id or "",
        edited_at=at,
    ).on_conflict(
        conflict_target=[Draft.scenario_id],
        preserve=[Draft.document, Draft.editor_id, Draft.editor, Draft.step_id, Draft.edited_at],
    ).execute()


def take(scenario_id: int, *, editor_id: str, editor: str, at: int) -> None:
    Draft.update(editor_id=editor_id, editor=editor, edited_at=at).where(
        Draft.scenario_id == scenario_id
    ).execute()


def rename(scenario_id: int, scenario: Document) -> None:
    """The document under its new name; who edited it last stays."""
    Draft.update(document=json.dumps(dump(scenario), ensure_ascii=False)).where(
        Draft.scenario_id == scenario_id
    ).execute()


def remove(scenario_id: int) -> None:
    Draft.delete().where(Draft.scenario_id == scenario_id).execute()
