"""Pause and resume: at once, and without a burst afterwards."""

from dataclasses import dataclass
from typing import Literal

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import AnyScene, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.ports.commands import PauseScenario, ResumeScenario
from admin_flows.shared import rows
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of, to_card
from flex_templates.views.owner import ScenarioOverdue, ScenarioPaused, ScenarioResumed


@dataclass(frozen=True)
class AfterResume(OfScenario):
    overdue: int = 0
    skipped: bool = False


def paused(scene: AnyScene, scenario_id: int) -> Move:
    """What does not run cannot be paused: its card tells how it stands."""
    if scene.scenario(scenario_id).state != "running":
        return Goto("scenario.card", OfScenario(scenario_id))
    then = Goto("scenario.paused", OfScenario(scenario_id))
    return Run(PauseScenario(scenario_id), then=lambda _: then)


def resumed(scene: AnyScene, scenario_id: int) -> Move:
    """Asks first when people's times went by meanwhile."""
    facts = scene.scenario(scenario_id)
    if facts.state != "paused":
        return Goto("scenario.card", OfScenario(scenario_id))
    if facts.overdue:
        return Goto("scenario.overdue", OfScenario(scenario_id))
    then = Goto("scenario.resumed", AfterResume(scenario_id))
    return Run(ResumeScenario(scenario_id), then=lambda _: then)


def pause_this(scene: AnyScene, _: Tap) -> Move:
    return paused(scene, scene.state.scenario_id)


def resume_this(scene: AnyScene, _: Tap) -> Move:
    return resumed(scene, scene.state.scenario_id)


def _resume_with(scene: Scene[OfScenario], overdue: Literal["in_turn", "skip"]) -> Move:
    facts = scene.scenario(scene.state.scenario_id)
    then = Goto("scenario.resumed", AfterResume(facts.id, facts.overdue, overdue == "skip"))
    return Run(ResumeScenario(facts.id, overdue), then=lambda _: then)


def _paused(scene: Scene[OfScenario]) -> ScenarioPaused:
    facts = scene.scenario(scene.state.scenario_id)
    at = facts.paused_at or scene.now
    return ScenarioPaused(id=str(facts.id), name=facts.name, at=at, inside=facts.inside)


def _overdue(scene: Scene[OfScenario]) -> ScenarioOverdue:
    facts = scene.scenario(scene.state.scenario_id)
    return ScenarioOverdue(id=str(facts.id), name=facts.name, overdue=facts.overdue)


def _resumed(scene: Scene[AfterResume]) -> ScenarioResumed:
    facts = scene.scenario(scene.state.scenario_id)
    return ScenarioResumed(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        overdue=scene.state.overdue,
        skipped=scene.state.skipped,
        next=rows.next_send(facts.next_due),
    )


SCREENS = (
    Screen(
        name="scenario.paused",
        sample=SCENARIO,
        view=_paused,
        actions={"resume": edit(resume_this)},
        back=to_card,
        leads=("scenario.card", "scenario.list", "scenario.overdue", "scenario.resumed"),
    ),
    Screen(
        name="scenario.overdue",
        sample=SCENARIO,
        view=_overdue,
        opens=scenario_of,
        actions={
            "in-turn": edit(lambda scene, _: _resume_with(scene, "in_turn")),
            "skip": edit(lambda scene, _: _resume_with(scene, "skip")),
        },
        back=to_card,
        leads=("scenario.resumed", "scenario.card"),
    ),
    Screen(
        name="scenario.resumed",
        sample=AfterResume(7, overdue=40),
        view=_resumed,
        actions={"pause": edit(pause_this)},
        back=to_card,
        leads=("scenario.card", "scenario.list", "scenario.paused"),
    ),
)
