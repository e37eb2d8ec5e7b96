"""Stops, blocks and account-wide refusals: nothing more leaves, nothing is lost, no burst."""

from datetime import timedelta

from bot.domain.outcomes import QuotaSpent, Unauthorized
from bot.services.friends import Came
from bot.store import friends, settings
from bot.store.db import atomic, rows
from bot.store.models import EnrollmentState, Friend
from bot.store.settings import StopAll
from flex_templates.views.friend import AlreadyStopped, Resumed, Stopped
from flex_templates.views.parts import View
from tests.delivery.ledger import Entry, LedgerSender
from tests.delivery.world import World, step, user_id

HELD, WAITING = EnrollmentState.HELD, EnrollmentState.WAITING


def stop(world: World, name: str = "花") -> View:
    with atomic():
        return world.friends.stop(friend_named(name))


def may_still_come(view: View) -> bool:
    assert isinstance(view, Stopped)
    return view.on_its_way


def friend_named(name: str) -> Friend:
    return friends.known(user_id(name))


def test_after_a_stop_nothing_comes_and_after_resuming_the_next_one(world: World) -> None:
    world.scenario(step("one"), step("two", {"days": 1}), step("three", {"days": 1}))
    world.follow()
    world.send()
    assert not may_still_come(stop(world))
    world.move(days=30)
    world.send()
    assert world.texts() == ["one"]
    with atomic():
        view = world.friends.resume(friend_named("花"))
    assert isinstance(view, Resumed)
    assert view.next_at == world.clock.now()
    world.send()
    world.send()
    assert world.texts() == ["one", "two"]
    world.move(days=1)
    world.send()
    assert world.texts() == ["one", "two", "three"]


def test_who_resumes_after_the_hour_of_a_step_is_told_its_next_one(world: World) -> None:
    world.scenario(step("one"), step("two", {"days": 1, "at": "10:00-11:00"}))
    world.follow()
    world.send()
    stop(world)
    world.move(days=2, hours=1)  # it began at noon, so it is 13:00
    with atomic():
        view = world.friends.resume(friend_named("花"))
    assert isinstance(view, Resumed)
    ten = world.clock.now() + timedelta(hours=21)
    assert view.next_at == ten
    world.send()
    assert world.texts() == ["one"]
    world.move(hours=21)
    world.send()
    assert world.texts() == ["one", "two"]


def test_a_second_stop_says_so(world: World) -> None:
    world.scenario(step("one"))
    world.follow()
    stop(world)
    assert isinstance(stop(world), AlreadyStopped)


def test_who_stops_between_claim_and_sending_is_left_out(world: World) -> None:
    world.scenario(step("one", text="hi"))
    for name in ("花", "太郎", "次郎"):
        world.follow(name)
    stopped: list[bool] = []

    def checkpoint(place: str) -> None:
        if place == "claimed":
            stopped.append(may_still_come(stop(world, "太郎")))

    world.checkpoint = checkpoint
    world.send()
    assert stopped == [False]
    assert world.texts("太郎") == []
    assert world.texts("花") == world.texts("次郎") == ["hi"]
    assert sorted(state for _, state in world.states()) == sorted(
        [HELD, EnrollmentState.DONE, EnrollmentState.DONE]
    )


def test_who_stops_while_the_request_is_on_the_wire_is_told_that_one_may_come(world: World) -> None:
    world.scenario(step("one", text="hi"), step("two", {"days": 1}))
    world.follow("花")
    said: list[bool] = []

    def on_request(_: Entry) -> None:
        said.append(may_still_come(stop(world)))

    world.line = LedgerSender(on_request=on_request)
    world.send()
    assert said == [True]
    assert world.states() == [(1, HELD)]


def test_a_block_holds_and_an_unblock_goes_on_one_by_one(world: World) -> None:
    world.scenario(step("a1"), step("a2", {"days": 1}))
    world.scenario(step("b1"), step("b2", {"days": 1}))
    world.follow()
    world.send()
    world.clock.tick(1)
    with atomic():
        world.friends.unfollowed(friend_named("花"), at_ms=world.ms())
    world.move(days=10)
    world.send()
    assert sorted(world.texts()) == ["a1", "b1"]
    with atomic():
        world.friends.followed([Came(friend_named("花"), unblocked=True, at_ms=world.ms())])
    world.send()
    assert len(world.texts()) == 3
    world.move(days=1)
    world.send()
    assert sorted(world.texts()) == ["a1", "a2", "b1", "b2"]


def test_an_old_unfollow_after_a_newer_follow_changes_nothing(world: World) -> None:
    world.scenario(step("one"))
    world.follow()
    with atomic():
        world.friends.unfollowed(friend_named("花"), at_ms=world.ms() - 5_000)
    world.send()
    assert world.texts() == ["one"]


def test_a_stop_of_everything_is_heeded_until_it_is_lifted(world: World) -> None:
    world.scenario(step("one"))
    world.follow()
    settings.set_stop_all(StopAll(at=0, by="森", user_id="U1"))
    world.send()
    assert world.line.requests == []
    settings.lift_stop_all()
    world.send()
    assert world.texts() == ["one"]


def test_spent_quota_holds_everything_and_goes_on_by_itself(world: World) -> None:
    spent = True
    world.line = LedgerSender(before=lambda *_: QuotaSpent() if spent else None)
    world.scenario(step("one", text="{{ friend.name }}さん"))
    for name in ("花", "太郎"):
        world.follow(name)
    world.send()
    hold = settings.account_hold()
    assert hold is not None
    assert hold.reason == "quota"
    assert {state for _, state in world.states()} == {WAITING}
    tried = len(world.line.requests)
    world.send()
    assert len(world.line.requests) == tried
    spent = False
    world.clock.tick(301)
    world.send()
    assert settings.account_hold() is None
    assert set(world.line.received().values()) == {1}
    assert len(world.line.received()) == 2


def test_a_revoked_token_keeps_the_work(world: World) -> None:
    world.line = LedgerSender(before=lambda *_: Unauthorized("401"))
    world.scenario(step("one"))
    world.follow()
    world.send()
    hold = settings.account_hold()
    assert hold is not None
    assert hold.reason == "token"
    assert rows("SELECT count(*) FROM delivery")[0][0] == 0
    assert world.states() == [(0, WAITING)]
