"""What became of one request to LINE that sends messages."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Accepted:
    """`message_ids` is empty where LINE names none (multicast) or where its answer was odd."""

    message_ids: tuple[str, ...] = ()
    request_id: str | None = None


@dataclass(frozen=True)
class AlreadyAccepted:
    """An earlier attempt with this retry key was accepted; `request_id` is that attempt's."""

    request_id: str | None = None
    message_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Throttled:
    """Too many requests just now: not sent; `retry_after` in seconds when LINE says it."""

    retry_after: float | None = None


@dataclass(frozen=True)
class QuotaSpent:
    """The month's messages are used up, or reserved by another campaign: not sent."""


@dataclass(frozen=True)
class Unavailable:
    """Timeout, 5xx, connection lost: nobody knows whether LINE accepted the request."""

    reason: str


@dataclass(frozen=True)
class NotSent:
    """Surely not accepted: the connection failed before anything was written."""

    reason: str


@dataclass(frozen=True)
class Unauthorized:
    """The access token or the plan does not allow this: not sent."""

    reason: str


@dataclass(frozen=True)
class Rejected:
    """LINE refuses this content or recipient for good: not sent, to nobody.

    `place` is LINE's path, such as `messages[0].text` or `/body/contents/0`; `recipient` is the
    index into `to` of the id that LINE dislikes, when it names one.
    """

    reason: str
    place: str | None = None
    recipient: int | None = None


@dataclass(frozen=True)
class InvalidReplyToken:
    """The token is expired or was used, possibly by our own earlier attempt."""


Outcome: TypeAlias = (
    Accepted
    | AlreadyAccepted
    | Throttled
    | QuotaSpent
    | Unavailable
    | NotSent
    | Unauthorized
    | Rejected
    | InvalidReplyToken
)


def is_sent(outcome: Outcome) -> bool:
    return isinstance(outcome, Accepted | AlreadyAccepted)


def is_unknown(outcome: Outcome) -> bool:
    return isinstance(outcome, Unavailable)
