"""By which entry route somebody became a friend. In the transaction of the event that tells it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain.entry import CameBy
from bot.domain.routes import SEEN_BEFORE, Arrival, arrival
from bot.store import labels, routes
from bot.store.routes import Kind, RouteRow

_KINDS: dict[Arrival, Kind] = {
    "waiting": Kind.WAITING,
    "added": Kind.ADDED,
    "already": Kind.ALREADY,
}


@dataclass(frozen=True)
class Routing:
    clock: Clock

    def followed(self, friend_ids: Sequence[int], *, back: bool) -> dict[int, str]:
        """The slugs of those whose route was told before. `back`: they were friends once."""
        if not friend_ids:
            return {}
        now = epoch(self.clock.now())
        if back:
            routes.came_back(friend_ids, at=now)
        since = now - int(SEEN_BEFORE.total_seconds())
        by_route: dict[int, list[int]] = defaultdict(list)
        for friend_id, route_id in routes.waiting(friend_ids, since=since).items():
            by_route[route_id].append(friend_id)
        known: dict[int, str] = {}
        for route_id, some in sorted(by_route.items()):
            known |= self._by(route_id, some, Kind.ALREADY if back else Kind.ADDED)
        return known

    def _by(self, route_id: int, friend_ids: Sequence[int], kind: Kind) -> dict[int, str]:
        route = routes.find(route_id)
        if route is None:
            return {}
        self._note(route, friend_ids, kind)
        return dict.fromkeys(friend_ids, route.slug)

    def told(
        self, friend_id: int, route: RouteRow, *, by_login: bool | None = None
    ) -> CameBy | None:
        """What it begins; None for nothing, now or ever."""
        now, standing = epoch(self.clock.now()), routes.standing(friend_id)
        what = arrival(standing, now, by_login=by_login)
        back = routes.is_back(friend_id, standing.followed_at)
        kind = Kind.ALREADY if what == "added" and back else _KINDS[what]
        new = self._note(route, [friend_id], kind, attaches=standing.is_friend)
        return CameBy(route.slug, unblocked=back) if what == "added" and new else None

    def _note(
        self, route: RouteRow, friend_ids: Sequence[int], kind: Kind, *, attaches: bool = True
    ) -> list[int]:
        """Gives those of whom it is news."""
        at = epoch(self.clock.now())
        new = routes.came(friend_ids, route.id, kind, at=at)
        for label_id in labels.ensure(route.labels, at=at).values() if attaches else ():
            labels.attach(friend_ids, label_id, at=at)
        return new
