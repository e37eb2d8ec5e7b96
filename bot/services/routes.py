"""Entry routes as owners keep them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain import limits, names
from bot.domain.errors import Problem, Refused, Values
from bot.domain.routes import keyword_of, new_slug, no_route, slug
from bot.domain.starts import folded
from bot.services.qr import qr_png
from bot.store import routes
from bot.store.db import atomic
from bot.store.routes import RouteRow

LABELS = 10


@dataclass(frozen=True, slots=True)
class NewRoute:
    """`slug`, `keyword` None: made from the name."""

    name: str
    slug: str | None = None
    keyword: str | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class RouteKeeping:
    """`base`: of this server's public addresses; `by_login`: nobody has to send words."""

    clock: Clock
    base: str
    by_login: bool = False

    def create(self, new: NewRoute) -> RouteRow:
        """In a transaction of its own, or the one there is. Refused where something is wrong."""
        name = names.given(new.name)
        keyword = names.given(new.keyword or keyword_of(name), _keyword, "keyword")
        wanted = names.given(new.slug, slug, "slug") if new.slug else new_slug(name)
        row = {"slug": wanted, "name": name, "keyword": keyword, "word": folded(keyword)}
        with atomic():
            for column, value in row.items():
                if routes.taken(column, value):
                    raise Refused(Problem("route_exists", "", {"value": value}))
            number = routes.create(row, at=epoch(self.clock.now()))
            self.set_labels(route := _found(routes.find(number), wanted), new.labels)
        return _found(routes.find(route.id), wanted)

    def listed(self) -> list[RouteRow]:
        return routes.listed()

    def named(self, written: str) -> RouteRow:
        """By its slug; refused when there is none."""
        return _found(routes.with_slug(written), written)

    def link(self, written: str) -> str:
        return f"{self.base}/r/{written}"

    def qr_link(self, written: str) -> str:
        return f"{self.link(written)}/qr.png"

    def qr(self, written: str) -> bytes | None:
        """None for no route of ours."""
        route = routes.with_slug(written)
        return qr_png(self.link(route.slug), route.name) if route else None

    def rename(self, route: RouteRow, written: str) -> None:
        """Link, QR code and words stay: they may be printed by now."""
        name = names.given(written)
        with atomic():
            if name != route.name and routes.taken("name", name):
                raise Refused(Problem("route_exists", "", {"value": name}))
            routes.rename(route.id, name)

    def set_labels(self, route: RouteRow, labels: Sequence[str]) -> None:
        """For whoever comes by it from now on."""
        given = dict.fromkeys(names.given(label) for label in labels)
        if len(given) > LABELS:
            values: Values = {"what": "labels", "limit": LABELS, "actual": len(given)}
            raise Refused(Problem("too_many", "", values))
        with atomic():
            routes.set_labels(route.id, list(given))

    def set_stopped(self, route: RouteRow, *, stopped: bool) -> bool:
        """False when it is as it was."""
        with atomic():
            return routes.set_stopped(route.id, epoch(self.clock.now()) if stopped else None)


def _keyword(value: str) -> str:
    return names.name(value, limits.KEYWORD_GRAPHEMES)


def _found(route: RouteRow | None, written: str) -> RouteRow:
    if route is None:
        raise no_route(written)
    return route
