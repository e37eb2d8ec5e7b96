"""People whose time for a step went by: some scenarios skip the step, most send it later."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import epoch, from_epoch
from bot.delivery.goals import expired
from bot.delivery.telling import tell_staff
from bot.domain.account import Account
from bot.domain.document import OfGoal, SendWithin
from bot.domain.walk import Walk
from bot.store import engine, versions
from bot.store.engine import Picked

# A step is not late for its period because the worker was busy around midnight.
_GRACE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Lateness:
    """One step, judged now: `opens_at` is when it may be sent, at the earliest now."""

    walk: Walk
    version_id: int
    index: int
    now: datetime
    opens_at: datetime
    account: Account

    @property
    def waits_for_window(self) -> bool:
        return self.opens_at > self.now and self._rule == "hold"

    @property
    def _rule(self) -> object:
        return self.walk.late_rule(self.index)

    def without_late(self, people: Sequence[Picked]) -> list[Picked]:
        """Those to send to. The others go on, each counted from when they were due."""
        late = {person.enrollment_id for person in people if self._too_late(person)}
        late |= expired(self.walk, self.index, people, self.now, self.account.calendar)
        if late:
            self.skip([person for person in people if person.enrollment_id in late])
        return [person for person in people if person.enrollment_id not in late]

    def without_had(self, people: Sequence[Picked]) -> list[Picked]:
        """Those who have not been sent this very step, where it stood in another version."""
        walk, index = self.walk, self.index
        stops = versions.stops_named(walk.version_id, walk.stops[index].step.id)
        had = engine.had([person.enrollment_id for person in people], stops)
        again = [person for person in people if person.enrollment_id in had]
        if again:
            self.leave_out(again, lambda _: walk.stops[index].beyond)
        return [person for person in people if person.enrollment_id not in had]

    def _too_late(self, person: Picked) -> bool:
        rule = self._rule
        if isinstance(rule, SendWithin):
            return epoch(self.now) - person.due_at > rule.send_within.seconds
        return (rule == "skip" and self._has_passed(person)) or self._is_over(person)

    def _has_passed(self, person: Picked) -> bool:
        """Its window, or what is near enough to the moment that was meant."""
        wait = self.walk.stops[self.index].wait
        late = self.now - from_epoch(person.due_at)
        return self.opens_at > self.now or (isinstance(wait, OfGoal) and late > wait.leeway)

    def _is_over(self, person: Picked) -> bool:
        """It was held until after the scenario's period."""
        due_at = from_epoch(person.due_at)
        return self.walk.is_over(due_at, self.now - _GRACE, self.account.calendar)

    def skip(self, people: Sequence[Picked]) -> None:
        """They go on without this step, each counted from when it was due."""
        self.leave_out(people, lambda person: self.walk.past(self.index, person.rounds))

    def leave_out(self, people: Sequence[Picked], following: Callable[[Picked], int]) -> None:
        stops = engine.next_stops(
            self.walk,
            people,
            self.account.calendar,
            following=following,
            previous_at=engine.due,
        )
        moves, finished = engine.as_moves(stops)
        engine.skip(people, moves, finished, now=epoch(self.now))
        ended = [person for person in people if person.enrollment_id in set(finished)]
        tell_staff("finished", self.version_id, self.index, ended, at=epoch(self.now))
