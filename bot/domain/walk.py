"""One friend's way through a scenario: which step comes next, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal, Self

from bot.domain.conditions import Condition
from bot.domain.document import (
    After,
    Dated,
    ForReaction,
    Manual,
    OfGoal,
    OnDate,
    Reactive,
    Scenario,
    SendWithin,
    Wait,
    late_of,
)
from bot.domain.names import FROM_PREVIOUS, FROM_START
from bot.domain.reaction_waits import AwaitedKind
from bot.domain.schedule import Calendar, due_at, opens_at
from bot.domain.steps import conditions_of
from bot.domain.stops import Stop, stops_of


@dataclass(frozen=True)
class Walk:
    """Its stops in walking order; an index into them is what an enrollment remembers.

    `version_id`: that of the stored version, 0 for what was never published.
    """

    scenario: Scenario
    version_id: int = 0

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        return stops_of(self.scenario.steps)

    def after(self, index: int, rounds: int = 0) -> int:
        """The stop that follows when this one was gone through; one past the last: the end.

        `rounds`: how often this very stop was gone through just before, where it is a repetition.
        """
        stop = self.stops[index]
        if stop.asks:
            return index + 1
        return len(self.stops) if stop.step.ends else self.past(index, rounds)

    def past(self, index: int, rounds: int = 0) -> int:
        """The stop that follows when this one was left out."""
        stop = self.stops[index]
        repeat = stop.step.repeat
        if repeat is None:
            return stop.beyond
        if not stop.again:
            return index + 1
        more = repeat.at_most is None or rounds + 2 < repeat.at_most
        return index if more else stop.beyond

    def ahead(self, index: int) -> frozenset[int]:
        """Every stop that may still be come to, this one included; none past the last."""
        return self._ahead[index]

    def left(self, index: int) -> int:
        """How many messages are still to come, at most, to who waits here; what repeats without
        a number counts once."""
        return self._left[index]

    def wait_at(self, index: int) -> Wait | None:
        """None past the last stop."""
        return self.stops[index].wait if index < len(self.stops) else None

    def indexes_of(self, step_id: str) -> tuple[int, ...]:
        """Of one that repeats there are two."""
        return tuple(i for i, stop in enumerate(self.stops) if stop.step.id == step_id)

    def counts_from(self, index: int) -> str | None:
        """The id of the step that this stop's wait counts from, where it names one."""
        wait = self.wait_at(index)
        named = wait.from_ if isinstance(wait, After) else FROM_PREVIOUS
        return None if named in (FROM_PREVIOUS, FROM_START) else named

    def anchors_of(self, index: int) -> tuple[int, ...]:
        """The stops that this stop's wait counts from, where it names a step."""
        step_id = self.counts_from(index)
        return self.indexes_of(step_id) if step_id else ()

    def goal_at(self, index: int) -> str | None:
        """The date that this stop counts from, where it waits for one."""
        wait = self.wait_at(index)
        return wait.goal if isinstance(wait, OfGoal) else None

    def is_timed_there(self, index: int) -> bool:
        """Its time is looked up when it is come to: each friend has a date of their own, or may
        have reacted already.
        """
        return isinstance(self.wait_at(index), OfGoal | ForReaction)

    def waiting_for(self, kind: AwaitedKind, name: str) -> tuple[int, ...]:
        """The stops that wait for this reaction or label."""
        return tuple(
            index
            for index, stop in enumerate(self.stops)
            if isinstance(stop.wait, ForReaction)
            and (stop.wait.for_.kind, stop.wait.for_.name) == (kind, name)
        )

    @cached_property
    def awaited_labels(self) -> frozenset[str]:
        waits = (stop.wait for stop in self.stops)
        awaited = (wait.for_ for wait in waits if isinstance(wait, ForReaction))
        return frozenset(each.name for each in awaited if each.kind == "label")

    @property
    def is_by_hand(self) -> bool:
        """Nobody enters but whom an owner adds."""
        starts = self.scenario.start
        return bool(starts) and all(isinstance(start, Manual) for start in starts)

    @property
    def is_unasked(self) -> bool:
        """Nobody enters by an act of their own just now, so that no step answers one."""
        starts, unasked = self.scenario.start, Manual | Reactive | Dated
        return bool(starts) and all(isinstance(start, unasked) for start in starts)

    def goes_on_alike(self, index: int) -> bool:
        """Whether all who go through this stop at one moment are due at one moment, too."""
        wait = self.wait_at(self.after(index))
        same = not isinstance(wait, After) or wait.from_ == FROM_PREVIOUS
        return same and not self.stops[index].again

    def answers_at_once(self, index: int) -> bool:
        """A first step without a wait answers what the friend just did: it goes before others."""
        return self.stops[index].comes == "entering"

    def is_answer(self, index: int) -> bool:
        """To what somebody just did: it goes before what was only planned."""
        begins = self.answers_at_once(index) and not self.is_unasked
        return begins or self.stops[index].answer or self.stops[index].comes == "reacting"

    def conditions_at(self, index: int) -> tuple[Condition, ...]:
        """Every condition that is asked about who is due here; mostly none."""
        return self._conditions[index]

    @property
    def jumps(self) -> bool:
        """Whether anybody may enter another scenario from here."""
        return any(step.then and step.then.jump for step in self.scenario.all_steps)

    @property
    def takes_over(self) -> bool:
        """Whether anybody may be left to people from here on."""
        return any(step.then and step.then.take_over for step in self.scenario.all_steps)

    def late_rule(self, index: int) -> Literal["hold", "skip"] | SendWithin:
        """What sends nothing is never too late: it waits for its next window."""
        stop = self.stops[index]
        return late_of(self.scenario, stop.wait) if stop.sends else "hold"

    def is_over(self, due_at: datetime, goes_at: datetime, calendar: Calendar) -> bool:
        """It was due in the scenario's period, and could only go after its end."""
        active = self.scenario.active
        if active is None or active.until is None:
            return False
        due, goes = (calendar.local(at).date() for at in (due_at, goes_at))
        return due <= active.until < goes

    @cached_property
    def _conditions(self) -> list[tuple[Condition, ...]]:
        goal = self.scenario.stop_when
        return [(*([goal] if goal else []), *conditions_of(stop.step)) for stop in self.stops]

    @cached_property
    def _ahead(self) -> list[frozenset[int]]:
        ahead = [frozenset[int]()] * (len(self.stops) + 1)
        for index in reversed(range(len(self.stops))):
            stop = self.stops[index]
            twice = stop.asks or (stop.step.repeat is not None and not stop.again)
            nexts = {*stop.arms, stop.beyond} | ({index + 1} if twice else set())
            ahead[index] = frozenset({index}).union(*(ahead[next_] for next_ in nexts))
        return ahead

    @cached_property
    def _left(self) -> list[int]:
        left = [0] * (len(self.stops) + 1)
        for index in reversed(range(len(self.stops))):
            stop = self.stops[index]
            nexts = (*stop.arms, stop.beyond)
            left[index] = _messages(stop) + max(left[next_] for next_ in nexts)
        return left


def _messages(stop: Stop) -> int:
    repeat = stop.step.repeat
    again = repeat.at_most - 1 if repeat and repeat.at_most else 0
    return again + (not stop.again) if stop.sends else 0


@dataclass(frozen=True, slots=True)
class Instants:
    """`previous_at`: the step before was sent, or was due if skipped; at first the entering.

    `own_act`: the friend entered by an act of their own, so that a first step with `wait: 0` is
    an answer, which quiet hours never hold. False for people an owner adds by hand.
    """

    entered_at: datetime
    previous_at: datetime
    of_step: Mapping[str, datetime] = field(default_factory=dict)
    own_act: bool = True

    @classmethod
    def entering(cls, at: datetime, *, own_act: bool = True) -> Self:
        return cls(at, at, own_act=own_act)


@dataclass(frozen=True, slots=True)
class Planned:
    index: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Finished:
    """The walk has come to its end."""


def plan(walk: Walk, index: int, instants: Instants, calendar: Calendar) -> Planned | Finished:
    """`index`: the stop to plan; one past the last means the end.

    One that waits for a goal's date or a reaction is due at once: `bot.delivery` times it then.

    What would be due before the step in front of it waits for its next window from there on. A
    date that has passed stays in the past: `late_of` says what to do then.
    """
    wait = walk.wait_at(index)
    if wait is None:
        return Finished()
    if walk.is_timed_there(index):
        return Planned(index, instants.previous_at)
    own = calendar_for(walk, index, calendar, own_act=instants.own_act)
    due = due_at(wait, _base(wait, instants), own)
    if due < instants.previous_at and not isinstance(wait, OnDate):
        due = opens_at(wait, instants.previous_at, own)
    return Planned(index, due)


def calendar_for(walk: Walk, index: int, calendar: Calendar, *, own_act: bool = True) -> Calendar:
    """The calendar to judge this stop by: give it to `opens_at` before sending."""
    begins = own_act and walk.answers_at_once(index) and not walk.is_unasked
    answers = begins or walk.stops[index].comes == "reacting"
    ignores = walk.scenario.quiet == "ignore"
    return calendar.without_quiet() if answers or ignores else calendar


def _base(wait: Wait, instants: Instants) -> datetime:
    """A step that was never sent counts from the step before."""
    if not isinstance(wait, After) or wait.from_ == FROM_PREVIOUS:
        return instants.previous_at
    if wait.from_ == FROM_START:
        return instants.entered_at
    return instants.of_step.get(wait.from_, instants.previous_at)
