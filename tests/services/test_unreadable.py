"""One version that this program does not understand stops nothing else, and owners are told."""

from bot.services.asking import AskService
from bot.services.housekeeping import Housekeeping
from bot.store import settings
from bot.store.db import atomic
from bot.store.models import EnrollmentState
from flex_templates.views.friend import What
from tests.delivery.test_branches import attach
from tests.delivery.test_reactions import ON_LABEL
from tests.delivery.world import step
from tests.services.shop import Shop, no_files
from tests.services.test_mending import _breaks, _write


def _torn(shop: Shop, **more: object) -> str:
    """The first of two scenarios is torn; gives what its document was."""
    shop.started(step("torn", {"hours": 1}), name="破れ", **more)
    shop.started(step("whole"), name="無事", **more)
    return _breaks(1)


def _keep(shop: Shop) -> None:
    shop.world.clock.tick(7200)
    Housekeeping(shop.inbox, shop.world.clock, no_files).run_if_due()


def test_who_comes_enters_the_others(shop: Shop) -> None:
    _torn(shop)
    shop.follow("花")
    shop.send()
    assert shop.world.texts("花") == ["whole"]


def test_a_label_leads_into_the_others(shop: Shop) -> None:
    _torn(shop, start=[ON_LABEL])
    shop.follow("花")
    shop.started(step("later"), name="あとから", start=[ON_LABEL])
    attach(shop.world, "花", "購入")
    shop.world.react()
    shop.send()
    assert sorted(shop.world.texts("花")) == ["later", "whole"]


def test_who_is_inside_sees_stops_and_comes_back(shop: Shop) -> None:
    shop.started(step("torn", {"hours": 1}), step("next", {"hours": 1}), name="破れ")
    shop.follow("花")
    _breaks(1)
    shop.move(hours=2)
    friends, friend = shop.world.friends, shop.world.friend("花")
    with atomic():
        found = friends.what(friend)
    assert isinstance(found, What)
    assert [(row.title, row.next_at, row.left) for row in found.rows] == [("破れ", None, 0)]
    with atomic():
        friends.stop_one(friend, 1)
        friends.resume_one(friend, 1)
        friends.stop(friend)
        friends.resume(shop.world.friend("花"))
    assert [row["state"] for row in shop.enrollments()] == [EnrollmentState.WAITING]


def test_owners_are_told_before_anybody_has_to_wait(shop: Shop) -> None:
    document = _torn(shop)
    _keep(shop)
    [row] = shop.reads.inbox().broken
    assert (row.scenario, row.people, row.step, shop.reads.home().inbox) == ("破れ", 0, None, 1)
    since = row.since
    _keep(shop)
    assert [row.since for row in shop.reads.inbox().broken] != []
    assert shop.reads.inbox().broken[0].since >= since
    _write(1, document)
    _keep(shop)
    assert (shop.reads.inbox().broken, shop.reads.home().inbox) == ((), 0)
    shop.follow("花")
    shop.move(hours=1)
    shop.send()
    assert sorted(shop.world.texts("花")) == ["torn", "whole"]


def test_the_words_of_who_is_inside_still_begin_others(shop: Shop) -> None:
    shop.started(step("torn", {"hours": 1}), name="破れ")
    shop.started(step("word"), name="合言葉", start=[{"when": "keyword", "exact": ["クーポン"]}])
    shop.follow("花")
    _breaks(1)
    friend = shop.world.friend("花")
    with atomic():
        assert shop.world.friends.wrote(friend, "クーポン").began
        asking = AskService(shop.world.clock, lambda: settings.account("Asia/Tokyo"))
        assert asking.wrote(friend, "はい") is None
