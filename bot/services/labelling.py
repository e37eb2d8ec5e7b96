"""Labels that somebody attaches or removes by hand: to some friends, or to all who fit a rule."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain import names
from bot.domain.account import Account
from bot.domain.conditions import Condition
from bot.domain.errors import Problem, Refused
from bot.store import friends, labels
from bot.store.conditions_sql import matched
from bot.store.db import atomic
from bot.store.labels import LabelRow

People = Sequence[int] | Condition
"""Friends by id, or whoever a condition is true of now."""


@dataclass(frozen=True)
class LabelService:
    """`at_once`: so many people in one transaction; events of the chat wait for no more."""

    clock: Clock
    account: Callable[[], Account]
    at_once: int = 5_000

    def attach(self, label: str, people: People) -> int:
        """Gives how many did not have it; who had it keeps the time since when. Makes the label if
        it is new. Done again after a crash, it goes on where it was.
        """
        return self._each(label, people, labels.attach)

    def detach(self, label: str, people: People) -> int:
        """Gives how many had it."""
        return self._each(label, people, labels.detach)

    def listed(self) -> list[LabelRow]:
        return labels.listed()

    def of_users(self, user_ids: Sequence[str]) -> list[int]:
        """Friends by LINE's ids; refused when one of them is not known."""
        found = [(user_id, friends.find(user_id)) for user_id in user_ids]
        for user_id, friend in found:
            if friend is None:
                raise Refused(Problem("no_such_friend", "", {"value": user_id[:40]}))
        return [friend.id for _, friend in found if friend is not None]

    def _each(self, label: str, people: People, act: Callable[..., list[int]]) -> int:
        name, at, done = names.given(label), epoch(self.clock.now()), 0
        for some in self._chunks(people):
            with atomic():
                number = labels.ensure([name], at=at)[name]
                done += len(act(some, number, at=at))
        return done

    def _chunks(self, people: People) -> Iterator[Sequence[int]]:
        if not isinstance(people, Sequence):
            people = matched(people, self.clock.now(), self.account().calendar)
        for first in range(0, len(people), self.at_once):
            yield people[first : first + self.at_once]
