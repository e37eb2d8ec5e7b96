"""LINE's side of a webhook: signed events over several connections, as fast as answered, or at a
steady rate whatever the answers.

Bare sockets under uvloop, and requests made ready before the time is taken: with a client library
the posting took a quarter of both cores.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import re
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from simulator.testing import SECRET

CHATS = 1_000

# A whole HTTP request.
Post: TypeAlias = bytes
# With when it was due, by time.perf_counter().
Due: TypeAlias = tuple[Post, float]

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


@dataclass
class Answers:
    """`ms` from when the post was due until its answer; `statuses` counts them."""

    ms: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0


def posts(count: int) -> list[Post]:
    """Each with one text message of one of a thousand chats."""
    return [_post(number) for number in range(count)]


def _post(number: int) -> Post:
    body = json.dumps({"destination": "U" + "0" * 32, "events": [_event(number)]}).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest())
    head = (
        "POST /callback HTTP/1.1\r\n"
        "Host: shop.example\r\n"
        "User-Agent: LineBotWebhook/2.0\r\n"
        "Content-Type: application/json; charset=utf-8\r\n"
        f"X-Line-Signature: {signature.decode()}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _event(number: int) -> dict[str, Any]:
    return {
        "type": "message",
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": f"U{number % CHATS:032x}"},
        "webhookEventId": _ulid(number),
        "deliveryContext": {"isRedelivery": False},
        "replyToken": uuid.uuid4().hex,
        "message": {
            "type": "text",
            "id": str(number),
            "quoteToken": "q3Plxr4AgKd",
            "text": "こんにちは",
        },
    }


def _ulid(number: int) -> str:
    """Like LINE's: later ones are greater, which an index is glad of."""
    return f"01{time.time_ns():016X}{number:08X}"


async def saturate(port: int, ready: list[Post], connections: int, seconds: float) -> Answers:
    """Each connection posts its next when it has its answer, until the time or the posts end."""
    until = time.perf_counter() + seconds
    left = iter(ready)

    async def at_once() -> AsyncIterator[Due]:
        for post in left:
            if (now := time.perf_counter()) > until:
                return
            yield post, now

    return await _posted(port, [at_once() for _ in range(connections)])


async def steadily(port: int, ready: list[Post], connections: int, per_second: float) -> Answers:
    """Open loop: a slow answer delays no other post, and waiting for a connection counts."""
    due: asyncio.Queue[Due | None] = asyncio.Queue()

    async def in_turn() -> AsyncIterator[Due]:
        while (item := await due.get()) is not None:
            yield item

    async with asyncio.TaskGroup() as group:
        group.create_task(_pace(due, ready, connections, per_second))
        sent = group.create_task(_posted(port, [in_turn() for _ in range(connections)]))
    return sent.result()


async def _pace(
    due: asyncio.Queue[Due | None], ready: list[Post], connections: int, per_second: float
) -> None:
    for post, due_at in zip(ready, _instants(per_second), strict=False):
        await asyncio.sleep(max(0.0, due_at - time.perf_counter()))
        due.put_nowait((post, due_at))
    for _ in range(connections):
        due.put_nowait(None)


def _instants(per_second: float) -> Iterator[float]:
    began, number = time.perf_counter(), 0
    while True:
        yield began + number / per_second
        number += 1


async def _posted(port: int, sources: list[AsyncIterator[Due]]) -> Answers:
    """Each source over a connection of its own."""
    answers, began = Answers(), time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for source in sources:
            group.create_task(_post_all(port, source, answers))
    answers.seconds = time.perf_counter() - began
    return answers


async def _post_all(port: int, source: AsyncIterator[Due], answers: Answers) -> None:
    connection = await _connect(port)
    async for post, due_at in source:
        if connection.closed:
            connection = await _connect(port)
        answers.statuses[await connection.answer(post)] += 1
        answers.ms.append((time.perf_counter() - due_at) * 1000)
    connection.close()


async def _connect(port: int) -> "_Connection":
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(_Connection, "127.0.0.1", port)
    return connection


class _Connection(asyncio.Protocol):
    """One request at a time."""

    closed = False

    def connection_made(self, transport: Any) -> None:
        self._transport: asyncio.Transport = transport
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Future[int] | None = None

    async def answer(self, post: Post) -> int:
        """The status. Raises ConnectionError."""
        self._received, self._waiting = b"", self._loop.create_future()
        self._transport.write(post)
        return await self._waiting

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        if end and self._waiting and len(body) >= _length(head):
            if b"\r\nconnection: close" in head.lower():
                self.close()
            self._waiting.set_result(int(head[9:12]))
            self._waiting = None

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        if self._waiting:
            self._waiting.set_exception(exc or ConnectionResetError("no answer"))

    def close(self) -> None:
        self.closed = True
        self._transport.close()


def _length(head: bytes) -> int:
    found = _LENGTH.search(head + b"\r\n")
    return int(found[1]) if found else 0
