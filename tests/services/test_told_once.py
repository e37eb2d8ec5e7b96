"""Whatever staff are told of, of every kind, is told exactly once wherever a process ends."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import get_args

import pytest

from bot.domain.forwarded import Forwarded
from bot.domain.notifying import OF_EVERYBODY, Choice, How
from bot.services.digests import OF_ALL_SCENARIOS, OF_MANY
from bot.services.staff import LATEST
from bot.store import receipts
from bot.store.receipts import Word
from flex_templates.views import staff as views
from flex_templates.views.parts import View
from tests.delivery.world import step
from tests.services.office import KITCHEN, Office, Stopped, until
from tests.services.shop import staff_service

KINDS: tuple[str, ...] = (*get_args(views.EventKind), *get_args(views.ManyKind))
OF_STEP = ("tapped", "answered", "watched", "used")
# Fewer than fit into a push, so that each has a card; then all of them, which are one digest.
ROUNDS: Sequence[Sequence[str]] = (*(KINDS[n : n + 4] for n in range(0, len(KINDS), 4)), KINDS)

LOOKS = {1: True, 3: False}
"""By the round after which somebody looks: whether the answer arrives."""

Mark = tuple[str, str | int, int]
"""Its kind, the friend or the step's number, and of how many people."""


@dataclass
class Diary:
    """Writes down what happens as the acts do it, under a name or a step of its own."""

    at: Callable[[], int]
    marks: list[Mark] = field(default_factory=list)

    def happens(self, kind: str, serial: int) -> None:
        name, friend_id, at = f"{kind}{serial}", 1_000 + len(self.marks), self.at()
        self.marks.append((kind, name, 1))
        if kind in OF_MANY:
            self._of_many(kind, serial)
        elif kind in OF_ALL_SCENARIOS:
            receipts.add_friend_event(kind, [1, 2], at=at, name=name, friend_id=friend_id)
        elif kind in OF_STEP:
            people = [(friend_id, name)]
            receipts.add_of_step(kind, 1, serial, at=at, people=people, said="はい")
        elif kind == "wrote":
            receipts.add_wrote(Word(friend_id, name, "18時は？"), Forwarded("sticker"), at=at)
        else:
            receipts.add_words(kind, [Word(friend_id, name, "返品", "森")], at=at)

    def _of_many(self, kind: str, serial: int) -> None:
        """In two rows, as two settlements write them; of what LINE counts the last is the sum."""
        if kind == "opened":
            receipts.add_count(kind, 1, serial, 20, at=self.at())
            receipts.add_count(kind, 1, serial, 30 + serial, at=self.at())
            self.marks[-1] = (kind, str(serial + 1), 30 + serial)
            return
        said = "paused" if kind == "held" else ""
        for people in ([(1, "花"), (2, "月")], [(3, "星")] * serial):
            receipts.add_of_step(kind, 1, serial, at=self.at(), people=people, said=said)
        self.marks[-1] = (kind, str(serial + 1), 2 + serial)


@dataclass
class Group:
    """What its people have seen: what LINE brought, and what was answered when they looked."""

    office: Office
    looks: list[View] = field(default_factory=list)

    def looks_up(self, *, arrives: bool = True) -> None:
        staff = staff_service(self.office.shop)
        answered = staff.tapped(KITCHEN, LATEST)
        assert answered
        if arrives:
            self.looks.append(answered.view)
        elif answered.digest is not None:
            staff.not_shown(answered.digest)

    def told(self) -> list[Mark]:
        seen = [*self.office.pushed, *self.looks]
        return [mark for card in seen for mark in self._marks(card)]

    def _marks(self, card: View) -> Iterable[Mark]:
        match card:
            case views.Receipt():
                yield card.kind, card.number, card.count
            case views.FriendEvent():
                yield card.kind, card.friend, 1
            case views.Digest():
                for line in (*card.asks, *card.lines):
                    yield line.kind, line.friend or line.number or 0, line.people
                if card.more:
                    yield from self._marks(self._next_page(card))
            case _:
                assert isinstance(card, views.NothingNew), card

    def _next_page(self, card: views.Digest) -> View:
        data = f"go:staff.digest:{card.digest_id}.{card.page + 1}"
        answered = staff_service(self.office.shop).tapped(KITCHEN, data)
        assert answered
        return answered.view


@pytest.mark.parametrize("passage", [1, 2, 5])
@pytest.mark.parametrize("point", ["taken", "added", "claimed", "pushed", "ended"])
@pytest.mark.parametrize("how", ["at_once", "digest"])
def test_whatever_happens_is_told_exactly_once_wherever_the_process_ends(
    office: Office, how: How, point: str, passage: int
) -> None:
    """Rounds of acts of every kind. A process that dies is followed by the next one, somebody looks
    in between, and once that answer is lost.
    """
    office.choose(Choice(how=how, every=30, cap=10_000, quiet=False))
    office.shop.started(*(step(f"s{n}", {"days": 1}) for n in range(len(ROUNDS))))
    diary, group = Diary(lambda: int(office.shop.now().timestamp())), Group(office)
    service = office.service(until(point, passage))
    for serial, kinds in enumerate(ROUNDS):
        for kind in kinds:
            diary.happens(kind, serial)
        if serial in LOOKS:
            group.looks_up(arrives=LOOKS[serial])
        office.shop.world.clock.tick(30 * 60)
        try:
            service.run()
        except Stopped:
            service = office.service()
    for _ in range(3):
        office.shop.world.clock.tick(30 * 60)
        office.service().run()
    pushed = group.told()
    group.looks_up()
    assert {kind for kind, *_ in group.told()[len(pushed) :]} <= OF_EVERYBODY
    assert sorted(group.told(), key=str) == sorted(diary.marks, key=str)
    assert {kind for kind, *_ in diary.marks} == set(KINDS)
    assert not office.service().has_work()
