"""What a step does beside sending, for all who have just gone through it: a few statements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import epoch
from bot.domain.calendar import Calendar
from bot.domain.effects import Then, kind_of, value_of
from bot.domain.menus import USUAL
from bot.store import engine, fields, labels, manual, menus
from bot.store.staff_words import Done, notify, take_over

Enter = Callable[[str, Sequence[int]], None]
"""Friends, by id, into the scenario of that name: who may enter it does."""


@dataclass(frozen=True)
class Effects:
    enter: Enter

    def prepare(self, then: Then | None, friend_ids: Sequence[int]) -> None:
        """Before anything else in the transaction: who enters another scenario is locked as a
        friend first, as their own stop does it.
        """
        if then and then.take_over:
            manual.lock_friends(sorted(set(friend_ids)))
        elif then and then.jump:
            engine.lock_friends(sorted(set(friend_ids)))

    def apply(
        self, at_stop: Done, friend_ids: Sequence[int], now: datetime, calendar: Calendar
    ) -> None:
        """In the transaction that moves their walks."""
        then, people, at = at_stop.then, sorted(set(friend_ids)), epoch(now)
        if not people:
            return
        for label_id in labels.ensure(then.remove_label, at=at).values():
            labels.detach(people, label_id, at=at)
        for label_id in labels.ensure(then.add_label, at=at).values():
            labels.attach(people, label_id, at=at)
        self._set(then.set_, people, now, calendar)
        self._count(then.add, people, at)
        if then.rich_menu:
            menus.give(people, "" if then.rich_menu == USUAL else then.rich_menu)
        if then.notify:
            notify(at_stop, then.notify, people, at)

    def afterwards(self, at_stop: Done, friend_ids: Sequence[int], now: datetime) -> None:
        """After their walks were moved: only then can they be held, and the way may lead into the
        same scenario again.
        """
        then, people = at_stop.then, sorted(set(friend_ids))
        if then.take_over and people:
            take_over(at_stop, people, epoch(now))
        if then.jump and people:
            self.enter(then.jump.to, people)

    def _set(
        self,
        values: Mapping[str, str],
        people: Sequence[int],
        now: datetime,
        calendar: Calendar,
    ) -> None:
        kinds = {name: kind_of(value) for name, value in values.items()}
        for name, field in fields.ensure(kinds).items() if values else ():
            value = value_of(values[name], field.kind, now, calendar)
            fields.put(people, field.id, value, at=epoch(now))

    def _count(self, amounts: Mapping[str, float], people: Sequence[int], at: int) -> None:
        for name, field in fields.ensure(dict.fromkeys(amounts, "number")).items():
            fields.count_up(people, field.id, amounts[name], at=at)
