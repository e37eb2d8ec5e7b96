from typing import Literal

from admin_flows.engine.common import BUTTONS
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Scene
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import fields, found
from admin_flows.flows.step.moving import add_beside
from admin_flows.shared import rows
from admin_flows.shared.days import days
from admin_flows.shared.doing import doing
from admin_flows.shared.rules import rule_in
from admin_flows.shared.where import STEP, STEP_TEXT, OfStep, TypedOn, step_of, to_timeline
from bot.domain.document import Scenario, Step, late_of
from bot.domain.edit import index_of
from flex_templates.views.owner import StepCard
from flex_templates.views.parts import StepRef

TAPS_SHOWN = 8


def _view(scene: Scene[OfStep]) -> StepCard:
    document, step = found(scene)
    facts = scene.scenario(scene.state.scenario_id)
    index = index_of(document, step.id)
    calendar = scene.reads.settings().calendar
    return StepCard(
        **fields(scene),
        when=rows.when(step.wait, document),
        title=step.title,
        day=days(document, scene.now, calendar).get(step.id),
        messages=rows.message_rows(step, scene.reads, scene.actor.locale),
        receipt=step.receipt,
        late=_late(document, step),
        live=facts.state in {"running", "paused"},
        waiting=scene.reads.waiting(facts.id).get(step.id, 0),
        sent=scene.reads.sent(facts.id).get(step.id, 0),
        taps=scene.reads.taps(facts.id, step.id)[:TAPS_SHOWN],
        previous=_ref(document, index - 1),
        next=_ref(document, index + 1),
        doing=doing(step, document),
        questions=step.ask is not None,
        only=rule_in(scene, step.only, document) if step.only else None,
    )


def _late(document: Scenario, step: Step) -> Literal["hold", "skip", "within"]:
    late = late_of(document, step.wait)
    return late if isinstance(late, str) else "within"


def _ref(document: Scenario, index: int) -> StepRef | None:
    steps = document.all_steps
    return rows.step_ref(document, steps[index].id) if 0 <= index < len(steps) else None


def _typed(scene: Scene[OfStep], text: str) -> Move:
    """It may be what the step is to say: that is asked."""
    _, step = found(scene)
    if scene.actor.role == "viewer" or step.branch or step.use:
        return Stay(BUTTONS)
    return Goto(STEP_TEXT, TypedOn(scene.state.scenario_id, step.id, text))


SCREENS = (
    Screen(
        name="step.card",
        sample=STEP,
        view=_view,
        opens=step_of,
        actions={"add-before": edit(add_beside(0)), "add-after": edit(add_beside(1))},
        asks="search",
        typed=_typed,
        back=to_timeline,
        help="wait",
        leads=(
            STEP_TEXT,
            "step.wait",
            "step.kind",
            "step.then",
            "step.late",
            "step.repeat",
            "step.more",
            "branch.lanes",
            "q.card",
            "step.receipt",
            "step.card",
            "rule.card",
            "step.preview",
            "msg.compose",
            "msg.card",
            "timeline.view",
            "timeline.busy",
        ),
    ),
)
