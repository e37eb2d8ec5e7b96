"""LINE's answers become moves: one short transaction, written by whoever still owns the batch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock, epoch
from bot.delivery.holding import Holds
from bot.delivery.measured import late
from bot.delivery.plan import Claimed
from bot.delivery.telling import tell_failed, tell_staff
from bot.domain.account import Account
from bot.domain.delivery import Settlement, settle
from bot.domain.document import Then
from bot.domain.outcomes import Outcome
from bot.domain.sendable import Receipt
from bot.domain.walk import Finished, Planned
from bot.store import engine, meters, quota, signals, versions
from bot.store.db import atomic
from bot.store.effects import Effects
from bot.store.engine import Checkpoint, Move, reserved
from bot.store.models import BatchState, DeliveryState
from bot.store.staff_words import Done


class LostBatch(Exception):
    """Another worker settled or took over the batch: nothing of this transaction is written."""


@dataclass(frozen=True)
class Settler:
    clock: Clock
    account: Callable[[], Account]
    holds: Holds
    effects: Effects
    checkpoint: Checkpoint

    def settle(self, claimed: Claimed, outcomes: Mapping[int, Outcome]) -> Claimed | None:
        """Gives the batch with those whose outcome is still open, None when it is done."""
        now = self.clock.now()
        result = settle(outcomes, self._planner(claimed, now))
        settled = set(result.settled)
        staying = tuple(member for member in claimed.batch.members if member not in settled)
        try:
            with atomic():
                self._write(claimed, result, staying, now)
        except LostBatch:
            return None
        self.checkpoint("settled")
        return _remaining(claimed, staying)

    def _planner(self, claimed: Claimed, now: datetime) -> Callable[[int], Planned | Finished]:
        """The next stop is mostly one for all: planned once, not five hundred times."""
        batch = claimed.batch
        walk = versions.walk(batch.version_id)
        alike = walk.goes_on_alike(batch.step)
        members = batch.members[:1] if alike else batch.members
        stops = engine.next_stops(
            walk,
            [claimed.people[member] for member in members],
            self.account().calendar,  # of now: its time zone may have changed since the claim
            following=lambda person: walk.after(batch.step, person.rounds),
            previous_at=lambda _: now,
            sent=batch.step,
        )
        first = stops[batch.members[0]]
        return (lambda _: first) if alike else stops.__getitem__

    def _write(
        self,
        claimed: Claimed,
        result: Settlement,
        staying: Sequence[int],
        now: datetime,
    ) -> None:
        batch, at = claimed.batch, epoch(now)
        if not result.settled:
            return
        self.effects.prepare(_then(claimed), _friends(claimed, result.sent))
        open_before = self._claim_right(claimed, result, staying, at)
        if open_before is None:
            raise LostBatch
        result = result.of(set(open_before))
        self.checkpoint("settle.batch")
        engine.move_on(
            batch.id,
            [Move(o.enrollment_id, o.step, epoch(o.due_at)) for o in result.onward],
            now=at,
        )
        self.checkpoint("settle.onward")
        finished = engine.finish(batch.id, result.finished, now=at)
        engine.get_stuck(batch.id, result.failed)
        engine.mark(batch.id, result.failed, DeliveryState.FAILED)
        if staying:
            engine.mark(batch.id, result.sent, DeliveryState.SENT)
        self.checkpoint("settle.finished")
        self._do(claimed, result.sent, now)
        self._tell("sent", claimed, result.sent, at)
        self._tell("finished", claimed, finished, at)
        self._tell_failed(claimed, result.failed, at)
        self.checkpoint("settle.receipt")
        if result.sent:
            self.holds.accepted()
        self._count(claimed, result, at)
        used = reserved(result.sent, batch.kind)
        signals.of_account({"q_steps": used}, at=at)
        quota.settle(freed=reserved(result.settled, batch.kind), used=used)
        meters.add(_sums(claimed, result, at))
        self.checkpoint("settle.quota")

    def _do(self, claimed: Claimed, sent: Sequence[int], now: datetime) -> None:
        then = _then(claimed)
        if then and sent:
            friends = _friends(claimed, sent)
            done = Done(then, claimed.batch.version_id, claimed.batch.step)
            self.effects.apply(done, friends, now, self.account().calendar)
            self.effects.afterwards(done, friends, now)
            self.checkpoint("settle.effects")

    def _count(self, claimed: Claimed, result: Settlement, at: int) -> None:
        version = claimed.batch.version_id
        step = versions.walk(version).stops[claimed.batch.step].step.id
        signals.of_step(
            versions.scenario_of(version),
            version,
            step,
            {"sent": len(result.sent), "failed": len(result.failed)},
            at=at,
        )

    def _claim_right(
        self, claimed: Claimed, result: Settlement, staying: Sequence[int], at: int
    ) -> list[int] | None:
        """Who was still open in it; None when another worker has settled the batch."""
        if staying:
            return engine.shrink(claimed.batch, set(result.settled), now=at)
        state = BatchState.SENT if result.sent else BatchState.FAILED
        return engine.close(claimed.batch, state, now=at, problem=result.problem)

    def _tell(self, kind: Receipt, claimed: Claimed, members: Sequence[int], at: int) -> None:
        batch = claimed.batch
        people = [claimed.people[member] for member in sorted(members)]
        tell_staff(kind, batch.version_id, batch.step, people, at=at)

    def _tell_failed(self, claimed: Claimed, members: Sequence[int], at: int) -> None:
        batch = claimed.batch
        people = [claimed.people[member] for member in sorted(members)]
        tell_failed(batch.version_id, batch.step, people, at=at)

    def uncertain(self, claimed: Claimed) -> None:
        """The key is too old to repeat the request: nobody knows, and an owner decides."""
        batch = claimed.batch
        with atomic():
            open_before = engine.close(
                batch, BatchState.UNCERTAIN, now=epoch(self.clock.now()), problem="no_answer"
            )
            if open_before is not None:
                engine.get_stuck(batch.id, open_before)
                messages = reserved(open_before, batch.kind)
                signals.of_account({"q_steps": messages}, at=epoch(self.clock.now()))
                quota.settle(freed=messages, used=messages)


def _then(claimed: Claimed) -> Then | None:
    return versions.walk(claimed.batch.version_id).stops[claimed.batch.step].step.then


def _friends(claimed: Claimed, members: Sequence[int]) -> list[int]:
    return [claimed.people[member].friend_id for member in members]


def _remaining(claimed: Claimed, staying: Sequence[int]) -> Claimed | None:
    if not staying:
        return None
    batch = replace(claimed.batch, members=tuple(staying))
    return replace(claimed, batch=batch)


def _sums(claimed: Claimed, result: Settlement, at: int) -> Mapping[str, float]:
    sums = late(at - claimed.people[member].due_at for member in result.sent)
    sums.update(sent=len(result.sent), failed=len(result.failed))
    return +sums
