"""What became of those who entered: thin for now, counts only."""

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Scene
from admin_flows.engine.screen import Screen
from admin_flows.ports.facts import ScenarioRow
from admin_flows.shared import rows
from admin_flows.shared.where import SCENARIO, OfScenario, nothing, scenario_of
from bot.domain.document import Scenario, Step
from flex_templates.views.owner import (
    ResultRow,
    ResultsList,
    ResultsScenario,
    RouteShare,
    StepResult,
)

LIST = "results.list"
SHOWN = 8
STEPS = 12
ROUTES = 4


def _started(scene: Scene[Nothing]) -> tuple[ScenarioRow, ...]:
    return tuple(row for row in scene.reads.scenarios() if row.state != "draft")[:SHOWN]


def _only_one(scene: Scene[Nothing]) -> Goto | None:
    started = _started(scene)
    return Goto("results.scenario", OfScenario(started[0].id)) if len(started) == 1 else None


def _list(scene: Scene[Nothing]) -> ResultsList:
    return ResultsList(
        rows=tuple(
            ResultRow(
                id=str(row.id),
                name=row.name,
                state=row.state,
                entered=row.entered,
                finished=row.finished,
            )
            for row in _started(scene)
        )
    )


def _row(scene: Scene[Nothing], number: int) -> Move | None:
    started = _started(scene)
    if not 1 <= number <= len(started):
        return None
    return Goto("results.scenario", OfScenario(started[number - 1].id))


def _scenario(scene: Scene[OfScenario]) -> ResultsScenario:
    facts = scene.scenario(scene.state.scenario_id)
    result = scene.reads.results(facts.id)
    document = facts.document
    return ResultsScenario(
        id=str(facts.id),
        name=facts.name,
        state=facts.state,
        entered=result.entered,
        inside=result.inside,
        finished=result.finished,
        stopped=result.stopped,
        blocked=result.blocked,
        goal=result.goal,
        routes=tuple(
            RouteShare(name=name, people=people)
            for name, people in list(result.routes.items())[:ROUTES]
        ),
        steps=tuple(
            StepResult(
                id=step.id,
                number=number,
                when=rows.when(step.wait, document),
                sent=result.sent.get(step.id, 0),
                title=step.title or rows.excerpt(step, scene.actor.locale) or None,
                failed=result.failed.get(step.id, 0),
            )
            for number, step in _sending(document)[:STEPS]
        ),
    )


def _sending(document: Scenario) -> list[tuple[int, Step]]:
    return [(number, step) for number, step in enumerate(document.all_steps, 1) if step.says]


SCREENS = (
    Screen(
        name=LIST,
        sample=Nothing(),
        view=_list,
        opens=nothing,
        instead=_only_one,
        row=_row,
        back=lambda _: HOME,
        help="results",
        leads=("results.scenario", HOME),
    ),
    Screen(
        name="results.scenario",
        sample=SCENARIO,
        view=_scenario,
        opens=scenario_of,
        back=lambda _: LIST,
        help="results",
        leads=("scenario.card", "step.card", LIST),
    ),
)
