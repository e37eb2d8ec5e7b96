"""What the rest of the bot asks of LINE, as protocols. Implementations and fakes both fit them.

A message is a ready LINE message object: a plain dict, sent exactly as it is. Calls that send give
an `Outcome` and never raise; every other call raises `LineError` when LINE does not do it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeAlias

from bot.domain.outcomes import Outcome

Message: TypeAlias = Mapping[str, Any]


class LineError(Exception):
    """The call was not done, or nobody knows: `outcome` says which, in the words of sending."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(str(outcome))
        self.outcome = outcome


class ContentGone(LineError):
    """The picture was unsent, or is too old: LINE no longer has it."""


class ContentTooLarge(LineError):
    """More bytes than the caller wanted; the rest was not downloaded. `size`: how many, or 0 where
    LINE did not say it.
    """

    def __init__(self, outcome: Outcome, size: int = 0) -> None:
        super().__init__(outcome)
        self.size = size


@dataclass(frozen=True)
class Profile:
    """`language` is a BCP 47 tag, absent without the person's consent."""

    user_id: str
    name: str
    language: str | None = None
    picture_url: str | None = None


@dataclass(frozen=True)
class Followers:
    """Some of the friends, and where the next ones begin; None: these were the last."""

    user_ids: tuple[str, ...]
    next: str | None = None


@dataclass(frozen=True)
class GroupSummary:
    group_id: str
    name: str
    picture_url: str | None = None


@dataclass(frozen=True)
class BotInfo:
    user_id: str
    basic_id: str
    name: str
    picture_url: str | None = None
    chat_mode: str | None = None


@dataclass(frozen=True)
class Content:
    body: bytes
    type: str


@dataclass(frozen=True)
class Webhook:
    url: str
    active: bool


@dataclass(frozen=True)
class WebhookTest:
    """`reason` is LINE's word: OK, COULD_NOT_CONNECT, REQUEST_TIMEOUT, ERROR_STATUS_CODE …"""

    success: bool
    reason: str
    status: int | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Menu:
    """A rich menu that LINE keeps; `definition` is its size, areas, name and chat bar text."""

    id: str
    definition: Mapping[str, Any]


class Conversation(Protocol):
    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Outcome: ...

    def reply(self, token: str, messages: Sequence[Message]) -> Outcome:
        """A token works once, and has no retry key."""

    def loading(self, user_id: str, seconds: int = 20) -> None:
        """Shows the dots of someone typing until the next message, for 5 to 60 seconds."""


class People(Protocol):
    def followers(self, start: str | None, limit: int) -> Followers:
        """From `start`, which LINE forgets after a day. Only verified accounts may ask."""

    def group_summary(self, group_id: str) -> GroupSummary: ...

    def group_member_count(self, group_id: str) -> int:
        """Without the bot."""

    def member_name(self, group_id: str, user_id: str) -> str:
        """Also of somebody who is no friend of the account."""

    def leave_group(self, group_id: str) -> None: ...

    def content(self, message_id: str, limit: int) -> Content:
        """The media of a message, of at most `limit` bytes. While LINE still prepares it the
        error's outcome is `Unavailable`: ask again a little later.
        """


class Menus(Protocol):
    def create_menu(self, definition: Mapping[str, Any], image: bytes, image_type: str) -> str:
        """The new menu's id. Without its picture a menu is of no use and is deleted again."""

    def set_default_menu(self, menu_id: str) -> None: ...

    def default_menu(self) -> str | None: ...

    def link_menu(self, user_ids: Sequence[str], menu_id: str) -> None:
        """One person sees it at once; of 2 to 500 LINE takes note, and shows it a little later."""

    def unlink_menu(self, user_ids: Sequence[str]) -> None:
        """So many, too; they see everybody's again."""

    def delete_menu(self, menu_id: str) -> None: ...

    def menus(self) -> tuple[Menu, ...]: ...


class Login(Protocol):
    def who(self, code: str, callback: str, nonce: str) -> str:
        """The user id of whoever came back from LINE Login with this code, which works once: then
        the error's outcome is `Rejected`.
        """

    def check(self, callback: str) -> None:
        """Raises LineError where LINE does not take this channel's id and secret."""


class Account(Protocol):
    def bot_info(self) -> BotInfo: ...

    def server_time(self) -> datetime | None:
        """What LINE's own clock shows, to the second; None when it does not say."""

    def quota(self) -> int | None:
        """Messages the plan allows this month; None without a limit."""

    def consumption(self) -> int:
        """Messages of this month so far: LINE calls the figure approximate."""

    def set_webhook(self, url: str) -> None: ...

    def webhook(self) -> Webhook | None: ...

    def test_webhook(self) -> WebhookTest: ...


class Insight(Protocol):
    def opened(self, unit: str, first: date, last: date) -> int | None:
        """How many people opened what was sent under that name, in at most 31 days of Japan. None:
        nobody yet, or too few to be told.
        """


class Chat(Conversation, People, Menus, Account, Insight, Protocol):
    """All that conversations and commands need, called from threads."""


class Crowd(Protocol):
    """What is asked and said when many come at once, from one event loop with many in flight."""

    async def profile(self, user_id: str) -> Profile | None:
        """None for somebody whom the account cannot reach: blocked, gone, never a friend."""

    async def reply(self, token: str, messages: Sequence[Message]) -> Outcome: ...

    async def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Outcome: ...


class Sender(Protocol):
    """What the delivery engine needs, called from one event loop with hundreds in flight. `unit`:
    the name that LINE counts opens under.
    """

    async def push(
        self, to: str, messages: Sequence[Message], retry_key: str, unit: str = ""
    ) -> Outcome: ...

    async def multicast(
        self, to: Sequence[str], messages: Sequence[Message], retry_key: str, unit: str = ""
    ) -> Outcome: ...

    async def aclose(self) -> None: ...
