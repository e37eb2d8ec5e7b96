"""One friend's way through a scenario: which step comes next, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Self

from bot.domain.document import After, Immediate, Manual, OnDate, Scenario, Step, Wait
from bot.domain.schedule import Calendar, due_at, opens_at
from bot.domain.waits import FROM_PREVIOUS, FROM_START


@dataclass(frozen=True)
class Walk:
    """Steps in walking order; an index into them is what an enrollment remembers."""

    scenario: Scenario

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.scenario.steps

    def index_of(self, step_id: str) -> int | None:
        return self._indexes.get(step_id)

    def counts_from(self, index: int) -> str | None:
        """The id of the step that this step's wait counts from, when it names one."""
        wait = self.steps[index].wait if index < len(self.steps) else None
        named = wait.from_ if isinstance(wait, After) else FROM_PREVIOUS
        return None if named in (FROM_PREVIOUS, FROM_START) else named

    @property
    def is_by_hand(self) -> bool:
        """Nobody enters by an act of their own, so that no step answers one."""
        starts = self.scenario.start
        return bool(starts) and all(isinstance(start, Manual) for start in starts)

    def is_same_for_all(self, index: int) -> bool:
        """Whether people sent the step before at one moment are all due at one moment, too."""
        wait = self.steps[index].wait if index < len(self.steps) else None
        return not isinstance(wait, After) or wait.from_ == FROM_PREVIOUS

    @cached_property
    def _indexes(self) -> Mapping[str, int]:
        return {step.id: index for index, step in enumerate(self.steps)}


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
    """`index`: the step to plan; one past the last means the end.

    What would be due before the step in front of it waits for its next window from there on. A
    date that has passed stays in the past: `late_of` says what to do then.
    """
    if index >= len(walk.steps):
        return Finished()
    wait = walk.steps[index].wait
    own = calendar_for(walk, index, calendar, own_act=instants.own_act)
    due = due_at(wait, _base(wait, instants), own)
    if due < instants.previous_at and not isinstance(wait, OnDate):
        due = opens_at(wait, instants.previous_at, own)
    return Planned(index, due)


def calendar_for(walk: Walk, index: int, calendar: Calendar, *, own_act: bool = True) -> Calendar:
    """The calendar to judge this step by: give it to `opens_at` before sending."""
    at_once = index == 0 and isinstance(walk.steps[0].wait, Immediate)
    answers = own_act and at_once and not walk.is_by_hand
    ignores = walk.scenario.quiet == "ignore"
    return calendar.without_quiet() if answers or ignores else calendar


def _base(wait: Wait, instants: Instants) -> datetime:
    """A step that was never sent counts from the step before."""
    if not isinstance(wait, After) or wait.from_ == FROM_PREVIOUS:
        return instants.previous_at
    if wait.from_ == FROM_START:
        return instants.entered_at
    return instants.of_step.get(wait.from_, instants.previous_at)
