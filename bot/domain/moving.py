"""Another version is published for those inside, too: where each of them goes on, by step ids."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.domain.document import OfGoal, OnDate
from bot.domain.schedule import Calendar, opens_at
from bot.domain.steps import Placed, placed
from bot.domain.stops import Stop
from bot.domain.walk import Finished, Instants, Walk, plan

_MANY_ROUNDS = 1_000_000


@dataclass(frozen=True)
class Moving:
    """From a version of a scenario to a later one. Who waits for a step goes on waiting for it."""

    old: Walk
    new: Walk

    def to(self, index: int, rounds: int = 0) -> int:
        """The stop in the new version for who waits at this one; one past its last: the end."""
        stop = self.old.stops[index]
        there = self.new.indexes_of(stop.step.id)
        if not there:
            return self._instead(stop.step.id)
        if not (stop.again or stop.answer):
            return there[0]
        return self._having_had(stop, there, rounds)

    def after(self, sent: int, index: int, rounds: int = 0) -> int:
        """For who waits at `index` since they were sent the stop `sent`, after everybody began to
        move: what was written behind it is still to come.
        """
        stop = self.old.stops[sent]
        there = self.new.indexes_of(stop.step.id)
        if not there or stop.again or stop.asks or stop.step.repeat:
            return self.to(index, rounds)
        return self.new.after(there[0])

    def may_end(self, index: int) -> bool:
        """Whether nothing may be left for who waits at this stop."""
        end = len(self.new.stops)
        return end in {self.to(index), self.to(index, _MANY_ROUNDS)}

    def takes_out(self, index: int) -> bool:
        """Whether the step that is waited for there, and was not sent yet, is gone."""
        stop = self.old.stops[index]
        return not (stop.again or stop.answer or self.new.indexes_of(stop.step.id))

    def back(self, index: int) -> int | None:
        """The stop where who waited for such a step goes on waiting, if it is there again."""
        there = self.new.indexes_of(self.old.stops[index].step.id)
        return there[0] if there and self.keeps_time(index, there[0]) else None

    def _having_had(self, stop: Stop, there: Sequence[int], rounds: int) -> int:
        """For whom the step was sent before, and who waits for its answer, or for it again."""
        first = self.new.stops[there[0]]
        repeat, asks = first.step.repeat, first.asks
        more = repeat and (repeat.at_most is None or rounds + 1 < repeat.at_most)
        if (stop.again and more) or (stop.answer and asks):
            return there[1]
        return len(self.new.stops) if first.step.ends else first.beyond

    def _instead(self, removed: str) -> int:
        """What was newly written in the removed step's place, else the next in the old order that
        is still there, and not inside a branch where they were not led into an arm.
        """
        places = list(placed(self.old.scenario.steps))
        own = next(each for each in places if each.step.id == removed)
        before, behind = places[: places.index(own)], places[places.index(own) + 1 :]
        ahead = (one for one in behind if not one.excludes(own) and self._is_open(one, own))
        next_ = next((self._first(one) for one in ahead), len(self.new.stops))
        written = self._written_behind(own, [one for one in before if one.within == own.within])
        return next_ if written is None else min(written, next_)

    def _written_behind(self, own: Placed, siblings: Iterable[Placed]) -> int | None:
        """A new step right behind the last of these that is still there."""
        left = [one for one in siblings if self._is_open(one, own)]
        if not left and own.within:
            return None
        index = self.new.stops[self._first(left[-1])].beyond if left else 0
        if index == len(self.new.stops) or self.old.indexes_of(self._id(index)):
            return None
        return index

    def _is_open(self, one: Placed, own: Placed) -> bool:
        """Whether who stood at `own` may stand at the step now."""
        now = self._places.get(one.step.id)
        inside = {branch for branch, _ in own.within}
        return now is not None and inside.issuperset(branch for branch, _ in now.within)

    def _first(self, one: Placed) -> int:
        return self.new.indexes_of(one.step.id)[0]

    def _id(self, index: int) -> str:
        return self.new.stops[index].step.id

    @cached_property
    def _places(self) -> dict[str, Placed]:
        return {each.step.id: each for each in placed(self.new.scenario.steps)}

    def keeps_time(self, index: int, there: int) -> bool:
        """Whether the wait is the same one as before."""
        old, new = self.old.stops[index], self.new.stops[there]
        alike = (old.step.id, old.wait, old.again, old.answer) == (
            new.step.id, new.wait, new.again, new.answer,
        )  # fmt: skip
        if not alike or self.old.scenario.quiet != self.new.scenario.quiet:
            return False
        return not isinstance(old.wait, OfGoal) or (
            self.old.scenario.goals.get(old.wait.goal) == self.new.scenario.goals.get(old.wait.goal)
        )

    def due_at(
        self,
        index: int,
        there: int,
        instants: Instants,
        due_at: datetime,
        *,
        now: datetime,
        calendar: Calendar,
    ) -> datetime:
        """When who was due at the old stop is due at the new one: counted from where their wait
        began. `instants`: of nobody's own act any more. What is past by the new wait goes as soon
        as it may, and is not late; who was put off is not due before that.
        """
        if self.keeps_time(index, there):
            return due_at
        planned = _due(self.new, there, instants, calendar)
        if self.new.is_timed_there(there):
            return planned
        if planned < now and not isinstance(wait := self.new.stops[there].wait, OnDate):
            quiet = self.new.scenario.quiet == "ignore"
            planned = opens_at(wait, now, calendar.without_quiet() if quiet else calendar)
        put_off = due_at > _due(self.old, index, instants, calendar)
        return max(planned, due_at) if put_off and self._is_timed(index) else planned

    def _is_timed(self, index: int) -> bool:
        return not self.old.is_timed_there(index)


def _due(walk: Walk, index: int, instants: Instants, calendar: Calendar) -> datetime:
    stop = plan(walk, index, instants, calendar)
    if isinstance(stop, Finished):
        raise TypeError("the end is never due")
    return stop.due_at


def may_move(old: Walk, new: Walk) -> bool:
    """Not into steps that need what the walk's event did not bring along."""
    return _carried(new) <= _carried(old) and old.scenario.per == new.scenario.per


def _carried(walk: Walk) -> set[tuple[str, str]]:
    return set(walk.scenario.carried.items())


@dataclass(frozen=True)
class Leaving:
    """A version whose people move; `twice`: steps that some of them may have had before."""

    walk: Walk
    twice: frozenset[str] = frozenset()


def had_before(leaving: Iterable[Leaving], new: Walk, known: Collection[str]) -> frozenset[int]:
    """The stops of the new version before which each one's past has to be asked: somebody may come
    there who was sent that step already, since it stands elsewhere now or was away for a while.
    `known`: the ids of every step there ever was.
    """
    found: set[int] = set()
    for each in leaving:
        moving = Moving(each.walk, new)
        for index in range(len(each.walk.stops)):
            expected = _ids(each.walk, each.walk.ahead(index)) - each.twice
            found |= {
                there
                for there in new.ahead(moving.to(index))
                if (stop := new.stops[there]).sends
                and not stop.again
                and stop.step.id in known
                and stop.step.id not in expected
            }
    return frozenset(found)


def comes_back(leaving: Iterable[Leaving], new: Walk, known: Collection[str]) -> frozenset[int]:
    """The stops of steps that some of those versions do not have: who waited for one before it was
    taken out comes back to it, and its past has to be asked.
    """
    there = [{step.id for step in each.walk.scenario.all_steps} for each in leaving]
    return frozenset(
        index
        for index, stop in enumerate(new.stops)
        if stop.sends
        and not stop.again
        and stop.step.id in known
        and any(stop.step.id not in each for each in there)
    )


def _ids(walk: Walk, indexes: Iterable[int]) -> set[str]:
    """Of the steps that are sent there for the first time."""
    return {walk.stops[i].step.id for i in indexes if not walk.stops[i].again}
