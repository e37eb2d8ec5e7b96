"""Ending for newcomers or for all, and deleting. What cannot be taken back is asked first."""

from dataclasses import dataclass
from typing import Literal

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.engine.state import State
from admin_flows.ports.commands import DeleteScenario, EndScenario
from admin_flows.ports.facts import ScenarioFacts
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of, to_card
from flex_templates.views.owner import (
    ScenarioDelete,
    ScenarioDeleted,
    ScenarioEnd,
    ScenarioEndAll,
    ScenarioEnded,
)


@dataclass(frozen=True)
class Ended(OfScenario):
    closed: bool = True
    inside: int = 0


@dataclass(frozen=True)
class Deleted(State):
    name: str


def may_delete(facts: ScenarioFacts) -> bool:
    """Only what never ran, or has ended with nobody left inside."""
    return facts.state == "draft" or (facts.state == "ended" and not facts.inside)


def _end(scene: Scene[OfScenario]) -> ScenarioEnd:
    facts = scene.scenario(scene.state.scenario_id)
    may_close = facts.state == "running" and facts.inside > 0
    return ScenarioEnd(id=str(facts.id), name=facts.name, inside=facts.inside, may_close=may_close)


def _end_all(scene: Scene[OfScenario]) -> ScenarioEndAll:
    facts = scene.scenario(scene.state.scenario_id)
    return ScenarioEndAll(id=str(facts.id), name=facts.name, inside=facts.inside)


def _ended(scene: Scene[Ended]) -> ScenarioEnded:
    facts, state = scene.scenario(scene.state.scenario_id), scene.state
    return ScenarioEnded(
        id=str(facts.id), name=facts.name, closed=state.closed, inside=state.inside
    )


def _end_with(scene: Scene[OfScenario], mode: Literal["close", "all"]) -> Move:
    facts = scene.scenario(scene.state.scenario_id)
    then = Goto("scenario.ended", Ended(facts.id, closed=mode == "close", inside=facts.inside))
    return Run(EndScenario(facts.id, mode), then=lambda _: then)


def _only_running(scene: Scene[OfScenario]) -> Goto | None:
    facts = scene.scenario(scene.state.scenario_id)
    is_on = facts.state in {"running", "paused"} or facts.inside > 0
    return None if is_on else Goto("scenario.card", scene.state)


def _only_deletable(scene: Scene[OfScenario]) -> Goto | None:
    facts = scene.scenario(scene.state.scenario_id)
    return None if may_delete(facts) else Goto("scenario.card", scene.state)


def _delete(scene: Scene[OfScenario]) -> ScenarioDelete:
    facts = scene.scenario(scene.state.scenario_id)
    return ScenarioDelete(id=str(facts.id), name=facts.name, steps=len(facts.document.steps))


def _delete_it(scene: Scene[OfScenario], _: Tap) -> Move:
    facts = scene.scenario(scene.state.scenario_id)
    then = Goto("scenario.deleted", Deleted(facts.name))
    return Run(DeleteScenario(facts.id), then=lambda _: then)


def _deleted(scene: Scene[Deleted]) -> ScenarioDeleted:
    return ScenarioDeleted(name=scene.state.name)


SCREENS = (
    Screen(
        name="scenario.end",
        sample=SCENARIO,
        view=_end,
        role="owner",
        opens=scenario_of,
        instead=_only_running,
        actions={"close": own(lambda scene, _: _end_with(scene, "close"))},
        back=to_card,
        leads=("scenario.endall", "scenario.ended", "scenario.card"),
    ),
    Screen(
        name="scenario.endall",
        sample=SCENARIO,
        view=_end_all,
        role="owner",
        opens=scenario_of,
        instead=_only_running,
        actions={"end": own(lambda scene, _: _end_with(scene, "all"))},
        back=to_card,
        leads=("scenario.ended", "scenario.card"),
    ),
    Screen(
        name="scenario.ended",
        sample=Ended(7, closed=True, inside=86),
        view=_ended,
        back=to_card,
        leads=("scenario.card", "scenario.list"),
    ),
    Screen(
        name="scenario.delete",
        sample=SCENARIO,
        view=_delete,
        role="owner",
        opens=scenario_of,
        instead=_only_deletable,
        actions={"delete": own(_delete_it)},
        back=to_card,
        leads=("scenario.deleted", "scenario.card"),
    ),
    Screen(
        name="scenario.deleted",
        sample=Deleted("週替わりのご案内"),
        view=_deleted,
        back=lambda _: "scenario.list",
        leads=("scenario.list", "home.today"),
    ),
)
