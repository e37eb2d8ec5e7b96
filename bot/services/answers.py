"""Answers in a chat: kept with the event's effects, sent after their commit, never sent twice.

A reply has no retry key, but its token works once: after an unknown outcome the same token is
tried again, and "invalid" then means that the first try was accepted.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from typing import Any, Self
from uuid import NAMESPACE_URL, uuid5

import structlog

from bot.clock import Clock
from bot.domain.outcomes import (
    AlreadyAccepted,
    InvalidReplyToken,
    NotSent,
    Outcome,
    Rejected,
    Throttled,
    Unavailable,
    is_sent,
)
from bot.line.gateway import Crowd
from bot.store.done import DoneEvent

TRIES = 3
SAME_TOKEN_SECONDS = 30.0
DONE_ID = 64

log = structlog.get_logger()


def number_of(event_id: str) -> str:
    """What a person can tell of an event that went wrong, to be found in the log."""
    return event_id[-6:]


def apology_of(event_id: str) -> str:
    """What an event's apology is done as, which leaves the event itself undone."""
    return f"sorry-{event_id}"[:DONE_ID]


@dataclass(frozen=True, slots=True)
class Answer:
    """`to` and `messages` as LINE wants them. `push_if_late`: the person acted, so an answer that
    missed its token is pushed, once. `received_at` is real time. `batch`: the answer is a step of
    a scenario, and what becomes of it is the engine's to settle. `digest`: what a staff group is
    told with it; `about`: the friend whom its card is about.
    """

    to: str
    messages: list[dict[str, Any]]
    token: str | None
    received_at: float
    push_if_late: bool = False
    batch: int | None = None
    digest: int | None = None
    about: int | None = None

    def to_json(self) -> str:
        return json.dumps(
            {field.name: getattr(self, field.name) for field in fields(self)}, ensure_ascii=False
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Answering:
    line: Crowd
    clock: Clock
    sorry: Callable[[str], list[dict[str, Any]]]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def send(self, event: DoneEvent, answer: Answer) -> Outcome:
        """Says what a done event is answered with, or finds out what became of it.

        Talks to LINE alone, so several may be sent side by side. ``attempted_at`` is that of
        before: whoever calls this has committed a new one.
        """
        if event.attempted_at is None:
            outcome = await self._reply(answer, answer.messages)
            if answer.batch is None:
                await self._make_up_for(event.event_id, answer, outcome)
            return outcome
        if self.clock.real() - answer.received_at >= SAME_TOKEN_SECONDS:
            return Unavailable("too late to ask again")
        outcome = await self._reply(answer, answer.messages)
        return AlreadyAccepted() if isinstance(outcome, InvalidReplyToken) else outcome

    async def _make_up_for(self, event_id: str, answer: Answer, outcome: Outcome) -> None:
        if isinstance(outcome, Rejected):
            log.error("answer_rejected", reason=outcome.reason, place=outcome.place)
            outcome = await self._reply(answer, self.sorry(number_of(event_id)))
        if isinstance(outcome, InvalidReplyToken | NotSent) and answer.push_if_late:
            await self._push(event_id, answer)

    async def _reply(self, answer: Answer, messages: list[dict[str, Any]]) -> Outcome:
        if answer.token is None:
            return InvalidReplyToken()
        outcome: Outcome = NotSent("no try yet")
        unknown = False
        for attempt in range(TRIES):
            outcome = await self.line.reply(answer.token, messages)
            if unknown and isinstance(outcome, InvalidReplyToken):
                return AlreadyAccepted()
            unknown = unknown or isinstance(outcome, Unavailable)
            if not isinstance(outcome, Throttled | NotSent | Unavailable):
                break
            await self.sleep(0.2 * 2**attempt)
        return Unavailable("unknown") if unknown and not is_sent(outcome) else outcome

    async def _push(self, event_id: str, answer: Answer) -> None:
        key = str(uuid5(NAMESPACE_URL, f"answer:{event_id}"))
        for attempt in range(TRIES):
            outcome = await self.line.push(answer.to, answer.messages, key)
            if not isinstance(outcome, Throttled | NotSent | Unavailable):
                return
            await self.sleep(0.2 * 2**attempt)
