"""A label for many at once, or taken from them: the first ones at once, the others in slices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.audience import Audience
from bot.domain.errors import Refused
from bot.services.admitting import rule_of
from bot.store import labels, tagging_runs, taggings
from bot.store.conditions_sql import next_matched
from bot.store.db import atomic
from bot.store.label_models import Tagging, TaggingRun

AT_ONCE = 2_000


@dataclass(frozen=True)
class Begun:
    """`run_id`: what takes it back knows it by that; `people` changed by now; `is_all`: no others
    follow.
    """

    run_id: int
    people: int
    is_all: bool


@dataclass(frozen=True)
class TaggingMany:
    """`at_once`: so many people in one transaction; events of the chat wait for no more."""

    clock: Clock
    account: Callable[[], Account]
    at_once: int = AT_ONCE

    def is_due(self) -> bool:
        return taggings.oldest() is not None

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """For about so long; the rest waits for the next call."""
        until = self.clock.real() + seconds
        while self.clock.real() < until and not asked_to_stop() and (one := taggings.oldest()):
            if not self._some(one):
                return

    def first(self, label_id: int, whom: Audience, *, take: bool) -> Begun:
        """In the caller's transaction. Refused where the label or group that is meant is gone."""
        found = whom.friends if whom.kind == "friends" else self._found(whom, 0)
        run_id = tagging_runs.begin(label_id, take=take, at=self._at)
        people = self._tag(label_id, found, take=take, run_id=run_id)
        is_all = whom.kind == "friends" or len(found) < self.at_once
        if not is_all:
            taggings.add(label_id, whom, take=take, after=found[-1], run_id=run_id)
        return Begun(run_id, people, is_all)

    def take_back(self, run: TaggingRun) -> Begun:
        """In the caller's transaction: of everybody whom it changed, and it goes no further."""
        tagging_runs.go_no_further(run.id)
        found = tagging_runs.noted(run.id, after=0, limit=self.at_once)
        people = self._back(run.label_id, found, take=not run.take)
        if not (is_all := len(found) < self.at_once):
            tagging_runs.take_back_later(run, after=found[-1][0])
        return Begun(run.id, people, is_all)

    def _some(self, one: Tagging) -> bool:
        """False when another process is at it."""
        act = self._back_on if one.kind == tagging_runs.BACK else self._on
        with atomic():
            if not taggings.still_at(one.id, one.after):
                return False
            gone = labels.find(one.label_id) is None
            past = None if gone else act(one)
            if past is None:
                taggings.done(one.id)
            else:
                taggings.past(one.id, past)
        return True

    def _on(self, one: Tagging) -> int | None:
        """Past whom it is now; None when that was all."""
        found = self._left(one)
        self._tag(one.label_id, found, take=one.take, run_id=one.run_id)
        return found[-1] if len(found) == self.at_once else None

    def _back_on(self, one: Tagging) -> int | None:
        found = tagging_runs.noted(one.number, after=one.after, limit=self.at_once)
        self._back(one.label_id, found, take=one.take)
        return found[-1][0] if len(found) == self.at_once else None

    def _left(self, one: Tagging) -> list[int]:
        """Nobody where the label or group that was meant is gone."""
        try:
            return self._found(taggings.whom(one), one.after)
        except Refused:
            return []

    def _found(self, whom: Audience, after: int) -> list[int]:
        rule, now = rule_of(whom), self.clock.now()
        calendar = self.account().calendar
        return next_matched(rule, now, calendar, after=after, limit=self.at_once)

    def _tag(self, label_id: int, some: Sequence[int], *, take: bool, run_id: int) -> int:
        act = tagging_runs.take if take else tagging_runs.give
        return act(run_id, some, label_id, at=self._at) if some else 0

    def _back(self, label_id: int, some: Sequence[tuple[int, int]], *, take: bool) -> int:
        act = tagging_runs.take_back if take else tagging_runs.give_back
        return act(some, label_id, at=self._at) if some else 0

    @property
    def _at(self) -> int:
        return epoch(self.clock.now())
