"""LINE's side of a webhook: signed events over several connections, as fast as answered, or at a
steady rate whatever the answers."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from simulator.testing import SECRET

CHATS = 1_000


@dataclass
class Answers:
    """`ms` from when the post was due until its answer; `statuses` counts them."""

    ms: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0


@dataclass(frozen=True)
class Post:
    body: bytes
    signature: str


def posts(count: int) -> list[Post]:
    """Each with one text message of one of a thousand chats; made before the time is taken."""
    return [_post(number) for number in range(count)]


def _post(number: int) -> Post:
    body = json.dumps({"destination": "U" + "0" * 32, "events": [_event(number)]}).encode()
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
    return Post(body, base64.b64encode(digest).decode())


def _event(number: int) -> dict[str, Any]:
    return {
        "type": "message",
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": f"U{number % CHATS:032x}"},
        "webhookEventId": uuid.uuid4().hex,
        "deliveryContext": {"isRedelivery": False},
        "replyToken": uuid.uuid4().hex,
        "message": {
            "type": "text",
            "id": str(number),
            "quoteToken": "q3Plxr4AgKd",
            "text": "こんにちは",
        },
    }


async def saturate(url: str, ready: list[Post], connections: int, seconds: float) -> Answers:
    """Each connection posts its next when it has its answer, until the time or the posts end."""
    answers, left = Answers(), iter(ready)
    began = time.perf_counter()

    async def post_on(session: aiohttp.ClientSession) -> None:
        for post in left:
            sent_at = time.perf_counter()
            if sent_at - began > seconds:
                return
            await _send(session, url, post, sent_at, answers)

    async with _session(connections) as session:
        await asyncio.gather(*(post_on(session) for _ in range(connections)))
    answers.seconds = time.perf_counter() - began
    return answers


async def steadily(url: str, ready: list[Post], connections: int, per_second: float) -> Answers:
    """Open loop: a slow answer delays no other post, and waiting for a connection counts."""
    answers, began = Answers(), time.perf_counter()
    async with _session(connections) as session, asyncio.TaskGroup() as group:
        for post, due_at in zip(ready, _due(began, per_second), strict=False):
            await asyncio.sleep(max(0.0, due_at - time.perf_counter()))
            group.create_task(_send(session, url, post, due_at, answers))
    answers.seconds = time.perf_counter() - began
    return answers


def _due(began: float, per_second: float) -> Iterator[float]:
    number = 0
    while True:
        yield began + number / per_second
        number += 1


def _session(connections: int) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(limit=connections, force_close=False)
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())


async def _send(
    session: aiohttp.ClientSession, url: str, post: Post, due_at: float, answers: Answers
) -> None:
    headers = {"X-Line-Signature": post.signature, "Content-Type": "application/json"}
    async with session.post(url, data=post.body, headers=headers) as response:
        await response.read()
        answers.statuses[response.status] += 1
    answers.ms.append((time.perf_counter() - due_at) * 1000)
