"""A scenario tried before it starts."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from flex_templates.views.owner.timeline import Lane
from flex_templates.views.parts import FriendRow, OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class TryMenu(OwnerView):
    """`walk`: postback data, as all `walk` and `walks` below."""

    template: ClassVar[str] = "owner/try.menu"
    help: ClassVar[str] = "message"
    id: str
    name: Written
    walk: str
    steps: int = 0


@dataclass(frozen=True, kw_only=True)
class TrySelf(OwnerView):
    """`sent` None: never tried; `most`: what it takes at most."""

    template: ClassVar[str] = "owner/try.self"
    acts: ClassVar[tuple[str, ...]] = ("begin", "end")
    help: ClassVar[str] = "message"
    id: str
    name: Written
    now_at: datetime
    walk: str
    most: int
    quota_left: int | None = None
    going: bool = False
    failed: bool = False
    sent: int | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TryWho(OwnerView):
    template: ClassVar[str] = "owner/try.who"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "message"
    id: str
    name: Written
    now_at: datetime
    query: Written | None = None
    rows: tuple[FriendRow, ...] = ()
    walks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TryWalk(OwnerView):
    """The line above a step's messages, and what follows. `who`: of no friend in particular when
    there is none. `onward`, `other` (arm) and `over`: postback data.
    """

    template: ClassVar[str] = "owner/try.walk"
    help: ClassVar[str] = "message"
    what: Literal["sends", "asks", "ends", "waits"]
    at: datetime
    over: str
    who: Written | None = None
    number: str | None = None
    day: int = 0
    next_at: datetime | None = None
    onward: str | None = None
    other: str | None = None


@dataclass(frozen=True, kw_only=True)
class TryArm(OwnerView):
    """Which way a branch goes, each without its steps; the last of `walks` is for who fits none."""

    template: ClassVar[str] = "owner/try.arm"
    help: ClassVar[str] = "message"
    id: str
    name: Written
    number: str
    arms: tuple[Lane, ...]
    walks: tuple[str, ...]
