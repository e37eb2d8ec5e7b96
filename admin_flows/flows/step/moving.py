"""Where a step stands: added, moved, copied, deleted and brought back."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from admin_flows.answers.plain import dashed, whole_number
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import AnyScene, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import fields, found
from admin_flows.shared import rows
from admin_flows.shared.drafts import change, not_editable
from admin_flows.shared.pages import timeline_at
from admin_flows.shared.target import at_spot
from admin_flows.shared.where import STEP, OfScenario, OfStep, step_of, to_step, to_timeline
from bot.domain.document import Scenario, Step
from bot.domain.edit import (
    Spot,
    add_step,
    copy_step,
    move_behind,
    move_into,
    move_step,
    place_in_list,
    remove_step,
    spot_of,
)
from bot.domain.limits import STEPS
from bot.domain.steps import every_step
from bot.domain.ways import end_of_way, step_called
from flex_templates.views.owner import StepDeleted, StepMore, StepMove
from flex_templates.views.parts import Notice

UNDO = timedelta(minutes=10)


@dataclass(frozen=True)
class Deleted(OfScenario):
    """`step` is the deleted one as JSON, `number` and the rest where it stood."""

    number: str
    step: str
    waiting: int
    at: datetime
    index: int
    branch: str = ""
    arm: int = 0

    @property
    def spot(self) -> Spot:
        return Spot(self.index, self.branch, self.arm)


def added(scene: AnyScene, at: Spot | None) -> Move:
    """A new step there (None: last): first it is asked what happens in it."""
    draft = scene.draft(scene.state.scenario_id)
    if elsewhere := not_editable(scene, draft):
        return elsewhere
    if len(draft.document.all_steps) >= STEPS:
        return Stay(Notice("error", "too_many_steps", {"limit": STEPS}))
    return Goto("step.kind", at_spot(scene.state.scenario_id, at))


def add_beside(offset: int) -> Callable[[Scene[OfStep], Tap], Move]:
    def add(scene: Scene[OfStep], _: Tap) -> Move:
        document, step = found(scene)
        spot = spot_of(document, step.id)
        return added(scene, replace(spot, index=spot.index + offset))

    return add


def _more(scene: Scene[OfStep]) -> StepMore:
    document, step = found(scene)
    index, beside = place_in_list(document, step.id)
    return StepMore(
        **fields(scene),
        up=index > 0,
        down=index < beside - 1,
        elsewhere=len(document.all_steps) > 2,
        when=rows.when(step.wait, document),
        title=step.title,
        repeats=not step.branch and not step.ask and not step.use,
        parts=not (step.is_empty or any(inner.use for inner in every_step([step]))),
        on_way=bool(spot_of(document, step.id).branch),
    )


def _moved_by(offset: int) -> Callable[[Scene[OfStep], Tap], Move]:
    def move(scene: Scene[OfStep], _: Tap) -> Move:
        document, step = found(scene)
        index = max(spot_of(document, step.id).index + offset, 0)
        return _moved(scene, lambda now: move_step(now, step.id, index))

    return move


def _moved(scene: Scene[OfStep], edit: Callable[[Scenario], Scenario]) -> Move:
    step_id = scene.state.step_id

    def shown(document: Scenario) -> Goto:
        line = Notice("info", "step_moved", {"number": document.numbers[step_id]})
        return timeline_at(scene.state.scenario_id, document, step_id, line)

    return change(scene, edit, shown)


def _copied(scene: Scene[OfStep], __: Tap) -> Move:
    document, step = found(scene)
    if len(document.all_steps) >= STEPS:
        return Stay(Notice("error", "too_many_steps", {"limit": STEPS}))
    copied, copy_id = copy_step(document, step.id)
    line = Notice("info", "step_copied", {"number": copied.numbers[copy_id]})
    return change(
        scene,
        lambda now: copy_step(now, step.id)[0],
        lambda now: timeline_at(scene.state.scenario_id, now, copy_id, line),
    )


def _delete(scene: Scene[OfStep], _: Tap) -> Move:
    document, step = found(scene)
    scenario_id, spot = scene.state.scenario_id, spot_of(document, step.id)
    after = Deleted(
        scenario_id,
        number=document.numbers[step.id],
        step=step.model_dump_json(by_alias=True, exclude_defaults=True),
        waiting=scene.reads.waiting(scenario_id).get(step.id, 0),
        at=scene.now,
        index=spot.index,
        branch=spot.branch,
        arm=spot.arm,
    )
    return change(scene, lambda now: remove_step(now, step.id), Goto("step.deleted", after))


def _deleted(scene: Scene[Deleted]) -> StepDeleted:
    state = scene.state
    until = state.at + UNDO
    return StepDeleted(
        scenario_id=str(state.scenario_id),
        scenario=scene.draft(state.scenario_id).document.name,
        number=state.number,
        waiting=state.waiting,
        undo_id=str(state.scenario_id),
        undo_until=until if scene.now < until else None,
    )


def _undo(scene: Scene[Deleted], _: Tap) -> Move:
    state = scene.state
    if scene.now >= state.at + UNDO:
        return Stay(Notice("error", "cannot_undo"))
    step = Step.model_validate(json.loads(state.step))

    def restored(document: Scenario) -> Scenario:
        if any(other.id == step.id for other in document.all_steps):
            return document
        return add_step(document, step, state.spot)

    return change(
        scene,
        restored,
        lambda now: timeline_at(state.scenario_id, now, step.id, Notice("info", "undone")),
    )


def _move(scene: Scene[OfStep]) -> StepMove:
    document = found(scene)[0]
    steps = document.all_steps
    return StepMove(
        **fields(scene), total=len(document.steps), ways=any(step.branch for step in steps)
    )


def _after_number(scene: Scene[OfStep], text: str) -> Move:
    """0 is before the first; 2-B is the end of a way. The steps behind move up when the step leaves
    its place.
    """
    document, step = found(scene)
    where = dashed(text)
    if spot := end_of_way(document, where):
        return _moved(scene, lambda now: move_into(now, step.id, spot))
    if whole_number(where) == 0:
        return _moved(scene, lambda now: move_behind(now, step.id, None))
    if other := step_called(document, where):
        return _moved(scene, lambda now: move_behind(now, step.id, other.id))
    number = whole_number(where)
    if number is None:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    values = {"least": 0, "most": len(document.steps), "actual": number}
    return Stay(Notice("error", "out_of_range", values))


def _to_more(state: OfStep) -> str:
    return f"step.more:{state.scenario_id}.{state.step_id}"


SCREENS = (
    Screen(
        name="step.more",
        sample=STEP,
        view=_more,
        role="editor",
        opens=step_of,
        actions={
            "up": edit(_moved_by(-1)),
            "down": edit(_moved_by(+1)),
            "copy": edit(_copied),
            "delete": edit(_delete),
        },
        back=to_step,
        help="timeline",
        leads=(
            "step.move",
            "step.repeat",
            "step.arms",
            "part.name",
            "step.deleted",
            "timeline.view",
            "timeline.busy",
        ),
    ),
    Screen(
        name="step.move",
        sample=STEP,
        view=_move,
        role="editor",
        opens=step_of,
        asks="answer",
        typed=_after_number,
        back=_to_more,
        help="timeline",
        leads=("timeline.view", "timeline.busy"),
    ),
    Screen(
        name="step.deleted",
        sample=Deleted(
            7, "2", '{"id": "s9"}', 6, datetime.fromisoformat("2026-11-21T01:00:00+00:00"), 1
        ),
        view=_deleted,
        role="editor",
        actions={"undo": edit(_undo)},
        back=to_timeline,
        help="timeline",
        leads=("timeline.view", "timeline.busy"),
    ),
)
