"""Very many people are put into a scenario: some at a time, each once, whatever ends in between."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from admin_flows.ports.commands import AddPeople, EndScenario
from bot.domain.account import Account
from bot.domain.audience import EVERYBODY, Audience
from bot.domain.condition_forms import Label
from bot.services import forecast
from bot.services.admitting import AT_ONCE, RETRY_SECONDS, Admitting
from bot.services.grouping import GroupService
from bot.services.labelling import LabelService
from bot.store import admissions, labels, settings, user_groups
from bot.store.db import atomic, database, rows, sql
from bot.store.engine import Checkpoint
from bot.store.models import Friend
from tests.delivery.world import step
from tests.services.shop import Shop
from tests.services.test_adding import BY_HAND

MANY = 2 * AT_ONCE + 300


def account() -> Account:
    return settings.account("Asia/Tokyo")


def crowd(number: int = MANY) -> None:
    people = [{"user_id": f"U{n:032x}", "name": str(n), "is_friend": True} for n in range(number)]
    with atomic():
        Friend.insert_many(people).execute()


def admitting(shop: Shop, checkpoint: Checkpoint = lambda _: None) -> Admitting:
    return Admitting(shop.world.clock, account, checkpoint)


def stops_after(slices: int) -> Callable[[], bool]:
    """Somebody waits for an answer then."""
    asked: Iterator[bool] = iter([False] * (slices + 2) + [True] * 99)
    return lambda: next(asked)


def entered() -> tuple[int, int]:
    """(walks, people)"""
    found = rows("SELECT count(*), count(DISTINCT friend_id) FROM enrollment")
    return found[0][0], found[0][1]


def test_the_first_enter_at_once_the_others_in_turn(shop: Shop) -> None:
    scenario_id = shop.started(step("news", {"days": 1}), **BY_HAND)
    crowd()
    outcome = shop.do(AddPeople(scenario_id))
    assert (outcome.people, outcome.or_more) == (AT_ONCE, True)
    work = admitting(shop)
    assert work.is_due()
    work.run(60, stops_after(1))
    assert entered() == (2 * AT_ONCE, 2 * AT_ONCE)
    work.run(60, lambda: False)
    assert entered() == (MANY, MANY)
    assert not work.is_due()
    one = admissions.of_scenario(scenario_id)
    assert one is not None
    assert one.people == MANY


@pytest.mark.parametrize("reentry", ["never", "always"])
def test_who_is_still_to_come_is_in_the_forecast(shop: Shop, reentry: str) -> None:
    """Those who begin anew, too, and each once."""
    scenario_id = shop.started(step("news", {"days": 1}), **BY_HAND, reentry=reentry)
    shop.follow("花", "月")
    shop.do(AddPeople(scenario_id, Audience("friends", friends=(1, 2))))
    crowd()
    before = 2 if reentry == "never" else 0
    assert shop.do(AddPeople(scenario_id)).people == AT_ONCE - before
    assert forecast.this_month(account(), shop.now()).messages == AT_ONCE
    work = admitting(shop)
    for slices in (0, 1):
        work.run(60, stops_after(slices))
        assert entered()[1] == AT_ONCE * (slices + 1)
        assert forecast.this_month(account(), shop.now()).messages == MANY + 2
    work.run(60, lambda: False)
    assert admissions.coming() == []
    assert forecast.this_month(account(), shop.now()).messages == MANY + 2


@pytest.mark.parametrize("place", ["admission.entered", "admitted"])
@pytest.mark.parametrize("passage", [1, 2])
def test_a_process_that_dies_in_between_loses_and_doubles_nobody(
    shop: Shop, place: str, passage: int
) -> None:
    scenario_id = shop.started(step("news", {"days": 1}), reentry="always", **BY_HAND)
    crowd()
    shop.do(AddPeople(scenario_id))
    seen: list[str] = []

    def dies(here: str) -> None:
        seen.append(here)
        if seen.count(place) == passage:
            raise SystemExit

    with pytest.raises(SystemExit):
        admitting(shop, dies).run(60, lambda: False)
    admitting(shop).run(60, lambda: False)
    assert entered() == (MANY, MANY), "with `always`, a second passage would begin them anew"
    assert not admitting(shop).is_due()


def test_of_two_at_it_one_goes_on(shop: Shop) -> None:
    """Both have looked whom to take; the slower one finds that it is done."""
    scenario_id = shop.started(step("news", {"days": 1}), reentry="always", **BY_HAND)
    crowd()
    shop.do(AddPeople(scenario_id))

    def meanwhile(here: str) -> None:
        if here == "admitted" and not others:
            others.append(here)
            admitting(shop).run(60, lambda: False)

    others: list[str] = []
    admitting(shop, meanwhile).run(60, lambda: False)
    assert entered() == (MANY, MANY)


def test_those_with_a_label_or_in_a_group_are_meant(shop: Shop) -> None:
    by_label = shop.started(step("a", {"days": 1}), name="札", **BY_HAND)
    by_group = shop.started(step("b", {"days": 1}), name="組", **BY_HAND)
    crowd(2 * AT_ONCE + 200)
    ids = [row[0] for row in rows("SELECT id FROM friend ORDER BY id")]
    LabelService(shop.world.clock, account).attach("会員", ids[100:])
    label = labels.known(["会員"])["会員"]
    GroupService(shop.world.clock, account).define("常連", Label(label="会員"))
    group = user_groups.known(["常連"])["常連"].id
    for scenario_id, whom in (
        (by_label, Audience("label", label)),
        (by_group, Audience("group", group)),
    ):
        facts = shop.reads.newcomers(scenario_id, whom)
        assert facts is not None
        assert facts.entering == 2 * AT_ONCE + 100
        shop.do(AddPeople(scenario_id, whom))

        def loses_it(_: str) -> None:
            with atomic():
                labels.detach(ids[-1:], label, at=0)

        admitting(shop, loses_it).run(60, lambda: False)
        found = rows(
            "SELECT count(*), min(friend_id), max(friend_id) FROM enrollment"
            " WHERE scenario_id = :scenario",
            {"scenario": scenario_id},
        )
        assert found[0] == (2 * AT_ONCE + 99, ids[100], ids[-2]), "who fits no more stays out"
        with atomic():
            labels.attach(ids[-1:], label, at=0)


def test_what_is_gone_means_nobody(shop: Shop) -> None:
    scenario_id = shop.started(step("a"), **BY_HAND)
    crowd(3)
    for whom in (Audience("label", 7), Audience("group", 7)):
        assert shop.refusal(AddPeople(scenario_id, whom)) == "nobody_meant"
        assert shop.reads.newcomers(scenario_id, whom) is None


def test_ending_the_scenario_calls_off_who_is_still_to_come(shop: Shop) -> None:
    scenario_id = shop.started(step("news", {"days": 1}), **BY_HAND)
    crowd()
    shop.do(AddPeople(scenario_id))
    shop.do(EndScenario(scenario_id, "close"))
    assert not admitting(shop).is_due()
    assert entered()[0] == AT_ONCE


def test_a_scenario_that_takes_nobody_any_more_calls_it_off(shop: Shop) -> None:
    period = {"from": "2026-11-01", "until": "2026-12-01"}
    scenario_id = shop.started(step("news", {"days": 1}), active=period, **BY_HAND)
    crowd()
    shop.do(AddPeople(scenario_id))
    shop.move(days=2)
    admitting(shop).run(60, lambda: False)
    assert not admitting(shop).is_due()
    assert entered()[0] == AT_ONCE


def test_one_that_breaks_leaves_the_others_their_turn(shop: Shop) -> None:
    broken = shop.started(step("a", {"days": 1}), name="壊", **BY_HAND)
    other = shop.started(step("b", {"days": 1}), name="良", **BY_HAND)
    crowd()
    shop.do(AddPeople(broken))
    shop.do(AddPeople(other))
    sql("UPDATE scenario SET version_id = 999 WHERE id = :id", {"id": broken})
    admitting(shop).run(60, lambda: False)
    walks: dict[int, int] = dict(rows("SELECT scenario_id, count(*) FROM enrollment GROUP BY 1"))
    assert walks == {broken: AT_ONCE, other: MANY}
    assert not admitting(shop).is_due()
    shop.move(seconds=RETRY_SECONDS)
    assert admitting(shop).is_due()


def test_it_begins_at_its_time(shop: Shop) -> None:
    scenario_id = shop.started(step("news"), **BY_HAND)
    crowd(3)
    with atomic():
        admissions.add(scenario_id, EVERYBODY, begins_at=int(shop.now().timestamp()) + 3_600)
    admitting(shop).run(60, lambda: False)
    assert entered()[0] == 0
    shop.move(hours=1)
    admitting(shop).run(60, lambda: False)
    assert entered()[0] == 3


def test_three_workers_at_once_let_everybody_in_once(shop: Shop) -> None:
    scenario_id = shop.started(step("news", {"days": 1}), reentry="always", **BY_HAND)
    crowd()
    shop.do(AddPeople(scenario_id))

    def works() -> None:
        try:
            while admitting(shop).is_due():
                admitting(shop).run(60, lambda: False)
        finally:
            database.close()

    database.close()
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(works) for _ in range(3)]:
            done.result()
    assert entered() == (MANY, MANY)
