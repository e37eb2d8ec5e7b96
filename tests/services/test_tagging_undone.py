"""A label that many got, or lost, is taken back of exactly those whom that changed."""

from dataclasses import dataclass

import pytest

from admin_flows.ports.commands import (
    AttachLabel,
    DeleteLabel,
    DetachLabel,
    MakeLabel,
    TagMany,
    Undo,
)
from bot.domain.audience import EVERYBODY, picked
from bot.services.tagging import AT_ONCE, TaggingMany
from bot.store import labels, settings, tagging_runs
from bot.store.db import rows
from bot.store.models import Friend
from tests.services.shop import EDITOR, VIEWER, Shop

MANY = 5_000
HAD = 700


@dataclass
class Desk:
    """`ids`: of all friends; the first `HAD` of them have had the label, each since another time,
    which `before` says.
    """

    shop: Shop
    label: int
    ids: list[int]
    before: dict[int, int]

    def now(self) -> dict[int, int]:
        found = rows(
            "SELECT friend_id, at FROM friend_label WHERE label_id = :l", {"l": self.label}
        )
        return dict(found)

    def run(self, at_once: int = AT_ONCE) -> None:
        account = lambda: settings.account("Asia/Tokyo")  # noqa: E731
        TaggingMany(self.shop.world.clock, account, at_once).run(60, lambda: False)

    def tag(self, *some: int, take: bool = False) -> int:
        """Gives the act."""
        whom = picked(*some) if some else EVERYBODY
        act = self.shop.do(TagMany(self.label, whom, take=take), EDITOR).act
        assert act is not None
        return act


@pytest.fixture
def desk(shop: Shop) -> Desk:
    people = [{"user_id": f"U{number:032}", "is_friend": True} for number in range(MANY)]
    for first in range(0, MANY, 500):
        Friend.insert_many(people[first : first + 500]).execute()
    ids = [row[0] for row in rows("SELECT id FROM friend ORDER BY id")]
    label = shop.do(MakeLabel("会員"), EDITOR).made or 0
    before = {one: 1_000 + number for number, one in enumerate(ids[:HAD])}
    labels.attach(list(before), label, at=0)
    labels.had_since(list(before.items()), label)
    return Desk(shop, label, ids, before)


def test_given_to_all_only_those_lose_it_again_who_had_it_not(desk: Desk) -> None:
    done = desk.shop.do(TagMany(desk.label, EVERYBODY), EDITOR)
    assert (done.people, done.or_more) == (AT_ONCE - HAD, True)
    desk.run()
    assert len(desk.now()) == MANY
    back = desk.shop.do(Undo(done.act or 0), EDITOR)
    assert back.or_more
    desk.run()
    assert desk.now() == desk.before
    assert desk.shop.refusal(Undo(done.act or 0), EDITOR) == "cannot_undo"


def test_taken_from_all_each_has_it_since_then_again(desk: Desk) -> None:
    act = desk.tag(take=True)
    desk.run()
    assert desk.now() == {}
    desk.shop.move(minutes=9)
    desk.shop.do(Undo(act), EDITOR)
    desk.run()
    assert desk.now() == desk.before


def test_undone_half_way_it_goes_no_further(desk: Desk) -> None:
    act = desk.tag()
    assert len(desk.now()) == AT_ONCE
    desk.shop.do(Undo(act), EDITOR)
    desk.run()
    assert desk.now() == desk.before
    card = desk.shop.reads.label(desk.label)
    assert card is not None and not card.going


def test_so_many_of_a_file_are_no_other_case(desk: Desk) -> None:
    act = desk.tag(*desk.ids[600:3_600])
    assert len(desk.now()) == 3_600
    desk.shop.do(Undo(act), EDITOR)
    desk.run()
    assert desk.now() == desk.before


def test_what_happened_to_somebody_meanwhile_stays(desk: Desk) -> None:
    had, other, third = desk.ids[0], desk.ids[-1], desk.ids[-2]
    act = desk.tag(had, other, third)
    desk.shop.move(minutes=1)
    for command in (
        DetachLabel(had, "会員"),
        DetachLabel(other, "会員"),
        AttachLabel(other, "会員"),
    ):
        desk.shop.do(command, EDITOR)
    since = desk.now()[other]
    desk.shop.do(Undo(act), EDITOR)
    left = {one: at for one, at in desk.before.items() if one != had}
    assert desk.now() == {**left, other: since}

    act = desk.tag(other, take=True)
    desk.shop.move(minutes=1)
    desk.shop.do(AttachLabel(other, "会員"), EDITOR)
    again = desk.now()[other]
    desk.shop.do(Undo(act), EDITOR)
    assert desk.now()[other] == again


def test_nothing_that_changed_nothing_is_taken_back(desk: Desk) -> None:
    some = picked(*desk.ids[:3])
    assert desk.shop.do(TagMany(desk.label, some), EDITOR).act is None
    act = desk.tag(*desk.ids[:3], take=True)
    assert desk.shop.refusal(Undo(act), VIEWER) == "role"
    desk.shop.move(minutes=11)
    assert desk.shop.refusal(Undo(act), EDITOR) == "cannot_undo"


def test_of_a_label_that_is_gone_it_says_so(desk: Desk) -> None:
    act = desk.tag(take=True)
    desk.run()
    desk.shop.do(DeleteLabel(desk.label), EDITOR)
    assert desk.shop.refusal(Undo(act), EDITOR) == "no_such_label"


def test_the_notes_go_once_nobody_works_with_them(desk: Desk) -> None:
    desk.tag()
    now = int(desk.shop.now().timestamp()) + 1
    tagging_runs.forget(now)
    assert len(rows("SELECT 1 FROM tagged")) == AT_ONCE - HAD  # others are still to get it
    desk.run()
    tagging_runs.forget(now - 2)
    assert len(rows("SELECT 1 FROM tagged")) == MANY - HAD
    assert tagging_runs.forget(now) == MANY - HAD
    assert tagging_runs.forget(now) == 0
    assert rows("SELECT 1 FROM tagging_run") == []
