"""Ending for newcomers or for all, and deleting. Only what cannot be taken back is asked first."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.ports.commands import (
    DeleteScenario,
    EndScenario,
    ReopenScenario,
    RestoreScenario,
)
from admin_flows.ports.facts import ScenarioFacts
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of, to_card
from flex_templates.views.owner import (
    ScenarioDeleted,
    ScenarioEnd,
    ScenarioEndAll,
    ScenarioEnded,
)
from flex_templates.views.parts import Notice

UNDO = timedelta(minutes=10)


@dataclass(frozen=True)
class Ended(OfScenario):
    closed: bool = True
    inside: int = 0


@dataclass(frozen=True)
class Deleted(OfScenario):
    """Still known by its id, so that its deletion can be undone from an older card, too."""


def reopened(scene: AnyScene, scenario_id: int) -> Move:
    """What is not closed stays as it is: its card tells how it stands."""
    if not scene.scenario(scenario_id).closed:
        return Goto("scenario.card", OfScenario(scenario_id))
    then = Goto("scenario.card", OfScenario(scenario_id), Notice("info", "open_again"))
    return Run(ReopenScenario(scenario_id), then=lambda _: then)


def reopen_this(scene: AnyScene, _: Tap) -> Move:
    return reopened(scene, scene.state.scenario_id)


def may_delete(facts: ScenarioFacts) -> bool:
    """Only what never ran, or has ended with nobody left inside."""
    return facts.state == "draft" or (facts.state == "ended" and not facts.inside)


def _end(scene: Scene[OfScenario]) -> ScenarioEnd:
    facts = scene.scenario(scene.state.scenario_id)
    may_close = facts.state == "running" and facts.inside > 0 and not facts.closed
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


def delete_this(scene: Scene[OfScenario], _: Tap) -> Move:
    """At once: for ten minutes it can be undone."""
    facts = scene.scenario(scene.state.scenario_id)
    if not may_delete(facts):
        return Stay(Notice("error", "still_running"))
    then = Goto("scenario.deleted", Deleted(facts.id))
    return Run(DeleteScenario(facts.id), then=lambda _: then)


def _deleted(scene: Scene[Deleted]) -> ScenarioDeleted:
    scenario_id = scene.state.scenario_id
    deleted = scene.reads.deleted(scenario_id)
    if deleted is None:
        raise Gone(Goto("scenario.card", OfScenario(scenario_id)))
    until = deleted.at + UNDO
    return ScenarioDeleted(
        id=str(scenario_id), name=deleted.name, undo_until=until if scene.now <= until else None
    )


def _undo(scene: Scene[Deleted], _: Tap) -> Move:
    then = Goto("scenario.card", OfScenario(scene.state.scenario_id), Notice("info", "undone"))
    return Run(RestoreScenario(scene.state.scenario_id), then=lambda _: then)


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
        actions={"open": own(reopen_this)},
        back=to_card,
        leads=("scenario.card", "scenario.list"),
    ),
    Screen(
        name="scenario.deleted",
        sample=Deleted(7),
        view=_deleted,
        opens=lambda tap: Deleted(tap.number()),
        actions={"undo": own(_undo)},
        back=lambda _: "scenario.list",
        leads=("scenario.card", "scenario.list", "home.today"),
    ),
)
