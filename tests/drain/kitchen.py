"""A staff group, its people, and a friend of whom it was told."""

import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.domain.notifying import Choice
from bot.store import entries, friends, groups, settings
from tests.delivery.world import World, step
from tests.drain.chat import GROUP, HANA, MORI, Chat

TANAKA, SUZUKI, STRANGER = ("U" + letter * 32 for letter in "cde")


@dataclass
class Kitchen:
    """A linked group with an owner and two of the staff, and 花, of whom it was told."""

    chat: Chat
    world: World
    numbers: Any = field(default_factory=lambda: count(1))

    def says(self, text: str, user: str | None = TANAKA, quote: str | None = None) -> str:
        """Gives what the bot answers there, or "" where it stays silent."""
        message = {"type": "text", "id": f"said{next(self.numbers)}", "text": text}
        if quote:
            message["quotedMessageId"] = quote
        return self._happens("message", user, message=message)

    def taps(self, data: str, user: str | None = None) -> str:
        return self._happens("postback", user, postback={"data": data})

    def _happens(self, kind: str, user: str | None, **more: Any) -> str:
        before = len(self.chat.line.replies)
        source = {"type": "group", "groupId": GROUP, **({"userId": user} if user else {})}
        self.chat.arrive(kind, GROUP, source=source, **more)
        self.chat.drain()
        return str([sent.messages for sent in self.chat.line.replies[before:]] or "")

    @property
    def last_card(self) -> str:
        """The id that LINE gave the last answer."""
        return f"reply-{len(self.chat.line.replies)}"

    def line_of(self, words: str) -> str:
        """What a button with these words says."""
        shown = str(self.chat.line.replies[-1].messages)
        found = re.search(rf"'text': '({re.escape(words)} [\d-]+)'", shown)
        assert found, shown
        return found[1]

    def pushed(self, to: str) -> list[str]:
        self.chat.parts.notices.run()
        pushes = self.chat.line.pushes.values()
        return [m["text"] for sent in pushes if sent.to == to for m in sent.messages]

    @property
    def by_hand(self) -> bool:
        return friends.known(HANA).manual_at is not None

    @property
    def hana(self) -> Any:
        return friends.known(HANA)


def kitchen_of(chat: Chat) -> Kitchen:
    settings.set_account_name("ひだまり弁当")
    chat.line.names = {HANA: "花", MORI: "森", TANAKA: "田中", SUZUKI: "鈴木"}
    chat.becomes_owner()
    group = groups.joined(GROUP, name="キッチン", members=3, code="4821", at=1)
    groups.link(group.id, by="森", lang="ja", at=1)
    entries.choose(group.id, Choice(how="tap"))
    world = World(clock=chat.clock)
    world.scenario(step("first", receipt=["answered"]), step("second", {"days": 2}), name="再来店")
    chat.follows(HANA)
    chat.drain()
    world.send()
    chat.says("予約できますか", HANA)
    chat.drain()
    return Kitchen(chat, world)
