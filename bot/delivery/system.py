"""The delivery engine put together from its outside parts."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.delivery.holding import Holds
from bot.delivery.limiter import Limiter
from bot.delivery.loop import SendingRound
from bot.delivery.plan import Planner
from bot.delivery.replies import Replies
from bot.delivery.send import Courier
from bot.delivery.settle import Settler
from bot.domain.account import Account
from bot.line.gateway import Sender
from bot.store import locks, workers
from bot.store.engine import Checkpoint


def no_checkpoint(_: str) -> None:
    """In production nothing happens between two statements."""


@dataclass(frozen=True, kw_only=True)
class DeliverySystem:
    """`hold_seconds` until a refused account is tried again; `lease_seconds` after which a worker's
    batch counts as lost; `locale_of` gives the locale of a friend's language.
    """

    new_sender: Callable[[], Sender]
    new_limiter: Callable[[], Limiter]
    clock: Clock
    account: Callable[[], Account]
    worker: str
    media_url: Callable[[str], str]
    locale_of: Callable[[str], str]
    quick_reply: Callable[[str], dict[str, object]]
    hold_seconds: float
    lease_seconds: float = 60.0
    checkpoint: Checkpoint = no_checkpoint
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def send_due(
        self, seconds: float, asked_to_stop: Callable[[], bool] = lambda: False
    ) -> None:
        """One round. On SQLite only one process at a time sends; another's call ends at once."""
        with locks.only_one("sends") as mine:
            if not mine:
                return
            workers.beat(self.worker, at=self.clock.real())
            sender, limiter = self.new_sender(), self.new_limiter()
            try:
                await self._round(sender, limiter).run(seconds, asked_to_stop)
            finally:
                await sender.aclose()
                await limiter.aclose()

    @property
    def replies(self) -> Replies:
        return Replies(self._planner, self._settler, self.clock, self.account)

    @property
    def _settler(self) -> Settler:
        return Settler(self.clock, self._holds, self.checkpoint)

    @property
    def _holds(self) -> Holds:
        return Holds(self.clock, self.hold_seconds)

    @property
    def _planner(self) -> Planner:
        return Planner(
            self.clock,
            self.worker,
            self.media_url,
            self.locale_of,
            self.quick_reply,
            self.lease_seconds,
            self._holds,
            self.checkpoint,
        )

    def _round(self, sender: Sender, limiter: Limiter) -> SendingRound:
        courier = Courier(
            sender,
            limiter,
            self._settler,
            self.clock,
            self.checkpoint,
            self.lease_seconds,
            self._holds,
            self.pause,
        )
        return SendingRound(
            self._planner, courier, self.clock, self.account, self.worker, self.lease_seconds
        )
