"""Postback data of the owners' cards. What comes back is outside input: decoded strictly.

Look: `go:screen[:id]`, works from a card of any age. Act: `do:screen:token:action[:id]`, works
once, from the card shown last. Several ids are joined by dots: `go:step.card:12.s3`.
"""

import re
from dataclasses import dataclass

LONGEST = 300
"""Characters; LINE allows postback data of 300."""

_SCREEN = r"[a-z_]+(?:\.[a-z_]+)*"
_IDS = r"[\w-]+(?:[.:][\w-]+)*"
_GO = re.compile(rf"go:(?P<screen>{_SCREEN})(?::(?P<ids>{_IDS}))?")
_DO = re.compile(
    rf"do:(?P<screen>{_SCREEN}):(?P<token>[\w-]+):(?P<action>[a-z0-9_-]+)(?::(?P<ids>{_IDS}))?"
)


@dataclass(frozen=True)
class Go:
    screen: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Do:
    screen: str
    token: str
    action: str
    ids: tuple[str, ...] = ()


def decode(data: str) -> Go | Do | None:
    if len(data) > LONGEST:
        return None
    if go := _GO.fullmatch(data):
        return Go(go["screen"], _split(go["ids"]))
    if do := _DO.fullmatch(data):
        return Do(do["screen"], do["token"], do["action"], _split(do["ids"]))
    return None


def _split(ids: str | None) -> tuple[str, ...]:
    return tuple(re.split(r"[.:]", ids)) if ids else ()
