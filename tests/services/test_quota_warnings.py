"""Owners are told in time, once, and also when nothing but the reserve is left."""

from datetime import date
from typing import Any

import pytest

from bot.domain.outcomes import Accepted, QuotaSpent
from bot.services.notices import NoticeService
from bot.services.quota import QuotaService
from bot.services.quota_warnings import QuotaWarnings
from bot.store import groups, people, quota, settings
from bot.store.db import atomic, rows
from bot.store.models import BatchState
from bot.store.quota import Quota
from bot.store.settings import AccountHold
from flex_templates.render import render
from flex_templates.views.owner import QuotaNotice
from flex_templates.views.parts import View
from flex_templates.views.staff import QuotaLow
from tests.delivery.world import step, user_id
from tests.services.line import FakeLine
from tests.services.shop import Shop, staff_service
from tests.services.test_quota import Plan

KITCHEN = "C" + "0" * 32


class Office:
    def __init__(self, shop: Shop) -> None:
        self.shop, self.line = shop, FakeLine()
        self.views: list[View] = []
        people.add_member(user_id("森"), "owner", name="森", at=1)
        people.add_member(user_id("佐藤"), "editor", name="佐藤", at=2)
        group = groups.joined(KITCHEN, name="キッチン", members=5, code="4821", at=1)
        groups.link(group.id, by="森", lang="ja", at=1)

    @property
    def warnings(self) -> QuotaWarnings:
        clock = self.shop.world.clock
        staff = staff_service(self.shop)
        self.notices = NoticeService(
            self.line, clock, self._account, staff, self._render, self.shop.inbox.unanswered
        )
        return QuotaWarnings(clock, self._account, self.notices)

    @staticmethod
    def _account() -> Any:
        return settings.account("Asia/Tokyo")

    def _render(self, view: View, locale: str) -> list[dict[str, Any]]:
        self.views.append(view)
        return render(view, locale=locale, token="-", zone=self._account().zone)

    def look(self, used: int, limit: int | None = 200) -> list[str]:
        """Whom LINE brings a notice when these are the month's figures."""
        quota.remember(Quota(used, limit, at=1.0))
        before = len(self.line.pushes)
        self.warnings.run()
        self.notices.send_notices()
        return [push.to for push in self.line.pushes[before:]]


@pytest.fixture
def office(shop: Shop) -> Office:
    return Office(shop)


OWNER = user_id("森")


def test_every_level_is_told_once_and_the_urgent_ones_to_groups(office: Office) -> None:
    assert office.look(100, 5_000) == []
    assert office.look(4_000, 5_000) == [OWNER]
    assert office.look(4_100, 5_000) == []
    assert office.look(4_760, 5_000) == [OWNER, KITCHEN]
    assert office.look(4_990, 5_000) == [OWNER, KITCHEN]
    assert office.look(5_000, 5_000) == []
    assert [view.news for view in office.views if isinstance(view, QuotaNotice)] == [
        "nearing", "nearly", "spent",
    ]  # fmt: skip


def test_the_first_warning_comes_when_the_owner_says(office: Office) -> None:
    settings.set_warn_at(90)
    assert office.look(4_400, 5_000) == []
    assert office.look(4_600, 5_000) == [OWNER]


def test_the_first_one_names_the_day_it_runs_out(office: Office) -> None:
    office.shop.started(step("later", {"days": 3}))
    office.shop.follow(*(f"友{n}" for n in range(41)))
    office.look(160)
    (view,) = office.views
    assert isinstance(view, QuotaNotice)
    assert view.runs_out_on is not None
    assert (view.runs_out_on - office.shop.now().date()).days == 3


def test_the_last_one_says_who_waits_and_leaves_from_the_reserve(office: Office) -> None:
    office.shop.started(step("hello"))
    quota.remember(Quota(187, 200, at=1.0))
    quota.remember(Quota(187, 200, at=1.0))
    office.shop.follow("花", "月", "星")
    office.shop.send()
    assert sum(office.shop.world.line.received().values()) == 1  # twelve are kept
    assert office.warnings.is_due()
    office.warnings.run()
    office.notices.send_notices()
    assert [push.to for push in office.line.pushes] == [OWNER, KITCHEN]
    assert [view.people for view in office.views if isinstance(view, QuotaNotice | QuotaLow)] == [
        2, 2,
    ]  # fmt: skip
    assert rows("SELECT recent FROM quota")[0][0] == 1 + 1 + 5  # notices cost messages, too


def test_a_new_month_is_told_with_those_who_waited(office: Office) -> None:
    office.look(200)
    office.shop.started(step("hello"))
    office.shop.follow("花")
    office.shop.send()
    office.shop.move(days=31)
    office.shop.world.clock.tick(300)
    plan = Plan(used=0, limit=200)
    QuotaService(plan, office.shop.world.clock, 300, office.warnings.run).refresh()
    view = office.views[-1]
    assert isinstance(view, QuotaNotice)
    assert (view.news, view.people) == ("back", 1)
    assert not office.warnings.is_due()
    office.shop.send()
    assert sum(office.shop.world.line.received().values()) == 1


def refuse(*, disputed: bool = True) -> None:
    settings.set_account_hold(AccountHold("quota", since=0, check_at=1e12, disputed=disputed))


def test_line_refusing_against_its_own_figures_is_told_and_its_end_too(office: Office) -> None:
    office.look(10)
    office.shop.started(step("hello"))
    office.shop.follow("花")
    refuse(disputed=False)
    assert office.look(10) == []
    refuse()
    assert office.look(10) == [OWNER]
    assert office.look(10) == []
    settings.lift_account_hold()
    assert office.look(10) == [OWNER]
    assert [(view.news, view.people) for view in office.views if isinstance(view, QuotaNotice)] == [
        ("refused", 1), ("back", 1),
    ]  # fmt: skip


def test_a_short_refusal_that_no_notice_got_through_is_no_news(office: Office) -> None:
    office.line.answer = lambda _: QuotaSpent()
    refuse()
    office.look(10)
    settings.lift_account_hold()
    office.look(10)
    assert len(office.views) == 1
    assert rows("SELECT state FROM notice") == [(BatchState.GIVEN_BACK,)]


def test_a_newer_warning_takes_the_place_of_one_that_waits(office: Office) -> None:
    office.line.answer = lambda number: QuotaSpent() if number == 1 else Accepted()
    office.look(160)
    office.shop.world.clock.tick(700)
    assert office.look(200) == [OWNER, KITCHEN]
    assert [view.news for view in office.views if isinstance(view, QuotaNotice)] == [
        "nearing", "spent",
    ]  # fmt: skip
    assert office.look(200) == []


def test_the_last_one_says_what_is_kept_and_when_the_month_turns(office: Office) -> None:
    settings.set_quota_keep(50)
    office.look(151)
    (view,) = (view for view in office.views if isinstance(view, QuotaNotice))
    assert (view.news, view.left, view.reserve) == ("spent", 0, 49)
    assert view.next_month_on == date(2027, 1, 1)


def test_two_who_look_at_once_tell_once(office: Office) -> None:
    quota.remember(Quota(200, 200, at=1.0))
    told = settings.quota_told()
    _, after = office.warnings._news(told, quota.known())
    with atomic():
        assert settings.tell_quota(told, after)
        assert not settings.tell_quota(told, after)


def test_an_end_before_the_notices_are_written_forgets_that_it_was_told(office: Office) -> None:
    quota.remember(Quota(200, 200, at=1.0))
    warnings = office.warnings

    def broken(place: str) -> None:
        raise RuntimeError(place)

    object.__setattr__(office.notices, "checkpoint", broken)
    with pytest.raises(RuntimeError):
        warnings.run()
    assert rows("SELECT count(*) FROM notice")[0][0] == 0
    assert office.warnings.is_due()


def test_before_line_was_asked_nothing_is_told(office: Office) -> None:
    assert not office.warnings.is_due()
    office.warnings.run()
    assert office.views == []
