"""Entry routes: links and QR codes that tell by what somebody became a friend."""

from dataclasses import dataclass

from admin_flows.engine.common import BUTTONS, Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Messages, Screen, edit
from admin_flows.engine.state import State
from admin_flows.ports.commands import (
    MakeRoute,
    RenameRoute,
    ResumeRoute,
    SetRouteLabels,
    StopRoute,
)
from admin_flows.ports.facts import RouteFacts
from admin_flows.shared.drafts import error_line
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.wayback import way_back
from admin_flows.shared.where import From, from_first, made_id, nothing
from bot.domain import names
from bot.domain.errors import Refused
from bot.domain.routes import slug
from flex_templates.views.owner import (
    RouteCard,
    RouteLabels,
    RouteList,
    RouteName,
    RouteRename,
    RouteRow,
)
from flex_templates.views.parts import Notice

LIST, CARD, NAME = "route.list", "route.card", "route.name"
QR, LABELS, RENAME = "route.qr", "route.labels", "route.rename"
OFFERED = 6


@dataclass(frozen=True)
class OfRoute(State):
    route_id: int


def _route_of(tap: Tap) -> OfRoute:
    return OfRoute(tap.number())


def _row(route: RouteFacts) -> RouteRow:
    return RouteRow(
        id=str(route.id),
        name=route.name,
        opens=route.opens,
        added=route.added,
        already=route.already,
        stopped=route.stopped,
    )


def _page(scene: Scene[From]) -> Paged[RouteFacts]:
    return paged(scene.reads.routes(), scene.state.first)


def _list(scene: Scene[From]) -> RouteList:
    page = _page(scene)
    return RouteList(
        rows=tuple(map(_row, page.rows)),
        earlier=page.earlier,
        later=page.later,
        total=len(scene.reads.routes()),
    )


def _at(scene: Scene[From], number: int) -> Move | None:
    route = _page(scene).at(number)
    return Goto(CARD, OfRoute(route.id)) if route else None


def _found(scene: Scene[OfRoute]) -> RouteFacts:
    return _known(scene, scene.state.route_id)


def _known(scene: AnyScene, route_id: int) -> RouteFacts:
    for route in scene.reads.routes():
        if route.id == route_id:
            return route
    raise Gone(Goto(LIST, From(), Notice("error", "no_such_route")))


def _named(_: Scene[Nothing], text: str) -> Move:
    """A second line ends the link."""
    first, *more = text.strip().split("\n", 1)
    second = "".join(more)
    try:
        name = names.given(first)
        wanted = names.given(second.strip(), slug) if second.strip() else None
    except Refused as refused:
        return Stay(error_line(refused.problem))
    return Run(MakeRoute(name, wanted), then=lambda done: Goto(CARD, OfRoute(made_id(done))))


def _card(scene: Scene[OfRoute]) -> RouteCard:
    route = _found(scene)
    return RouteCard(
        route=_row(route),
        link=route.link,
        qr=route.qr,
        keyword=route.keyword,
        labels=route.labels,
    )


def _stopped(scene: Scene[OfRoute], _: Tap) -> Move:
    route = _found(scene)
    line = Notice("info", "route_stopped", {"name": route.name})
    return Run(StopRoute(route.id), then=lambda _: Goto(CARD, scene.state, line))


def _resumed(scene: Scene[OfRoute], _: Tap) -> Move:
    route = _found(scene)
    line = Notice("info", "route_resumed", {"name": route.name})
    return Run(ResumeRoute(route.id), then=lambda _: Goto(CARD, scene.state, line))


def _renamed(scene: Scene[OfRoute], text: str) -> Move:
    try:
        name = names.given(text)
    except Refused as refused:
        return Stay(error_line(refused.problem))
    line = Notice("info", "renamed", {"name": name})
    return Run(RenameRoute(_found(scene).id, name), then=lambda _: Goto(CARD, scene.state, line))


def _qr(scene: Scene[OfRoute]) -> Messages:
    """As a picture, so that it can be kept and printed."""
    route = _found(scene)
    picture = {"type": "image", "originalContentUrl": route.qr, "previewImageUrl": route.qr}
    back = way_back(scene, f"{CARD}:{route.id}")
    return Messages(({**picture, "quickReply": {"items": [{"type": "action", "action": back}]}},))


# Labels


def _labels(scene: Scene[OfRoute]) -> RouteLabels:
    route = _found(scene)
    others = [one.name for one in scene.reads.labels() if one.name not in route.labels]
    return RouteLabels(
        id=str(route.id), name=route.name, labels=route.labels, others=tuple(others[:OFFERED])
    )


def _typed_label(scene: Scene[OfRoute], text: str) -> Move:
    try:
        return _with_label(scene, names.given(text))
    except Refused as refused:
        return Stay(error_line(refused.problem))


def _with_label(scene: Scene[OfRoute], label: str) -> Move:
    route = _found(scene)
    line = Notice("info", "route_label", {"label": label})
    return _set(scene, tuple(dict.fromkeys((*route.labels, label))), line)


def _tapped_label(scene: Scene[OfRoute], tap: Tap) -> Move:
    """By its place among those that are offered; they may be others by now."""
    offered, place = _labels(scene).others, tap.number(1)
    return _with_label(scene, offered[place]) if place < len(offered) else Stay()


def _taken_out(scene: Scene[OfRoute], tap: Tap) -> Move:
    labels, place = _found(scene).labels, tap.number(1)
    if place >= len(labels):
        return Stay()
    line = Notice("info", "route_label_out", {"label": labels[place]})
    return _set(scene, labels[:place] + labels[place + 1 :], line)


def _set(scene: Scene[OfRoute], labels: tuple[str, ...], line: Notice) -> Move:
    command = SetRouteLabels(scene.state.route_id, labels)
    return Run(command, then=lambda _: Goto(LABELS, scene.state, line))


SCREENS = (
    Screen(
        name=LIST,
        sample=From(),
        view=_list,
        opens=from_first,
        row=_at,
        back=lambda _: "friends.find",
        help="friends",
        leads=(CARD, NAME, LIST, "friends.find"),
    ),
    Screen(
        name=NAME,
        sample=Nothing(),
        view=lambda _: RouteName(),
        role="editor",
        opens=nothing,
        asks="answer",
        typed=_named,
        back=lambda _: LIST,
        help="friends",
        leads=(CARD, LIST),
    ),
    Screen(
        name=CARD,
        sample=OfRoute(1),
        view=_card,
        opens=_route_of,
        actions={"stop": edit(_stopped), "resume": edit(_resumed)},
        back=lambda _: LIST,
        help="friends",
        leads=(QR, LABELS, RENAME, LIST),
    ),
    Screen(
        name=RENAME,
        sample=OfRoute(1),
        view=lambda scene: RouteRename(name=_found(scene).name),
        role="editor",
        opens=_route_of,
        asks="answer",
        typed=_renamed,
        back=lambda state: f"{CARD}:{state.route_id}",
        help="friends",
        leads=(CARD, LIST),
    ),
    Screen(
        name=QR,
        sample=OfRoute(1),
        view=_qr,
        opens=_route_of,
        asks="search",
        typed=lambda scene, _: Goto(CARD, scene.state, BUTTONS),
        back=lambda state: f"{CARD}:{state.route_id}",
        help="friends",
        leads=(CARD, LIST),
    ),
    Screen(
        name=LABELS,
        sample=OfRoute(1),
        view=_labels,
        role="editor",
        opens=_route_of,
        actions={"attach": edit(_tapped_label), "detach": edit(_taken_out)},
        asks="answer",
        typed=_typed_label,
        back=lambda state: f"{CARD}:{state.route_id}",
        help="friends",
        leads=(CARD, LIST),
    ),
)
