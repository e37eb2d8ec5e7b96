"""A LINE in memory for conversations: reply tokens work once, retry keys are remembered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.outcomes import (
    Accepted,
    AlreadyAccepted,
    InvalidReplyToken,
    Outcome,
    Throttled,
)
from bot.line.gateway import BotInfo, Content, GroupSummary, LineError, Menu, Message, Profile

Fault = Callable[[int], Outcome | None]


@dataclass(frozen=True)
class Sent:
    to: str
    messages: Sequence[Message]


@dataclass
class LineInMemory:
    """`before` and `after` acceptance may refuse or lose the answer to the n-th reply."""

    before: Fault = lambda _: None
    after: Fault = lambda _: None
    dead_tokens: set[str] = field(default_factory=set)
    tries: int = 0
    replies: list[Sent] = field(default_factory=list)
    pushes: dict[str, Sent] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)
    links: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    refuses_menus: LineError | None = None
    made: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    broken_profiles: int = 0
    tells_no_profiles: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    """By message id."""
    tells_nothing: bool = False

    def reply(self, token: str, messages: Sequence[Message]) -> Outcome:
        self.tries += 1
        if refusal := self.before(self.tries):
            return refusal
        if token in self.dead_tokens:
            return InvalidReplyToken()
        self.dead_tokens.add(token)
        self.replies.append(Sent(token, messages))
        return self.after(self.tries) or Accepted((f"reply-{len(self.replies)}",))

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Outcome:
        if retry_key in self.pushes:
            return AlreadyAccepted()
        self.pushes[retry_key] = Sent(to, messages)
        return Accepted()

    def loading(self, user_id: str, seconds: int = 20) -> None:
        pass

    def profile(self, user_id: str) -> Profile | None:
        if self.tells_no_profiles:
            raise LineError(Throttled(None))
        if self.broken_profiles:
            self.broken_profiles -= 1
            raise RuntimeError("an answer nobody expected")
        return Profile(user_id, self.names.get(user_id, "花"), self.languages.get(user_id, "ja"))

    def group_summary(self, group_id: str) -> GroupSummary:
        return GroupSummary(group_id, "キッチン")

    def member_name(self, group_id: str, user_id: str) -> str:
        return self.names.get(user_id, "田中")

    def group_member_count(self, group_id: str) -> int:
        return 3

    def content(self, message_id: str, limit: int) -> Content:
        return Content(self.files[message_id], "application/octet-stream")

    def link_menu(self, user_ids: Sequence[str], menu_id: str) -> None:
        if self.refuses_menus:
            raise self.refuses_menus
        self.links.append((tuple(user_ids), menu_id))
        self.linked |= dict.fromkeys(user_ids, menu_id)

    def unlink_menu(self, user_ids: Sequence[str]) -> None:
        for user_id in user_ids:
            self.linked.pop(user_id, None)

    def menus(self) -> tuple[Menu, ...]:
        return tuple(Menu(number, definition) for number, definition in self.made.items())

    def create_menu(self, definition: Mapping[str, Any], image: bytes, image_type: str) -> str:
        number = f"richmenu-{len(self.made)}-{len(image)}"
        self.made[number] = definition
        return number

    def delete_menu(self, menu_id: str) -> None:
        del self.made[menu_id]

    def bot_info(self) -> BotInfo:
        if self.tells_nothing:
            raise LineError(Throttled(None))
        return BotInfo("U" + "f" * 32, "@shop", "ひだまり弁当")

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(name)


@dataclass(frozen=True)
class Crowded:
    """The same LINE, as it is asked and told things side by side."""

    line: LineInMemory

    async def profile(self, user_id: str) -> Profile | None:
        return self.line.profile(user_id)

    async def reply(self, token: str, messages: Sequence[Message]) -> Outcome:
        return self.line.reply(token, messages)

    async def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Outcome:
        return self.line.push(to, messages, retry_key)


def texts(messages: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each message says in the notification."""
    return [message.get("text") or message.get("altText", "") for message in messages]
