"""One friend's next step now, whatever its time: an owner says so on the friend's card.

It is frozen in the transaction of the act, as if a worker had claimed it and was lost: the next
round takes the batch over and sends it, once, by its key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from bot.clock import Clock, epoch
from bot.delivery.judging import judged
from bot.delivery.plan import Planner
from bot.domain.account import Account
from bot.domain.walk import Walk
from bot.store import engine, quota, versions
from bot.store.coupons import CodesSpent
from bot.store.db import atomic
from bot.store.engine import Lane, NewBatch, Picked
from bot.store.models import BatchKind

Refusal = Literal["cannot_now", "not_meant", "had_already", "nothing_left"]


@dataclass(frozen=True)
class Hurry:
    planner: Planner
    clock: Clock
    account: Callable[[], Account]

    def send(self, enrollment_id: int) -> Refusal | None:
        """In the transaction of the act, with the walk locked. None: it is on its way."""
        picked = engine.pick_one(enrollment_id, epoch(self.clock.now()))
        if picked is None:
            return "cannot_now"
        lane, person = picked
        walk = versions.walk(lane.version_id)
        if not walk.stops[lane.step].sends:
            return "cannot_now"
        if self._had(walk, lane, person):
            return "had_already"
        calendar = self.account().calendar
        if not judged(walk, lane.step, [person], self.clock.now(), calendar)["go"]:
            return "not_meant"
        return self._freeze(lane, person)

    def _had(self, walk: Walk, lane: Lane, person: Picked) -> bool:
        """Of what repeats each round is a message of its own."""
        stop = walk.stops[lane.step]
        if stop.step.repeat is not None:
            return False
        stops = versions.stops_named(lane.version_id, stop.step.id)
        return bool(engine.had([person.enrollment_id], stops))

    def _freeze(self, lane: Lane, person: Picked) -> Refusal | None:
        try:
            with atomic():  # a code that was taken for it is given back
                payload = self.planner.composer.payload_for(lane, person, self.account())
        except CodesSpent:
            return "nothing_left"
        if not quota.reserve(1, keep=quota.allowance().kept_from(urgent=lane.urgent)):
            return "nothing_left"
        new = NewBatch(str(uuid4()), BatchKind.PUSH, payload.to_json(), (person,))
        real = self.clock.real()
        opened = engine.freeze(
            lane,
            [new],
            now=epoch(self.clock.now()),
            leased_until=real,
            worker=self.planner.worker,
            checkpoint=self.planner.checkpoint,
        )
        engine.handed(opened[0].id, real=real)
        return None
