"""A start for those who came by some of the entry routes."""

from dataclasses import dataclass, replace

from admin_flows.answers.plain import numbers
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.starting import begin_with
from admin_flows.ports.facts import RouteFacts
from admin_flows.shared.where import OfScenario
from bot.domain.document import FriendAdded
from flex_templates.views.owner import StartRoute, StartRoutes
from flex_templates.views.parts import Notice

ROUTES = "start.routes"
SHOWN = 10


@dataclass(frozen=True)
class ByRoutes(OfScenario):
    """`chosen`: by their ids."""

    chosen: tuple[int, ...] = ()


def _open(scene: Scene[ByRoutes]) -> list[RouteFacts]:
    return [route for route in scene.reads.routes() if not route.stopped][:SHOWN]


def _view(scene: Scene[ByRoutes]) -> StartRoutes:
    document = scene.draft(scene.state.scenario_id).document
    return StartRoutes(
        id=str(scene.state.scenario_id),
        name=document.name,
        rows=tuple(
            StartRoute(
                id=str(route.id),
                name=route.name,
                added=route.added,
                chosen=route.id in scene.state.chosen,
            )
            for route in _open(scene)
        ),
    )


def _tapped(scene: Scene[ByRoutes], tap: Tap) -> Move:
    return _toggled(scene, [tap.number(1)])


def _typed(scene: Scene[ByRoutes], text: str) -> Move:
    """`1 3` are those rows."""
    routes, typed = _open(scene), numbers(text)
    if not typed or not all(1 <= number <= len(routes) for number in typed):
        return Stay(Notice("error", "no_such_route_number"))
    return _toggled(scene, [routes[number - 1].id for number in typed])


def _toggled(scene: Scene[ByRoutes], ids: list[int]) -> Move:
    before = scene.state.chosen
    kept = [one for one in before if one not in ids]
    added = [one for one in dict.fromkeys(ids) if one not in before]
    return Goto(ROUTES, replace(scene.state, chosen=(*kept, *added)))


def _done(scene: Scene[ByRoutes], _: Tap) -> Move:
    slugs = tuple(route.slug for route in _open(scene) if route.id in scene.state.chosen)
    if not slugs:
        return Stay(Notice("error", "no_route_chosen"))
    return begin_with(scene, FriendAdded(routes=slugs))


SCREENS = (
    Screen(
        name=ROUTES,
        sample=ByRoutes(7, (1,)),
        view=_view,
        role="editor",
        opens=lambda tap: ByRoutes(tap.number()),
        actions={"pick": edit(_tapped), "done": edit(_done)},
        asks="search",
        typed=_typed,
        back=lambda state: f"start.kind:{state.scenario_id}",
        help="start",
        leads=("start.card", "timeline.view", "timeline.busy", "start.kind", "route.name"),
    ),
)
