"""What LINE says of the month's messages is asked now and then, and kept."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from bot.clock import epoch
from bot.domain.outcomes import Unauthorized, Unavailable
from bot.line.gateway import Account, BotInfo, LineError, Webhook, WebhookTest
from bot.services.metrics import Refused, check_token
from bot.services.quota import QuotaService
from bot.store import quota, settings
from tests.delivery.world import step
from tests.services.shop import Shop


@dataclass
class Plan(Account):
    used: int = 150
    limit: int | None = 200
    away: bool = False
    refuses: str = ""

    def consumption(self) -> int:
        if self.away:
            raise LineError(Unavailable("timeout"))
        if self.refuses:
            raise LineError(Unauthorized(self.refuses))
        return self.used

    def quota(self) -> int | None:
        return self.limit

    def bot_info(self) -> BotInfo:
        raise NotImplementedError

    def server_time(self) -> datetime | None:
        raise NotImplementedError

    def set_webhook(self, url: str) -> None:
        raise NotImplementedError

    def webhook(self) -> Webhook | None:
        raise NotImplementedError

    def test_webhook(self) -> WebhookTest:
        raise NotImplementedError


def test_it_is_asked_at_once_and_then_only_now_and_then(shop: Shop) -> None:
    service = QuotaService(Plan(), shop.world.clock, 300)
    assert service.is_due()
    service.refresh()
    assert not service.is_due()
    shop.world.clock.tick(300)
    assert service.is_due()


def test_what_is_left_is_known(shop: Shop) -> None:
    QuotaService(Plan(), shop.world.clock, 300).refresh()
    known = quota.known()
    assert known
    assert (known.used, known.limit, known.left) == (150, 200, 50)


def test_a_plan_without_a_limit_leaves_nothing_to_count(shop: Shop) -> None:
    QuotaService(Plan(limit=None), shop.world.clock, 300).refresh()
    known = quota.known()
    assert known
    assert known.left is None
    assert shop.reads.home().quota_limit is None


def test_while_line_is_away_the_last_word_stands(shop: Shop) -> None:
    plan = Plan()
    service = QuotaService(plan, shop.world.clock, 300)
    service.refresh()
    plan.used, plan.away = 180, True
    service.refresh()
    known = quota.known()
    assert known
    assert known.used == 150


def test_a_refused_token_turns_readiness_red_before_anybody_is_sent_anything(shop: Shop) -> None:
    plan = Plan(refuses="401 Authentication failed")
    service = QuotaService(plan, shop.world.clock, 300)
    service.refresh()
    with pytest.raises(Refused):
        check_token()
    began = shop.world.clock.now()
    shop.world.scenario(step("one"))
    shop.world.follow()
    shop.world.send()
    assert shop.world.texts() == []
    shop.world.clock.tick(300)
    shop.world.move(seconds=300)
    service.refresh()
    hold = settings.account_hold()
    assert hold
    assert hold.since == epoch(began), "it is the same trouble"
    plan.refuses = ""
    shop.world.clock.tick(300)
    service.refresh()
    check_token()
    shop.world.send()
    assert shop.world.texts() == ["one"]


def test_who_may_only_not_ask_for_the_figures_goes_on_sending(shop: Shop) -> None:
    QuotaService(Plan(refuses="403 Not allowed"), shop.world.clock, 300).refresh()
    check_token()
