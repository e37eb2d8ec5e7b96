"""All parts of one simulated LINE."""

import random
from dataclasses import dataclass
from pathlib import Path

from simulator.account import Account
from simulator.changes import Changes
from simulator.clock import Seconds, SimulatorClock
from simulator.content import ContentStore
from simulator.events import EventMaker
from simulator.faults import Faults
from simulator.ledger import Ledger, RequestLog
from simulator.limiter import Limiter
from simulator.menus import Menus
from simulator.quota import Quota
from simulator.reply_tokens import ReplyTokens
from simulator.retry_keys import RetryKeys
from simulator.settings import Settings
from simulator.units import Units
from simulator.webhooks import WebhookSender
from simulator.world import World


@dataclass
class Platform:
    account: Account
    clock: SimulatorClock
    world: World
    ledger: Ledger
    requests: RequestLog
    retry_keys: RetryKeys
    reply_tokens: ReplyTokens
    faults: Faults
    limiter: Limiter
    quota: Quota
    units: Units
    menus: Menus
    content: ContentStore
    settings: Settings
    changes: Changes
    events: EventMaker
    webhooks: WebhookSender
    bot_url: str | None = None
    owner_code: str | None = None


def build_platform(
    account: Account,
    real_now: Seconds,
    *,
    data: Path | None = None,
    clock_file: Path | None = None,
    webhook: str | None = None,
    bot: str | None = None,
) -> Platform:
    clock = SimulatorClock(real_now, clock_file)
    settings = Settings()
    tokens = ReplyTokens(real_now)
    changes = Changes()
    webhooks = WebhookSender(account, settings, tokens, changes)
    webhooks.url = webhook
    quota = Quota(clock)
    return Platform(
        account=account,
        clock=clock,
        world=World(),
        ledger=Ledger(),
        requests=RequestLog(),
        retry_keys=RetryKeys(real_now),
        reply_tokens=tokens,
        faults=Faults(random.Random()),  # noqa: S311
        limiter=Limiter(real_now),
        quota=quota,
        units=Units(quota),
        menus=Menus(),
        content=ContentStore(data / "content" if data else None),
        settings=settings,
        changes=changes,
        events=EventMaker(clock, tokens, settings),
        webhooks=webhooks,
        bot_url=bot,
    )
