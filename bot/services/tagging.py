"""A label for many at once, or taken from them: the first ones at once, the others in slices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.audience import Audience
from bot.domain.errors import Refused
from bot.services.admitting import rule_of
from bot.store import labels, taggings
from bot.store.conditions_sql import next_matched
from bot.store.db import atomic
from bot.store.label_models import Tagging

AT_ONCE = 2_000


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

    def first(self, label_id: int, whom: Audience, *, take: bool) -> tuple[int, bool]:
        """In the caller's transaction: how many it changed, and whether that is all. Refused where
        the label or group that is meant is gone.
        """
        if whom.kind == "friends":
            return self._tag(label_id, whom.friends, take=take), True
        found = self._found(whom, 0)
        people = self._tag(label_id, found, take=take)
        if is_all := len(found) < self.at_once:
            return people, is_all
        taggings.add(label_id, whom, take=take, after=found[-1])
        return people, False

    def _some(self, one: Tagging) -> bool:
        """False when another process is at it."""
        found = self._left(one)
        with atomic():
            if not taggings.still_at(one.id, one.after):
                return False
            if labels.find(one.label_id) is None:
                taggings.done(one.id)
                return True
            self._tag(one.label_id, found, take=one.take)
            if len(found) < self.at_once:
                taggings.done(one.id)
            else:
                taggings.past(one.id, found[-1])
        return True

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

    def _tag(self, label_id: int, some: Sequence[int], *, take: bool) -> int:
        act = labels.detach if take else labels.attach
        return len(act(some, label_id, at=epoch(self.clock.now()))) if some else 0
