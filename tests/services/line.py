"""A LINE in memory for what is asked of it in conversations: pushes, groups and rich menus."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.outcomes import Accepted, AlreadyAccepted, Outcome, Rejected, is_sent
from bot.line.gateway import Content, Followers, GroupSummary, LineError, Menu, Message


@dataclass(frozen=True)
class Push:
    to: str
    messages: Sequence[Message]
    key: str


def accept(_: int) -> Outcome:
    return Accepted()


@dataclass
class FakeLine:
    """`answer` gives the outcome of the n-th push; a key that was accepted is not taken again."""

    answer: Callable[[int], Outcome] = accept
    asked: int = 0
    pushes: list[Push] = field(default_factory=list)
    lost_groups: set[str] = field(default_factory=set)
    made: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    everybodys: str | None = None
    linked: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    numbers: int = 0

    # Conversation

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Outcome:
        self.asked += 1
        if any(known.key == retry_key for known in self.pushes):
            return AlreadyAccepted()
        outcome = self.answer(self.asked)
        if is_sent(outcome):
            self.pushes.append(Push(to, messages, retry_key))
        return outcome

    def reply(self, token: str, messages: Sequence[Message]) -> Outcome:
        raise NotImplementedError

    def loading(self, user_id: str, seconds: int = 20) -> None:
        raise NotImplementedError

    # People

    def followers(self, start: str | None, limit: int) -> Followers:
        raise NotImplementedError

    def group_summary(self, group_id: str) -> GroupSummary:
        if group_id in self.lost_groups:
            raise LineError(Rejected("Not found"))
        return GroupSummary(group_id, "キッチン")

    def group_member_count(self, group_id: str) -> int:
        raise NotImplementedError

    def member_name(self, group_id: str, user_id: str) -> str:
        raise NotImplementedError

    def leave_group(self, group_id: str) -> None:
        raise NotImplementedError

    def content(self, message_id: str, limit: int) -> Content:
        raise NotImplementedError

    # Menus

    def create_menu(self, definition: Mapping[str, Any], image: bytes, image_type: str) -> str:
        self._called("create")
        self.numbers += 1
        self.made[f"richmenu-{self.numbers}"] = definition
        return f"richmenu-{self.numbers}"

    def set_default_menu(self, menu_id: str) -> None:
        self._called("default")
        self.everybodys = menu_id

    def default_menu(self) -> str | None:
        return self.everybodys

    def link_menu(self, user_ids: Sequence[str], menu_id: str) -> None:
        self._called("link")
        self.linked |= dict.fromkeys(user_ids, menu_id)

    def unlink_menu(self, user_ids: Sequence[str]) -> None:
        self._called("unlink")
        for user_id in user_ids:
            self.linked.pop(user_id, None)

    def delete_menu(self, menu_id: str) -> None:
        self._called("delete")
        del self.made[menu_id]

    def menus(self) -> tuple[Menu, ...]:
        return tuple(Menu(menu_id, definition) for menu_id, definition in self.made.items())

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.broken:
            raise LineError(Rejected("no"))
