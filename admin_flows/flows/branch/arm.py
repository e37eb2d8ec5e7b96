"""One way of a branch: put in another place, taken out, and brought back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.branch.lanes import LANES, OfArm, arm_of, branch
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.shared.lanes import lane, told
from admin_flows.shared.where import OfStep
from bot.domain.document import Otherwise, Step
from bot.domain.splitting import with_moved, without_arm
from flex_templates.views.owner import ArmDeleted, ArmMore
from flex_templates.views.parts import Notice

MORE = "arm.more"
DELETED = "arm.deleted"
UNDO = timedelta(minutes=10)


@dataclass(frozen=True)
class Deleted(OfArm):
    """`was`: the whole branch before, as JSON."""

    was: str = ""
    at: datetime | None = None


def here(scene: Scene[OfArm]) -> Step:
    """The branch; without the arm, its others are shown."""
    step = branch(scene)
    if scene.state.arm >= len(step.branch):
        raise Gone(Goto(LANES, place(scene.state)))
    return step


def place(state: OfStep) -> OfStep:
    return OfStep(state.scenario_id, state.step_id)


def _more(scene: Scene[OfArm]) -> ArmMore:
    step = here(scene)
    document, _ = found(scene)
    movable = sum(not isinstance(arm, Otherwise) for arm in step.branch)
    arm = scene.state.arm
    return ArmMore(
        **fields(scene),
        lane=lane(scene, told(scene, document), step, arm, slice(0)),
        left=0 < arm < movable,
        right=arm < movable - 1,
    )


def _moved(offset: int) -> Callable[[Scene[OfArm], Tap], Move]:
    def move(scene: Scene[OfArm], _: Tap) -> Move:
        here(scene)
        arm, there = scene.state.arm, Goto(LANES, place(scene.state))
        return change_step(scene, lambda step: with_moved(step, arm, offset), there)

    return move


def _delete(scene: Scene[OfArm], _: Tap) -> Move:
    step, state = here(scene), scene.state
    was = step.model_dump_json(by_alias=True, exclude_defaults=True)
    after = Deleted(state.scenario_id, state.step_id, state.arm, was, scene.now)
    return change_step(scene, lambda now: without_arm(now, state.arm), Goto(DELETED, after))


def _deleted(scene: Scene[Deleted]) -> ArmDeleted:
    until = _until(scene.state)
    return ArmDeleted(
        **fields(scene), arm=scene.state.arm, undo_until=until if scene.now < until else None
    )


def _until(state: Deleted) -> datetime:
    """When it can no longer be undone."""
    return (state.at or datetime.fromtimestamp(0, UTC)) + UNDO


def _undo(scene: Scene[Deleted], _: Tap) -> Move:
    state = scene.state
    if scene.now >= _until(state):
        return Stay(Notice("error", "cannot_undo"))
    was = Step.model_validate(json.loads(state.was))
    there = Goto(LANES, place(state), Notice("info", "undone"))
    return change_step(scene, lambda now: now.model_copy(update={"branch": was.branch}), there)


def _to_lanes(state: OfStep) -> str:
    return f"{LANES}:{state.scenario_id}.{state.step_id}"


SCREENS = (
    Screen(
        name=MORE,
        sample=OfArm(7, "s2", 0),
        view=_more,
        role="editor",
        opens=arm_of,
        actions={"left": edit(_moved(-1)), "right": edit(_moved(+1)), "delete": edit(_delete)},
        back=_to_lanes,
        help="branch",
        leads=(LANES, DELETED, "rule.card", "arm.copy", "timeline.busy"),
    ),
    Screen(
        name=DELETED,
        sample=Deleted(
            7, "s2", 0, '{"id": "s2"}', datetime.fromisoformat("2026-11-21T01:00:00+00:00")
        ),
        view=_deleted,
        role="editor",
        actions={"undo": edit(_undo)},
        back=_to_lanes,
        help="branch",
        leads=(LANES, "timeline.view", "timeline.busy"),
    ),
)
