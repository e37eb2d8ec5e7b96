"""A shop whose staff are told by notices, over a LINE in memory."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.notifying import Choice
from bot.services.notices import NoticeService, no_checkpoint
from bot.services.staff import LATEST
from bot.store import entries, groups, settings
from bot.store.db import rows
from flex_templates.views import staff as views
from flex_templates.views.parts import View
from tests.delivery.world import step
from tests.services.line import FakeLine
from tests.services.shop import Shop, staff_service

DAY = 86_400
KITCHEN, COUNTER = "C" + "0" * 32, "C" + "1" * 32


class Stopped(Exception):
    """The process ends here."""


class Office:
    """A shop whose kitchen gets the notices; `cards` remembers every view that was rendered."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.line = shop, FakeLine()
        self.cards: list[View] = []
        self.link(KITCHEN, 5)

    def link(self, group_id: str, members: int, lang: str = "ja") -> None:
        at = int(self.shop.now().timestamp())
        group = groups.joined(group_id, name="キッチン", members=members, code="4821", at=at)
        groups.link(group.id, by="森", lang=lang, at=at)
        self.choose(Choice(how="at_once", cap=10_000, quiet=False), group_id)

    @staticmethod
    def choose(choice: Choice, group_id: str = KITCHEN) -> None:
        group = groups.find(group_id)
        assert group
        entries.choose(group.id, choice)

    def hour(self, hour: int) -> None:
        """The clock goes on to the next such hour in Tokyo."""
        clock = self.shop.world.clock
        local = clock.now().astimezone(ZoneInfo("Asia/Tokyo"))
        there = local.replace(hour=hour, minute=0, second=0, microsecond=0)
        clock.tick(((there - local).total_seconds() - 1) % DAY + 1)

    @property
    def digests(self) -> list[views.Digest]:
        return [card for card in self.cards if isinstance(card, views.Digest)]

    def service(self, checkpoint: Callable[[str], None] = no_checkpoint) -> NoticeService:
        def account() -> Any:
            return settings.account("Asia/Tokyo")

        clock = self.shop.world.clock
        staff = staff_service(self.shop)
        return NoticeService(self.line, clock, account, staff, self.render, checkpoint=checkpoint)

    def render(self, view: View, locale: str) -> list[dict[str, Any]]:
        self.cards.append(view)
        return [{"type": "text", "text": f"{locale}: {view}", "card": len(self.cards) - 1}]

    @property
    def pushed(self) -> list[View]:
        """The cards that LINE took."""
        sent = [message for push in self.line.pushes for message in push.messages]
        return [self.cards[message["card"]] for message in sent]

    def minute_later(self) -> None:
        self.shop.world.clock.tick(60)

    def states(self) -> list[int]:
        return [row[0] for row in rows("SELECT state FROM notice ORDER BY id")]


def sent(office: Office, *names: str, scenario: str = "再来店") -> None:
    """A step with a receipt goes to these friends, and its minute passes."""
    office.shop.started(
        step("hello", receipt=["sent"], title="ごあいさつ"),
        step("later", {"days": 1}),
        name=scenario,
    )
    office.shop.follow(*names)
    office.shop.send()
    office.minute_later()


def seen_in(office: Office) -> views.Digest:
    answered = staff_service(office.shop).tapped(KITCHEN, LATEST)
    assert answered and isinstance(answered.view, views.Digest)
    return answered.view


def until(point: str, passage: int) -> Callable[[str], None]:
    passed = 0

    def checkpoint(name: str) -> None:
        nonlocal passed
        passed += name == point
        if name == point and passed == passage:
            raise Stopped

    return checkpoint
