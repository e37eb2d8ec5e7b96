from dataclasses import dataclass
from typing import Literal

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit, own
from admin_flows.engine.state import State
from admin_flows.flows.scenario.ending import reopened
from admin_flows.flows.scenario.naming import copied
from admin_flows.flows.scenario.once import begin_once
from admin_flows.flows.scenario.running import paused, resumed
from admin_flows.flows.search import searched
from admin_flows.ports.facts import ScenarioRow, ScenarioState
from admin_flows.shared import rows
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.route_names import route_names
from admin_flows.shared.where import OfScenario
from flex_templates.views.owner import ScenarioList

PAGE = 9
STATES: tuple[ScenarioState, ...] = ("running", "paused", "draft", "ended")
ONCE: Literal["once"] = "once"


@dataclass(frozen=True)
class Listed(State):
    """`first` counts from 0 among those of the state `only`. `once`: what was sent once, or is to
    be. That stands among the others only until it is over.
    """

    first: int = 0
    only: ScenarioState | None = None
    once: bool = False


def _opened(tap: Tap) -> Listed:
    """Ids: a state to filter by (or all), then the place of the first row; nothing: all of it."""
    if not tap.ids or tap.ids[0] not in {*STATES, ONCE, "all"}:
        return Listed()
    only = next((state for state in STATES if state == tap.ids[0]), None)
    first = tap.number(1) if len(tap.ids) > 1 else 0
    return Listed(first, only, once=tap.ids[0] == ONCE)


def _matching(state: Listed, rows: tuple[ScenarioRow, ...]) -> tuple[ScenarioRow, ...]:
    if state.once:
        return tuple(row for row in rows if row.once)
    found = (row for row in rows if not (row.once and row.state == "ended"))
    return tuple(row for row in found if state.only is None or row.state == state.only)


def _page(state: Listed, matching: tuple[ScenarioRow, ...]) -> Paged[ScenarioRow]:
    return paged(matching, state.first, PAGE)


def _view(scene: Scene[Listed]) -> ScenarioList:
    everything, state = scene.reads.scenarios(), scene.state
    matching = _matching(state, everything)
    states = [row.state for row in _matching(Listed(), everything)]
    page = _page(state, matching)
    names = route_names(scene.reads, *(row.document for row in page.rows))
    return ScenarioList(
        now_at=scene.now,
        rows=tuple(rows.scenario_row(row, routes=names) for row in page.rows),
        total=len(matching),
        first=state.first,
        later=page.later,
        only=ONCE if state.once else state.only,
        once=sum(row.once for row in everything),
        running=states.count("running"),
        paused=states.count("paused"),
        drafts=states.count("draft"),
        ended=states.count("ended"),
    )


def _none_yet(scene: Scene[Listed]) -> Goto | None:
    """Nothing to list: home says how to begin."""
    return None if scene.reads.scenarios() else Goto(HOME, Nothing())


def _row(scene: Scene[Listed], number: int) -> Move | None:
    row = _page(scene.state, _matching(scene.state, scene.reads.scenarios())).at(number)
    return Goto("scenario.card", OfScenario(row.id)) if row else None


SCREENS = (
    Screen(
        name="scenario.list",
        sample=Listed(),
        view=_view,
        opens=_opened,
        instead=_none_yet,
        actions={
            "pause": edit(lambda scene, tap: paused(scene, tap.number())),
            "resume": edit(lambda scene, tap: resumed(scene, tap.number())),
            "open": own(lambda scene, tap: reopened(scene, tap.number())),
            "copy": edit(lambda scene, tap: copied(scene, tap.number())),
            "once": edit(begin_once),
        },
        asks="search",
        typed=searched,
        row=_row,
        back=lambda _: HOME,
        help="timeline",
        leads=(
            "new.how",
            "msg.compose",
            "scenario.card",
            "scenario.list",
            "scenario.paused",
            "scenario.overdue",
            "scenario.resumed",
            "scenario.duplicated",
            "timeline.view",
            "results.scenario",
            "search.found",
            "search.none",
        ),
    ),
)
