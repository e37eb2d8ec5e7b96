"""What a scenario does when the month's messages run short."""

from collections.abc import Callable
from typing import Literal

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.ports.commands import SetAtLimit
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of
from flex_templates.views.owner import ScenarioLimit
from flex_templates.views.parts import Notice

LIMIT = "scenario.limit"


def _view(scene: Scene[OfScenario]) -> ScenarioLimit:
    facts = scene.scenario(scene.state.scenario_id)
    return ScenarioLimit(
        id=str(facts.id),
        name=facts.name,
        at_limit=facts.document.at_limit,
        urgent=facts.document.urgent,
        may_change=scene.actor.role == "owner" and facts.state != "ended",
    )


def _at_limit(chosen: Literal["hold", "skip", "end"]) -> Callable[[Scene[OfScenario], Tap], Move]:
    def act(scene: Scene[OfScenario], _: Tap) -> Move:
        document = scene.scenario(scene.state.scenario_id).document
        return _set(scene, chosen, urgent=document.urgent)

    return act


def _urgent(*, urgent: bool) -> Callable[[Scene[OfScenario], Tap], Move]:
    def act(scene: Scene[OfScenario], _: Tap) -> Move:
        document = scene.scenario(scene.state.scenario_id).document
        return _set(scene, document.at_limit, urgent=urgent)

    return act


def _set(
    scene: Scene[OfScenario], at_limit: Literal["hold", "skip", "end"], *, urgent: bool
) -> Move:
    then = Goto(LIMIT, scene.state, Notice("info", "saved_for_all"))
    return Run(SetAtLimit(scene.state.scenario_id, at_limit, urgent), then=lambda _: then)


SCREENS = (
    Screen(
        name=LIMIT,
        sample=SCENARIO,
        view=_view,
        opens=scenario_of,
        actions={
            "hold": own(_at_limit("hold")),
            "skip": own(_at_limit("skip")),
            "end": own(_at_limit("end")),
            "urgent": own(_urgent(urgent=True)),
            "not-urgent": own(_urgent(urgent=False)),
        },
        back=lambda state: f"scenario.more:{state.scenario_id}",
        help="quota",
        leads=("quota.month", "scenario.card", "scenario.more"),
    ),
)
