"""What is done after a step was sent: what there is, and more."""

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.doing.states import AFTER, MENU, NOTIFY, PICK, asked
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.shared.doing import effects
from admin_flows.shared.target import Target
from admin_flows.shared.where import STEP, OfStep, step_of, to_step
from bot.domain.doing import without
from flex_templates.views.owner import StepThen


def _view(scene: Scene[OfStep]) -> StepThen:
    _, step = found(scene)
    return StepThen(
        **fields(scene),
        effects=effects(step.then) if step.then else (),
        menus=bool(scene.reads.others().menus),
    )


def _asked(scene: Scene[OfStep], tap: Tap) -> Move:
    found(scene)
    target = Target(scene.state.scenario_id, scene.state.step_id)
    return asked(scene.at(target, scene.screen), tap)


def _removed(scene: Scene[OfStep], tap: Tap) -> Move:
    _, step = found(scene)
    if step.then is None:
        return Stay()
    left, there = without(step.then, tap.id()), Goto(MENU, scene.state)
    return change_step(scene, lambda now: now.model_copy(update={"then": left}), there)


SCREENS = (
    Screen(
        name=MENU,
        sample=STEP,
        view=_view,
        role="editor",
        opens=step_of,
        actions={"do": edit(_asked), "remove": edit(_removed)},
        back=to_step,
        help="timeline",
        leads=("step.card", PICK, NOTIFY, *AFTER),
    ),
)
