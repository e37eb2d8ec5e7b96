"""The month's messages: never started without one, held at the limit, gone on by itself."""

from collections.abc import Callable, Sequence

import pytest

from bot.clock import epoch
from bot.delivery.holding import has_work
from bot.domain.outcomes import Outcome, QuotaSpent, Rejected, Unavailable
from bot.services.quota import QuotaService
from bot.store import people, quota, settings
from bot.store.db import atomic, rows
from bot.store.models import EnrollmentState
from bot.store.quota import Quota
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step, unreserved, user_id
from tests.services.test_quota import Plan

NAMES = ("花", "太郎", "次郎", "三郎", "四郎")
WAITING = EnrollmentState.WAITING


def limited(used: int, limit: int | None = 200) -> None:
    quota.remember(Quota(used, limit, at=1.0))
    quota.remember(Quota(used, limit, at=1.0))


def figures() -> tuple[int, ...]:
    return tuple(rows("SELECT total, earlier, recent, reserved FROM quota")[0])


def everybody(world: World, count: int = 5) -> None:
    for name in NAMES[:count]:
        world.follow(name)


def owner() -> None:
    people.add_member(user_id("森"), "owner", name="森", at=1)


def refresh(world: World, plan: Plan) -> None:
    world.clock.tick(300)
    service = QuotaService(plan, world.clock, 300)
    assert service.is_due()
    service.refresh()


def sent(world: World) -> int:
    return sum(world.line.received().values())


# What is left


@pytest.mark.parametrize("text", ["やあ", "{{ friend.name }}さん"], ids=["multicast", "push"])
def test_no_more_is_claimed_than_is_left(world: World, text: str) -> None:
    limited(197)
    world.scenario(step("one", text=text))
    everybody(world)
    world.send()
    assert sent(world) == 3
    assert figures() == (197, 0, 3, 0)
    assert [state for _, state in world.states()].count(WAITING) == 2
    hold = settings.account_hold()
    assert hold is not None
    assert (hold.reason, hold.scope) == ("quota", "all")
    assert not has_work(epoch(world.clock.now()), world.clock.real())


def test_lines_figure_lags_so_the_last_interval_counts_once_more(world: World) -> None:
    limited(0, 5)
    world.scenario(step("one"), step("two", {"minutes": 1}))
    everybody(world, 3)
    world.send()
    stale = Plan(used=0, limit=5)
    refresh(world, stale)
    assert figures() == (0, 3, 0, 0)
    world.move(minutes=1)
    world.send()
    assert sent(world) == 5  # two were left, as if LINE had already counted the first three
    refresh(world, Plan(used=5, limit=5))
    refresh(world, Plan(used=5, limit=5))
    world.send()
    assert sent(world) == 5


def test_what_counted_twice_heals_by_itself(world: World) -> None:
    limited(0, 7)
    world.scenario(step("one"), step("two", {"minutes": 1}))
    everybody(world, 3)
    world.send()
    refresh(world, Plan(used=3, limit=7))
    world.move(minutes=1)
    world.send()
    assert sent(world) == 4
    for _ in range(2):
        refresh(world, Plan(used=4, limit=7))
        world.send()
    assert sent(world) == 6


def test_without_a_limit_nothing_is_held(world: World) -> None:
    limited(10_000, None)
    world.scenario(step("one"))
    everybody(world)
    world.send()
    assert sent(world) == 5


def test_two_who_claim_at_once_get_no_more_than_there_is(world: World) -> None:
    """Another worker reserves between our look at the quota and our claim's end."""
    limited(198)
    world.scenario(step("one"))
    everybody(world, 2)
    others = [2]

    def checkpoint(place: str) -> None:
        if place == "claim.deliveries" and others:
            rows("UPDATE quota SET recent = recent + :n RETURNING 1", {"n": others.pop()})

    world.checkpoint = checkpoint
    world.send()
    assert others == []
    assert sent(world) == 2  # our claim was undone, and with it the other's write, which was in it
    assert unreserved() == 0


def test_a_claim_too_large_is_wholly_undone(world: World) -> None:
    limited(199)
    with atomic():
        assert quota.reserve(1, keep=0)
    with atomic():
        assert not quota.reserve(1, keep=0)
    assert figures() == (199, 0, 0, 1)


# What becomes of the reserved ones


def answer(outcome: Outcome) -> Callable[[int, Sequence[str]], Outcome]:
    return lambda _, __: outcome


def test_who_was_refused_costs_nothing(world: World) -> None:
    limited(100)
    world.line = LedgerSender(before=answer(Rejected("bad", place="messages[0]")))
    world.scenario(step("one"))
    everybody(world)
    world.send()
    assert figures() == (100, 0, 0, 0)


def test_what_may_have_arrived_counts_as_used(world: World) -> None:
    limited(100)
    world.line = LedgerSender(before=answer(Unavailable("away")))
    world.scenario(step("one"))
    everybody(world, 2)
    world.send()
    assert figures() == (100, 0, 0, 2)
    assert unreserved() == 0
    world.clock.tick(24 * 3600)
    world.send()
    assert figures() == (100, 0, 2, 0)


def test_some_pushes_of_a_batch_settle_before_the_others(world: World) -> None:
    limited(100)
    world.line = LedgerSender(
        before=lambda _, to: Unavailable("x") if to == (user_id("花"),) else None
    )
    world.scenario(step("one", text="{{ friend.name }}さん"))
    everybody(world, 3)
    world.send()
    assert figures() == (100, 0, 2, 1)
    assert unreserved() == 0


# At the limit


def test_the_hold_keeps_its_beginning_until_something_is_accepted(world: World) -> None:
    limited(200)
    world.scenario(step("one"))
    everybody(world, 1)
    world.send()
    first = settings.account_hold()
    assert first is not None
    for _ in range(3):
        world.move(hours=1)
        world.clock.tick(301)
        world.send()
    again = settings.account_hold()
    assert again is not None
    assert (again.since, again.check_at > first.check_at) == (first.since, True)
    assert world.line.requests == []
    refresh(world, Plan(used=0, limit=200))  # the month has turned
    assert has_work(epoch(world.clock.now()), world.clock.real())
    world.send()
    assert sent(world) == 1
    assert settings.account_hold() is None


def test_lines_own_refusal_keeps_its_beginning_too(world: World) -> None:
    world.line = LedgerSender(before=answer(QuotaSpent()))
    world.scenario(step("one"))
    everybody(world, 1)
    world.send()
    first = settings.account_hold()
    world.move(hours=1)
    world.clock.tick(301)
    world.send()
    again = settings.account_hold()
    assert first is not None
    assert again is not None
    assert (again.since, again.scope) == (first.since, "line")
    assert len(world.line.requests) == 2
    assert figures()[3] == 0


def test_a_raised_limit_goes_on_at_the_next_look(world: World) -> None:
    limited(200)
    world.scenario(step("one"), step("two", {"days": 3, "at": "10:00-11:00"}))
    everybody(world, 2)
    world.send()
    assert sent(world) == 0
    refresh(world, Plan(used=200, limit=201))
    world.send()
    assert sent(world) == 1
    refresh(world, Plan(used=201, limit=5_000))
    world.send()
    assert sent(world) == 2


def test_overdue_steps_wait_for_their_window_and_go_in_order_of_due(world: World) -> None:
    world.scenario(step("one", {"days": 1, "at": "10:00-11:00"}))
    for name in ("花", "太郎"):
        world.follow(name)
        world.move(days=1)  # noon
    limited(200)
    world.send()
    world.move(days=1)
    limited(199)
    world.clock.tick(301)
    world.send()
    assert sent(world) == 0
    world.move(hours=22)
    world.send()
    assert (world.texts("花"), world.texts("太郎")) == (["one"], [])


def test_what_is_urgent_uses_the_reserve_and_goes_first(world: World) -> None:
    limited(198)
    owner()
    world.scenario(step("usual", {"minutes": 1}), name="いつもの")
    world.scenario(step("urgent", {"minutes": 1}), name="急ぎ", urgent=True)
    world.follow("花")
    world.move(minutes=1)
    world.send()
    assert world.texts() == ["urgent"]
    hold = settings.account_hold()
    assert hold is not None
    assert hold.scope == "usual"
    world.follow("太郎")
    world.move(minutes=1)
    assert has_work(epoch(world.clock.now()), world.clock.real())
    world.send()
    assert world.texts("太郎") == ["urgent"]
    world.follow("次郎")
    world.move(minutes=1)
    world.send()
    assert world.texts("次郎") == []
    assert not has_work(epoch(world.clock.now()), world.clock.real())


def test_urgent_steps_go_before_those_longer_overdue(world: World) -> None:
    world.scenario(step("usual", {"minutes": 1}), name="いつもの")
    world.scenario(step("urgent", {"minutes": 2}), name="急ぎ", urgent=True)
    world.follow("花")
    world.move(minutes=5)
    world.send()
    assert world.texts() == ["urgent", "usual"]


def test_at_the_limit_a_scenario_may_skip_its_step(world: World) -> None:
    limited(200)
    world.scenario(step("one"), step("two", {"days": 1}), at_limit="skip")
    everybody(world, 2)
    world.send()
    assert settings.account_hold() is None
    assert world.states() == [(1, WAITING), (1, WAITING)]
    limited(0)
    world.move(days=1)
    world.send()
    assert [world.texts(name) for name in NAMES[:2]] == [["two"], ["two"]]


def test_at_the_limit_a_scenario_may_end(world: World) -> None:
    limited(199)
    world.scenario(step("one"), step("two", {"days": 1}), at_limit="end")
    everybody(world, 2)
    world.send()
    assert sent(world) == 1
    assert sorted(world.states()) == [(0, EnrollmentState.STOPPED), (1, WAITING)]


def test_those_that_do_not_wait_are_not_kept_by_those_that_do(world: World) -> None:
    limited(200)
    world.scenario(step("waits"), name="待つ")
    world.scenario(step("goes-on"), step("two", {"days": 1}), name="待たない", at_limit="skip")
    everybody(world, 1)
    world.send()
    world.send()
    assert sorted(world.states()) == [(0, WAITING), (1, WAITING)]


def test_a_refusal_of_line_may_pass_so_nothing_is_skipped(world: World) -> None:
    world.line = LedgerSender(before=answer(QuotaSpent()))
    limited(100)
    world.scenario(step("one"), step("two", {"days": 1}), at_limit="skip")
    everybody(world, 1)
    world.send()
    world.send()
    assert world.states() == [(0, WAITING)]


def test_a_token_that_works_again_lifts_its_hold(world: World) -> None:
    settings.set_account_hold(settings.AccountHold("token", since=0, check_at=1e12))
    refresh(world, Plan())
    assert settings.account_hold() is None
