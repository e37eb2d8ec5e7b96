"""People whose time for a step went by: some scenarios skip the step, most send it later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import epoch, from_epoch
from bot.domain.account import Account
from bot.domain.document import SendWithin, late_of
from bot.domain.walk import Instants, Planned, Walk, plan
from bot.store import engine
from bot.store.engine import Move, Picked


@dataclass(frozen=True, slots=True)
class Lateness:
    """One step, judged now: `opens_at` is when it may be sent, at the earliest now."""

    walk: Walk
    index: int
    now: datetime
    opens_at: datetime
    account: Account

    @property
    def waits_for_window(self) -> bool:
        return self.opens_at > self.now and self._rule == "hold"

    @property
    def _rule(self) -> object:
        return late_of(self.walk.scenario, self.walk.steps[self.index].wait)

    def without_late(self, people: Sequence[Picked]) -> list[Picked]:
        """Those to send to. The others go on, each counted from when they were due."""
        late = {person.enrollment_id for person in people if self._too_late(person)}
        if late:
            self.skip([person for person in people if person.enrollment_id in late])
        return [person for person in people if person.enrollment_id not in late]

    def _too_late(self, person: Picked) -> bool:
        rule = self._rule
        if isinstance(rule, SendWithin):
            return epoch(self.now) - person.due_at > rule.send_within.seconds
        return rule == "skip" and self.opens_at > self.now

    def skip(self, people: Sequence[Picked]) -> None:
        """They go on without this step, each counted from when it was due."""
        nexts = [(person.enrollment_id, self._after(person)) for person in people]
        engine.skip(
            people,
            [Move(member, stop.index, epoch(stop.due_at)) for member, stop in nexts if stop],
            [member for member, stop in nexts if stop is None],
        )

    def _after(self, person: Picked) -> Planned | None:
        instants = Instants(
            entered_at=from_epoch(person.entered_at), previous_at=from_epoch(person.due_at)
        )
        stop = plan(self.walk, self.index + 1, instants, self.account.calendar)
        return stop if isinstance(stop, Planned) else None
