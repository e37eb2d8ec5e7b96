"""A first step that answers the friend's own act may go as a reply, which costs no quota.

It is frozen in the transaction of the act, so it is claimed before anybody else could. A reply has
no retry key: what stays unknown is uncertain and never sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from bot.clock import Clock, epoch
from bot.delivery.judging import judged
from bot.delivery.payload import Payload
from bot.delivery.plan import Claimed, Planner
from bot.delivery.settle import Settler
from bot.domain.account import Account
from bot.domain.messages import LineMessage
from bot.domain.outcomes import Outcome, Rejected, is_sent, is_unknown
from bot.store import engine, versions
from bot.store.coupons import CodesSpent
from bot.store.db import atomic
from bot.store.engine import Lane, Picked
from bot.store.models import BatchKind

# Only the event that carries the token may settle it; until then nobody takes the batch over.
LEASE_SECONDS = float(engine.KEY_SECONDS)


@dataclass(frozen=True, slots=True)
class FrozenReply:
    batch_id: int
    messages: list[LineMessage]


@dataclass(frozen=True)
class Replies:
    planner: Planner
    settler: Settler
    clock: Clock
    account: Callable[[], Account]

    def freeze(self, enrollment_id: int) -> FrozenReply | None:
        """In the transaction of the act. None when the step cannot go just now: it waits."""
        picked = engine.pick_one(enrollment_id, epoch(self.clock.now()))
        if picked is None:
            return None
        lane, person = picked
        if not self._is_meant(lane, person):
            return None
        try:
            with atomic():  # a code that was taken for it is given back
                payload = self.planner.composer.payload_for(lane, person, self.account())
        except CodesSpent:
            return None
        new = engine.NewBatch(str(uuid4()), BatchKind.REPLY, payload.to_json(), (person,))
        real = self.clock.real()
        opened = engine.freeze(
            lane,
            [new],
            now=epoch(self.clock.now()),
            leased_until=real + LEASE_SECONDS,
            worker=self.planner.worker,
            checkpoint=self.planner.checkpoint,
        )
        engine.handed(opened[0].id, real=real)
        return FrozenReply(opened[0].id, payload.messages_for(enrollment_id))

    def _is_meant(self, lane: Lane, person: Picked) -> bool:
        """Whom the step is not for goes on without it, in its lane."""
        walk = versions.walk(lane.version_id)
        calendar = self.account().calendar
        return bool(judged(walk, lane.step, [person], self.clock.now(), calendar)["go"])

    def settle(self, batch_id: int, outcome: Outcome) -> None:
        """Refused for a reason that a push has not: it goes as one, as if never claimed."""
        batch = engine.find_open(batch_id)
        if batch is None:
            return
        claimed = Claimed(batch, Payload.from_json(batch.payload), engine.recipients(batch.members))
        if is_sent(outcome) or isinstance(outcome, Rejected):
            self.settler.settle(claimed, dict.fromkeys(batch.members, outcome))
        elif is_unknown(outcome):
            self.settler.uncertain(claimed)
        else:
            with atomic():
                engine.give_back(batch, batch.attempts)
