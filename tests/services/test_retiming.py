"""An owner changes the time zone or the quiet hours with friends inside."""

from collections import Counter
from datetime import datetime, time
from zoneinfo import ZoneInfo

import psycopg
import pytest

from admin_flows.ports.commands import SetQuiet, SetZone
from bot.delivery.retime import SETTLED_SECONDS, SLICE, Retiming
from bot.domain.attributes import Known
from bot.domain.schedule import Quiet
from bot.services.friends import Came, FriendService
from bot.store import fields, friends, settings, timing
from bot.store.db import atomic, database, plain, rows, sql
from bot.store.models import ScenarioState
from tests.delivery.world import step, user_id
from tests.services.shop import Shop

TOKYO, TAIPEI = ZoneInfo("Asia/Tokyo"), ZoneInfo("Asia/Taipei")
SYDNEY, HONOLULU = ZoneInfo("Australia/Sydney"), ZoneInfo("Pacific/Honolulu")
TEN = step("coupon", {"days": 1, "at": "10:00"})


def at(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def go_to(shop: Shop, text: str, zone: ZoneInfo) -> None:
    shop.world.clock.move(at(text, zone) - shop.now())


def retiming(shop: Shop, default: str = "Asia/Tokyo") -> Retiming:
    return Retiming(shop.world.clock, lambda: settings.account(default))


def times_anew(shop: Shop, default: str = "Asia/Tokyo") -> None:
    """All passes, as long as they take."""
    work = retiming(shop, default)
    for _ in range(3):
        work.run(60, lambda: False)
        shop.world.clock.tick(SETTLED_SECONDS)
    assert not work.is_due()


def moves_to(shop: Shop, zone: ZoneInfo) -> None:
    shop.do(SetZone(zone))
    times_anew(shop)


def due(shop: Shop) -> list[datetime]:
    found = rows("SELECT due_at FROM enrollment ORDER BY id")
    return [datetime.fromtimestamp(row[0], shop.reads.settings().calendar.zone) for row in found]


def test_ten_o_clock_is_the_new_ten_o_clock(shop: Shop) -> None:
    shop.started(TEN)
    shop.follow("花")
    moves_to(shop, TAIPEI)
    go_to(shop, "2026-12-02 10:30", TOKYO)
    shop.send()
    assert shop.world.texts() == []
    go_to(shop, "2026-12-02 10:00", TAIPEI)
    shop.send()
    shop.send()
    assert shop.world.texts() == ["coupon"]


def test_three_o_clock_in_the_shop_is_three_o_clock_there(shop: Shop) -> None:
    soon = step("soon", {"before": "来店", "minutes": 90})
    shop.started(soon, goals={"来店": {"field": "予約日時"}})
    shop.follow("花")
    with atomic():
        field = fields.ensure({"予約日時": "date"})["予約日時"]
        known = Known("2026-12-03T15:00", is_date=True)
        fields.put([friends.known(user_id("花")).id], field.id, known, at=0)
    shop.send()
    moves_to(shop, TAIPEI)
    assert due(shop) == [at("2026-12-03 13:30", TAIPEI)]


def test_what_was_sent_stays_sent(shop: Shop) -> None:
    shop.started(TEN, step("bye", {"days": 1, "at": "10:00"}))
    shop.follow("花")
    go_to(shop, "2026-12-02 10:00", TOKYO)
    shop.send()
    moves_to(shop, TAIPEI)
    go_to(shop, "2026-12-02 10:05", TAIPEI)
    shop.send()
    assert shop.world.texts() == ["coupon"]
    assert due(shop) == [at("2026-12-03 10:00", TAIPEI)]


def test_an_hour_that_is_going_on_there_is_used(shop: Shop) -> None:
    shop.started(TEN)
    shop.follow("花")
    go_to(shop, "2026-12-02 08:30", TOKYO)
    moves_to(shop, SYDNEY)  # 10:30 there
    shop.send()
    assert shop.world.texts() == ["coupon"]


def test_an_hour_that_has_just_passed_there_comes_again_tomorrow(shop: Shop) -> None:
    shop.started(TEN)
    shop.follow("花")
    go_to(shop, "2026-12-02 09:30", TOKYO)
    moves_to(shop, SYDNEY)  # 11:30 there
    shop.send()
    go_to(shop, "2026-12-03 09:59", SYDNEY)
    shop.send()
    assert shop.world.texts() == []
    go_to(shop, "2026-12-03 10:00", SYDNEY)
    shop.send()
    assert shop.world.texts() == ["coupon"]


def test_a_step_that_must_not_be_late_is_skipped_by_its_own_rule(shop: Shop) -> None:
    shop.started(TEN, step("bye", {"days": 2, "at": "10:00"}), late="skip")
    shop.follow("花")
    go_to(shop, "2026-12-02 09:30", TOKYO)
    moves_to(shop, SYDNEY)
    shop.send()
    go_to(shop, "2026-12-04 10:00", SYDNEY)
    shop.send()
    assert shop.world.texts() == ["bye"]


def test_nobody_is_sent_to_early_before_their_turn_to_be_timed_has_come(shop: Shop) -> None:
    """The claim itself times anew whom it would send to: here any hour would do for the window."""
    shop.started(step("all-day", {"days": 1, "at": "00:00-24:00"}))
    shop.do(SetQuiet(None))
    times_anew(shop)
    go_to(shop, "2026-12-01 23:00", TOKYO)
    shop.follow("花")
    shop.do(SetZone(TAIPEI))
    go_to(shop, "2026-12-02 00:00", TOKYO)
    shop.send()
    assert shop.world.texts() == []
    go_to(shop, "2026-12-02 00:00", TAIPEI)
    shop.send()
    assert shop.world.texts() == ["all-day"]


def test_who_was_not_timed_yet_does_not_go_in_the_next_window_but_in_their_own(shop: Shop) -> None:
    shop.started(step("monthly", {"months": 1, "at": "10:00"}))
    go_to(shop, "2026-11-30 23:30", TOKYO)  # December 1 in Sydney
    shop.follow("花")
    go_to(shop, "2026-12-30 10:00", TOKYO)
    shop.do(SetZone(SYDNEY))
    for text in ("2026-12-30 12:00", "2026-12-31 10:00"):
        go_to(shop, text, SYDNEY)
        shop.send()
        assert shop.world.texts() == []
    go_to(shop, "2027-01-01 10:00", SYDNEY)
    shop.send()
    assert shop.world.texts() == ["monthly"]


def test_a_window_that_was_closed_by_the_former_zone_is_looked_at_again(shop: Shop) -> None:
    shop.started(TEN)
    shop.follow("花")
    go_to(shop, "2026-12-02 12:00", TOKYO)
    shop.send()  # closed until tomorrow
    moves_to(shop, HONOLULU)  # December 1, 17:00 there
    go_to(shop, "2026-12-02 10:00", HONOLULU)
    shop.send()
    assert shop.world.texts() == ["coupon"]


def test_everybody_is_timed_anew_however_they_wait(shop: Shop) -> None:
    paused = shop.started(TEN, name="A")
    shop.started(TEN, name="B")
    blocked, stopped, _ = shop.follow("花", "太郎", "次郎")
    shop.block(blocked)
    shop.stop(stopped)
    shop.world.set_state(paused, ScenarioState.PAUSED)
    moves_to(shop, TAIPEI)
    assert set(due(shop)) == {at("2026-12-02 10:00", TAIPEI)}


def test_who_comes_one_a_day_after_a_block_still_does(shop: Shop) -> None:
    for name in ("A", "B", "C"):
        shop.started(TEN, name=name)
    (friend,) = shop.follow("花")
    shop.block(friend)
    shop.move(days=5)
    shop.world.clock.tick(1)
    shop.world.friends.followed([Came(shop._fresh(friend), unblocked=True, at_ms=shop.world.ms())])
    _, *put_off = due(shop)
    moves_to(shop, TAIPEI)
    assert due(shop)[1:] == put_off


def test_quiet_hours_change_with_friends_inside(shop: Shop) -> None:
    shop.started(step("evening", {"days": 1, "at": "22:00"}), step("later", {"hours": 11}))
    shop.follow("花")
    assert due(shop) == [at("2026-12-03 08:00", TOKYO)]
    shop.do(SetQuiet(Quiet(time(23), time(8))))
    times_anew(shop)
    assert due(shop) == [at("2026-12-02 22:00", TOKYO)]
    go_to(shop, "2026-12-02 22:00", TOKYO)
    shop.send()
    assert due(shop) == [at("2026-12-03 09:00", TOKYO)]
    shop.do(SetQuiet(Quiet(time(23), time(10))))
    times_anew(shop)
    assert due(shop) == [at("2026-12-03 10:00", TOKYO)]


def test_there_and_back_before_anybody_was_timed(shop: Shop) -> None:
    shop.started(TEN)
    shop.follow("花")
    shop.do(SetZone(SYDNEY))
    shop.follow("太郎")
    shop.do(SetZone(TOKYO))
    times_anew(shop)
    assert due(shop) == [at("2026-12-02 10:00", TOKYO)] * 2


def test_a_message_on_the_way_is_followed_by_a_step_of_the_new_zone(shop: Shop) -> None:
    shop.started(step("hello"), TEN)
    shop.follow("花")

    def checkpoint(here: str) -> None:
        if here == "sent":
            shop.do(SetZone(TAIPEI))

    shop.world.checkpoint = checkpoint
    shop.send()
    assert due(shop) == [at("2026-12-02 10:00", TAIPEI)]


def test_who_was_planned_by_the_former_zone_at_the_last_moment_is_found(shop: Shop) -> None:
    """A process that read the account before the change and writes after everybody was timed."""
    shop.started(TEN)
    before = settings.account("Asia/Tokyo")
    shop.do(SetZone(TAIPEI))
    retiming(shop).run(5, lambda: False)
    friend = friends.known(user_id("花"))
    with atomic():
        slow = FriendService(shop.world.clock, lambda: before)
        slow.followed([Came(friend, unblocked=False, at_ms=shop.world.ms())])
    assert due(shop) == [at("2026-12-02 10:00", TOKYO)]
    times_anew(shop)
    assert due(shop) == [at("2026-12-02 10:00", TAIPEI)]


def test_many_are_timed_in_slices_and_after_a_restart_the_rest(shop: Shop) -> None:
    shop.started(TEN)
    shop.follow("花")
    with atomic():
        for number in range(2 * SLICE):
            sql(
                "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
                " walk_key, version_id, step, visit, state, hold, ended)"
                " SELECT due_at, entered_at, counted_at, friend_id, scenario_id, :key, version_id,"
                " step, visit, state, hold, ended FROM enrollment WHERE id = 1",
                {"key": str(number)},
            )
    shop.do(SetZone(TAIPEI))
    old, new = (at("2026-12-02 10:00", zone) for zone in (TOKYO, TAIPEI))
    stops = iter([False, True])
    retiming(shop).run(5, lambda: next(stops))
    assert Counter(due(shop)) == {new: SLICE, old: SLICE + 1}
    times_anew(shop)
    assert Counter(due(shop)) == {new: 2 * SLICE + 1}


@pytest.mark.postgres  # on SQLite writers take turns
@pytest.mark.parametrize("migrated_url", ["postgres"], indirect=True)
def test_it_never_waits_for_somebody_who_is_just_being_moved(shop: Shop) -> None:
    shop.started(TEN)
    shop.follow("花", "太郎")
    shop.do(SetZone(TAIPEI))
    beside = plain(database)
    with psycopg.connect(beside.database) as other:
        other.execute("SELECT 1 FROM enrollment WHERE id = 1 FOR UPDATE")
        retiming(shop).run(5, lambda: False)
        times = [at("2026-12-02 10:00", TOKYO), at("2026-12-02 10:00", TAIPEI)]
        assert due(shop) == times
    times_anew(shop)
    assert due(shop) == times[1:] * 2


def test_another_default_zone_reaches_those_inside_too(shop: Shop) -> None:
    """ACCOUNT_TIMEZONE, until an owner has chosen."""
    shop.started(TEN)
    shop.follow("花")
    times_anew(shop)
    times_anew(shop, "Asia/Taipei")
    assert due(shop) == [at("2026-12-02 11:00", TOKYO)]
    shop.do(SetZone(TOKYO))
    times_anew(shop)
    assert not retiming(shop, "Asia/Taipei").is_due()


def test_a_clock_set_back_does_not_put_the_last_pass_off(shop: Shop) -> None:
    shop.started(TEN)
    shop.follow("花")
    shop.do(SetZone(TAIPEI))
    work = retiming(shop)
    work.run(5, lambda: False)
    assert not work.is_due()
    shop.world.clock.tick(-86_400)
    times_anew(shop)
    assert timing.find().by == (shop.reads.settings().calendar,)


def test_nothing_is_looked_through_when_nothing_changed(shop: Shop) -> None:
    times_anew(shop)
    shop.do(SetZone(TOKYO))
    shop.do(SetQuiet(shop.reads.settings().quiet))
    assert not retiming(shop).is_due()
