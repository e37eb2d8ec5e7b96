"""One batch from claim to settlement: the last look, the requests to LINE, the tries again."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from bot.clock import Clock
from bot.delivery.holding import Holds
from bot.delivery.limiter import Limiter
from bot.delivery.payload import Payload, push_key
from bot.delivery.plan import Claimed
from bot.delivery.settle import Settler
from bot.domain.account import Account
from bot.domain.delivery import HoldAll, SendAgain, after_refusal, parts_to_try
from bot.domain.outcomes import Outcome, is_unknown
from bot.line.gateway import Sender
from bot.store import engine
from bot.store.db import atomic
from bot.store.engine import Checkpoint, OpenBatch
from bot.store.models import BatchKind

TRIES = 6


@dataclass(frozen=True)
class Courier:
    sender: Sender
    limiter: Limiter
    settler: Settler
    clock: Clock
    checkpoint: Checkpoint
    lease_seconds: float
    holds: Holds
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def deliver(self, claimed: Claimed, account: Account) -> None:
        """A batch this process has just claimed."""
        ready = self._hand_over(claimed)
        self.checkpoint("handed")
        if ready:
            await self._send_until_settled(ready, account)

    async def repeat(self, batch: OpenBatch, account: Account) -> None:
        """A batch whose worker was lost: same key, recipients and payload, if it ever left."""
        if batch.handed_at is None:
            self._give_back(batch)
            return
        claimed = Claimed(batch, Payload.from_json(batch.payload), engine.recipients(batch.members))
        too_old = self.clock.real() - batch.handed_at > engine.KEY_SECONDS
        if too_old or batch.kind == BatchKind.REPLY:
            self.settler.uncertain(claimed)
            return
        await self._send_until_settled(claimed, account)

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

    async def _send_until_settled(self, claimed: Claimed, account: Account) -> None:
        unknown = claimed.batch.attempts > 1
        leased_until = self.clock.real() + self.lease_seconds
        for attempt in range(1, TRIES + 1):
            outcomes = await self._send(claimed)
            self.checkpoint("sent")
            if parts := self._parts(claimed, outcomes):
                await asyncio.gather(*(self.deliver(part, account) for part in parts))
                return
            open_part = self.settler.settle(claimed, outcomes, account)
            if open_part is None:
                return
            claimed = open_part
            unknown = unknown or any(is_unknown(outcomes[m]) for m in claimed.batch.members)
            decision = _decide((outcomes[m] for m in claimed.batch.members), attempt)
            if isinstance(decision, HoldAll):
                self._hold_account(claimed, decision, unknown=unknown)
                return
            leased_until = self._renewed(claimed, leased_until)
            if not leased_until or attempt == TRIES:
                return  # whoever finds the lease over goes on with the same key
            await self.pause(decision.after_seconds)

    def _parts(self, claimed: Claimed, outcomes: Mapping[int, Outcome]) -> list[Claimed]:
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

    async def _send(self, claimed: Claimed) -> dict[int, Outcome]:
        if claimed.batch.kind == BatchKind.MULTICAST:
            return await self._multicast(claimed)
        members = claimed.batch.members
        outcomes = await asyncio.gather(*(self._push(claimed, member) for member in members))
        return dict(zip(members, outcomes, strict=True))

    async def _multicast(self, claimed: Claimed) -> dict[int, Outcome]:
        members = claimed.batch.members
        await self.limiter.take("multicast")
        outcome = await self.sender.multicast(
            [claimed.people[member].user_id for member in members],
            claimed.payload.messages,
            claimed.batch.key,
        )
        return dict.fromkeys(members, outcome)

    async def _push(self, claimed: Claimed, member: int) -> Outcome:
        await self.limiter.take("push")
        return await self.sender.push(
            claimed.people[member].user_id,
            claimed.payload.messages_for(member),
            push_key(claimed.batch.key, member),
        )

    def _renewed(self, claimed: Claimed, leased_until: float) -> float:
        """The lease's end, renewed past its half; 0 when another worker has the batch by now."""
        real = self.clock.real()
        if leased_until - real > self.lease_seconds / 2:
            return leased_until
        renewed = real + self.lease_seconds
        return renewed if engine.renew(claimed.batch, leased_until=renewed) else 0.0

    def _hold_account(self, claimed: Claimed, hold: HoldAll, *, unknown: bool) -> None:
        """LINE refuses the account. What surely was not accepted waits as before the claim."""
        with atomic():
            self.holds.refused(hold.reason)
            if not unknown:
                engine.give_back(claimed.batch, claimed.batch.attempts)


def _decide(outcomes: Iterable[Outcome], attempt: int) -> SendAgain | HoldAll:
    """One way for what is left of a batch: a refusal of the account outweighs, then the longest
    wait that any of them asks for."""
    decisions = [d for d in (after_refusal(o, attempt) for o in outcomes) if d is not None]
    for decision in decisions:
        if isinstance(decision, HoldAll):
            return decision
    waits = [d.after_seconds for d in decisions if isinstance(d, SendAgain)]
    return SendAgain(max(waits, default=1.0))
