"""Notices: one card a step and minute, never lost, never doubled."""

from datetime import time

import pytest

from bot.domain.notifying import Choice, How
from bot.domain.outcomes import (
    Accepted,
    Outcome,
    QuotaSpent,
    Rejected,
    Throttled,
    Unauthorized,
    Unavailable,
)
from bot.services.staff import LATEST
from bot.store import entries, groups, people, quota, receipts
from bot.store.db import rows
from bot.store.engine import KEY_SECONDS
from bot.store.models import BatchState, ScenarioState
from bot.store.quota import Quota
from flex_templates.views import staff as views
from tests.delivery.world import step, user_id
from tests.services.office import COUNTER, DAY, KITCHEN, Office, Stopped, seen_in, sent, until
from tests.services.shop import Shop, staff_service


def test_a_step_of_one_minute_is_one_card(office: Office) -> None:
    quota.remember(Quota(used=147, limit=200, at=1.0))  # three more are sent below
    at = office.shop.now()
    sent(office, "花", "月", "星")
    office.service().run()
    (card,) = office.cards
    assert card == views.Receipt(
        shop="ひだまり弁当",
        scenario="再来店",
        number="1",
        at=at,
        now_at=office.shop.now(),
        count=3,
        names=("花", "月", "星"),
        title="ごあいさつ",
        cost=5,
        quota_left=50,
    )
    assert [push.to for push in office.line.pushes] == [KITCHEN]
    assert office.states() == [BatchState.SENT]


def test_a_minute_that_is_not_over_is_waited_for(office: Office) -> None:
    office.shop.started(step("hello", receipt=["sent"]))
    office.shop.follow("花")
    office.shop.send()
    service = office.service()
    assert not service.has_work()
    service.run()
    assert office.line.pushes == []
    office.minute_later()
    assert service.has_work()
    service.run()
    assert len(office.line.pushes) == 1
    assert not service.has_work()


def test_a_step_without_receipt_tells_nobody(office: Office) -> None:
    office.shop.started(step("hello"))
    office.shop.follow("花")
    office.shop.send()
    office.minute_later()
    office.service().run()
    assert office.line.pushes == []


def test_every_linked_group_is_told_in_its_language(office: Office) -> None:
    office.link(COUNTER, 2, "en")
    sent(office, "花")
    office.service().run()
    pushes = {push.to: push for push in office.line.pushes}
    assert pushes[KITCHEN].messages[0]["text"].startswith("ja:")
    assert pushes[COUNTER].messages[0]["text"].startswith("en:")
    assert pushes[KITCHEN].key != pushes[COUNTER].key


def test_what_happened_with_no_group_is_not_told_later(shop: Shop) -> None:
    office = Office(shop)
    groups.left(1, at=1)
    sent(office, "花")
    office.service().run()
    office.link(COUNTER, 2)
    office.service().run()
    assert office.line.pushes == []


def test_blocks_and_stops_inside_a_scenario_are_told(office: Office) -> None:
    office.shop.started(step("later", {"days": 1}), name="再来店")
    first, second = office.shop.follow("花", "月")
    office.shop.block(first)
    office.shop.stop(second)
    office.minute_later()
    office.service().run()
    told = [
        (c.kind, c.friend, c.scenario) for c in office.cards if isinstance(c, views.FriendEvent)
    ]
    assert told == [("blocked", "花", "再来店"), ("stopped", "月", "再来店")]
    # Both cards are one push: it costs the group's people once.
    assert [len(push.messages) for push in office.line.pushes] == [2]
    assert [card.cost for card in office.cards if isinstance(card, views.FriendEvent)] == [None, 5]


def test_who_blocks_from_inside_two_scenarios_is_told_once(office: Office) -> None:
    for name in ("甲", "乙"):
        office.shop.started(step("later", {"days": 1}), name=name)
    (friend,) = office.shop.follow("花")
    office.shop.block(friend)
    office.minute_later()
    office.service().run()
    assert [(c.friend, c.scenario) for c in office.cards if isinstance(c, views.FriendEvent)] == [
        ("花", None)
    ]


def test_two_of_one_name_in_one_scenario_are_two(office: Office) -> None:
    receipts.add_friend_event("blocked", [1], at=60, name="花")
    receipts.add_friend_event("blocked", [1], at=60, name="花")
    rows("UPDATE staff_group SET linked_at = 0 RETURNING id")
    office.service().run()
    assert len([card for card in office.cards if isinstance(card, views.FriendEvent)]) == 2


def test_more_than_fit_into_one_push_are_one_digest(office: Office) -> None:
    office.shop.started(step("later", {"days": 1}))
    for friend in office.shop.follow(*(f"友{n}" for n in range(30))):
        office.shop.stop(friend)
    office.minute_later()
    office.service().run()
    (card,) = office.cards
    assert isinstance(card, views.Digest)
    assert (card.counts, len(card.lines), card.more) == ((("stopped", 30),), 12, 18)
    assert [len(push.messages) for push in office.line.pushes] == [1]


# How each group wants it


def test_a_digest_waits_for_its_hour_and_tells_everything_at_once(office: Office) -> None:
    office.choose(Choice(times=(time(12), time(18))))  # it is noon
    sent(office, "花", "月")
    office.minute_later()
    office.service().run()
    assert not office.service().has_work()
    office.hour(18)
    assert office.service().has_work()
    office.service().run()
    (card,) = office.digests
    assert (card.counts, card.cost, card.more) == ((("sent", 2),), 5, 0)
    assert len(office.line.pushes) == 1


def test_a_digest_every_half_hour(office: Office) -> None:
    office.choose(Choice(every=30))
    sent(office, "花")
    office.service().run()
    office.shop.world.clock.tick(28 * 60)
    office.service().run()
    assert office.line.pushes == []
    office.minute_later()
    office.service().run()
    assert len(office.line.pushes) == 1


def test_a_burst_of_ten_thousand_sends_is_one_card_with_one_line(office: Office) -> None:
    office.shop.started(step("hello", receipt=["sent"]))
    at = int(office.shop.now().timestamp())
    for first in range(0, 10_000, 500):
        people_ = [(first + n + 1, f"友{first + n}") for n in range(500)]
        receipts.add_of_step("sent", 1, 0, at=at, people=people_)
    office.minute_later()
    office.service().run()
    (card,) = office.cards
    assert isinstance(card, views.Receipt)
    assert card.count == 10_000
    office.choose(Choice(how="digest"))
    for step_ in range(20):
        receipts.add_of_step("sent", 1, 0, at=at + 60 * step_, people=[(1, "花")] * 500)
    office.hour(18)
    office.service().run()
    (digest,) = office.digests
    assert [line.people for line in digest.lines] == [10_000]
    assert len(office.line.pushes) == 2


def test_who_only_looks_is_pushed_nothing(office: Office) -> None:
    office.choose(Choice(how="tap"))
    sent(office, "花")
    receipts.add_friend_event("failed", [1], at=int(office.shop.now().timestamp()), name="花")
    office.shop.world.clock.tick(2 * DAY)
    office.service().run()
    assert office.line.pushes == []
    assert len(entries.waiting(1)) == 2


def test_only_what_is_important_is_pushed_and_the_rest_waits(office: Office) -> None:
    office.choose(Choice(how="important", quiet=False))
    sent(office, "花")
    at = int(office.shop.now().timestamp())
    receipts.add_words("manual", [receipts.Word(1, "花")], at=at)
    office.minute_later()
    office.service().run()
    assert [c.kind for c in office.cards if isinstance(c, views.FriendEvent)] == ["manual"]
    assert [row.kind for row in entries.waiting(1)] == ["sent"]


def test_kinds_and_scenarios_that_a_group_left_out_never_come(office: Office) -> None:
    office.choose(Choice(how="at_once", off=frozenset({"blocked"}), quiet=False))
    office.link(COUNTER, 2)
    office.choose(Choice(how="at_once", scenarios=frozenset({99}), quiet=False), group_id=COUNTER)
    office.shop.started(step("later", {"days": 1}))
    first, second = office.shop.follow("花", "月")
    office.shop.block(first)
    office.shop.stop(second)
    office.minute_later()
    office.service().run()
    told = [(c.kind, c.friend) for c in office.cards if isinstance(c, views.FriendEvent)]
    assert told == [("stopped", "月")]
    assert [push.to for push in office.line.pushes] == [KITCHEN]


def test_quiet_hours_are_waited_for_when_asked(office: Office) -> None:
    office.choose(Choice(how="at_once"))
    office.hour(22)
    sent(office, "花")
    office.service().run()
    assert office.line.pushes == []
    office.hour(8)
    office.service().run()
    assert len(office.line.pushes) == 1


# What it may cost


def _stopped(office: Office, name: str) -> None:
    receipts.add_friend_event("stopped", [1], at=int(office.shop.now().timestamp()), name=name)
    office.minute_later()
    office.service().run()


def test_the_last_notice_of_a_month_says_so_and_the_next_month_tells_what_was_kept(
    office: Office,
) -> None:
    office.choose(Choice(how="at_once", cap=17, quiet=False))
    for name in ("花", "月", "星", "空"):
        _stopped(office, name)
    told = [type(card).__name__ for card in office.cards]
    assert told == ["FriendEvent", "FriendEvent", "NoMore"]
    assert len(office.line.pushes) == 3
    assert len(entries.waiting(1)) == 2
    office.shop.world.clock.tick(31 * DAY)
    office.service().run()
    (digest,) = office.digests
    assert (digest.kept, sorted(line.friend or "" for line in digest.lines)) == (
        True,
        sorted(["星", "空"]),
    )
    _stopped(office, "海")
    assert isinstance(office.cards[-1], views.FriendEvent)


def test_no_notice_is_made_that_the_plan_has_no_message_left_for(office: Office) -> None:
    quota.remember(Quota(used=196, limit=200, at=1.0))
    _stopped(office, "花")
    assert (office.states(), len(entries.waiting(1))) == ([], 1)
    quota.remember(Quota(used=0, limit=200, at=2.0))
    office.shop.world.clock.tick(601)
    office.service().run()
    assert office.states() == [BatchState.SENT]


def test_what_line_has_no_quota_for_is_told_later_with_what_came_meanwhile(
    office: Office,
) -> None:
    office.line.answer = lambda number: QuotaSpent() if number == 1 else Accepted()
    _stopped(office, "花")
    assert office.states() == [BatchState.GIVEN_BACK]
    _stopped(office, "月")
    office.shop.world.clock.tick(601)
    office.service().run()
    assert office.states() == [BatchState.GIVEN_BACK, BatchState.SENT]
    assert len(office.line.pushes[0].messages) == 2
    assert entries.waiting(1) == []


# Never lost, never doubled


@pytest.mark.parametrize("passage", [1, 2])
@pytest.mark.parametrize("point", ["taken", "added", "claimed", "pushed", "ended"])
def test_an_end_at_any_point_neither_loses_nor_doubles(
    office: Office, point: str, passage: int
) -> None:
    office.link(COUNTER, 2)
    sent(office, "花", "月")
    interrupted = office.service(until(point, passage))
    try:
        interrupted.run()
    except Stopped:
        pass
    else:
        assert (point, passage) == ("taken", 2)  # there is only one
    office.minute_later()
    office.minute_later()
    office.service().run()
    assert sorted(push.to for push in office.line.pushes) == [KITCHEN, COUNTER]
    assert office.states() == [BatchState.SENT, BatchState.SENT]
    assert not office.service().has_work()


def test_what_is_looked_at_while_a_notice_is_made_is_told_once(office: Office) -> None:
    office.choose(Choice(how="digest"))
    sent(office, "花")
    service = office.service()
    service.make_notices()
    office.hour(18)
    shown = service.staff.tapped(KITCHEN, LATEST)
    assert shown
    assert isinstance(shown.view, views.Digest)
    service.run()
    assert office.line.pushes == []


def test_two_who_make_notices_of_the_same_receipts_make_them_once(office: Office) -> None:
    sent(office, "花")
    office.service().make_notices()
    office.service().make_notices()
    assert len(office.states()) == 1


@pytest.mark.parametrize(
    "outcome", [Throttled(None), Unavailable("timeout"), Unauthorized("token")]
)
def test_a_refusal_of_the_moment_is_tried_again_with_the_same_key(
    office: Office, outcome: Outcome
) -> None:
    sent(office, "花")
    office.line.answer = lambda number: outcome if number == 1 else Accepted()
    office.service().run()
    assert (office.line.pushes, office.states()) == ([], [BatchState.OPEN])
    (key,) = (row[0] for row in rows("SELECT key FROM notice"))
    office.shop.world.clock.tick(601)
    office.service().run()
    assert [push.key for push in office.line.pushes] == [key]


def test_a_lost_answer_is_repeated_and_known_by_its_key(office: Office) -> None:
    sent(office, "花")
    with pytest.raises(Stopped):
        office.service(until("pushed", 1)).run()
    assert office.service().send_notices() == 0  # the lease still runs
    office.minute_later()
    office.service().run()
    assert (office.line.asked, len(office.line.pushes)) == (2, 1)


def test_past_the_keys_life_nothing_is_sent_again(office: Office) -> None:
    sent(office, "花")
    with pytest.raises(Stopped):
        office.service(until("pushed", 1)).run()
    office.shop.world.clock.tick(KEY_SECONDS + 1)
    office.service().run()
    assert (office.line.asked, office.states()) == (1, [BatchState.UNCERTAIN])


# Groups that are gone


def test_a_refused_card_is_given_up_and_the_group_stays(office: Office) -> None:
    sent(office, "花")
    office.line.answer = lambda _: Rejected("invalid card")
    office.service().run()
    assert office.states() == [BatchState.FAILED]
    assert len(receipts.linked_groups()) == 1


def test_a_group_that_threw_us_out_is_left_and_owners_are_told(office: Office) -> None:
    people.add_member(user_id("森"), "owner", name="森", at=1)
    people.add_member(user_id("佐藤"), "editor", name="佐藤", at=2)
    sent(office, "花")
    office.line.lost_groups.add(KITCHEN)
    office.line.answer = lambda number: Rejected("Failed") if number == 1 else Accepted()
    office.service().run()
    assert receipts.linked_groups() == []
    office.minute_later()
    office.service().run()
    assert [push.to for push in office.line.pushes] == [user_id("森")]
    assert "GroupLost(" in str(office.line.pushes[0].messages)


def test_leaving_a_group_that_was_never_linked_is_told_to_nobody(office: Office) -> None:
    people.add_member(user_id("森"), "owner", name="森", at=1)
    groups.joined(COUNTER, name="客席", members=2, code="1111", at=1)
    staff_service(office.shop).left(COUNTER)
    office.minute_later()
    office.service().run()
    assert office.line.pushes == []


def test_who_waits_is_told_by_step_and_reason(office: Office) -> None:
    office.shop.started(
        step("hello"), step("later", {"days": 1}, receipt=["held"], title="つぎ"), name="再来店"
    )
    first, second, third = office.shop.follow("花", "月", "星")
    office.shop.send()
    for friend in (first, second):
        office.shop.stop(friend)
    office.shop.block(third)
    office.minute_later()
    office.service().run()
    office.cards.clear()
    office.shop.move(days=1)
    office.shop.look_for_held()
    office.choose(Choice(how="tap"))
    office.minute_later()
    digest = seen_in(office)
    assert [(line.kind, line.reason, line.people, line.number) for line in digest.lines] == [
        ("held", "opted_out", 2, "2"),
        ("held", "blocked", 1, "2"),
    ]
    assert digest.counts == (("held", 3),)


def test_a_card_of_its_own_says_why_they_wait(office: Office) -> None:
    office.shop.started(step("hello", {"days": 1}, receipt=["held"]), name="再来店")
    office.shop.follow("花")
    office.shop.world.set_state(1, ScenarioState.PAUSED)
    office.shop.move(days=1)
    office.shop.look_for_held()
    office.minute_later()
    office.service().run()
    [card] = office.cards
    assert isinstance(card, views.Receipt)
    assert (card.kind, card.count, card.reason) == ("held", 1, "paused")


@pytest.mark.parametrize(
    ("how", "pushed"), [("digest", 1), ("at_once", 0), ("important", 0), ("tap", 0)]
)
def test_what_line_counts_is_no_news_of_its_own(office: Office, how: How, pushed: int) -> None:
    """The last number of a step is the whole one."""
    office.shop.started(step("hello", receipt=["opened"]), name="再来店")
    office.choose(Choice(how=how, every=30, quiet=False))
    for opened in (0, 25, 28):
        at = int(office.shop.now().timestamp())
        receipts.add_count("opened", 1, 0, opened, at=at)
    office.shop.move(hours=1)
    for _ in range(2):
        office.service().run()
    assert len(office.line.pushes) == pushed
    digest = office.digests[0] if pushed else seen_in(office)
    [line] = digest.lines
    assert (line.kind, line.people, line.number) == ("opened", 28, "1")
