"""Steps written behind the end go to those who had come to it only if an owner says so."""

from typing import Any

import pytest

from admin_flows.ports.commands import EndScenario, PublishDraft, SaveDraft
from bot.delivery.reaching import SLICE, Reaching
from bot.store import settings
from bot.store.db import atomic, rows
from bot.store.models import Enrollment, EnrollmentState
from tests.delivery.theatre import Crash
from tests.delivery.world import step
from tests.services.shop import Shop, document
from tests.services.test_moving import moves

A, B = step("a"), step("b", {"days": 3})
NEW = step("new", {"days": 1})


def publish(shop: Shop, scenario: int, *steps: Any, reach: bool = True, **more: Any) -> None:
    revision = shop.write(scenario, document(*steps, **more))
    shop.do(PublishDraft(scenario, revision, "newcomers", reach_finished=reach))


def reaching(shop: Shop, **more: Any) -> Reaching:
    return Reaching(shop.world.clock, lambda: settings.account("Asia/Tokyo"), **more)


def goes_on(shop: Shop, **span: float) -> None:
    shop.move(**span)
    reaching(shop).run(60, lambda: False)
    moves(shop)
    shop.send()


def finished(shop: Shop, *steps: Any, **more: Any) -> int:
    """One who has finished: 花; and one who waits: 月."""
    scenario = shop.started(*steps, **more)
    shop.follow("花")
    goes_on(shop)
    goes_on(shop, days=3)
    shop.follow("月")
    goes_on(shop)
    return scenario


def test_they_get_it_if_the_owner_says_so(shop: Shop) -> None:
    scenario = finished(shop, A, B)
    facts = shop.reads.headcount(scenario, document(A, B, NEW))
    assert (facts.finished, facts.appended, facts.inside) == (1, "3", 1)
    publish(shop, scenario, A, B, NEW)
    goes_on(shop, hours=23)
    tally = shop.reads.scenario(scenario)
    assert tally is not None and (tally.entered, tally.inside, tally.finished) == (2, 2, 0)
    assert shop.world.texts() == ["a", "b"]
    goes_on(shop, hours=1)
    assert shop.world.texts() == ["a", "b", "new"]
    goes_on(shop, days=9)
    assert shop.world.texts() == ["a", "b", "new"]
    assert shop.world.texts("月") == ["a", "b"], "they walk the version before"
    assert not reaching(shop).is_due()


def test_else_they_have_come_to_the_end(shop: Shop) -> None:
    scenario = finished(shop, A, B)
    publish(shop, scenario, A, B, NEW, reach=False)
    goes_on(shop, days=9)
    assert shop.world.texts() == ["a", "b"]


def test_what_is_past_goes_at_once_and_what_stands_behind_waits_from_there(shop: Shop) -> None:
    scenario = finished(shop, A, B)
    shop.move(days=5)
    publish(shop, scenario, A, B, NEW, step("later", {"days": 2}))
    goes_on(shop)
    assert shop.world.texts() == ["a", "b", "new"]
    goes_on(shop, days=2)
    assert shop.world.texts()[-1] == "later"


def test_a_time_of_day_is_kept(shop: Shop) -> None:
    scenario = finished(shop, A, B)
    shop.move(days=5)
    publish(shop, scenario, A, B, step("new", {"days": 1, "at": "10:00"}))
    goes_on(shop, hours=2)
    before = shop.world.texts()
    goes_on(shop, hours=20)
    assert (before, shop.world.texts()) == (["a", "b"], ["a", "b", "new"])


@pytest.mark.parametrize("steps", [(A, B), (NEW, A, B), (A, NEW, B), (NEW,)])
def test_nothing_new_at_the_end_is_refused(shop: Shop, steps: tuple[Any, ...]) -> None:
    scenario = finished(shop, A, B)
    draft = document(*steps, reentry="always")
    revision = shop.do(SaveDraft(scenario, shop.draft(scenario).revision, draft)).revision or 0
    command = PublishDraft(scenario, revision, reach_finished=True)
    assert shop.refusal(command) == "nothing_appended"
    assert shop.facts(scenario).version == 1


def test_who_stopped_blocked_or_walks_again_does_not(shop: Shop) -> None:
    scenario = shop.started(A, reentry="after_finish", start={"when": "keyword", "exact": "x"})
    people = shop.follow("花", "月", "星", "風")
    for friend in people:
        shop.world.friends.wrote(friend, "x")
    goes_on(shop)
    shop.stop(people[1])
    shop.block(people[2])
    shop.move(hours=1)
    with atomic():
        again = rows("SELECT max(id) FROM enrollment WHERE friend_id = :f", {"f": people[3].id})[0][
            0
        ]
        row = Enrollment.get_by_id(again)
        Enrollment.insert(**{**row.__data__, "id": again + 100, "state": 5, "ended": 999}).execute()
    publish(shop, scenario, A, NEW, reentry="after_finish")
    assert shop.reads.headcount(scenario, document(A, NEW, step("z"))).appended == "3"
    goes_on(shop, days=2)
    assert [shop.world.texts(name)[1:] for name in "花月星風"] == [["new"], [], [], []]


def test_who_was_led_to_the_end_does_not(shop: Shop) -> None:
    scenario = finished(shop, step("a", then={"end": True}), B)
    publish(shop, scenario, step("a", then={"end": True}), B, NEW)
    goes_on(shop, days=9)
    assert shop.world.texts() == ["a"]


def test_once_closed_and_over_nobody_walks_again(shop: Shop) -> None:
    scenario = finished(shop, A, B)
    publish(shop, scenario, A, B, NEW)
    shop.do(EndScenario(scenario, "all"))
    goes_on(shop, days=9)
    assert shop.world.texts() == ["a", "b"]


def test_another_version_for_all_meanwhile_takes_them_along(shop: Shop) -> None:
    scenario = finished(shop, A, B)
    publish(shop, scenario, A, B, NEW)
    other = document(A, B, step("new", {"days": 1}, "other"))
    revision = shop.write(scenario, other)
    shop.do(PublishDraft(scenario, revision, "everyone"))
    goes_on(shop, days=1)
    goes_on(shop)
    assert shop.world.texts() == ["a", "b", "other"]


@pytest.mark.parametrize("place", ["reach.gone_on", "reached"])
def test_a_process_that_dies_in_between_loses_and_doubles_nobody(shop: Shop, place: str) -> None:
    scenario = finished(shop, A, B)
    with atomic():
        row = Enrollment.select().where(Enrollment.state == EnrollmentState.DONE).get()
        crowd = [
            {**row.__data__, "id": 10_000 + n, "friend_id": row.friend_id, "ended": 10_000 + n,
             "walk_key": f"{n}"}
            for n in range(SLICE + 10)
        ]  # fmt: skip
        for some in range(0, len(crowd), 100):
            Enrollment.insert_many(crowd[some : some + 100]).execute()
    publish(shop, scenario, A, B, NEW)

    def dies(here: str) -> None:
        if here == place:
            raise Crash

    with pytest.raises(Crash):
        reaching(shop, checkpoint=dies).run(60, lambda: False)
    reaching(shop).run(60, lambda: False)
    found = rows(
        "SELECT count(*), count(DISTINCT walk_key) FROM enrollment WHERE step = 2 AND ended = 0"
    )
    assert tuple(found[0]) == (SLICE + 11, SLICE + 11)
