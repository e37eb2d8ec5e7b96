"""A small account to send from: one database, a clock that stands still, a LINE in memory."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import FakeClock, epoch
from bot.delivery.limiter import Endpoint
from bot.delivery.system import DeliverySystem, no_checkpoint
from bot.domain.document import Scenario, parse
from bot.services.friends import Came, FriendService
from bot.services.jumping import Jumping
from bot.services.reactions import Reactions
from bot.store import friends, listening, settings, versions
from bot.store.coupon_models import Coupon
from bot.store.db import atomic, rows
from bot.store.engine import Checkpoint
from bot.store.models import Friend, ScenarioState
from bot.store.models import Scenario as ScenarioRow
from flex_templates.catalogs import closest
from tests.delivery.ledger import LedgerSender

TOKYO = ZoneInfo("Asia/Tokyo")
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=TOKYO)


@dataclass
class World:
    line: LedgerSender = field(default_factory=LedgerSender)
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOON))
    checkpoint: Checkpoint = no_checkpoint
    worker: str = "one"

    @property
    def friends(self) -> FriendService:
        return FriendService(self.clock, lambda: settings.account("Asia/Tokyo"))

    @property
    def jumping(self) -> Jumping:
        return Jumping(self.clock, lambda: settings.account("Asia/Tokyo"))

    def system(self) -> DeliverySystem:
        return DeliverySystem(
            new_sender=lambda: self.line,
            new_limiter=Unlimited,
            clock=self.clock,
            account=lambda: settings.account("Asia/Tokyo"),
            worker=self.worker,
            media_url=lambda media: f"https://shop.example/media/{media}",
            locale_of=lambda lang: closest(lang or "ja"),
            quick_reply=stop_button,
            test_reply=end_button,
            link_base="https://shop.example/l/",
            coupon_card=coupon_card,
            hold_seconds=300,
            enter=self.jumping.enter,
            checkpoint=self.checkpoint,
            pause=lambda _: asyncio.sleep(0),
        )

    @property
    def reactions(self) -> Reactions:
        return Reactions(self.clock, lambda: settings.account("Asia/Tokyo"), self.checkpoint)

    def react(self) -> None:
        self.reactions.run(30, lambda: False)

    def send(self, seconds: float = 5) -> None:
        asyncio.run(self.system().send_due(seconds))

    def move(self, **span: float) -> None:
        self.clock.move(timedelta(**span))

    def scenario(self, *steps: dict[str, Any], **more: Any) -> int:
        """A running scenario of these steps; gives its id."""
        start = {"when": "friend_added"}
        document: Scenario = parse(
            {"tobiishi": 1, "name": "ご案内", "start": start, **more, "steps": list(steps)}
        )
        now = epoch(self.clock.now())
        with atomic():
            row = ScenarioRow.create(name=document.name, created_at=now)
            version = versions.publish(row.id, document, at=now, by="test")
            row.state, row.version_id = ScenarioState.RUNNING, version.id
            row.save()
            listening.renew()
        return int(row.id)

    def set_state(self, scenario_id: int, state: ScenarioState) -> None:
        ScenarioRow.update(state=state).where(ScenarioRow.id == scenario_id).execute()

    def follow(self, name: str = "花", lang: str = "ja") -> Friend:
        return self.follow_as(user_id(name), name, lang)

    def follow_as(self, user: str, name: str, lang: str = "ja") -> Friend:
        friends.known(user)
        friends.set_profiles([(user, name, lang, "")], at=0)
        with atomic():
            self.friends.followed([Came(friends.known(user), unblocked=False, at_ms=self.ms())])
        return friends.known(user)

    def friend(self, name: str) -> Friend:
        """As they are now."""
        return friends.known(user_id(name))

    def ms(self) -> int:
        return int(self.clock.now().timestamp() * 1000)

    def texts(self, name: str = "花") -> list[str]:
        """What a friend got, in order."""
        return self.texts_of(user_id(name))

    def texts_of(self, user: str) -> list[str]:
        return [
            message["text"]
            for entry in self.line.entries
            if user in entry.to
            for message in entry.messages
        ]

    def states(self) -> list[tuple[int, int]]:
        """(step, state) of every enrollment."""
        return [tuple(row) for row in rows("SELECT step, state FROM enrollment ORDER BY id")]


def unreserved() -> int:
    """People of open batches less what is reserved for them; replies cost nothing."""
    found = rows("SELECT members FROM batch WHERE state = 1 AND kind <> 3")
    people = sum(len(json.loads(members)) for (members,) in found)
    return people - int(rows("SELECT reserved FROM quota")[0][0])


def user_id(name: str) -> str:
    return "U" + name.encode().hex().ljust(32, "0")[:32]


def step(step_id: str, wait: object = 0, text: str = "", **more: Any) -> dict[str, Any]:
    return {"id": step_id, "wait": wait, "send": [{"text": text or step_id}], **more}


def coupon_card(coupon: Coupon, code: str, until: date | None, _: str) -> dict[str, Any]:
    return {"type": "text", "text": f"{coupon.title} {code} {until or ''}".strip()}


def stop_button(locale: str) -> dict[str, Any]:
    label = {"ja": "配信を止める", "zh-TW": "停止接收"}.get(locale, "Stop messages")
    action = {"type": "postback", "label": label, "data": "do:friend.menu:-:stop"}
    return {"items": [{"type": "action", "action": action}]}


def end_button(_: str) -> dict[str, Any]:
    action = {"type": "postback", "label": "テストを終える", "data": "do:try.self:-:end"}
    return {"items": [{"type": "action", "action": action}]}


class Unlimited:
    async def take(self, endpoint: Endpoint, wanted: int) -> int:
        return wanted

    async def aclose(self) -> None:
        pass
