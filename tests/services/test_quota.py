"""What LINE says of the month's messages is asked now and then, and kept."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.outcomes import Unavailable
from bot.line.gateway import Account, BotInfo, LineError, Webhook, WebhookTest
from bot.services.quota import QuotaService
from bot.store import quota
from tests.services.shop import Shop


@dataclass
class Plan(Account):
    used: int = 150
    limit: int | None = 200
    away: bool = False

    def consumption(self) -> int:
        if self.away:
            raise LineError(Unavailable("timeout"))
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
