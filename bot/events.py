"""What happens in LINE, as frozen dataclasses. `event_reader` makes them from LINE's JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

ChatKind: TypeAlias = Literal["user", "group", "room"]
MediaKind: TypeAlias = Literal["image", "video", "audio", "file"]


@dataclass(frozen=True)
class Chat:
    """Where it happened; a person's own chat with the account has the person's id."""

    kind: ChatKind
    id: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """`at` is when it happened by LINE's clock: events may arrive late and out of order.

    `user_id` is missing for people who never agreed to share it, and in most group events.
    """

    event_id: str
    at: datetime
    mode: str = "active"
    chat: Chat | None = None
    user_id: str | None = None
    reply_token: str | None = None
    is_redelivery: bool = False

    @property
    def is_ours(self) -> bool:
        """Not so in standby mode, when another system answers this chat."""
        return self.mode == "active"


@dataclass(frozen=True, kw_only=True)
class Followed(Event):
    """`unblocked` is LINE's word, which it calls not fully accurate."""

    unblocked: bool = False


@dataclass(frozen=True, kw_only=True)
class Unfollowed(Event):
    pass


@dataclass(frozen=True, slots=True)
class WrittenEmoji:
    """One of LINE's own: from `index` on so many UTF-16 units of the text stand for it."""

    index: int
    length: int
    product_id: str
    emoji_id: str


@dataclass(frozen=True, kw_only=True)
class Wrote(Event):
    """`emojis`: LINE's own; in the text stands a word for each."""

    text: str
    message_id: str
    quote_token: str | None = None
    quoted_id: str | None = None
    emojis: tuple[WrittenEmoji, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImageSet:
    """Pictures sent together; `index` counts from 1."""

    id: str
    index: int
    total: int


@dataclass(frozen=True, kw_only=True)
class SentMedia(Event):
    kind: MediaKind
    message_id: str
    image_set: ImageSet | None = None
    name: str = ""
    """Of a file."""
    external: bool = False
    """Lies on someone else's server, so that LINE has no content to download."""


@dataclass(frozen=True, kw_only=True)
class SentSticker(Event):
    message_id: str
    package_id: str
    sticker_id: str
    says: str = ""
    """What its sender wrote on it."""


@dataclass(frozen=True, kw_only=True)
class SentLocation(Event):
    message_id: str
    latitude: float
    longitude: float
    title: str | None = None
    address: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tapped(Event):
    """A postback. `params` holds a picked `date`, `time` or `datetime`, or a menu switch."""

    data: str
    params: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class LinkOpened(Event):
    """An event of our own: a friend opened a tracked link of a step. `system`: of their phone, ""
    where it cannot be told.
    """

    link_id: int
    enrollment_id: int
    system: str = ""


@dataclass(frozen=True, kw_only=True)
class CameByRoute(Event):
    """An event of our own: LINE Login has told by which entry route. `added`: they became a friend
    in it.
    """

    route_id: int
    added: bool


@dataclass(frozen=True, kw_only=True)
class JoinedGroup(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class LeftGroup(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class MembersJoined(Event):
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MembersLeft(Event):
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class VideoWatched(Event):
    tracking_id: str


@dataclass(frozen=True, kw_only=True)
class Unsent(Event):
    message_id: str


@dataclass(frozen=True, kw_only=True)
class Unknown(Event):
    """Of a type that we do not know, or without what its type needs."""

    type: str
