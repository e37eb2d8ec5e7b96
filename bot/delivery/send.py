"""One batch from claim to settlement: the last look, the requests to LINE, the tries again."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from bot.clock import Clock
from bot.delivery.holding import Holds
from bot.delivery.limiter import Limiter
from bot.delivery.payload import Payload, push_key
from bot.delivery.plan import Claimed
from bot.delivery.settle import Settler
from bot.delivery.unsettled import Unsettled
from bot.domain.delivery import HoldAll, parts_to_try
from bot.domain.outcomes import Outcome
from bot.line.gateway import Sender
from bot.store import engine
from bot.store.db import atomic
from bot.store.engine import Checkpoint, OpenBatch
from bot.store.models import BatchKind

TRIES = 8
# Those of a batch whom LINE has answered do not wait longer for the others' answers.
PATIENCE_SECONDS = 0.5
_LOOK_SECONDS = 0.2


@dataclass(frozen=True)
class Courier:
    """`is_over`: the round is, or the process was asked to end; whoever rests then leaves the batch
    to the next."""

    sender: Sender
    limiter: Limiter
    settler: Settler
    clock: Clock
    checkpoint: Checkpoint
    lease_seconds: float
    holds: Holds
    pause: Callable[[float], Awaitable[None]]
    is_over: Callable[[], bool]

    async def deliver(self, claimed: Claimed) -> Unsettled | None:
        """The first try of a batch that this process has just claimed. What is left of it is for
        `go_on`."""
        ready = self._hand_over(claimed)
        self.checkpoint("handed")
        return await self._try(self._all_of(ready)) if ready else None

    async def repeat(self, batch: OpenBatch) -> Unsettled | None:
        """A batch whose worker was lost: same key, recipients and payload, if it ever left."""
        if batch.handed_at is None:
            self._give_back(batch)
            return None
        claimed = Claimed(batch, Payload.from_json(batch.payload), engine.recipients(batch.members))
        age = self.clock.real() - batch.handed_at
        # Handed over in the future: the clock was set back, and nobody knows how old the key is.
        too_old = not -engine.CLOCK_SECONDS < age <= engine.KEY_SECONDS
        if too_old or batch.kind == BatchKind.REPLY:
            self.settler.uncertain(claimed)
            return None
        return await self._try(self._all_of(claimed))

    async def go_on(self, unsettled: Unsettled) -> None:
        """Until everybody is settled, or the batch is another's: then with the same key."""
        left: Unsettled | None = unsettled
        while left:
            decision = left.decision()
            if isinstance(decision, HoldAll):
                await self._hold_account(left, decision)
                return
            if not self._is_still_ours(left):
                return
            if decision and not await self._rested(left, decision.after_seconds):
                return
            left = await self._try(left)

    def _all_of(self, claimed: Claimed) -> Unsettled:
        return Unsettled(
            claimed,
            whole=len(claimed.batch.members),
            leased_until=self.clock.real() + self.lease_seconds,
            unknown=claimed.batch.attempts > 1,
            attempt=min(claimed.batch.attempts, TRIES) - 1,
        )

    def _hand_over(self, claimed: Claimed) -> Claimed | None:
        """Who stopped since the claim leaves the batch; a paused scenario takes it back whole."""
        with atomic():
            gone = engine.hand_over(claimed.batch, real=self.clock.real())
            if gone is None:
                engine.give_back(claimed.batch, claimed.batch.attempts)
                return None
            if not gone:
                return claimed
            batch = engine.drop(claimed.batch, gone, key=str(uuid4()))
        return replace(claimed, batch=batch) if batch.members else None

    def _give_back(self, batch: OpenBatch) -> None:
        with atomic():
            engine.give_back(batch, batch.attempts)

    async def _try(self, left: Unsettled) -> Unsettled | None:
        """Sends to whom no request is running, and settles whose answers have come."""
        left.attempt += bool(left.to_send())
        answered = await self._send(left)
        self.checkpoint("sent")
        if parts := self._parts(left.claimed, answered):
            await asyncio.gather(*(self._whole(part) for part in parts))
            return None
        return self._settle(left, answered)

    def _settle(self, left: Unsettled, answered: dict[int, Outcome]) -> Unsettled | None:
        claimed = self.settler.settle(left.claimed, answered) if answered else left.claimed
        if claimed is None:
            return None
        left.keep(claimed, answered)
        return left

    async def _whole(self, claimed: Claimed) -> None:
        if left := await self.deliver(claimed):
            await self.go_on(left)

    def _parts(self, claimed: Claimed, outcomes: dict[int, Outcome]) -> list[Claimed]:
        """A multicast refused because of somebody in it goes on in parts, without that one."""
        batch = claimed.batch
        if batch.kind != BatchKind.MULTICAST:
            return []
        wanted = parts_to_try(batch.members, outcomes[batch.members[0]])
        leased_until = self.clock.real() + self.lease_seconds
        with atomic():
            parts = (
                engine.part(
                    batch, [(str(uuid4()), part) for part in wanted], leased_until=leased_until
                )
                if wanted
                else []
            )
        return [replace(claimed, batch=part) for part in parts]

    async def _send(self, left: Unsettled) -> dict[int, Outcome]:
        """The answers that came soon, at least one."""
        if left.claimed.batch.kind == BatchKind.MULTICAST:
            return await self._multicast(left.claimed)
        await self._push_each(left)
        done, _ = await asyncio.wait(left.running.values(), timeout=PATIENCE_SECONDS)
        if not done:
            await asyncio.wait(left.running.values(), return_when=asyncio.FIRST_COMPLETED)
        return left.answered()

    async def _push_each(self, left: Unsettled) -> None:
        """As many side by side as the limiter lets go at a time."""
        members = left.to_send() if left.attempt <= TRIES else []
        while members:
            may_go = await self.limiter.take("push", len(members))
            for member in members[:may_go]:
                push = self._push(left.claimed, member)
                left.running[member] = asyncio.get_running_loop().create_task(push)
            members = members[may_go:]

    async def _multicast(self, claimed: Claimed) -> dict[int, Outcome]:
        members = claimed.batch.members
        await self.limiter.take("multicast", 1)
        outcome = await self.sender.multicast(
            [claimed.people[member].user_id for member in members],
            claimed.payload.messages,
            claimed.batch.key,
            claimed.payload.unit,
        )
        return dict.fromkeys(members, outcome)

    def _push(self, claimed: Claimed, member: int) -> Coroutine[Any, Any, Outcome]:
        return self.sender.push(
            claimed.people[member].user_id,
            claimed.payload.messages_for(member),
            push_key(claimed.batch.key, member),
            claimed.payload.unit,
        )

    def _is_still_ours(self, left: Unsettled) -> bool:
        """Renews the lease past its half. False also when everything has been tried: whoever finds
        the lease over goes on with the same key."""
        real = self.clock.real()
        if left.leased_until - real <= self.lease_seconds / 2:
            left.leased_until = real + self.lease_seconds
            if not engine.renew(left.claimed.batch, leased_until=left.leased_until):
                return False
        return left.attempt < TRIES or bool(left.running)

    async def _rested(self, left: Unsettled, seconds: float) -> bool:
        """False when the round ends meanwhile: after the rest the batch is the next worker's."""
        while seconds > 0 and not self.is_over():
            await self.pause(min(seconds, _LOOK_SECONDS))
            seconds -= _LOOK_SECONDS
        if not self.is_over():
            return True
        if await self._landed(left):
            until = self.clock.real() + max(0.0, seconds)
            engine.renew(left.claimed.batch, leased_until=until)
        return False

    async def _landed(self, left: Unsettled) -> bool:
        """Nothing of it is on its way any more. False when that was the last of it."""
        if not left.running:
            return True
        await asyncio.wait(left.running.values())
        return self._settle(left, left.answered()) is not None

    async def _hold_account(self, left: Unsettled, hold: HoldAll) -> None:
        """LINE refuses the account. What surely was not accepted waits as before the claim."""
        if not await self._landed(left):
            return
        with atomic():
            self.holds.refused(hold.reason)
            if not left.unknown:
                engine.give_back(left.claimed.batch, left.claimed.batch.attempts)
