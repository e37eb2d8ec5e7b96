"""People who tap whatever they see, type whatever comes to mind, and press what others may."""

import json
import random
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Literal

from PIL import Image

from bot.store.db import rows
from flex_templates.menus import KINDS, menu_definition
from simulator.validation.messages import check_messages
from tests.drain.chat import Chat
from tests.drain.line import Sent

Role = Literal["owner", "editor", "viewer", "friend", "stranger"]
Action = Mapping[str, Any]

WORDS = (
    "こんにちは", "3", "1 2", "10:30", "10日", "2027-01-31", "25 45", "週替わりのご案内",
    "予約する https://example.com/", "{名前}さん、お待ちしています", "{値段}円です", "メニュー",
    "{{ friend.name }}",
    "もどる", "やめる", "ヘルプ", "menu", "停止", "再開", "2-B-3", "月火", "常連", "https://",
    "https://example.com/a", "クーポン", "A\nB\nC", "はい", "0", "400", "山田", "😀" * 40,
    "あ" * 5001,    "\u202eكتاب\u202c", "$& $1 \\", "tobi-AAAA-AAAA", "wait: 1", "-1", "1.5", "　",
)  # fmt: skip
PICKED = {"date": "2026-12-24", "time": "10:30", "datetime": "2026-12-24T10:30"}

MENUS = [area["action"] for kind in KINDS for area in menu_definition(kind, "ja")["areas"]]

# What only those who may change what the shop does may change, by the least role that may.
OF_EDITORS = {
    "scenario": "id, name, state",
    "draft": "scenario_id, document",
    "user_group": "id, name",
    "coupon": "id, title",
}
OF_OWNERS = {
    "scenario_version": "id, scenario_id",
    "member": "user_id, role",
    "api_token": "id, hash",
    "staff_group": "group_id",
}
Facts = dict[str, list[tuple[Any, ...]]]


def facts(tables: Mapping[str, str]) -> Facts:
    return {
        table: sorted(tuple(row) for row in rows(f"SELECT {columns} FROM {table}"))
        for table, columns in tables.items()
    }


def actions(part: Any) -> Iterator[Action]:
    """Everything that a thumb could touch in some messages."""
    if isinstance(part, list):
        for one in part:
            yield from actions(one)
    elif isinstance(part, dict):
        if isinstance(part.get("action"), dict):
            yield part["action"]
        for value in part.values():
            yield from actions(value)


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (1200, 800), "#1e6b52").save(out, "PNG")
    return out.getvalue()


@dataclass
class Walker:
    """`shared` are buttons that anybody ever saw: others' cards are tapped, too."""

    chat: Chat
    user: str
    role: Role
    chance: random.Random
    shared: deque[Action]
    seen: list[Action] = field(default_factory=list)
    path: deque[str] = field(default_factory=lambda: deque(maxlen=12))

    def act(self) -> None:
        """One thing is done, answered, and has changed nothing that this person may not change."""
        before, told = facts(self._guarded()), len(self.chat.line.replies)
        pushed = len(self.chat.line.pushes)
        expects_answer = self._do()
        self.chat.drain()
        self._check_failures()
        assert facts(self._guarded()) == before, self._story("changed what is not theirs")
        answers = [*self.chat.line.replies[told:], *list(self.chat.line.pushes.values())[pushed:]]
        assert answers or not expects_answer, self._story("got no answer")
        self._read(answers)

    def _guarded(self) -> Mapping[str, str]:
        match self.role:
            case "owner":
                return {}
            case "editor":
                return OF_OWNERS
            case _:
                return {**OF_OWNERS, **OF_EDITORS}

    def _do(self) -> bool:
        """Whether silence would be a fault: those who run the shop are always answered."""
        runs_shop = self.role in ("owner", "editor", "viewer")
        dice = self.chance.random()
        if dice < 0.15:
            return self._type(self.chance.choice(WORDS)) and runs_shop
        if dice < 0.18:
            return self._send_something()
        return self._touch(self._choose(dice)) and runs_shop

    def _choose(self, dice: float) -> Action:
        pool = self.seen if dice < 0.85 else list(self.shared) if dice < 0.95 else MENUS
        return self.chance.choice(pool or MENUS)

    def _touch(self, action: Action) -> bool:
        match action:
            case {"type": "postback", "data": str(data)}:
                self._tell(f"taps {action.get('label', '')!r} {data}")
                self.chat.taps(data, self.user)
            case {"type": "datetimepicker", "data": str(data), "mode": str(mode)}:
                self._tell(f"picks {data}")
                postback = {"data": data, "params": {mode: PICKED[mode]}}
                self.chat.arrive("postback", self.user, postback=postback)
            case {"type": "message", "text": str(text)}:
                return self._type(text)
            case _:
                return False
        return True

    def _type(self, text: str) -> bool:
        self._tell(f"types {text[:40]!r}")
        self.chat.says(text, self.user)
        return True

    def _send_something(self) -> bool:
        number = str(next(self.chat.numbers))
        kind = self.chance.choice(("sticker", "image", "location", "video"))
        self._tell(f"sends a {kind}")
        self.chat.line.files[number] = png() if kind == "image" else b"nothing of the kind"
        more: dict[str, Any] = {
            "sticker": {"packageId": "446", "stickerId": "1988", "stickerResourceType": "STATIC"},
            "image": {"contentProvider": {"type": "line"}},
            "video": {"contentProvider": {"type": "line"}, "duration": 1000},
            "location": {"title": "店", "address": "東京", "latitude": 35.6, "longitude": 139.7},
        }
        message = {"type": kind, "id": number, **more[kind]}
        self.chat.arrive("message", self.user, message=message)
        return False

    def _check_failures(self) -> None:
        inbox = self.chat.parts.inbox
        broken = inbox.depth() or inbox.parked_summary()
        assert not broken, self._story("broke something, see the log")

    def _read(self, answers: list[Sent]) -> None:
        for answer in answers:
            messages = list(answer.messages)
            check_messages(messages, len(json.dumps(messages)))
            self.seen = list(actions(messages)) or self.seen
            self.shared.extend(self.seen)

    def _tell(self, what: str) -> None:
        self.path.append(what)

    def _story(self, end: str) -> str:
        return "\n  ".join([f"the {self.role} {end}, after", *self.path])
