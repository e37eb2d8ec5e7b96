"""A bot that only remembers: it takes webhooks and answers what it is told to."""

import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Webhook:
    body: bytes
    signature: str

    @property
    def events(self) -> list[Json]:
        found: list[Json] = json.loads(self.body)["events"]
        return found


@dataclass
class FakeBot:
    webhooks: list[Webhook] = field(default_factory=list)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    status: int = 200
    delay_s: float = 0.0
    next_due: int | None = None

    def __post_init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reset(self) -> None:
        self.webhooks.clear()
        self.asked.clear()
        self.status, self.delay_s, self.next_due = 200, 0.0, None

    @property
    def events(self) -> list[Json]:
        return [event for webhook in list(self.webhooks) for event in webhook.events]

    def wait_for_events(self, count: int, timeout_s: float = 10) -> list[Json]:
        deadline = time.monotonic() + timeout_s
        while len(self.events) < count:
            if time.monotonic() > deadline:
                raise AssertionError(f"{len(self.events)} of {count} events came: {self.events}")
            time.sleep(0.01)
        return self.events

    def wait_for(self, kind: str, count: int = 1) -> Json:
        """The event of that type that came last, once there are `count` of them."""
        deadline = time.monotonic() + 10
        while True:
            found = [event for event in self.events if event["type"] == kind]
            if len(found) >= count:
                return found[-1]
            if time.monotonic() > deadline:
                raise AssertionError(f"no {kind} event came: {self.events}")
            time.sleep(0.01)


def _handler_for(bot: FakeBot) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            if self.path == "/callback":
                time.sleep(bot.delay_s)
                bot.webhooks.append(Webhook(body, self.headers["x-line-signature"]))
                self._answer(bot.status, {})
            else:
                self._note()
                self._answer(200, {"code": "12345678"})

        def do_GET(self) -> None:
            self._note()
            self._answer(200, {"at": bot.next_due})

        def _note(self) -> None:
            bot.asked.append((self.command, self.path, self.headers["authorization"]))

        def _answer(self, status: int, body: Json) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            with suppress(BrokenPipeError):  # the simulator does not wait for a slow bot
                self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    return Handler
