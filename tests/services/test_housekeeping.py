"""What is forgotten in time, and what a clock that was ahead has left."""

from bot.services.housekeeping import EVERY_SECONDS, Housekeeping
from bot.store import quota, settings
from bot.store.inbox import InboxEvent
from bot.store.settings import AccountHold
from tests.services.shop import Shop

YEAR = 365 * 86_400


def test_a_clock_set_back_by_a_year_stops_nothing_for_a_year(shop: Shop) -> None:
    clock, inbox = shop.world.clock, shop.inbox
    keep = Housekeeping(inbox, clock)
    keep.run_if_due()
    inbox.add([InboxEvent("e1", "U1", "{}", clock.real())])
    inbox.failed(inbox.pending(1, clock.real())[0].id, "ValueError", clock.real() + 8)
    settings.set_account_hold(AccountHold("quota", since=0, check_at=clock.real() + 300))
    quota.take_turn(seen_at=quota.asked_at(), at=clock.real())
    clock.epoch -= YEAR
    assert not inbox.has_pending(clock.real())
    keep.run_if_due()
    assert inbox.has_pending(clock.real())
    hold = settings.account_hold()
    assert hold is not None
    assert hold.check_at == quota.asked_at() == clock.real()


def test_it_looks_once_an_hour(shop: Shop) -> None:
    clock, inbox = shop.world.clock, shop.inbox
    keep = Housekeeping(inbox, clock)
    keep.run_if_due()
    inbox.add([InboxEvent("e1", "U1", "{}", clock.real())])
    inbox.failed(inbox.pending(1, clock.real())[0].id, "ValueError", clock.real() + YEAR)
    clock.tick(EVERY_SECONDS - 1)
    keep.run_if_due()
    assert not inbox.has_pending(clock.real())
    clock.tick(1)
    keep.run_if_due()
    assert inbox.has_pending(clock.real())
