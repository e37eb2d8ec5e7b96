"""LINE's answers become moves: one short transaction, written by whoever still owns the batch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock, epoch, from_epoch
from bot.delivery.holding import Holds
from bot.delivery.plan import Claimed
from bot.domain.account import Account
from bot.domain.delivery import Settlement, settle
from bot.domain.outcomes import Outcome
from bot.domain.walk import Finished, Instants, Planned, Walk, plan
from bot.store import engine, quota, receipts, versions
from bot.store.db import atomic
from bot.store.engine import Checkpoint, Move, OpenBatch, reserved
from bot.store.models import BatchState, DeliveryState


class LostBatch(Exception):
    """Another worker settled or took over the batch: nothing of this transaction is written."""


@dataclass(frozen=True)
class Settler:
    clock: Clock
    holds: Holds
    checkpoint: Checkpoint

    def settle(
        self, claimed: Claimed, outcomes: Mapping[int, Outcome], account: Account
    ) -> Claimed | None:
        """Gives the batch with those whose outcome is still open, None when it is done."""
        now = self.clock.now()
        result = settle(outcomes, self._planner(claimed, now, account))
        settled = set(result.settled)
        staying = tuple(member for member in claimed.batch.members if member not in settled)
        try:
            with atomic():
                self._write(claimed, result, staying, now)
        except LostBatch:
            return None
        self.checkpoint("settled")
        return _remaining(claimed, staying)

    def _planner(
        self, claimed: Claimed, now: datetime, account: Account
    ) -> Callable[[int], Planned | Finished]:
        """The next stop is mostly one for all: planned once, not five hundred times."""
        batch = claimed.batch
        walk = versions.walk(batch.version_id)
        each = NextStop(claimed, now, account, _anchors(walk, batch))
        if not walk.is_same_for_all(batch.step + 1):
            return each
        stop = each(batch.members[0])
        return lambda _: stop

    def _write(
        self, claimed: Claimed, result: Settlement, staying: Sequence[int], now: datetime
    ) -> None:
        batch, at = claimed.batch, epoch(now)
        if not result.settled:
            return
        freed = self._claim_right(claimed, result, staying, at)
        if freed is None:
            raise LostBatch
        self.checkpoint("settle.batch")
        engine.move_on(
            batch.id,
            [Move(o.enrollment_id, o.step, epoch(o.due_at)) for o in result.onward],
            now=at,
        )
        self.checkpoint("settle.onward")
        engine.finish(batch.id, result.finished, now=at)
        engine.get_stuck(batch.id, result.failed)
        engine.mark(batch.id, result.failed, DeliveryState.FAILED)
        if staying:
            engine.mark(batch.id, result.sent, DeliveryState.SENT)
        self.checkpoint("settle.finished")
        self._write_receipt(claimed, result.sent, at)
        self.checkpoint("settle.receipt")
        if result.sent:
            self.holds.accepted()
        quota.settle(freed=freed, used=reserved(result.sent, batch.kind))
        self.checkpoint("settle.quota")

    def _claim_right(
        self, claimed: Claimed, result: Settlement, staying: Sequence[int], at: int
    ) -> int | None:
        """How many reserved messages are decided; None when another worker has the batch."""
        if staying:
            return engine.shrink(claimed.batch, staying)
        state = BatchState.SENT if result.sent else BatchState.FAILED
        return engine.close(claimed.batch, state, now=at, problem=result.problem)

    def _write_receipt(self, claimed: Claimed, sent: Sequence[int], at: int) -> None:
        batch = claimed.batch
        step = versions.walk(batch.version_id).steps[batch.step]
        if sent and "sent" in step.receipt:
            receipts.add_sent(
                batch.version_id,
                batch.step,
                at=at,
                names=[claimed.people[member].name for member in sent],
            )

    def uncertain(self, claimed: Claimed) -> None:
        """The key is too old to repeat the request: nobody knows, and an owner decides."""
        batch = claimed.batch
        with atomic():
            freed = engine.close(
                batch, BatchState.UNCERTAIN, now=epoch(self.clock.now()), problem="no_answer"
            )
            if freed is not None:
                engine.get_stuck(batch.id, batch.members)
                quota.settle(freed=freed, used=freed)


@dataclass(frozen=True)
class NextStop:
    """The stop after the step just sent, for each member. `of_step` by enrollment id."""

    claimed: Claimed
    now: datetime
    account: Account
    of_step: Mapping[int, Mapping[str, datetime]]

    def __call__(self, member: int) -> Planned | Finished:
        walk = versions.walk(self.claimed.batch.version_id)
        person = self.claimed.people[member]
        instants = Instants(
            entered_at=from_epoch(person.entered_at),
            previous_at=self.now,
            of_step=self.of_step.get(member, {}),
        )
        return plan(walk, self.claimed.batch.step + 1, instants, self.account.calendar)


def _anchors(walk: Walk, batch: OpenBatch) -> dict[int, dict[str, datetime]]:
    """When each member was sent the step that the next wait counts from, if it names one."""
    step_id = walk.counts_from(batch.step + 1)
    index = walk.index_of(step_id) if step_id else None
    if step_id is None or index is None or index == batch.step:
        return {}
    sent = engine.sent_at(batch.members, index)
    return {member: {step_id: from_epoch(at)} for member, at in sent.items()}


def _remaining(claimed: Claimed, staying: Sequence[int]) -> Claimed | None:
    if not staying:
        return None
    batch = replace(claimed.batch, members=tuple(staying))
    return replace(claimed, batch=batch)
