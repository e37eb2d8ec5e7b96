"""A bare HTTP client of LINE's API: what goes over the wire, and nothing else."""

import json
from dataclasses import dataclass
from typing import Any

import urllib3

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    status: int
    body: Json
    headers: dict[str, str]
    raw: bytes

    @property
    def message(self) -> str:
        return str(self.body["message"])

    @property
    def properties(self) -> list[str]:
        return [detail["property"] for detail in self.body.get("details", [])]


def text(words: str = "こんにちは") -> Json:
    return {"type": "text", "text": words}


class Line:
    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token
        self._http = urllib3.PoolManager(retries=False, timeout=5)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        raw: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        sent = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        sent.update(headers or {})
        data = raw if raw is not None else (None if body is None else json.dumps(body).encode())
        response = self._http.request(method, self.url + path, body=data, headers=sent)
        kept = {name.lower(): value for name, value in response.headers.items()}
        is_json = kept.get("content-type", "").startswith("application/json")
        parsed = json.loads(response.data) if is_json else {}
        return Answer(response.status, parsed, kept, response.data)

    def get(self, path: str) -> Answer:
        return self.call("GET", path)

    def push(self, to: Any, *messages: Json, key: str | None = None, **more: Any) -> Answer:
        headers = {"x-line-retry-key": key} if key else {}
        body = {"to": to, "messages": list(messages) or [text()], **more}
        return self.call("POST", "/v2/bot/message/push", body, headers=headers)

    def multicast(self, to: Any, *messages: Json, key: str | None = None, **more: Any) -> Answer:
        headers = {"x-line-retry-key": key} if key else {}
        body = {"to": to, "messages": list(messages) or [text()], **more}
        return self.call("POST", "/v2/bot/message/multicast", body, headers=headers)

    def reply(self, token: str, *messages: Json, headers: dict[str, str] | None = None) -> Answer:
        body = {"replyToken": token, "messages": list(messages) or [text()]}
        return self.call("POST", "/v2/bot/message/reply", body, headers=headers)
