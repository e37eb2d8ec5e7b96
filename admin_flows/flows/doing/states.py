"""Of which effect it is asked, and how it is put into a step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.flows.step.states import Waiting
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import error_line
from admin_flows.shared.pages import timeline_at
from admin_flows.shared.target import Target, made
from admin_flows.shared.where import OfStep
from bot.domain.document import Scenario, Step, Then
from bot.domain.doing import FLAGS, with_effect
from bot.domain.errors import Problem

MENU = "step.then"
PICK = "then.pick"
NOTIFY = "then.notify"
PICKED = ("add_label", "remove_label", "set", "add", "rich_menu", "jump", "use")
AFTER = (MENU, "step.wait", "timeline.view", "timeline.busy")


@dataclass(frozen=True)
class Doing(Target):
    """`first`: of the page, from 0. `name`: the field, or the scenario, that was picked."""

    kind: str = ""
    first: int = 0
    query: str = ""
    name: str = ""


S = TypeVar("S", bound=Target)


def way_out(state: Target) -> str:
    """Where Back leads, as in `go` data."""
    if state.step_id:
        return f"{MENU}:{state.scenario_id}.{state.step_id}"
    return f"timeline.view:{state.scenario_id}"


def asked(scene: Scene[S], tap: Tap) -> Move:
    """A tile was tapped: what is there to ask of it?"""
    kind, target = tap.id(), scene.state
    doing = Doing(target.scenario_id, target.step_id, target.index, target.branch, target.arm, kind)
    if kind in FLAGS:
        return done(scene, kind, value=True)
    if kind == "notify":
        return Goto(NOTIFY, doing)
    if kind not in PICKED:
        raise Nonsense("no such effect")
    return Goto(PICK, doing)


def done(scene: Scene[S], kind: str, value: Any, given: Typed | None = None) -> Move:
    """Put into the step; of a new one it is asked when it comes."""
    then = with_effect(_now(scene), kind, value)
    if isinstance(then, Problem):
        return Stay(error_line(then))
    return made(scene, lambda step: _with(step, then), _shown(scene), given)


def _now(scene: Scene[S]) -> Then | None:
    document = scene.draft(scene.state.scenario_id).document
    there = (step.then for step in document.all_steps if step.id == scene.state.step_id)
    return next(there, None)


def _with(step: Step, then: Then) -> Step:
    return step.model_copy(update={"then": then})


def _shown(scene: Scene[S]) -> Callable[[Scenario, str], Goto]:
    scenario_id, new = scene.state.scenario_id, not scene.state.step_id

    def shown(_: Scenario, step_id: str) -> Goto:
        if new:
            return Goto("step.wait", Waiting(scenario_id, step_id))
        return Goto(MENU, OfStep(scenario_id, step_id))

    return shown


def used(scene: Scene[S], name: str) -> Move:
    """Shared steps stand in its place, with waits of their own."""
    scenario_id = scene.state.scenario_id
    return made(
        scene,
        lambda step: Step(id=step.id, use=name),
        lambda document, step_id: timeline_at(scenario_id, document, step_id),
    )
