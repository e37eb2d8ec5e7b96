"""Entry routes: the ways by which people come to be friends, and how a friend's is known."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator

from bot.domain import limits
from bot.domain.errors import Problem, Refused
from bot.domain.model import Listed, Some, at_most, refuse

# Somebody who looks first may still add the account on the same day.
SEEN_BEFORE = timedelta(hours=24)
# Words are sent just after: later ones are of a friend who met another poster.
SAID_AFTER = timedelta(hours=1)

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_SLUG_LENGTH = 6

Arrival = Literal["waiting", "added", "already"]
"""What it was of this friend: none yet, since they are no friend; the one they came by; or a way
that a friend took.
"""


def slug(value: str) -> str:
    if not re.fullmatch(rf"[a-z0-9][a-z0-9_-]{{0,{limits.ID_LENGTH - 1}}}", value):
        raise refuse("bad_id", value=value[:60], limit=limits.ID_LENGTH)
    return value


Slugs = Annotated[
    tuple[Annotated[str, AfterValidator(slug)], ...],
    Listed,
    Some,
    at_most(limits.ROUTES_OF_A_START, "routes"),
]


def new_slug(name: str) -> str:
    """From a name in Latin letters; else one that nobody can guess, without letters that look
    alike.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if name.isascii() and len(plain) >= 2:
        return plain[: limits.ID_LENGTH].strip("-")
    return "".join(secrets.choice(_LETTERS) for _ in range(_SLUG_LENGTH))


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one friend when their route is told. `followed_at`: epoch seconds, None where no follow is
    known: of who wrote without adding, and of friends from before the bot. `has_route`: they came
    by one that is known.
    """

    is_friend: bool
    followed_at: int | None
    has_route: bool


def arrival(standing: Standing, now: int, *, by_login: bool | None) -> Arrival:
    """`by_login`: LINE Login's word whether they became friends in it; None: they said it."""
    if not standing.is_friend:
        return "waiting"
    if standing.has_route or by_login is False:
        return "already"
    if standing.followed_at is None:
        return "waiting"
    within = SEEN_BEFORE if by_login else SAID_AFTER
    return "added" if now - standing.followed_at <= within.total_seconds() else "already"


def keyword_of(name: str) -> str:
    """What the link puts into the friend's text field."""
    return f"{name}から"


def no_route(value: str) -> Refused:
    return Refused(Problem("no_such_route", "", {"value": value[:40]}))
