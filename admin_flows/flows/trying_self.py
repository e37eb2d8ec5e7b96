"""A scenario that whoever runs the shop has sent to themselves, a day in a minute."""

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.flows.scenario.adding import quota_left
from admin_flows.flows.trying import MENU, WALK, Walking, to_walk
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import EndRehearsal, Executor, Rehearse
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of
from bot.domain.errors import Problem, Refused
from flex_templates.views.owner import TrySelf
from flex_templates.views.parts import Notice

SELF = "try.self"


def ended(execute: Executor, actor: Actor) -> tuple[str, State]:
    """By the button under a message, which no card has shown. Gives the screen to show."""
    try:
        scenario_id = execute(EndRehearsal(), actor).scenario_id
    except Refused:
        scenario_id = None
    return (HOME, Nothing()) if scenario_id is None else (SELF, OfScenario(scenario_id))


def _view(scene: Scene[OfScenario]) -> TrySelf:
    scenario_id = scene.state.scenario_id
    document = scene.draft(scenario_id).document
    found = scene.reads.rehearsal(scene.actor.user_id, scenario_id)
    return TrySelf(
        id=str(scenario_id),
        name=document.name,
        now_at=scene.now,
        walk=to_walk(Walking(scenario_id)),
        most=scene.reads.rehearsal_costs(scene.reads.whole(document)),
        quota_left=quota_left(scene),
        going=found is not None and found.going,
        failed=found is not None and found.failed,
        sent=found.sent if found else None,
        next_at=found.next_at if found else None,
    )


def _begin(scene: Scene[OfScenario], _: Tap) -> Move:
    scenario_id, here = scene.state.scenario_id, Goto(SELF, scene.state)
    return Run(
        Rehearse(scenario_id), then=lambda _: here, refused=lambda problem: _refused(scene, problem)
    )


def _refused(scene: Scene[OfScenario], problem: Problem) -> Goto:
    where = "start.check" if problem.code == "not_ready" else SELF
    return Goto(where, scene.state, Notice("error", problem.code, problem.values))


def _end(scene: Scene[OfScenario], _: Tap) -> Move:
    return Run(EndRehearsal(), then=lambda _: Goto(SELF, scene.state))


SCREENS = (
    Screen(
        name=SELF,
        sample=SCENARIO,
        view=_view,
        role="editor",
        opens=scenario_of,
        actions={"begin": edit(_begin), "end": edit(_end)},
        back=lambda state: f"{MENU}:{state.scenario_id}",
        help="message",
        leads=(WALK, "start.check", MENU),
    ),
)
