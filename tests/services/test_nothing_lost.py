"""What was given up on and what LINE refuses is shown to owners, and can be taken up again."""

from datetime import timedelta

from admin_flows.ports.commands import (
    DeleteScenario,
    DismissParked,
    EndScenario,
    PauseScenario,
    ReopenScenario,
    RestoreScenario,
    RetryParked,
)
from admin_flows.ports.facts import AccountHoldFacts, ParkedFacts
from bot.clock import epoch
from bot.store import settings
from bot.store.inbox import InboxEvent
from bot.store.settings import AccountHold
from tests.delivery.world import step
from tests.services.shop import EDITOR, VIEWER, Shop


def park(shop: Shop, *events: str) -> None:
    received = shop.world.clock.real() - 60
    shop.inbox.add([InboxEvent(event, event, "{}", received) for event in events])
    for row in shop.inbox.pending(10, shop.world.clock.real()):
        shop.inbox.park(row.id, "KeyError")


def test_events_that_were_given_up_on_are_told(shop: Shop) -> None:
    assert shop.reads.inbox().parked is None
    park(shop, "e1", "e2")
    parked = shop.reads.inbox().parked
    assert parked == ParkedFacts(2, 2, shop.now() - timedelta(seconds=60))
    assert shop.reads.home().inbox == 2


def test_they_are_tried_again(shop: Shop) -> None:
    park(shop, "e1", "e2")
    assert shop.refusal(RetryParked(2), VIEWER) == "role"
    assert shop.do(RetryParked(2), EDITOR).people == 2
    assert shop.inbox.has_pending(shop.world.clock.real())
    assert shop.reads.inbox().parked is None


def test_only_those_that_were_shown_are_dismissed(shop: Shop) -> None:
    park(shop, "e1")
    shown = shop.reads.inbox().parked
    assert shown
    park(shop, "e2")
    assert shop.do(DismissParked(shown.upto)).people == 1
    left = shop.reads.inbox().parked
    assert left
    assert (left.number, left.upto) == (1, 2)


def test_a_refused_account_heads_everything(shop: Shop) -> None:
    shop.started(step("a", {"hours": 1}))
    shop.follow("花", "月")
    since = shop.now()
    real = shop.world.clock.real()
    settings.set_account_hold(AccountHold("quota", since=epoch(since), check_at=real + 300))
    shop.move(hours=2)
    told = AccountHoldFacts("quota", since, 2, shop.now() + timedelta(minutes=5))
    assert shop.reads.home().hold == shop.reads.inbox().hold == told
    settings.set_account_hold(AccountHold("token", since=epoch(since), check_at=real - 5))
    hold = shop.reads.home().hold
    assert hold
    assert (hold.reason, hold.again_at) == ("token", shop.now())


def test_closed_to_newcomers_is_told_and_undone(shop: Shop) -> None:
    scenario_id = shop.started(step("a", {"days": 1}))
    shop.follow("花")
    shop.do(EndScenario(scenario_id, "close"))
    assert shop.facts(scenario_id).closed
    assert [row.closed for row in shop.reads.scenarios()] == [True]
    shop.follow("月")
    assert shop.refusal(ReopenScenario(scenario_id), EDITOR) == "role"
    shop.do(ReopenScenario(scenario_id))
    shop.follow("星")
    assert not shop.facts(scenario_id).closed
    assert shop.facts(scenario_id).entered == 2


def test_paused_and_closed_stays_paused_when_it_is_opened_again(shop: Shop) -> None:
    scenario_id = shop.started(step("a", {"days": 1}))
    shop.follow("花")
    shop.do(PauseScenario(scenario_id))
    shop.do(EndScenario(scenario_id, "close"))
    assert shop.facts(scenario_id).closed
    shop.do(ReopenScenario(scenario_id))
    assert (shop.facts(scenario_id).state, shop.facts(scenario_id).closed) == ("paused", False)


def test_what_has_ended_is_not_opened_again(shop: Shop) -> None:
    scenario_id = shop.started(step("a"))
    shop.follow("花")
    shop.do(EndScenario(scenario_id, "close"))
    shop.send()
    assert (shop.facts(scenario_id).state, shop.facts(scenario_id).closed) == ("ended", False)
    assert shop.refusal(ReopenScenario(scenario_id)) == "not_running"


def test_a_deletion_is_undone_for_ten_minutes(shop: Shop) -> None:
    scenario_id = shop.create("書きかけ")
    before = shop.draft(scenario_id)
    shop.do(DeleteScenario(scenario_id))
    shop.move(minutes=10)
    shop.do(RestoreScenario(scenario_id))
    assert shop.draft(scenario_id) == before
    assert shop.reads.deleted(scenario_id) is None
    shop.do(DeleteScenario(scenario_id))
    shop.move(minutes=10, seconds=1)
    assert shop.refusal(RestoreScenario(scenario_id)) == "cannot_undo"
    assert shop.reads.scenario(scenario_id) is None


def test_what_was_not_deleted_is_not_restored(shop: Shop) -> None:
    scenario_id = shop.create()
    assert shop.refusal(RestoreScenario(scenario_id)) == "cannot_undo"
    shop.do(DeleteScenario(scenario_id))
    assert shop.refusal(RestoreScenario(scenario_id), EDITOR) == "role"
