"""Where people are led who open an entry route's link: through LINE Login if it is set up, else to
the chat, with words to send that name the route.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

import structlog

from bot.clock import Clock
from bot.domain.line_links import LineLinks
from bot.domain.outcomes import Rejected
from bot.domain.route_state import key_from, opened, read_state
from bot.line.gateway import LineError, Login
from bot.services.taps import is_person
from bot.store import friends, routes, settings
from bot.store.inbox import Inbox, InboxEvent, InboxUnavailable
from bot.store.routes import RouteRow

CAME = "tobiishi.came"
"""The type of the event; LINE's own have no dots."""
LONGEST = 500

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody is led, or `why` nowhere."""

    url: str = ""
    why: Literal["", "route_unknown", "not_now", "again"] = ""


@dataclass(frozen=True)
class LoginChannel:
    """`secret` signs what goes through LINE and back, too; `callback` is registered there."""

    id: str
    secret: str = field(repr=False)
    callback: str
    line: Login

    @property
    def key(self) -> bytes:
        return key_from(self.secret)

    def check(self) -> str:
        self.line.check(self.callback)
        return f"channel {self.id}; back to {self.callback}"


@dataclass(frozen=True)
class Returned:
    """What a browser brings back from LINE Login: all of it outside input. `changed`: LINE's word
    whether they have added the account there.
    """

    state: str = ""
    code: str = ""
    changed: str = ""

    @property
    def added(self) -> bool:
        return self.changed == "true"

    @classmethod
    def from_query(cls, given: Mapping[str, str]) -> Self:
        names = ("state", "code", "friendship_status_changed")
        return cls(*(given.get(name, "")[:LONGEST] for name in names))


@dataclass(frozen=True)
class RouteLinks:
    """`line_base`: where the simulator plays LINE; `learn` asks LINE for the account's id, where
    nobody has yet.
    """

    inbox: Inbox
    clock: Clock
    wake: Callable[[], object]
    line_base: str | None
    learn: Callable[[], object]
    login: LoginChannel | None = None

    def opened(self, written: str, user_agent: str, *, counts: bool) -> Way:
        """One that is stopped leads to the account all the same."""
        route = routes.with_slug(written)
        if route is None:
            return Way(why="route_unknown")
        line = self._line()
        if line is None:
            return Way(why="not_now")
        if route.stopped_at is not None:
            return Way(line.add)
        if counts and is_person(user_agent):
            routes.opened(route.id)
        return Way(self._way(route, line))

    def _way(self, route: RouteRow, line: LineLinks) -> str:
        if self.login is None:
            return line.say(route.keyword)
        state = opened(route.slug, self.clock.real())
        signed = state.signed(self.login.key)
        return line.login(self.login.id, self.login.callback, signed, state.nonce)

    def returned(self, given: Mapping[str, str]) -> Way:
        """From LINE Login. Whoever did not want it adds the account without; where it does not
        work, the words still tell the route.
        """
        back = Returned.from_query(given)
        if self.login is None:
            return Way(why="route_unknown")
        state = read_state(back.state, self.login.key, self.clock.real())
        route = routes.with_slug(state.slug) if state else None
        if state is None or route is None:
            return Way(why="again")
        line = self._line()
        if line is None:
            return Way(why="not_now")
        if not back.code:
            return Way(line.add)
        try:
            user = self.login.line.who(back.code, self.login.callback, state.nonce)
            self._note(user, route, state.nonce, added=back.added)
        except (LineError, InboxUnavailable) as error:
            return Way(self._without(route, line, error))
        return Way(line.chat if back.added or _is_friend(user) else line.add)

    def _without(self, route: RouteRow, line: LineLinks, error: Exception) -> str:
        """A code that LINE refuses was used before: a page that was loaded again."""
        outcome = error.outcome if isinstance(error, LineError) else error
        log.warning("login_failed", route=route.id, outcome=type(outcome).__name__)
        return line.add if isinstance(outcome, Rejected) else line.say(route.keyword)

    def _note(self, user: str, route: RouteRow, nonce: str, *, added: bool) -> None:
        """In their chat's order, among what LINE tells of them. Once for each opening."""
        body = {
            "type": CAME,
            "timestamp": int(self.clock.now().timestamp() * 1000),
            "source": {"type": "user", "userId": user},
            "route": {"id": route.id, "added": added},
        }
        event = InboxEvent(
            f"came-{nonce}-{user}", user, json.dumps(body), received_at=self.clock.real()
        )
        self.inbox.add([event])
        self.wake()

    def _line(self) -> LineLinks | None:
        """None where the account's id is not known and LINE does not tell it."""
        try:
            if not settings.basic_id():
                self.learn()
        except LineError as error:
            log.warning("route_nowhere", outcome=type(error.outcome).__name__)
            return None
        return LineLinks(settings.basic_id(), self.line_base)


def _is_friend(user: str) -> bool:
    friend = friends.find(user)
    return friend is not None and friend.is_friend
