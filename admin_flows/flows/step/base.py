"""What every screen about one step needs to know, and how a step is changed."""

from collections.abc import Callable
from typing import TypedDict, TypeVar

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Gone, Scene
from admin_flows.ports.chat import Sent, Typed
from admin_flows.shared import rows
from admin_flows.shared.drafts import change
from admin_flows.shared.where import OfStep, Page
from bot.domain.document import Scenario, Step
from bot.domain.edit import replace_step, step_of
from flex_templates.views.parts import Notice, StepRef

S = TypeVar("S", bound=OfStep)


class StepFields(TypedDict):
    scenario_id: str
    scenario: str
    step: StepRef


def found(scene: Scene[S]) -> tuple[Scenario, Step]:
    """The draft and the step; without the step its timeline is shown."""
    state = scene.state
    document = scene.draft(state.scenario_id).document
    step = next((step for step in document.all_steps if step.id == state.step_id), None)
    if step is None:
        line = Notice("error", "no_such_step")
        raise Gone(Goto("timeline.view", Page(state.scenario_id), line))
    return document, step


def fields(scene: Scene[S]) -> StepFields:
    """What the view of every step begins with."""
    document, step = found(scene)
    return {
        "scenario_id": str(scene.state.scenario_id),
        "scenario": document.name,
        "step": rows.step_ref(document, step.id),
    }


def change_step(
    scene: Scene[S],
    edit: Callable[[Step], Step],
    then: Goto | Callable[[Scenario], Goto],
    given: Typed | Sent | None = None,
) -> Move:
    found(scene)
    step_id = scene.state.step_id

    def edited(document: Scenario) -> Scenario:
        return replace_step(document, edit(step_of(document, step_id)))

    return change(scene, edited, then, given)
