"""The whole shop: who came and went, what was sent a day, and what the month has left."""

from dataclasses import dataclass

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, look, own
from admin_flows.engine.state import State
from admin_flows.flows.results import LIST
from admin_flows.flows.step.picked import picked_date
from admin_flows.shared.exporting import CSV, ask_for_file
from admin_flows.shared.periods import Days, between, days_of, span, today
from flex_templates.views.owner import ResultsShop, RouteShare

SHOP = "results.shop"
MONTH = Days(30)
ROUTES = 6


@dataclass(frozen=True)
class OfDays(State):
    days: Days = MONTH


def _opened(tap: Tap) -> OfDays:
    return OfDays(days_of(tap, 0)) if tap.ids else OfDays()


def _view(scene: Scene[OfDays]) -> ResultsShop:
    days = span(scene, scene.state.days)
    found, month = scene.reads.shop_results(days), scene.reads.quota()
    return ResultsShop(
        may_export=scene.actor.role == "owner",
        first=days.first,
        last=days.last,
        friends=found.friends,
        added=found.added,
        blocked=found.blocked,
        sent=found.sent,
        returned=found.back,
        stopped=found.stopped,
        span=scene.state.days.ids,
        chart=found.chart,
        routes=tuple(
            RouteShare(name=name, people=people)
            for name, people in list(found.routes.items())[:ROUTES]
        ),
        used=month.used,
        limit=month.limit,
        planned=month.planned,
        runs_out_on=month.runs_out_on,
    )


def _as_csv(scene: Scene[OfDays], _: Tap) -> Move:
    return ask_for_file(0, span(scene, scene.state.days))


def _since(scene: Scene[OfDays], tap: Tap) -> Move:
    return Goto(SHOP, OfDays(between(picked_date(tap), today(scene))))


def _until(scene: Scene[OfDays], tap: Tap) -> Move:
    first = scene.state.days.first or today(scene)
    return Goto(SHOP, OfDays(between(first, picked_date(tap))))


SCREENS = (
    Screen(
        name=SHOP,
        sample=OfDays(),
        view=_view,
        opens=_opened,
        actions={"from": look(_since), "to": look(_until), "csv": own(_as_csv)},
        back=lambda _: LIST,
        help="results",
        leads=(SHOP, CSV, "results.weekly", "quota.month", LIST),
    ),
)
