"""What comes in from a chat, what goes out, and where a conversation is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from bot.domain.errors import Problem

Role = Literal["owner", "editor", "viewer"]


@dataclass(frozen=True)
class Actor:
    user_id: str
    name: str
    role: Role
    locale: str


@dataclass(frozen=True)
class Tapped:
    """A postback: its data as it came and the picker's params, e.g. {"time": "10:30"}."""

    data: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """`rich`: with LINE's own emojis, where there are any."""

    text: str
    rich: str = ""


@dataclass(frozen=True)
class Sent:
    """A medium, already downloaded and stored by the caller.

    `media` is None when it could not be stored, then `problem` says why. `problem` beside a
    stored one is only told (the picture was made smaller). `last_of_set` is False for every
    picture of an image set but the last: it is taken, and only the last one is answered.
    `seconds`: how long a recording is. `text`: what a file says, if it is one of text.
    """

    kind: Literal["image", "video", "audio", "file"]
    media: str | None
    width: int = 0
    height: int = 0
    size: int = 0
    problem: Problem | None = None
    last_of_set: bool = True
    seconds: float = 0.0
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Other:
    """What has no words and no file: a sticker, a location. `message`: what a step would send to
    show the same, as the document has it; None where it cannot.
    """

    kind: str
    message: Mapping[str, Any] | None = None


Input = Tapped | Typed | Sent | Other


@dataclass(frozen=True)
class Answer:
    """LINE message objects to reply with (none for a silent part of an image set).

    `acted` tells whether the person did something by it, so that a late answer may be pushed.
    """

    messages: list[dict[str, Any]]
    acted: bool


@dataclass(frozen=True)
class Conversation:
    """Where one chat stands. `state` is JSON of the engine's own, opaque to whoever keeps it."""

    chat: str
    screen: str
    state: Mapping[str, Any]
    token: str
    updated_at: datetime


class Conversations(Protocol):
    def load(self, chat: str) -> Conversation | None: ...

    def save(self, conversation: Conversation) -> None: ...
