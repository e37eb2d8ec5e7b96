"""The other side of the webhook: keeps every event, and sends through LINE's API by hand."""

import json
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]
WAIT_S = 10


class FakeBot:
    def __init__(self) -> None:
        self.events: list[Json] = []
        self.api = ""
        self.token = ""
        self.owner_codes = 0
        self.due_at: int | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def pushes(self, to: str, *messages: Json) -> None:
        self.call("POST", "/v2/bot/message/push", {"to": to, "messages": list(messages)})

    def pushes_flex(self, to: str, contents: Json, **more: Any) -> None:
        self.pushes(to, {"type": "flex", "altText": "card", "contents": contents, **more})

    def call(
        self, method: str, path: str, body: Json | bytes, content_type: str = "application/json"
    ) -> Json:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": content_type}
        request = urllib.request.Request(self.api + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=WAIT_S) as response:
            answer: Json = json.loads(response.read() or b"{}")
        return answer

    def hears(self, kind: str, chat: str) -> Json:
        """The first event of this kind from this chat, waiting until it is there."""
        deadline = time.monotonic() + WAIT_S
        while True:
            for event in list(self.events):
                source = event["source"]
                if event["type"] == kind and chat in (source.get("groupId"), source.get("userId")):
                    return event
            if time.monotonic() > deadline:
                raise AssertionError(f"no {kind} event from {chat} in {self.events}")
            time.sleep(0.02)


def _handler(bot: FakeBot) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            answer: Json = {}
            if self.path == "/callback":
                bot.events.extend(json.loads(body)["events"])
            else:
                bot.owner_codes += 1
                answer = {"code": f"4831-220{bot.owner_codes}"}
            self._answer(answer)

        def do_GET(self) -> None:
            self._answer({"at": bot.due_at})

        def _answer(self, answer: Json) -> None:
            data = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
