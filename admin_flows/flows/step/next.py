"""What comes after an answer about the time: the time of day, the content, or the timeline."""

from typing import TypeVar

from admin_flows.engine.move import Goto
from admin_flows.engine.scene import Scene
from admin_flows.shared.example import example
from admin_flows.shared.pages import timeline_at
from admin_flows.shared.where import OfStep
from bot.domain.document import Scenario
from bot.domain.edit import step_of

S = TypeVar("S", bound=OfStep)


def asked_next(scene: Scene[S], document: Scenario, *, wants_time: bool) -> Goto:
    """`document` is the draft as it will be saved."""
    place = OfStep(scene.state.scenario_id, scene.state.step_id)
    if wants_time:
        return Goto("step.time", place)
    line = example(scene, document, place.step_id)
    if step_of(document, place.step_id).is_empty:
        return Goto("msg.compose", place, line)
    return timeline_at(place.scenario_id, document, place.step_id, line)
