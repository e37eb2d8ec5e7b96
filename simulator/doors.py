"""What a link into LINE opens on a person's phone: LINE Login, the account's page, its chat.

A browser of this machine is nobody's phone, so each page first asks whose it is.
"""

from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from simulator.door_pages import Words, button, form, page, tick, words_for
from simulator.errors import LineError, Refusal
from simulator.gate import Gate
from simulator.login import Logins, form_of
from simulator.people import People
from simulator.platform import Platform
from simulator.router import Route
from simulator.web import Handler, Request, Response
from simulator.world import User

LISTED = 50
AUTHORIZE = "/oauth2/v2.1/authorize"
WANTED = ("client_id", "redirect_uri", "state", "scope")


class Doors:
    def __init__(self, platform: Platform, logins: Logins) -> None:
        self._platform = platform
        self._logins = logins
        self._people = People(platform)

    def routes(self) -> list[Route]:
        handlers = (
            ("GET", AUTHORIZE, self.ask),
            ("POST", AUTHORIZE, self.answer),
            ("GET", "/R/oaMessage/{account}/", self.chat),
            ("GET", "/R/ti/p/{account}", self.account),
            ("POST", "/R/open", self.open),
        )
        return [Route(method, path, _kindly(handler)) for method, path, handler in handlers]

    # -- LINE Login -------------------------------------------------------------------

    def ask(self, request: Request) -> Response:
        asked = self._asked(dict(parse_qsl(request.query)))
        words = words_for(request)
        rows = [self._login_form(user, asked, words) for user in self._listed()]
        return self._page(words, words["login"], words["loginText"], rows)

    def answer(self, request: Request) -> Response:
        """Where LINE sends the person's browser back to."""
        given = form_of(request)
        asked = self._asked(given)
        if given.get("answer") != "allow":
            denied = "The resource owner denied the request."
            return _back(asked, error="access_denied", error_description=denied)
        user = self._platform.world.user(given.get("user", ""))
        added = self._added(user, given)
        code = self._logins.allow(user, asked["redirect_uri"], asked.get("nonce", ""))
        more = {"friendship_status_changed": str(added).lower()} if asked.get("bot_prompt") else {}
        return _back(asked, code=code, **more)

    def _asked(self, given: dict[str, str]) -> dict[str, str]:
        names = (*WANTED, "response_type", "nonce", "bot_prompt")
        asked = {name: given[name] for name in names if given.get(name)}
        missing = [name for name in WANTED if name not in asked]
        if missing or asked.get("response_type") != "code":
            raise LineError(400, f"{', '.join(missing) or 'response_type'} is missing or wrong")
        if asked["client_id"] != self._platform.account.login_id:
            raise LineError(400, "Invalid client_id value.")
        if urlsplit(asked["redirect_uri"]).scheme not in ("http", "https"):
            raise LineError(400, "Invalid redirect_uri value. Check if it is registered.")
        if "openid" not in asked["scope"].split():
            raise LineError(400, "invalid_scope")
        return asked

    def _login_form(self, user: User, asked: dict[str, str], words: Words) -> str:
        add = "" if user.friend else tick("add", words["add"])
        allow = button("answer", "allow", words["allow"], main=True)
        deny = button("answer", "deny", words["deny"])
        return form(AUTHORIZE, {**asked, "user": user.id}, user.name, add + allow + deny)

    # -- the account's page and chat --------------------------------------------------

    def chat(self, request: Request) -> Response:
        return self._open_page(request, unquote(request.query))

    def account(self, request: Request) -> Response:
        return self._open_page(request, "")

    def _open_page(self, request: Request, text: str) -> Response:
        if request.params[0] != self._platform.account.basic_id:
            raise LineError(404, "There is no such account")
        words = words_for(request)
        says = " " + words["says"].format(text=text) if text else ""
        rows = [self._open_form(user, text, words) for user in self._listed()]
        return self._page(words, words["open"], words["openText"] + says, rows)

    def _open_form(self, user: User, text: str, words: Words) -> str:
        add = "" if user.friend else tick("add", words["add"])
        go = button("go", "1", words["go"], main=True)
        return form("/R/open", {"user": user.id, "text": text}, user.name, add + go)

    def open(self, request: Request) -> Response:
        """The simulator's page, with this phone and the text in its field."""
        given = form_of(request)
        user = self._platform.world.user(given.get("user", ""))
        self._added(user, given)
        where = urlencode({"phone": user.id, "text": given.get("text", "")}, quote_via=quote)
        return _redirect(f"/#{where}")

    # -- both -------------------------------------------------------------------------

    def _added(self, user: User, given: dict[str, str]) -> bool:
        """Whether they became a friend just now; who has blocked the account unblocks it so."""
        if not given.get("add") or (user.friend and not user.blocked):
            return False
        (self._people.unblock if user.blocked else self._people.follow)(user)
        return True

    def _listed(self) -> list[User]:
        """The newest."""
        users = self._platform.world.users.values()
        return [user for user in users if not user.deleted][-LISTED:]

    def _page(self, words: Words, title: str, text: str, rows: list[str]) -> Response:
        name = self._platform.account.name
        return page(words, title.format(name=name), text.replace("{name}", name), rows)


def door_routes(platform: Platform, gate: Gate) -> list[Route]:
    logins = Logins(platform)
    return [
        *Doors(platform, logins).routes(),
        *(
            Route(method, path, gate.guard(endpoint, handler, token=False))
            for method, path, endpoint, handler in logins.routes()
        ),
    ]


def _kindly(handler: Callable[[Request], Response]) -> Handler:
    def answer(request: Request) -> Response:
        try:
            return handler(request)
        except (LineError, Refusal) as error:
            return error.response()

    return answer


def _back(asked: dict[str, str], **told: str) -> Response:
    joint = "&" if "?" in asked["redirect_uri"] else "?"
    return _redirect(asked["redirect_uri"] + joint + urlencode({**told, "state": asked["state"]}))


def _redirect(url: str) -> Response:
    return Response(302, b"", "text/plain", [("location", url), ("cache-control", "no-store")])
