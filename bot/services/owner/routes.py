"""Entry routes, as owners see, make and stop them."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import RouteFacts
from bot.clock import from_epoch
from bot.services.owner.desk import ActingDesk, ReadingDesk
from bot.services.owner.refusals import refused
from bot.services.routes import NewRoute
from bot.store import routes
from bot.store.routes import RouteRow


class RouteReads(ReadingDesk):
    def routes(self) -> tuple[RouteFacts, ...]:
        return tuple(self._route(row) for row in self.entry_routes.listed())

    def _route(self, row: RouteRow) -> RouteFacts:
        return RouteFacts(
            id=row.id,
            name=row.name,
            slug=row.slug,
            link=self.entry_routes.link(row.slug),
            qr=self.entry_routes.qr_link(row.slug),
            keyword=None if self.entry_routes.by_login else row.keyword,
            labels=row.labels,
            opens=row.opens,
            added=row.added,
            already=row.already,
            stopped=row.stopped_at is not None,
        )


def make(desk: ActingDesk, command: do.MakeRoute, _: Actor) -> Outcome:
    row = desk.entry_routes.create(NewRoute(command.name, command.slug))
    return Outcome(from_epoch(desk.now()), made=row.id)


def rename(desk: ActingDesk, command: do.RenameRoute, _: Actor) -> Outcome:
    desk.entry_routes.rename(_found(command.route_id), command.name)
    return Outcome(from_epoch(desk.now()))


def set_labels(desk: ActingDesk, command: do.SetRouteLabels, _: Actor) -> Outcome:
    desk.entry_routes.set_labels(_found(command.route_id), command.labels)
    return Outcome(from_epoch(desk.now()))


def stop(desk: ActingDesk, command: do.StopRoute, _: Actor) -> Outcome:
    return _switched(desk, command.route_id, stopped=True)


def resume(desk: ActingDesk, command: do.ResumeRoute, _: Actor) -> Outcome:
    return _switched(desk, command.route_id, stopped=False)


def _switched(desk: ActingDesk, route_id: int, *, stopped: bool) -> Outcome:
    desk.entry_routes.set_stopped(_found(route_id), stopped=stopped)
    return Outcome(from_epoch(desk.now()))


def _found(route_id: int) -> RouteRow:
    row = routes.find(route_id)
    if row is None:
        raise refused("no_such_route")
    return row
