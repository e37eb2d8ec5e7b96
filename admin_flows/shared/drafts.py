"""Changing a draft: every answer is saved at once, and nobody overwrites what another changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from admin_flows.engine.common import aside
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.names import LATE
from admin_flows.engine.scene import Scene
from admin_flows.engine.state import State
from admin_flows.ports.chat import Sent, Typed
from admin_flows.ports.commands import SaveDraft
from admin_flows.ports.facts import Draft
from admin_flows.shared import rows
from admin_flows.shared.where import OfScenario
from bot.domain.document import Scenario
from bot.domain.errors import DocumentError, Problem, Refused
from flex_templates.views.parts import Notice

S = TypeVar("S", bound=OfScenario)

STILL_EDITING = timedelta(minutes=10)
BUSY = "timeline.busy"
ENDED = Notice("error", "not_running")


def change(
    scene: Scene[S],
    edit: Callable[[Scenario], Scenario],
    then: Goto | Callable[[Scenario], Goto],
    given: Typed | Sent | None = None,
) -> Move:
    """Saves the edited draft, then shows `then` (which may depend on what came of the edit).

    `given` is what was typed or sent: should another person have changed the draft meanwhile,
    it is kept and asked about instead of thrown away.
    """
    draft = scene.draft(scene.state.scenario_id)
    if elsewhere := not_editable(scene, draft):
        return elsewhere
    if unseen := unseen_changes(scene, draft):
        return unseen if given is None else _whose(scene, draft, given)
    try:
        document = edit(draft.document)
    except DocumentError as error:
        return Stay(error_line(error.problems[0]))
    except Refused as refusal:
        return Stay(error_line(refusal.problem))
    save = SaveDraft(draft.scenario_id, draft.revision, document, _step_of(scene.state))
    after = then if isinstance(then, Goto) else then(document)
    return Run(save, then=lambda _: after)


def not_editable(scene: Scene[S], draft: Draft) -> Goto | None:
    """It has ended, or another is at it."""
    place = OfScenario(draft.scenario_id)
    if scene.scenario(draft.scenario_id).state == "ended":
        return Goto("scenario.card", place, ENDED)
    return Goto(BUSY, place) if is_busy(scene, draft) else None


def _whose(scene: Scene[S], draft: Draft, given: Typed | Sent) -> Goto:
    """Both are shown, and one is chosen: nothing is overwritten unseen."""
    mine = aside(scene.question, given)
    theirs = _written_there(draft.document, scene.state, scene.actor.locale)
    return Goto(LATE, replace(mine, by=draft.editor, theirs=theirs))


def _written_there(document: Scenario, state: State, locale: str) -> str:
    """What stands now where the answer would go: that message's text, or what the step begins
    with.
    """
    step_id = _step_of(state)
    step = next((one for one in document.all_steps if one.id == step_id), None)
    if step is None:
        return ""
    place = getattr(state, "place", 0)
    if isinstance(place, int) and 0 < place <= len(step.says):
        return rows.text_of(step.says[place - 1], locale)
    return rows.excerpt(step, locale)


def is_busy(scene: Scene[S], draft: Draft) -> bool:
    """Another person touched the draft less than ten minutes ago."""
    return _by_another(scene, draft) and scene.now - _edited_at(scene, draft) < STILL_EDITING


def unseen_changes(scene: Scene[S], draft: Draft) -> Stay | None:
    """Another person changed the draft since this card was shown, or in the same second."""
    if not (_by_another(scene, draft) and _edited_at(scene, draft) >= scene.shown_at):
        return None
    return Stay(Notice("error", "draft_changed", {"by": draft.editor}))


def error_line(problem: Problem) -> Notice:
    return Notice("error", problem.code, problem.values)


def _by_another(scene: Scene[S], draft: Draft) -> bool:
    return draft.edited_at is not None and draft.editor_user_id != scene.actor.user_id


def _edited_at(scene: Scene[S], draft: Draft) -> datetime:
    return draft.edited_at or scene.shown_at


def _step_of(state: State) -> str | None:
    step_id = getattr(state, "step_id", None)
    return step_id if isinstance(step_id, str) and step_id else None
