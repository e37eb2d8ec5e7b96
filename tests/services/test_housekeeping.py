"""What is forgotten in time, and what a clock that was ahead has left."""

from bot.domain.forwarded import Forwarded
from bot.services.digests import share
from bot.services.housekeeping import EVERY_SECONDS, Housekeeping
from bot.services.staff import LATEST, Answered
from bot.store import groups, hands, quota, receipts, settings, told
from bot.store.db import rows
from bot.store.inbox import InboxEvent
from bot.store.models import StaffGroup
from bot.store.settings import AccountHold
from flex_templates.views import staff as views
from tests.services.shop import Shop, no_files, staff_service

YEAR = 365 * 86_400


def test_a_clock_set_back_by_a_year_stops_nothing_for_a_year(shop: Shop) -> None:
    clock, inbox = shop.world.clock, shop.inbox
    keep = Housekeeping(inbox, clock, no_files)
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
    keep = Housekeeping(inbox, clock, no_files)
    keep.run_if_due()
    inbox.add([InboxEvent("e1", "U1", "{}", clock.real())])
    inbox.failed(inbox.pending(1, clock.real())[0].id, "ValueError", clock.real() + YEAR)
    clock.tick(EVERY_SECONDS - 1)
    keep.run_if_due()
    assert not inbox.has_pending(clock.real())
    clock.tick(1)
    keep.run_if_due()
    assert inbox.has_pending(clock.real())


def told_rows() -> dict[str, int]:
    tables = ("receipt", "group_entry", "digest", "receipt_media", "friend_message")
    return {table: int(rows(f"SELECT count(*) FROM {table}")[0][0]) for table in tables}


def linked(number: str = "0") -> StaffGroup:
    group = groups.joined("C" + number * 32, name="キッチン", members=3, code="4821", at=1)
    groups.link(group.id, by="森", lang="ja", at=1)
    return group


def happened(shop: Shop, friends: int) -> None:
    """Friends in people's hands sent pictures."""
    at = int(shop.now().timestamp())
    for number in range(friends):
        word = receipts.Word(number + 1, f"友{number}")
        receipts.add_wrote(word, Forwarded("image", "m" * 20), at=at)
        hands.note_message(f"m{at}-{number}", 1, number + 1, at=at)


def looks(shop: Shop, group: StaffGroup) -> Answered | None:
    shop.world.clock.tick(1)
    return staff_service(shop).tapped(group.group_id, LATEST)


def test_what_staff_were_told_is_forgotten_in_time_and_what_waits_is_not(shop: Shop) -> None:
    group, keep = linked(), Housekeeping(shop.inbox, shop.world.clock, no_files)
    happened(shop, 5)
    looks(shop, group)
    shop.move(days=1)
    happened(shop, 2)
    looks(shop, group)
    happened(shop, 3)
    share(2**40, settings.account("Asia/Tokyo").calendar)
    shop.world.clock.tick(80 * 86_400)
    keep.run_if_due()
    assert told_rows()["receipt"] == 10
    shop.world.clock.tick(20 * 86_400)
    keep.run_if_due()
    # The latest digest says until when all is told, so it stays with what it told.
    assert told_rows() == {
        "receipt": 5,
        "group_entry": 5,
        "digest": 1,
        "receipt_media": 5,
        "friend_message": 0,
    }
    answered = looks(shop, group)
    assert answered and isinstance(answered.view, views.Digest)
    assert len(answered.view.lines) == 3


def test_of_a_group_that_is_linked_no_more_nothing_waits_for_ever(shop: Shop) -> None:
    group = linked()
    happened(shop, 3)
    share(2**40, settings.account("Asia/Tokyo").calendar)
    groups.unlink(group.id)
    shop.world.clock.tick(91 * 86_400)
    Housekeeping(shop.inbox, shop.world.clock, no_files).run_if_due()
    assert told_rows()["receipt"] == told_rows()["group_entry"] == 0


def test_more_than_a_slice_is_forgotten_at_once(shop: Shop) -> None:
    happened(shop, told.SLICE + 5)
    share(2**40, settings.account("Asia/Tokyo").calendar)
    shop.world.clock.tick(91 * 86_400)
    Housekeeping(shop.inbox, shop.world.clock, no_files).run_if_due()
    assert set(told_rows().values()) == {0}
