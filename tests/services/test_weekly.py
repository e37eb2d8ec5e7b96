"""The week in one card: on Mondays, once, to owners who want it."""

from datetime import timedelta

import pytest

from admin_flows.ports.commands import SetWeekly
from bot.services.weekly import Weekly
from bot.store import quota, receipts
from bot.store.db import atomic
from bot.store.inbox import InboxEvent
from bot.store.quota import Quota
from flex_templates.views.owner import ResultsWeek
from tests.delivery.world import step, user_id
from tests.services.shop import VIEWER, Shop
from tests.services.test_quota_warnings import Office

OWNER = user_id("森")


class Week:
    """It begins on a Tuesday at noon."""

    def __init__(self, shop: Shop, limit: int | None) -> None:
        self.shop, self.office = shop, Office(shop)
        quota.remember(Quota(0, limit, at=1.0))

    @property
    def weekly(self) -> Weekly:
        warnings = self.office.warnings
        return Weekly(self.shop.world.clock, warnings.account, warnings.notices)

    def look(self) -> list[str]:
        """Whom LINE brings the card now."""
        before = len(self.office.line.pushes)
        self.weekly.run()
        assert not self.weekly.is_due()
        self.office.notices.send_notices()
        return [push.to for push in self.office.line.pushes[before:]]

    def next_monday(self, *, hours: float = 9) -> None:
        local = self.shop.now().astimezone(self.office._account().zone)
        midnight = local.replace(hour=0, minute=0, second=0) + timedelta(days=7 - local.weekday())
        self.shop.world.clock.tick((midnight - local).total_seconds() + hours * 3600)


@pytest.fixture
def week(shop: Shop) -> Week:
    return Week(shop, limit=5_000)


def test_owners_are_told_once_of_the_week_before(shop: Shop, week: Week) -> None:
    assert week.look() == []
    scenario = shop.world.scenario(step("a"), step("b", {"days": 1}))
    hana, _ = shop.follow("花", "葉")
    shop.send()
    with atomic():
        shop.world.friends.replied(hana, "はい")
    shop.block(hana)
    week.next_monday()
    assert week.look() == [OWNER]
    assert week.office.views[-1] == ResultsWeek(sent=2, tapped=0, added=2, blocked=1)
    assert week.look() == []
    week.next_monday()
    assert week.look() == [], "nothing happened"
    assert scenario


def test_not_before_nine(week: Week) -> None:
    week.look()
    week.shop.follow("花")
    week.next_monday(hours=8.99)
    assert week.look() == []
    week.shop.world.clock.tick(60)
    assert week.look() == [OWNER]


def test_it_waits_for_the_answer_to_what_an_owner_has_just_tapped(week: Week) -> None:
    week.look()
    week.shop.follow("花")
    week.next_monday()
    inbox = week.shop.inbox
    inbox.add([InboxEvent("e1", OWNER, "{}", 0.0), InboxEvent("e2", user_id("花"), "{}", 0.0)])
    assert week.look() == []
    receipts.add_notice(OWNER, [], key="k", at=0, topic=receipts.BY_HAND)
    assert week.look() == [OWNER], "a friend's question is answered at once"
    inbox.done([row.id for row in inbox.pending(9, 1.0) if row.chat == OWNER])
    assert week.look() == [OWNER]
    assert week.look() == []


@pytest.mark.parametrize(
    ("limit", "told"), [(999, []), (200, []), (1_000, [OWNER]), (None, [OWNER])]
)
def test_small_plans_are_not_told_by_themselves(
    shop: Shop, limit: int | None, told: list[str]
) -> None:
    week = Week(shop, limit)
    week.look()
    shop.follow("花")
    week.next_monday()
    assert week.look() == told


def test_an_owner_decides(shop: Shop, week: Week) -> None:
    week.look()
    shop.follow("花")
    assert shop.reads.weekly()
    shop.do(SetWeekly(on=False))
    week.next_monday()
    assert week.look() == []
    assert not shop.reads.weekly()
    quota.remember(Quota(0, 200, at=1.0))
    shop.do(SetWeekly(on=True))
    shop.follow("葉")
    week.next_monday()
    assert week.look() == [OWNER]
    assert shop.refusal(SetWeekly(on=False), VIEWER) == "role"
