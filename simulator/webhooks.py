"""Sends signed webhooks: in order within a chat, side by side for different chats."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

import aiohttp

from simulator.account import Account
from simulator.changes import Changes
from simulator.reply_tokens import ReplyTokens
from simulator.settings import Settings
from simulator.web import Json, dump

TIMEOUT_S = 2.0  # LINE waits this long
POSTS_AT_ONCE = 4
Waiting = tuple[str, Json]


@dataclass
class Answer:
    """How the bot took one POST; `status` is None when there was no answer."""

    status: int | None
    ms: float
    reason: str

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class WebhookSender:
    def __init__(
        self, account: Account, settings: Settings, tokens: ReplyTokens, changes: Changes
    ) -> None:
        self.url: str | None = None
        self.sent_ok = 0
        self.failed = 0
        self.last_error: str | None = None
        self._account = account
        self._settings = settings
        self._tokens = tokens
        self._changes = changes
        self._unsettled = 0
        self._waiting: dict[str, deque[Json]] = {}
        self._ready: deque[str] = deque()
        self._on_the_wire: set[str] = set()
        self._some = asyncio.Semaphore(0)
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S))
        for _ in range(POSTS_AT_ONCE):
            self._spawn(self._work())

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    def send(self, chat: str, event: Json) -> None:
        if self.url is None or not self._settings.webhook_enabled:
            return
        self._unsettled += 1
        waiting = self._waiting.setdefault(chat, deque())
        waiting.append(event)
        if len(waiting) == 1 and chat not in self._on_the_wire:
            self._make_ready(chat)

    async def post(self, body: bytes, secret: str | None = None, url: str | None = None) -> Answer:
        """One signed POST of exactly these bytes."""
        target = url or self.url
        if self._session is None or target is None:
            return Answer(None, 0.0, "WEBHOOK_NOT_SET")
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": "LineBotWebhook/2.0",
            "x-line-signature": self._account.signature(body, secret),
        }
        start = time.perf_counter()
        status, reason = None, "OK"
        try:
            async with self._session.post(target, data=body, headers=headers) as response:
                await response.read()
                status = response.status
                reason = "OK" if 200 <= status < 300 else "ERROR_STATUS_CODE"
        except TimeoutError:
            reason = "REQUEST_TIMEOUT"
        except aiohttp.ClientConnectorError:
            reason = "COULD_NOT_CONNECT"
        except (aiohttp.ClientError, ValueError):
            reason = "UNCLASSIFIED"
        return Answer(status, (time.perf_counter() - start) * 1000, reason)

    def body(self, events: list[Json], destination: str | None = None) -> bytes:
        return dump({"destination": destination or self._account.id, "events": events})

    def shown(self) -> dict[str, Any]:
        """`waiting` counts events that the bot has not taken and that will be tried (again)."""
        return {
            "url": self.url,
            "ok": self.sent_ok,
            "failed": self.failed,
            "waiting": self._unsettled,
            "last_error": self.last_error,
        }

    # -- inside -----------------------------------------------------------------------

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _make_ready(self, chat: str) -> None:
        self._ready.append(chat)
        self._some.release()

    async def _work(self) -> None:
        while True:
            await self._some.acquire()
            batch = self._take_batch()
            if batch:
                await self._deliver([event for _, event in batch])
                self._release(batch)

    def _take_batch(self) -> list[Waiting]:
        """What many chats have to say, each in order; none of them is on the wire already."""
        batch: list[Waiting] = []
        while self._ready and len(batch) < self._settings.events_per_post:
            chat = self._ready.popleft()
            self._on_the_wire.add(chat)
            events = self._waiting[chat]
            while events and len(batch) < self._settings.events_per_post:
                batch.append((chat, events.popleft()))
        return batch

    def _release(self, batch: list[Waiting]) -> None:
        for chat in {chat for chat, _ in batch}:
            self._on_the_wire.discard(chat)
            if self._waiting[chat]:
                self._make_ready(chat)
            else:
                del self._waiting[chat]

    async def _deliver(self, events: list[Json], attempt: int = 0) -> None:
        for event in events:
            if "replyToken" in event:
                self._tokens.delivered(event["replyToken"])
        answer = await self.post(self.body(events))
        self._account_for(answer, len(events))
        again = self._settings.redeliver and attempt < self._settings.redeliver_times
        if not answer.ok and again:
            self._spawn(self._again(events, attempt))
        else:
            self._unsettled -= len(events)
        self._changes.note("state")

    def _account_for(self, answer: Answer, events: int) -> None:
        if answer.ok:
            self.sent_ok += events
        else:
            self.failed += events
            self.last_error = f"{answer.reason} {answer.status or ''}".strip()

    async def _again(self, events: list[Json], attempt: int) -> None:
        await asyncio.sleep(self._settings.redeliver_after_s * 2**attempt)
        again = [{**event, "deliveryContext": {"isRedelivery": True}} for event in events]
        await self._deliver(again, attempt + 1)
