"""Branches and steps that only do something: decided for each person when they are due.

One transaction goes with up to five hundred people through all such stops that follow each other
without a wait. Either all of it happens, or nothing: whoever repeats it finds them where they were.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.clock import Clock, epoch
from bot.delivery.judging import Judged, judged
from bot.delivery.resting import NobodyFree
from bot.delivery.retime import still_due
from bot.delivery.telling import tell_staff
from bot.domain.account import Account
from bot.domain.deciding import arm_for, draw
from bot.domain.document import First, Immediate
from bot.domain.walk import Finished, Planned, Walk
from bot.store import engine, versions
from bot.store.db import atomic
from bot.store.effects import Effects
from bot.store.engine import Checkpoint, Lane, Move, Picked
from bot.store.models import EnrollmentState
from bot.store.staff_words import Done

PEOPLE = 500


@dataclass(frozen=True)
class Decider:
    clock: Clock
    effects: Effects
    checkpoint: Checkpoint

    def decide(self, lane: Lane, now: datetime, account: Account) -> None:
        walk = versions.walk(lane.version_id)
        with atomic():
            people = _picked(lane, walk, epoch(now))
            if not people:
                raise NobodyFree
            people = still_due(lane, people, account, epoch(now))
            self.checkpoint("decide.picked")
            passage = _Passage(lane.version_id, now, account, self.effects, self.checkpoint)
            passage.go(lane.step, people)
        self.checkpoint("decided")


def _picked(lane: Lane, walk: Walk, now: int) -> list[Picked]:
    """Locked, and as friends, too, where what is done changes more than this walk."""
    if walk.jumps or walk.takes_over:
        return engine.pick_with_friends(lane, now, PEOPLE, changing=walk.takes_over)
    return engine.pick(lane, now, PEOPLE)


Following = Callable[[Picked], int]


@dataclass
class _Passage:
    """Where everybody of one transaction goes. `waiting`: who stands at which stop, still to be
    decided now; the first of them comes first, since no way leads back but a repetition's.
    `finished`: behind which stop walks came to their end.
    """

    version_id: int
    now: datetime
    account: Account
    effects: Effects
    checkpoint: Checkpoint
    waiting: dict[int, list[Picked]] = field(default_factory=lambda: defaultdict(list))
    moved: list[tuple[Move, int]] = field(default_factory=list)
    ended: dict[EnrollmentState, list[Picked]] = field(default_factory=lambda: defaultdict(list))
    finished: dict[int, list[Picked]] = field(default_factory=lambda: defaultdict(list))
    done: list[tuple[Done, list[int]]] = field(default_factory=list)

    @property
    def walk(self) -> Walk:
        return versions.walk(self.version_id)

    @property
    def scenario_id(self) -> int:
        return versions.scenario_of(self.version_id)

    def go(self, index: int, people: Iterable[Picked]) -> None:
        self.waiting[index] = list(people)
        while self.waiting:
            first = min(self.waiting)
            self._decide(first, self.waiting.pop(first))
            self.checkpoint("decide.stop")
        self._write()

    def _decide(self, index: int, people: Sequence[Picked]) -> None:
        walk = self.walk
        found = judged(walk, index, people, self.now, self.account.calendar)
        self.ended[EnrollmentState.GOAL] += found["goal"]
        self._lead_past(index, found["leave_out"], lambda one: walk.past(index, one.rounds))
        self._lead_past(index, found["no_more"], lambda _: walk.stops[index].beyond)
        if walk.stops[index].step.branch:
            self._lead(index, found["go"], self._arms(index, found))
        else:
            self._do(index, found["go"])
            self._lead(index, found["go"], lambda one: walk.after(index, one.rounds))

    def _do(self, index: int, people: Sequence[Picked]) -> None:
        then = self.walk.stops[index].step.then
        if then and people:
            done = Done(then, self.version_id, index)
            friends = [person.friend_id for person in people]
            self.effects.apply(done, friends, self.now, self.account.calendar)
            self.done.append((done, friends))

    def _arms(self, index: int, found: Judged) -> Following:
        """Each one's arm. Places in arms for the first ones are taken in the order of being due."""
        stop = self.walk.stops[index]
        step_id, arms = stop.step.id, stop.step.branch
        limits = {n: arm.first for n, arm in enumerate(arms) if isinstance(arm, First)}
        counted_as = versions.counted_as(self.version_id, step_id) if limits else {}
        before = engine.taken(self.scenario_id, step_id) if limits else {}
        room = {n: most - before.get(counted_as[n], 0) for n, most in limits.items()}
        chosen = {
            one.enrollment_id: arm_for(
                arms,
                found.facts[one.enrollment_id],
                draw(self.scenario_id, step_id, one.friend_id),
                room,
            )
            for one in found["go"]
        }
        counted = Counter(counted_as[n] for n in chosen.values() if n in limits)
        engine.take(self.scenario_id, step_id, counted)
        leads = {one: stop.beyond if n is None else stop.arms[n] for one, n in chosen.items()}
        return lambda person: leads[person.enrollment_id]

    def _lead(self, index: int, people: Sequence[Picked], following: Following) -> None:
        """A wait counts from the decision, as it does from a sending."""
        self._arrive(index, people, following, lambda _: self.now)

    def _lead_past(self, index: int, people: Sequence[Picked], following: Following) -> None:
        self._arrive(index, people, following, engine.due)

    def _arrive(
        self,
        index: int,
        people: Sequence[Picked],
        following: Following,
        previous_at: Callable[[Picked], datetime],
    ) -> None:
        stops = engine.next_stops(
            self.walk,
            people,
            self.account.calendar,
            following=following,
            previous_at=previous_at,
        )
        for person in people:
            match stops[person.enrollment_id]:
                case Finished():
                    self.ended[EnrollmentState.DONE].append(person)
                    self.finished[index].append(person)
                case Planned() as stop if self._goes_through(index, stop):
                    arrived = replace(person, due_at=epoch(stop.due_at), rounds=0)
                    self.waiting[stop.index].append(arrived)
                case Planned(next_index, due_at):
                    move = Move(person.enrollment_id, next_index, epoch(due_at))
                    self.moved.append((move, epoch(previous_at(person))))

    def _goes_through(self, index: int, stop: Planned) -> bool:
        """Whether the next stop is decided here and now, too."""
        ahead = self.walk.stops[stop.index]
        at_once = isinstance(ahead.wait, Immediate) and stop.due_at <= self.now
        return at_once and not ahead.sends and stop.index > index

    def _write(self) -> None:
        engine.go_on(self.moved)
        self.checkpoint("decide.moved")
        for state, people in self.ended.items():
            engine.end_here(people, state, now=epoch(self.now))
        for index, people in self.finished.items():
            tell_staff("finished", self.version_id, index, people, at=epoch(self.now))
        self.checkpoint("decide.ended")
        for done, friends in self.done:
            self.effects.afterwards(done, friends, self.now)
        self.checkpoint("decide.jumped")
