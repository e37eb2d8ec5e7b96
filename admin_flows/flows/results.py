"""What became of those who entered, and what to change."""

from dataclasses import dataclass, replace

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, look, own
from admin_flows.flows.step.picked import picked_date
from admin_flows.ports.facts import ResultFacts, ScenarioRow
from admin_flows.shared import results
from admin_flows.shared.exporting import CSV, ask_for_file
from admin_flows.shared.periods import SINCE_EVER, Days, between, days_of, period, today
from admin_flows.shared.where import OfScenario, nothing
from bot.domain.shares import Share
from flex_templates.views.owner import (
    ResultRow,
    ResultsList,
    ResultsScenario,
    RouteShare,
    StepResult,
)

LIST, SCENARIO = "results.list", "results.scenario"
SHOWN = 8
STEPS = 8
ROUTES = 4


@dataclass(frozen=True)
class Looked(OfScenario):
    days: Days = SINCE_EVER


def looked(tap: Tap) -> Looked:
    return Looked(tap.number(), days_of(tap, 1))


def _started(scene: Scene[Nothing]) -> tuple[ScenarioRow, ...]:
    return tuple(row for row in scene.reads.scenarios() if row.state != "draft")[:SHOWN]


def _only_one(scene: Scene[Nothing]) -> Goto | None:
    started = _started(scene)
    return Goto(SCENARIO, Looked(started[0].id)) if len(started) == 1 else None


def _list(scene: Scene[Nothing]) -> ResultsList:
    found = scene.reads.results_of_all()
    return ResultsList(
        rows=tuple(_list_row(row, found.get(row.id, ResultFacts())) for row in _started(scene))
    )


def _list_row(row: ScenarioRow, result: ResultFacts) -> ResultRow:
    able = [stop.sums for stop in results.stops(row.document, result) if stop.tappable]
    tapped = Share(sum(one.tapped for one in able), sum(one.sent for one in able))
    return ResultRow(
        id=str(row.id),
        name=row.name,
        state=row.state,
        entered=row.entered,
        finished=row.finished,
        tapped=tapped.percent if tapped.whole else None,
        blocked=Share(result.blocked, result.entered).percent,
        marked=results.advice(row.document, result).stop is not None,
    )


def _row(scene: Scene[Nothing], number: int) -> Move | None:
    started = _started(scene)
    if not 1 <= number <= len(started):
        return None
    return Goto(SCENARIO, Looked(started[number - 1].id))


def _scenario(scene: Scene[Looked]) -> ResultsScenario:
    facts, days = scene.scenario(scene.state.scenario_id), period(scene, scene.state.days)
    result, document = scene.reads.results(facts.id, days), facts.document
    advice = results.advice(document, result)
    fix = advice.stop.id if advice.stop else ""
    steps = tuple(results.step_rows(document, result, scene.actor.locale, fix))
    return ResultsScenario(
        id=str(facts.id),
        name=facts.name,
        state=facts.state,
        today=today(scene),
        entered=result.entered,
        inside=result.inside,
        finished=result.finished,
        stopped=result.stopped,
        blocked=result.blocked,
        goal=result.goal,
        advice=results.advice_line(advice, document),
        fix=fix,
        may_export=scene.actor.role == "owner",
        first=days.first if days else None,
        last=days.last if days else None,
        span=scene.state.days.ids,
        routes=tuple(
            RouteShare(name=name, people=people)
            for name, people in list(result.routes.items())[:ROUTES]
        ),
        steps=_shown(steps),
        more=len(steps[STEPS:]),
        arms=results.arm_shares(document, result)[:2],
    )


def _shown(steps: tuple[StepResult, ...]) -> tuple[StepResult, ...]:
    """The first ones, and whatever is marked."""
    first, rest = steps[:STEPS], steps[STEPS:]
    marked = tuple(one for one in rest if one.marked)[:1]
    return (*first[: STEPS - len(marked)], *marked)


def _as_csv(scene: Scene[Looked], _: Tap) -> Move:
    return ask_for_file(scene.state.scenario_id, period(scene, scene.state.days))


def _since(scene: Scene[Looked], tap: Tap) -> Move:
    days = between(picked_date(tap), today(scene))
    return Goto(SCENARIO, replace(scene.state, days=days))


def _until(scene: Scene[Looked], tap: Tap) -> Move:
    first = scene.state.days.first or today(scene)
    return Goto(SCENARIO, replace(scene.state, days=between(first, picked_date(tap))))


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
        leads=(SCENARIO, "results.shop", "scenario.list", HOME),
    ),
    Screen(
        name=SCENARIO,
        sample=Looked(7),
        view=_scenario,
        opens=looked,
        actions={"from": look(_since), "to": look(_until), "csv": own(_as_csv)},
        back=lambda _: LIST,
        help="results",
        leads=(SCENARIO, CSV, "results.step", "results.shop", "scenario.card", "step.card", LIST),
    ),
)
