"""The ways of a branch side by side, and one of them alone."""

from dataclasses import dataclass

from admin_flows.answers.plain import dashed
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.rule import Draft, RuleOf
from admin_flows.flows.step.base import fields, found
from admin_flows.shared import rows
from admin_flows.shared.lanes import lane, lanes, told
from admin_flows.shared.pages import ARM_ROWS, ArmPage
from admin_flows.shared.where import STEP, OfStep, step_of, to_timeline
from bot.domain.document import Otherwise, Step
from bot.domain.edit import index_of
from bot.domain.limits import ARMS
from bot.domain.steps import every_step
from bot.domain.ways import step_called
from flex_templates.views.owner import ArmView, BranchLanes
from flex_templates.views.parts import Notice

LANES = "branch.lanes"
ARM = "arm.view"


@dataclass(frozen=True)
class OfArm(OfStep):
    """`arm` counts from 0."""

    arm: int = 0


def arm_of(tap: Tap) -> OfArm:
    return OfArm(tap.number(), tap.id(1), tap.number(2))


def branch(scene: Scene[OfStep]) -> Step:
    """Without its arms there is nothing to see."""
    _, step = found(scene)
    if not step.branch:
        place = Goto("step.card", OfStep(scene.state.scenario_id, step.id))
        raise Gone(place)
    return step


def _view(scene: Scene[OfStep]) -> BranchLanes:
    step = branch(scene)
    document, _ = found(scene)
    return BranchLanes(
        **fields(scene),
        title=step.title,
        when=rows.when(step.wait, document),
        lanes=lanes(scene, told(scene, document), step),
        goes_on=_behind(scene, step),
        full=_is_full(step),
    )


def _behind(scene: Scene[OfStep], step: Step) -> str | None:
    """The number of the step after all of its arms."""
    document, _ = found(scene)
    behind = index_of(document, step.id) + len(every_step([step]))
    later = document.all_steps[behind : behind + 1]
    return document.numbers[later[0].id] if later else None


def _is_full(step: Step) -> bool:
    return sum(not isinstance(arm, Otherwise) for arm in step.branch) >= ARMS


def _add(scene: Scene[OfStep], _: Tap) -> Move:
    step = branch(scene)
    if _is_full(step):
        return Stay(Notice("error", "too_many_arms", {"limit": ARMS}))
    return Goto("rule.card", Draft(RuleOf("new_arm", 0, scene.state.scenario_id, step.id)))


def _row(scene: Scene[OfStep], number: int) -> Move | None:
    step = step_called(found(scene)[0], str(number))
    return Goto("step.card", OfStep(scene.state.scenario_id, step.id)) if step else None


def _typed(scene: Scene[OfStep], text: str) -> Move:
    """2-B-3 is a step on one of the ways, by whatever branch it is."""
    step = step_called(found(scene)[0], dashed(text))
    if step is None:
        return Stay(Notice("error", "one_of_many"))
    return Goto("step.card", OfStep(scene.state.scenario_id, step.id))


def _arm_opened(tap: Tap) -> ArmPage:
    first = tap.number(3) if len(tap.ids) > 3 else 0
    return ArmPage(tap.number(), tap.id(1), tap.number(2), first)


def _arm(scene: Scene[ArmPage]) -> ArmView:
    step, state = branch(scene), scene.state
    document, _ = found(scene)
    if state.arm >= len(step.branch):
        raise Gone(Goto(LANES, OfStep(state.scenario_id, step.id)))
    steps = step.branch[state.arm].steps
    later = state.first + ARM_ROWS
    return ArmView(
        **fields(scene),
        lane=lane(scene, told(scene, document), step, state.arm, slice(state.first, later)),
        earlier=max(0, state.first - ARM_ROWS) if state.first else None,
        later=later if later < len(steps) else None,
    )


SCREENS = (
    Screen(
        name=LANES,
        sample=STEP,
        view=_view,
        opens=step_of,
        actions={"add-arm": edit(_add)},
        asks="search",
        typed=_typed,
        row=_row,
        back=to_timeline,
        help="branch",
        leads=(ARM, "step.card", "step.kind", "rule.card", "arm.more", "arm.copy", "timeline.view"),
    ),
    Screen(
        name=ARM,
        sample=ArmPage(7, "s2", 0),
        view=_arm,
        opens=_arm_opened,
        asks="search",
        typed=_typed,
        row=_row,
        back=lambda state: f"{LANES}:{state.scenario_id}.{state.step_id}",
        help="branch",
        leads=(LANES, "step.card", "step.kind", "timeline.view"),
    ),
)
