"""One friend's walk, moved by an owner, against the delivery engine: nothing goes out twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from admin_flows.ports import commands as do
from admin_flows.ports.commands import Command
from admin_flows.ports.facts import WalkFacts
from bot.store import people, quota
from bot.store.db import rows
from bot.store.models import Friend
from bot.store.people import walks
from bot.store.quota import Quota
from tests.delivery.world import TOKYO, step, unreserved
from tests.services.shop import VIEWER, Shop

DAY = {"days": 1, "at": "10:00"}
FIVE = [step("1"), *(step(str(n), DAY) for n in range(2, 6))]


@pytest.fixture
def scenario(shop: Shop) -> int:
    return shop.started(*FIVE)


@pytest.fixture
def hana(shop: Shop, scenario: int) -> Friend:
    """She was sent the first step, on Tuesday at noon."""
    (friend,) = shop.follow("花")
    shop.send()
    assert texts(shop) == ["1"]
    return friend


def texts(shop: Shop) -> list[str]:
    return shop.world.texts("花")


def walk_of(friend: Friend) -> int:
    return walks([friend.id])[0].id


def of(friend: Friend, scenario: int) -> tuple[int, int, int]:
    return friend.id, scenario, walk_of(friend)


def facts(shop: Shop, friend: Friend) -> WalkFacts:
    found = shop.reads.friend(friend.id)
    assert found is not None
    return found.walks[0]


def days_pass(shop: Shop, days: int) -> None:
    """At ten o'clock, when the steps are due."""
    for _ in range(days):
        hour = shop.now().astimezone(TOKYO).hour
        shop.move(hours=(10 - hour) % 24 or 24)
        shop.send()


def test_the_next_step_is_left_out_and_the_others_keep_their_days(
    shop: Shop, hana: Friend, scenario: int
) -> None:
    before = facts(shop, hana)
    shop.do(do.SkipNext(*of(hana, scenario)))
    after = facts(shop, hana)
    assert (before.place, after.place) == (1, 2)
    assert before.due_at is not None
    assert after.due_at == before.due_at + timedelta(days=1)
    days_pass(shop, 6)
    assert texts(shop) == ["1", "3", "4", "5"]
    assert facts(shop, hana).state == "finished"


def shown(walk: WalkFacts) -> WalkFacts:
    """Each move begins a new visit."""
    return replace(walk, visit=0)


def test_leaving_out_is_taken_back(shop: Shop, hana: Friend, scenario: int) -> None:
    before = facts(shop, hana)
    act = shop.do(do.SkipNext(*of(hana, scenario))).act
    shop.do(do.Undo(act or 0))
    assert shown(facts(shop, hana)) == shown(before)
    days_pass(shop, 6)
    assert texts(shop) == ["1", "2", "3", "4", "5"]


def test_leaving_out_the_last_step_ends_the_walk(shop: Shop, scenario: int) -> None:
    (friend,) = shop.follow("花")
    for _ in range(5):
        shop.do(do.SkipNext(*of(friend, scenario)))
    assert facts(shop, friend).state == "finished"
    assert shop.refusal(do.SkipNext(*of(friend, scenario))) == "walk_over"
    days_pass(shop, 3)
    assert texts(shop) == []


def test_a_jump_leaves_out_what_lies_between_and_waits_from_now(
    shop: Shop, hana: Friend, scenario: int
) -> None:
    act = shop.do(do.JumpTo(*of(hana, scenario), "4")).act
    assert facts(shop, hana).place == 3
    days_pass(shop, 1)
    assert texts(shop) == ["1", "4"]
    assert shop.refusal(do.Undo(act or 0)) == "cannot_undo"
    days_pass(shop, 2)
    assert texts(shop) == ["1", "4", "5"]


def test_whoever_is_put_back_is_counted_once(shop: Shop, hana: Friend, scenario: int) -> None:
    for command in (do.SkipNext(*of(hana, scenario)), do.StopWalks(hana.id, scenario)):
        act = shop.do(command).act
        shop.do(do.Undo(act or 0))
        tally = shop.reads.scenario(scenario)
        assert tally is not None
        assert (tally.entered, tally.inside, tally.finished, tally.stopped) == (1, 1, 0, 0)


def test_a_jump_is_taken_back(shop: Shop, hana: Friend, scenario: int) -> None:
    act = shop.do(do.JumpTo(*of(hana, scenario), "5")).act
    shop.do(do.Undo(act or 0))
    days_pass(shop, 6)
    assert texts(shop) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("number", ["0", "1", "2", "6"])
def test_nobody_goes_back_or_nowhere(shop: Shop, hana: Friend, scenario: int, number: str) -> None:
    assert shop.refusal(do.JumpTo(*of(hana, scenario), number)) == "not_ahead"
    assert facts(shop, hana).place == 1


def test_the_next_step_leaves_at_once_whatever_its_time(
    shop: Shop, hana: Friend, scenario: int
) -> None:
    shop.move(hours=10)  # 22:00
    shop.do(do.SendNow(*of(hana, scenario)))
    assert texts(shop) == ["1"]
    shop.send()
    assert texts(shop) == ["1", "2"]
    shop.send()
    assert texts(shop) == ["1", "2"]
    assert unreserved() == 0
    days_pass(shop, 5)
    assert texts(shop) == ["1", "2", "3", "4", "5"]


def test_it_is_sent_once_although_it_is_asked_for_twice(
    shop: Shop, hana: Friend, scenario: int
) -> None:
    walk = of(hana, scenario)
    shop.do(do.SendNow(*walk))
    for command in (do.SendNow(*walk), do.SkipNext(*walk), do.JumpTo(*walk, "4")):
        assert shop.refusal(command) == "on_its_way"
    shop.send()
    assert texts(shop) == ["1", "2"]


def test_what_is_on_its_way_may_still_arrive_after_a_stop_and_nothing_more(
    shop: Shop, hana: Friend, scenario: int
) -> None:
    shop.do(do.SendNow(*of(hana, scenario)))
    outcome = shop.do(do.StopWalks(hana.id, scenario))
    assert (outcome.people, outcome.on_the_way, outcome.act) == (1, 1, None)
    days_pass(shop, 5)
    assert texts(shop) == ["1", "2"]


def test_a_stop_ends_it_and_is_taken_back(shop: Shop, hana: Friend, scenario: int) -> None:
    before = facts(shop, hana)
    act = shop.do(do.StopWalks(hana.id, scenario)).act
    assert facts(shop, hana).state == "stopped"
    shop.do(do.Undo(act or 0))
    assert shown(facts(shop, hana)) == shown(before)
    days_pass(shop, 6)
    assert texts(shop) == ["1", "2", "3", "4", "5"]


def test_what_happened_meanwhile_holds_whom_is_put_back(
    shop: Shop, hana: Friend, scenario: int
) -> None:
    act = shop.do(do.StopWalks(hana.id)).act
    shop.stop(hana)
    shop.do(do.Undo(act or 0))
    days_pass(shop, 3)
    assert texts(shop) == ["1"]
    assert facts(shop, hana).state == "opted_out"


def test_who_entered_again_is_not_put_back(shop: Shop) -> None:
    scenario = shop.started(
        *FIVE, reentry="always", start={"when": "keyword", "exact": ["もう一度"]}
    )
    (friend,) = shop.follow("花")
    shop.world.friends.wrote(people.by_id([friend.id])[0], "もう一度")
    act = shop.do(do.StopWalks(friend.id, scenario)).act
    shop.world.friends.wrote(people.by_id([friend.id])[0], "もう一度")
    assert shop.refusal(do.Undo(act or 0)) == "cannot_undo"
    assert rows("SELECT count(*) FROM enrollment WHERE ended = 0") == [(1,)]


def test_nothing_is_sent_now_to_whom_nothing_may_be_sent(
    shop: Shop, hana: Friend, scenario: int
) -> None:
    send = do.SendNow(*of(hana, scenario))
    shop.do(do.PauseScenario(scenario))
    assert shop.refusal(send) == "cannot_now"
    shop.do(do.ResumeScenario(scenario))
    shop.do(do.TakeOver(hana.id))
    assert shop.refusal(send) == "cannot_now"
    shop.do(do.HandBack(hana.id))
    shop.do(do.StopAll())
    assert shop.refusal(send) == "cannot_now"
    shop.do(do.ResumeAll())
    quota.remember(Quota(used=1, limit=1, at=shop.world.clock.real()))
    assert shop.refusal(send) == "nothing_left"
    assert facts(shop, hana).place == 1
    assert texts(shop) == ["1"]


def test_a_step_that_is_not_for_them_is_not_sent_now(shop: Shop) -> None:
    only = step("2", DAY, only={"label": "会員"})
    scenario = shop.started(step("1"), only)
    (friend,) = shop.follow("花")
    shop.send()
    assert shop.refusal(do.SendNow(*of(friend, scenario))) == "not_meant"


@pytest.mark.parametrize("command", [do.SkipNext, do.SendNow])
def test_a_viewer_moves_nobody(
    shop: Shop, hana: Friend, scenario: int, command: type[do.SkipNext | do.SendNow]
) -> None:
    moved: Command = command(*of(hana, scenario))
    assert shop.refusal(moved, VIEWER) == "role"
    assert shop.refusal(do.StopWalks(hana.id), VIEWER) == "role"


def test_another_friends_walk_is_not_moved_by_a_crafted_number(
    shop: Shop, hana: Friend, scenario: int
) -> None:
    (other,) = shop.follow("月")
    moved = do.SkipNext(other.id, scenario, walk_of(hana))
    assert shop.refusal(moved) == "walk_over"
    assert facts(shop, hana).place == 1
