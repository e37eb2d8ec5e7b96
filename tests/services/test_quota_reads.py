"""What owners are told of the month's messages, and what they may set."""

from datetime import date, timedelta

import pytest

from admin_flows.ports.commands import PauseScenario, SetQuotaKept
from admin_flows.ports.facts import PlannedRow
from bot.clock import epoch
from bot.store import people, quota, settings
from bot.store.db import rows
from bot.store.quota import Quota
from tests.delivery.world import step, user_id
from tests.services.shop import EDITOR, Shop, document

TWO = (step("welcome"), step("coupon", {"days": 3, "at": "10:00"}))


def told(used: int, limit: int | None = 200) -> None:
    """LINE said so twice: nothing of ours is counted on top."""
    for _ in range(2):
        quota.remember(Quota(used, limit, at=1.0))


def test_before_line_has_told_nothing_is_known(shop: Shop) -> None:
    facts = shop.reads.quota()
    assert (facts.told_at, facts.limit, facts.used) == (None, None, 0)
    assert facts.next_month_on == date(2027, 1, 1)
    assert shop.reads.if_started(document()) is None


def test_lines_count_and_ours_since_stand_apart(shop: Shop) -> None:
    quota.remember(Quota(100, 200, at=shop.world.clock.real() - 60))
    shop.started(*TWO)
    shop.follow("花", "月")
    shop.send()
    quota.reserve(5, keep=0)
    facts = shop.reads.quota()
    assert (facts.used, facts.since, facts.reserved, facts.limit) == (102, 2, 5, 200)
    assert facts.told_at == shop.now() - timedelta(seconds=60)


def test_each_running_scenario_has_its_share_of_what_is_planned(shop: Shop) -> None:
    told(0)
    small = shop.started(step("one", {"days": 1}), name="小")
    paused = shop.started(*TWO, name="休み")
    large = shop.started(*TWO, name="大")
    shop.follow("花", "月")
    shop.do(PauseScenario(paused))
    facts = shop.reads.quota()
    assert facts.scenarios == (PlannedRow(large, "大", 4), PlannedRow(small, "小", 2))
    assert (facts.planned, facts.runs_out_on) == (6, None)


def test_the_day_it_runs_out_leaves_the_reserve_alone(shop: Shop) -> None:
    people.add_member(user_id("森"), "owner", name="森", at=1)
    told(195)
    shop.started(*TWO)
    shop.follow("花", "月")
    in_three_days = shop.now().date() + timedelta(days=3)
    assert shop.reads.home().quota_kept == 2
    assert shop.reads.home().runs_out_on == shop.reads.quota().runs_out_on == in_three_days
    shop.do(SetQuotaKept(0))
    assert shop.reads.home().runs_out_on is None


def test_a_start_is_reckoned_from_how_friends_were_added(shop: Shop) -> None:
    told(0)
    shop.started(step("other", {"days": 1}), name="ほか")
    shop.follow(*(f"友{n}" for n in range(30)))
    ahead = shop.reads.if_started(document(*TWO))
    assert ahead is not None
    assert (ahead.newcomers, ahead.others) == (30, 30)
    assert ahead.own == 31 + 28  # one a day from December 1; the coupon three days later
    assert ahead.own_next == 31 + 31
    assert ahead.runs_out_on is None
    told(120)
    short = shop.reads.if_started(document(*TWO))
    assert short is not None
    assert short.runs_out_on == date(2026, 12, 27)


def test_a_start_by_hand_takes_nothing_by_itself(shop: Shop) -> None:
    told(0)
    shop.follow("花", "月", "星")
    rows("UPDATE friend SET followed_at = :at RETURNING 1", {"at": epoch(shop.now())})
    ahead = shop.reads.if_started(document(start={"when": "manual"}))
    assert ahead is not None
    assert (ahead.own, ahead.own_next) == (0, 0)


# The reserve


def test_an_owner_sets_the_reserve_and_claims_keep_it(shop: Shop) -> None:
    told(190)
    shop.do(SetQuotaKept(8))
    assert (shop.reads.quota().kept, shop.reads.quota().kept_wanted) == (8, 8)
    shop.started(step("usual"))
    shop.follow("花", "月", "星")
    shop.send()
    assert sum(shop.world.line.received().values()) == 2
    hold = settings.account_hold()
    assert hold is not None
    assert hold.scope == "usual"
    assert shop.reads.quota().waiting == 1
    shop.do(SetQuotaKept(0))
    shop.send()
    assert sum(shop.world.line.received().values()) == 3


def test_what_is_urgent_and_notices_use_it(shop: Shop) -> None:
    told(190)
    shop.do(SetQuotaKept(10))
    shop.started(step("urgent"), urgent=True)
    shop.follow("花", "月")
    shop.send()
    assert sum(shop.world.line.received().values()) == 2


@pytest.mark.parametrize(("number", "code"), [(101, "kept_too_many"), (100, "")])
def test_half_of_the_plan_is_the_most(shop: Shop, number: int, code: str) -> None:
    told(0)
    assert shop.refusal(SetQuotaKept(1), EDITOR) == "role"
    if code:
        assert shop.refusal(SetQuotaKept(number)) == code
        assert settings.quota_keep() is None
    else:
        shop.do(SetQuotaKept(number))
        assert quota.allowance().keep == number


def test_none_given_is_as_many_as_notices_need(shop: Shop) -> None:
    people.add_member(user_id("森"), "owner", name="森", at=1)
    told(0)
    shop.do(SetQuotaKept(50))
    shop.do(SetQuotaKept(None))
    assert (shop.reads.quota().kept, shop.reads.quota().kept_wanted) == (2, None)


def test_what_took_the_months_messages(shop: Shop) -> None:
    told(0)
    shop.started(step("a"), step("b", {"days": 1}))
    shop.follow("花", "月")
    shop.send()
    shop.move(days=1)
    shop.send()
    assert shop.reads.quota().by_source == (4, 0, 0)
    shop.move(days=31)
    assert shop.reads.quota().by_source == (0, 0, 0)
