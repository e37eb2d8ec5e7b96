"""Steps of one way copied into others: all of them, or one."""

import re
from collections.abc import Sequence
from string import ascii_uppercase

from admin_flows.answers.plain import dashed
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.branch.arm import here
from admin_flows.flows.branch.lanes import LANES, OfArm, arm_of
from admin_flows.flows.rewording import TEXT, walked
from admin_flows.flows.step.base import fields, found
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import change
from admin_flows.shared.lanes import lane, told
from admin_flows.shared.where import STEP, OfStep, step_of
from bot.domain.document import Scenario, Step
from bot.domain.edit import Spot, spot_of
from bot.domain.edit import step_of as step_in
from bot.domain.splitting import copied_into
from flex_templates.views.owner import ArmCopy, StepArms
from flex_templates.views.parts import Notice

COPY = "arm.copy"
ONE = "step.arms"


def _view(scene: Scene[OfArm]) -> ArmCopy:
    step, arm = here(scene), scene.state.arm
    return ArmCopy(
        **fields(scene),
        lane=lane(scene, told(scene, found(scene)[0]), step, arm, slice(0)),
        others=_others(step, arm),
    )


def _others(branch: Step, arm: int) -> tuple[int, ...]:
    return tuple(number for number in range(len(branch.branch)) if number != arm)


def _to_all(scene: Scene[OfArm], _: Tap) -> Move:
    step, arm = here(scene), scene.state.arm
    return _copied(scene, step, step.branch[arm].steps, _others(step, arm))


def _typed(scene: Scene[OfArm], text: str) -> Move:
    """B C: by their letters."""
    step, arm = here(scene), scene.state.arm
    picked = _letters(text)
    if not picked or not set(picked) <= set(_others(step, arm)):
        return Stay(_unread(text))
    return _copied(scene, step, step.branch[arm].steps, picked, Typed(text))


def _letters(text: str) -> tuple[int, ...]:
    letters = dict.fromkeys(re.findall(r"[a-z]", dashed(text)))
    return tuple(ascii_uppercase.index(letter.upper()) for letter in letters)


def _unread(text: str) -> Notice:
    return Notice("error", "arms_not_understood", {"text": text[:20]})


def _copied(
    scene: Scene[OfStep],
    branch: Step,
    steps: Sequence[Step],
    others: Sequence[int],
    given: Typed | None = None,
) -> Move:
    if not steps:
        return Stay(Notice("error", "arm_is_empty"))
    scenario_id, ids = scene.state.scenario_id, list[str]()

    def copy(document: Scenario) -> Scenario:
        changed, copies = copied_into(document, branch.id, steps, others)
        ids[:] = copies
        return changed

    return change(
        scene, copy, lambda document: walked(scenario_id, document, ids, branch.id), given
    )


# One step


def _around(scene: Scene[OfStep]) -> tuple[Step, Step, Spot]:
    """The step, the branch around it, and where it stands; outside of all there is no other way."""
    document, step = found(scene)
    spot = spot_of(document, step.id)
    if not spot.branch:
        raise Gone(Goto("step.card", OfStep(scene.state.scenario_id, step.id)))
    return step, step_in(document, spot.branch), spot


def _one(scene: Scene[OfStep]) -> StepArms:
    _, branch, spot = _around(scene)
    return StepArms(**fields(scene), others=_others(branch, spot.arm))


def _one_to_all(scene: Scene[OfStep], _: Tap) -> Move:
    step, branch, spot = _around(scene)
    return _copied(scene, branch, (step,), _others(branch, spot.arm))


def _one_typed(scene: Scene[OfStep], text: str) -> Move:
    step, branch, spot = _around(scene)
    picked = _letters(text)
    if not picked or not set(picked) <= set(_others(branch, spot.arm)):
        return Stay(_unread(text))
    return _copied(scene, branch, (step,), picked, Typed(text))


AFTER = (LANES, TEXT, "timeline.view", "timeline.busy")

SCREENS = (
    Screen(
        name=COPY,
        sample=OfArm(7, "s2", 0),
        view=_view,
        role="editor",
        opens=arm_of,
        actions={"all": edit(_to_all)},
        asks="answer",
        typed=_typed,
        back=lambda state: f"{LANES}:{state.scenario_id}.{state.step_id}",
        help="branch",
        leads=AFTER,
    ),
    Screen(
        name=ONE,
        sample=STEP,
        view=_one,
        role="editor",
        opens=step_of,
        actions={"all": edit(_one_to_all)},
        asks="answer",
        typed=_one_typed,
        back=lambda state: f"step.more:{state.scenario_id}.{state.step_id}",
        help="branch",
        leads=("step.card", *AFTER),
    ),
)
