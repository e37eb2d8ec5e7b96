"""One bot on one database, and people who do things to it."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.clock import FakeClock
from bot.config import Settings
from bot.store.inbox import InboxEvent
from bot.wiring import Parts
from tests.delivery.world import NOON
from tests.drain.line import Crowded, LineInMemory

HANA, MORI = "U" + "a" * 32, "U" + "b" * 32
GROUP = "C" + "c" * 32


@dataclass
class Chat:
    url: str
    data: Any
    line: LineInMemory = field(default_factory=LineInMemory)
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOON))
    numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.parts = self._parts()

    def _parts(self) -> Parts:
        settings = Settings.model_validate(
            {
                "line_channel_secret": "s",
                "line_channel_access_token": "t",
                "public_base_url": "https://shop.example",
                "database_url": self.url,
                "redis_url": "redis://127.0.0.1:1",
                "data_dir": self.data,
            }
        )
        crowd = Crowded(self.line)
        parts = Parts(settings, engine=True, line=self.line, crowd=crowd, clock=self.clock)
        parts.open()
        return parts

    def restart(self) -> None:
        """As after a crash: nothing is left but the database."""
        self.parts = self._parts()

    def arrive(self, kind: str, user: str = HANA, **more: Any) -> str:
        """Stores an event as the webhook does; gives its id."""
        number = next(self.numbers)
        event = {
            "type": kind,
            "mode": "active",
            "timestamp": int(self.clock.now().timestamp() * 1000) + number,
            "source": {"type": "user", "userId": user},
            "webhookEventId": f"event{number:06}",
            "deliveryContext": {"isRedelivery": False},
            "replyToken": f"token{number}",
            **more,
        }
        row = InboxEvent(event["webhookEventId"], user, json.dumps(event), self.clock.real())
        self.parts.inbox.add([row])
        return str(event["webhookEventId"])

    def follows(self, user: str = HANA, *, unblocked: bool = False) -> str:
        return self.arrive("follow", user, follow={"isUnblocked": unblocked})

    def says(self, text: str, user: str = HANA) -> str:
        message = {"type": "text", "id": str(next(self.numbers)), "text": text, "quoteToken": "q"}
        return self.arrive("message", user, message=message)

    def sends_file(self, body: bytes, user: str) -> str:
        name = str(next(self.numbers))
        self.line.files[name] = body
        message = {"type": "file", "id": name, "fileName": "codes.csv", "fileSize": len(body)}
        return self.arrive("message", user, message=message)

    def taps(self, data: str, user: str = HANA) -> str:
        return self.arrive("postback", user, postback={"data": data})

    def drain(self) -> None:
        self.parts.drain.run(5, lambda: False)

    def becomes_owner(self, user: str = MORI) -> None:
        self.says(self.parts.members.new_code("owner"), user)
        self.drain()
