"""Before a version is published: whom of those inside it concerns, and how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.domain.moving import Moving, may_move
from bot.domain.steps import Placed, Step, placed
from bot.domain.walk import Walk


@dataclass(frozen=True, slots=True)
class SentOn:
    """People who wait for a step that is not there any more. Numbers as in each version;
    `to` None: for them nothing is left.
    """

    number: str
    title: str | None
    people: int
    to: str | None


@dataclass(frozen=True, slots=True)
class Headcount:
    """`ahead`: something of it is still to come to them, or is not any more; of these `retimed`
    wait otherwise for the next step. `past`: they are past all of it; `elsewhere`: in other arms.
    `staying`: walks that lack what the new steps need. `finished`: they have come to the end, and
    would get what is new behind it, from the step `appended` on ("": nothing is) if an owner wants.
    """

    ahead: int = 0
    past: int = 0
    elsewhere: int = 0
    retimed: int = 0
    staying: int = 0
    sent_on: tuple[SentOn, ...] = ()
    finished: int = 0
    appended: str = ""

    @property
    def inside(self) -> int:
        return self.ahead + self.past + self.elsewhere + self.staying


People = Mapping[int, int]
"""How many wait at each stop of a version."""


def headcount(inside: Iterable[tuple[Walk, People]], new: Walk) -> Headcount:
    whole = Headcount()
    for old, people in inside:
        if may_move(old, new):
            change = _Change(old, new)
            for index, number in people.items():
                whole = _plus(whole, change.of(index, number))
        else:
            whole = _plus(whole, Headcount(staying=sum(people.values())))
    return whole


def _plus(one: Headcount, other: Headcount) -> Headcount:
    sums = {
        name: getattr(one, name) + getattr(other, name)
        for name in ("ahead", "past", "elsewhere", "retimed", "staying")
    }
    return Headcount(**sums, sent_on=_joined((*one.sent_on, *other.sent_on)))


def _joined(rows: Iterable[SentOn]) -> tuple[SentOn, ...]:
    people: dict[tuple[str, str | None, str | None], int] = {}
    for row in rows:
        key = (row.number, row.title, row.to)
        people[key] = people.get(key, 0) + row.people
    return tuple(
        SentOn(*key[:2], number, key[2]) for key, number in sorted(people.items(), key=str)
    )


@dataclass(frozen=True)
class _Change:
    old: Walk
    new: Walk

    def of(self, index: int, people: int) -> Headcount:
        """What it is to those who wait at this stop of the old version."""
        moving = Moving(self.old, self.new)
        there, step = moving.to(index), self.old.stops[index].step
        ends = there == len(self.new.stops)
        if step.id not in self._now:
            to = None if ends else self.new.stops[there].number
            row = SentOn(self.old.stops[index].number, step.title, people, to)
            return Headcount(ahead=people, sent_on=(row,))
        retimed = not ends and not moving.keeps_time(index, there)
        if retimed or self._is_ahead(index, there):
            return Headcount(ahead=people, retimed=people if retimed else 0)
        return Headcount(elsewhere=people) if self._is_elsewhere(step) else Headcount(past=people)

    def _is_ahead(self, index: int, there: int) -> bool:
        """Something new comes to them, or something that would have come does not."""
        coming = {self.new.stops[each].step.id for each in self.new.ahead(there)}
        before = {self.old.stops[each].step.id for each in self.old.ahead(index)}
        return bool(coming & self._changed or before - self._now.keys())

    def _is_elsewhere(self, step: Step) -> bool:
        """Whether nobody who stands there comes, or came, by anything of the change."""
        own, places = self._now[step.id], [self._now[each] for each in sorted(self._changed)]
        places += [each for name, each in self._before.items() if name not in self._now]
        return bool(places) and all(each.excludes(own) for each in places)

    @cached_property
    def _changed(self) -> set[str]:
        """Steps of the new version that are new, or not the same."""
        before = {name: each.step.alone for name, each in self._before.items()}
        return {name for name, each in self._now.items() if before.get(name) != each.step.alone}

    @cached_property
    def _now(self) -> dict[str, Placed]:
        return {each.step.id: each for each in placed(self.new.scenario.steps)}

    @cached_property
    def _before(self) -> dict[str, Placed]:
        return {each.step.id: each for each in placed(self.old.scenario.steps)}
