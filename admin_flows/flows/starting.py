"""One more start of a scenario, and where its owner goes on from there."""

from collections.abc import Callable
from typing import Any

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Scene
from admin_flows.shared.drafts import change
from admin_flows.shared.where import OfScenario, Page
from bot.domain.document import Scenario, Start
from bot.domain.edit import with_one_more


def begin_with(scene: Scene[Any], start: Start) -> Move:
    """One more beside those there are; the same one twice is once."""
    return begun(scene, lambda now: with_one_more(now, start))


def begun(scene: Scene[Any], how: Callable[[Scenario], Scenario]) -> Move:
    return change(scene, how, _onward(scene))


def _onward(scene: Scene[OfScenario]) -> Goto:
    """While a scenario is being made the steps come next, later the start's own card."""
    scenario_id = scene.state.scenario_id
    document = scene.draft(scenario_id).document
    if document.steps or document.start:
        return Goto("start.card", OfScenario(scenario_id))
    return Goto("timeline.view", Page(scenario_id))
