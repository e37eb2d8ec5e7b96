"""The simulator's own API as methods: one call each, refusals raised."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import urllib3

Json = dict[str, Any]


class SimulatorError(Exception):
    """The simulator refused: `status`, its one plain sentence, and the labels there are."""

    def __init__(self, status: int, body: Json) -> None:
        labels = f" There are: {', '.join(body['labels'])}" if body.get("labels") else ""
        super().__init__(f"{status}: {body.get('error', body)}{labels}")
        self.status = status
        self.body = body


class SimulatorApi:
    def __init__(self, url: str, timeout_s: float = 20) -> None:
        self.url = url.rstrip("/")
        self._http = urllib3.PoolManager(
            maxsize=16, retries=False, timeout=urllib3.Timeout(timeout_s)
        )

    # -- plumbing ---------------------------------------------------------------------

    def call(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        raw: bytes | None = None,
        content_type: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> Json:
        payload = raw if raw is not None else json.dumps(body or {}).encode()
        response = self._http.request(
            method,
            self.url + path,
            body=None if method == "GET" else payload,
            headers={"content-type": content_type, **(headers or {})},
        )
        answer: Json = json.loads(response.data) if response.data else {}
        if response.status >= 400:
            raise SimulatorError(response.status, answer)
        return answer

    def get(self, path: str, **query: Any) -> Json:
        asked = urlencode({key: value for key, value in query.items() if value is not None})
        return self.call("GET", f"{path}?{asked}" if asked else path)

    def post(self, path: str, **body: Any) -> Json:
        given = {key: value for key, value in body.items() if value is not None}
        return self.call("POST", path, given)

    def fetch(self, path: str) -> bytes:
        """The bytes at a path of the simulator, such as a menu's image."""
        response = self._http.request("GET", self.url + path)
        if response.status >= 400:
            raise SimulatorError(response.status, {"error": response.data.decode()[:200]})
        return response.data

    # -- people and groups ------------------------------------------------------------

    def state(self) -> Json:
        return self.get("/sim/state")

    def add_user(self, name: str, language: str | None = "ja", **more: Any) -> Json:
        return self.call("POST", "/sim/users", {"name": name, "language": language, **more})

    def change_user(self, user: str, **changes: Any) -> Json:
        return self.call("POST", f"/sim/users/{user}", changes)

    def follow(self, user: str) -> Json:
        return self.post(f"/sim/users/{user}/follow")

    def block(self, user: str) -> Json:
        return self.post(f"/sim/users/{user}/block")

    def unblock(self, user: str) -> Json:
        return self.post(f"/sim/users/{user}/unblock")

    # -- links into LINE --------------------------------------------------------------

    def open_login(self, url: str, user: str, *, allow: bool = True, add: bool = True) -> str:
        """LINE Login's page at `url` on somebody's phone; gives where the browser is led to."""
        asked = dict(parse_qsl(urlsplit(url).query))
        answer = {"answer": "allow" if allow else "deny"}
        return self._door(urlsplit(url).path, {**asked, **answer, "user": user}, add=add)

    def open_chat(self, url: str, user: str, *, add: bool = True) -> str:
        """The account's page or chat; gives the text that is in the field then."""
        text = unquote(urlsplit(url).query)
        led = self._door("/R/open", {"user": user, "text": text}, add=add)
        return dict(parse_qsl(urlsplit(led).fragment)).get("text", "")

    def _door(self, path: str, form: dict[str, str], *, add: bool) -> str:
        body = urlencode({**form, **({"add": "1"} if add else {})})
        kind = {"content-type": "application/x-www-form-urlencoded"}
        answer = self._http.request(
            "POST", self.url + path, body=body, headers=kind, redirect=False
        )
        if answer.status != 302:
            raise SimulatorError(answer.status, json.loads(answer.data))
        return str(answer.headers["location"])

    def add_friends(self, count: int, name: str = "友だち{n}", *, follow: bool = True) -> list[str]:
        ids: list[str] = self.post("/sim/bulk/users", count=count, name=name, follow=follow)["ids"]
        return ids

    def add_group(self, name: str, members: Sequence[str]) -> Json:
        return self.post("/sim/groups", name=name, members=list(members))

    def invite_bot(self, group: str) -> Json:
        return self.post(f"/sim/groups/{group}/invite-bot")

    def kick_bot(self, group: str) -> Json:
        return self.post(f"/sim/groups/{group}/kick-bot")

    def change_members(
        self, group: str, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> Json:
        return self.post(f"/sim/groups/{group}/members", add=list(add), remove=list(remove))

    # -- chats ------------------------------------------------------------------------

    def chat(self, chat: str, after: int = 0, limit: int | None = None) -> Json:
        return self.get(f"/sim/chats/{chat}/messages", after=after, limit=limit)

    def messages(self, chat: str, after: int = 0) -> list[Json]:
        found: list[Json] = self.chat(chat, after)["messages"]
        return found

    def text(self, chat: str, text: str, user: str | None = None, quote: str | None = None) -> Json:
        return self.post(f"/sim/chats/{chat}/text", text=text, user=user, quote=quote)

    def sticker(self, chat: str, package: str, sticker: str, user: str | None = None) -> Json:
        return self.post(f"/sim/chats/{chat}/sticker", package=package, sticker=sticker, user=user)

    def location(self, chat: str, user: str | None = None, **place: Any) -> Json:
        return self.post(f"/sim/chats/{chat}/location", user=user, **place)

    def media(
        self,
        chat: str,
        data: bytes,
        kind: str = "image",
        content_type: str = "image/png",
        user: str | None = None,
    ) -> Json:
        query = f"?type={kind}" + (f"&user={user}" if user else "")
        path = f"/sim/chats/{chat}/media{query}"
        return self.call("POST", path, raw=data, content_type=content_type)

    def postback(self, chat: str, data: str, user: str | None = None, **more: Any) -> Json:
        return self.post(f"/sim/chats/{chat}/postback", data=data, user=user, **more)

    def tap(
        self,
        chat: str,
        label: str,
        user: str | None = None,
        *,
        params: dict[str, str] | None = None,
        message_id: str | None = None,
        nth: int | None = None,
    ) -> Json:
        return self.post(
            f"/sim/chats/{chat}/tap",
            label=label,
            user=user,
            params=params,
            message_id=message_id,
            nth=nth,
        )

    def menu(self, chat: str) -> Json:
        return self.get(f"/sim/chats/{quote(chat)}/menu")

    # -- time, ledger, faults, settings -----------------------------------------------

    def now(self) -> int:
        """The business time in epoch milliseconds."""
        now: int = self.state()["clock"]["now"]
        return now

    def advance(self, **span: float) -> Json:
        """advance(days=3, hours=1): moves the business time forward."""
        seconds = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
        total = sum(seconds[unit] * amount for unit, amount in span.items())
        return self.post("/sim/clock", advance_seconds=total)

    def set_clock(self, to_ms: int) -> Json:
        return self.post("/sim/clock", to=to_ms)

    def to_next_due(self) -> Json:
        return self.post("/sim/clock", to_next_due=True)

    def reset_clock(self) -> Json:
        return self.post("/sim/clock", reset=True)

    def owner_code(self) -> str:
        code: str = self.post("/sim/owner-code")["code"]
        return code

    def ledger(self, after: int = 0, limit: int | None = None) -> list[Json]:
        entries: list[Json] = self.get("/sim/ledger", after=after, limit=limit)["entries"]
        return entries

    def counts(self, endpoint: str | None = None) -> dict[str, int]:
        return self.get("/sim/ledger/counts", endpoint=endpoint)

    def clear_ledger(self) -> None:
        self.call("DELETE", "/sim/ledger")

    def requests(self, after: int = 0) -> list[Json]:
        seen: list[Json] = self.get("/sim/requests", after=after)["requests"]
        return seen

    def fault(self, endpoint: str, kind: str, times: int | None = 1, **more: Any) -> Json:
        body = {"endpoint": endpoint, "kind": kind, "times": times, **more}
        return self.call("POST", "/sim/faults", body)

    def clear_faults(self) -> None:
        self.call("DELETE", "/sim/faults")

    def latency(self, ms: float) -> Json:
        return self.post("/sim/latency", ms=ms)

    def quota(
        self,
        kind: str = "limited",
        value: int | None = None,
        used: int | None = None,
        reserved: int = 0,
    ) -> Json:
        """`reserved`: by something outside, such as a broadcast that is still under way."""
        return self.post("/sim/quota", type=kind, value=value, used=used, reserved=reserved)

    def limits(self, **limits: Any) -> Json:
        return self.call("POST", "/sim/limits", limits)

    def settings(self, **settings: Any) -> Json:
        return self.call("POST", "/sim/settings", settings)

    def webhook(self, events: list[Json] | None = None, **more: Any) -> Json:
        """Sends exactly these events (or `raw`) and tells {"status", "ms"} of the answer."""
        return self.post("/sim/webhooks", events=events, **more)
