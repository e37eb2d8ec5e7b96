"""The delivery engine put together from its outside parts."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.delivery.composing import Composer
from bot.delivery.coupons import CouponCard, CouponDesk
from bot.delivery.decide import Decider
from bot.delivery.holding import Holds
from bot.delivery.hurrying import Hurry
from bot.delivery.limiter import Limiter
from bot.delivery.loop import SendingRound
from bot.delivery.measured import MeasuredLimiter
from bot.delivery.moving import Mover
from bot.delivery.plan import Planner
from bot.delivery.replies import Replies
from bot.delivery.send import Courier
from bot.delivery.settle import Settler
from bot.domain.account import Account
from bot.line.gateway import Sender
from bot.store import locks, workers
from bot.store.effects import Effects, Enter
from bot.store.engine import Checkpoint
from bot.store.meters import Tally


def no_checkpoint(_: str) -> None:
    """In production nothing happens between two statements."""


@dataclass(frozen=True)
class Lines:
    """To LINE and to the limiter: open from one round to the next, on one event loop."""

    sender: Sender
    limiter: Limiter

    async def aclose(self) -> None:
        await self.sender.aclose()
        await self.limiter.aclose()


@dataclass(frozen=True, kw_only=True)
class DeliverySystem:
    """`hold_seconds` until a refused account is tried again; `lease_seconds` after which a worker's
    batch counts as lost; `locale_of` gives the locale of a friend's language; `enter` puts people
    into another scenario. Tracked links begin with `link_base`.
    """

    new_sender: Callable[[], Sender]
    new_limiter: Callable[[], Limiter]
    clock: Clock
    account: Callable[[], Account]
    worker: str
    media_url: Callable[[str], str]
    locale_of: Callable[[str], str]
    quick_reply: Callable[[str], dict[str, object]]
    test_reply: Callable[[str], dict[str, object]]
    link_base: str
    coupon_card: CouponCard
    hold_seconds: float
    enter: Enter
    lease_seconds: float = 60.0
    checkpoint: Checkpoint = no_checkpoint
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    tally: Tally = field(default_factory=Tally)

    def connect(self) -> Lines:
        return Lines(self.new_sender(), MeasuredLimiter(self.new_limiter(), self.tally))

    async def send_due(
        self, seconds: float, asked_to_stop: Callable[[], bool] = lambda: False
    ) -> None:
        """One round over connections of its own."""
        lines = self.connect()
        try:
            await self.round(lines, seconds, asked_to_stop)
        finally:
            await lines.aclose()

    async def round(self, lines: Lines, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """On SQLite only one process at a time sends; another's call ends at once."""
        with locks.only_one("sends") as mine:
            if mine:
                await self.send(lines, seconds, asked_to_stop)

    async def send(self, lines: Lines, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """By whoever may: beside others every statement still keeps to itself what it claims."""
        began = self.clock.real()
        workers.beat(self.worker, at=began)

        def is_over() -> bool:
            return asked_to_stop() or self.clock.real() >= began + seconds

        await self._round(lines, is_over).run(is_over)
        self.tally.flush()

    @property
    def replies(self) -> Replies:
        return Replies(self._planner, self._settler, self.clock, self.account)

    @property
    def hurry(self) -> Hurry:
        return Hurry(self._planner, self.clock, self.account)

    @property
    def _settler(self) -> Settler:
        return Settler(self.clock, self.account, self._holds, self._effects, self.checkpoint)

    @property
    def _effects(self) -> Effects:
        return Effects(self.enter)

    @property
    def _holds(self) -> Holds:
        return Holds(self.clock, self.hold_seconds)

    @property
    def _composer(self) -> Composer:
        return Composer(
            self.media_url,
            self.locale_of,
            self.quick_reply,
            self.test_reply,
            self.link_base,
            CouponDesk(self.clock, self.coupon_card),
        )

    @property
    def _planner(self) -> Planner:
        return Planner(
            self.clock,
            self.worker,
            self.lease_seconds,
            self._holds,
            self.checkpoint,
            Decider(self.clock, self._effects, self.checkpoint),
            self._composer,
            self.mover,
        )

    @property
    def mover(self) -> Mover:
        return Mover(self.clock, self.account, self.checkpoint)

    def _round(self, lines: Lines, is_over: Callable[[], bool]) -> SendingRound:
        courier = Courier(
            lines.sender,
            lines.limiter,
            self._settler,
            self.clock,
            self.checkpoint,
            self.lease_seconds,
            self._holds,
            self.pause,
            is_over,
        )
        return SendingRound(
            self._planner, courier, self.clock, self.account, self.worker, self.lease_seconds
        )
