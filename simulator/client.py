"""A synchronous client of the simulator's own API, for tests and scripts."""

import json
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote, urlencode

import urllib3

from simulator.shown import shown_text

Json = dict[str, Any]


class SimulatorError(Exception):
    """The simulator refused: `status` and its one plain sentence."""

    def __init__(self, status: int, body: Json) -> None:
        super().__init__(f"{status}: {body.get('error', body)}")
        self.status = status
        self.body = body


class NotSeen(AssertionError):
    """What a person waited for did not show up in time; the text lists what did."""


class SimulatorClient:
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

    def person(self, name: str, language: str | None = "ja", **more: Any) -> "Phone":
        """A new person with a phone; not a friend of the account yet."""
        user = self.add_user(name, language, **more)["id"]
        return Phone(self, chat=user, user=user)

    def phone(self, user: str) -> "Phone":
        return Phone(self, chat=user, user=user)

    def follow(self, user: str) -> Json:
        return self.post(f"/sim/users/{user}/follow")

    def block(self, user: str) -> Json:
        return self.post(f"/sim/users/{user}/block")

    def unblock(self, user: str) -> Json:
        return self.post(f"/sim/users/{user}/unblock")

    def add_friends(self, count: int, name: str = "友だち{n}", *, follow: bool = True) -> list[str]:
        ids: list[str] = self.post("/sim/bulk/users", count=count, name=name, follow=follow)["ids"]
        return ids

    def add_group(self, name: str, members: Sequence[str]) -> Json:
        return self.post("/sim/groups", name=name, members=list(members))

    def group(self, name: str, *members: "Phone") -> "Phone":
        """A new group as its first member sees it; `.seen_by(phone)` for the others."""
        group = self.add_group(name, [member.user for member in members])["id"]
        return Phone(self, chat=group, user=members[0].user)

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
        self, kind: str = "limited", value: int | None = None, used: int | None = None
    ) -> Json:
        return self.post("/sim/quota", type=kind, value=value, used=used)

    def limits(self, **limits: Any) -> Json:
        return self.call("POST", "/sim/limits", limits)

    def settings(self, **settings: Any) -> Json:
        return self.call("POST", "/sim/settings", settings)

    def webhook(self, events: list[Json] | None = None, **more: Any) -> Json:
        """Sends exactly these events (or `raw`) and tells {"status", "ms"} of the answer."""
        return self.post("/sim/webhooks", events=events, **more)

    def wait(self, check: Callable[[], Any], timeout_s: float = 10, what: str = "it") -> Any:
        """Polls until `check` gives something true, and returns that."""
        deadline = time.monotonic() + timeout_s
        while True:
            found = check()
            if found:
                return found
            if time.monotonic() > deadline:
                raise NotSeen(f"waited {timeout_s:g} s for {what}")
            time.sleep(0.03)


class Phone:
    """One chat as one person sees and uses it."""

    def __init__(self, sim: SimulatorClient, chat: str, user: str) -> None:
        self.sim = sim
        self.chat = chat
        self.user = user
        self.seen_seq = 0

    def seen_by(self, other: "Phone") -> "Phone":
        """The same chat on another member's phone."""
        return Phone(self.sim, self.chat, other.user)

    def follows(self) -> None:
        self.sim.follow(self.user)

    def blocks(self) -> None:
        self.sim.block(self.user)

    def unblocks(self) -> None:
        self.sim.unblock(self.user)

    def says(self, text: str) -> Json:
        return self.sim.text(self.chat, text, self.user)

    def taps(self, label: str, **more: Any) -> Json:
        return self.sim.tap(self.chat, label, self.user, **more)

    def picks(self, label: str, **params: str) -> Json:
        """Taps a date-time picker and chooses: picks("時刻", time="10:00")."""
        return self.sim.tap(self.chat, label, self.user, params=params)

    def sends_picture(self, data: bytes, content_type: str = "image/png") -> Json:
        return self.sim.media(self.chat, data, "image", content_type, self.user)

    def messages(self) -> list[Json]:
        return self.sim.messages(self.chat)

    def from_bot(self, after: int = 0) -> list[Json]:
        return [m for m in self.sim.messages(self.chat, after) if m["from"] == "bot"]

    def texts(self) -> list[str]:
        """What the bot's messages in this chat show, one string a message."""
        return [shown_text(m["message"]) for m in self.from_bot()]

    def waits_for(self, text: str, timeout_s: float = 10) -> Json:
        """The next message of the bot showing `text`; the next call looks after it."""
        deadline = time.monotonic() + timeout_s
        while True:
            arrived = self.from_bot(self.seen_seq)
            for message in arrived:
                if text in shown_text(message["message"]):
                    self.seen_seq = message["seq"]
                    return message
            if time.monotonic() > deadline:
                shown = "\n".join(f"  - {shown_text(m['message'])}" for m in arrived) or "  nothing"
                raise NotSeen(f"no message showing {text!r} in {timeout_s:g} s; new here:\n{shown}")
            time.sleep(0.03)

    def taps_when_there(self, label: str, timeout_s: float = 10, **more: Any) -> Json:
        """Taps as soon as the label can be tapped."""
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                return self.taps(label, **more)
            except SimulatorError as error:
                if error.status != 404 or time.monotonic() > deadline:
                    raise
            time.sleep(0.03)
