"""Where something that is being made goes: into a step there is, or as a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Gone, Scene
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import change
from admin_flows.shared.where import OfScenario, OfStep, Page
from bot.domain.document import Scenario, Step
from bot.domain.edit import Spot, add_step, new_step_id, replace_step, step_of
from bot.domain.limits import STEPS
from flex_templates.views.parts import Notice

LAST = 10_000


@dataclass(frozen=True)
class Target(OfScenario):
    """`step_id`: the step that is changed. "": a new one at `index`, in the list of an arm of
    `branch` ("": the scenario's own).
    """

    step_id: str = ""
    index: int = LAST
    branch: str = ""
    arm: int = 0

    @property
    def spot(self) -> Spot:
        return Spot(self.index, self.branch, self.arm)

    @property
    def step(self) -> OfStep:
        return OfStep(self.scenario_id, self.step_id)


S = TypeVar("S", bound=Target)


def at_spot(scenario_id: int, spot: Spot | None) -> Target:
    """None: last."""
    if spot is None:
        return Target(scenario_id)
    return Target(scenario_id, "", spot.index, spot.branch, spot.arm)


def made(
    scene: Scene[S],
    build: Callable[[Step], Step],
    then: Callable[[Scenario, str], Goto],
    given: Typed | None = None,
) -> Move:
    """The step changed, or a new one put in its place; `then` gets its id."""
    target, document = scene.state, scene.draft(scene.state.scenario_id).document
    if target.step_id:
        _there(document, target)
        return change(
            scene,
            lambda now: replace_step(now, build(step_of(now, target.step_id))),
            lambda now: then(now, target.step_id),
            given,
        )
    if len(document.all_steps) >= STEPS:
        return Stay(Notice("error", "too_many_steps", {"limit": STEPS}))
    new = build(Step(id=new_step_id(document)))
    return change(
        scene,
        lambda now: add_step(now, new, target.spot),
        lambda now: then(now, new.id),
        given,
    )


def _there(document: Scenario, target: Target) -> None:
    if all(step.id != target.step_id for step in document.all_steps):
        line = Notice("error", "no_such_step")
        raise Gone(Goto("timeline.view", Page(target.scenario_id), line))
