"""What the simulator's HTTP server takes and gives."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

Json = dict[str, Any]


@dataclass(slots=True)
class Request:
    method: str
    path: str
    query: str
    headers: dict[str, str]  # names in lower case
    body: bytes
    params: tuple[str, ...] = ()  # the path's {parts}, in order
    id: str = ""  # LINE's x-line-request-id

    def arg(self, name: str) -> str | None:
        """One value of the query string."""
        found = parse_qs(self.query, keep_blank_values=True).get(name)
        return found[0] if found else None


@dataclass(slots=True)
class Response:
    status: int = 200
    body: bytes = b"{}"
    content_type: str = "application/json"
    headers: list[tuple[str, str]] = field(default_factory=list)
    delay_s: float = 0.0


@dataclass(slots=True)
class Vanish:
    """No answer: the connection is closed, or (`hang`) left open without a word."""

    hang: bool = False


@dataclass(slots=True)
class Stream:
    """An answer that goes on until the other side leaves."""

    content_type: str
    chunks: AsyncIterator[bytes]


Outcome = Response | Vanish | Stream
Answer = Outcome | Awaitable[Outcome]
Handler = Callable[[Request], Answer]


def dump(value: Any) -> bytes:
    """Compact JSON with non-ASCII characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def json_response(value: Any, status: int = 200) -> Response:
    return Response(status, dump(value))
