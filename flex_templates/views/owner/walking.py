from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from flex_templates.views.owner.people import EventRow, WalkRow
from flex_templates.views.parts import OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class AheadRow:
    number: str
    title: Written


@dataclass(frozen=True, kw_only=True)
class FriendWalk(OwnerView):
    """`next`: the step they wait for."""

    template: ClassVar[str] = "owner/friend.walk"
    acts: ClassVar[tuple[str, ...]] = ("stop", "skip")
    help: ClassVar[str] = "friends"
    friend_id: str
    name: Written
    now_at: datetime
    walk: WalkRow
    next: AheadRow | None = None

    @property
    def way(self) -> list[str]:
        return [self.friend_id, self.walk.id]


@dataclass(frozen=True, kw_only=True)
class FriendJump(OwnerView):
    """`rows`: at most 8 steps ahead; the last id of "jump" is a step's number. `steps`: the last
    step's number.
    """

    template: ClassVar[str] = "owner/friend.jump"
    acts: ClassVar[tuple[str, ...]] = ("jump",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    friend_id: str
    walk_id: str
    name: Written
    scenario: Written
    rows: tuple[AheadRow, ...]
    steps: int


@dataclass(frozen=True, kw_only=True)
class FriendNow(OwnerView):
    template: ClassVar[str] = "owner/friend.now"
    acts: ClassVar[tuple[str, ...]] = ("send",)
    help: ClassVar[str] = "friends"
    friend_id: str
    walk_id: str
    name: Written
    scenario: Written
    next: AheadRow | None = None


@dataclass(frozen=True, kw_only=True)
class FriendReply(OwnerView):
    template: ClassVar[str] = "owner/friend.reply"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    id: str
    name: Written


@dataclass(frozen=True, kw_only=True)
class FriendSend(OwnerView):
    """`text` or `picture` as they will get it; `free`: it answers what they just wrote."""

    template: ClassVar[str] = "owner/friend.send"
    acts: ClassVar[tuple[str, ...]] = ("send",)
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    text: Written = ""
    picture: str | None = None
    free: bool = False


@dataclass(frozen=True, kw_only=True)
class FriendMore(OwnerView):
    """`inside`: scenarios they are in."""

    template: ClassVar[str] = "owner/friend.more"
    acts: ClassVar[tuple[str, ...]] = ("stop-all",)
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    inside: int = 0


@dataclass(frozen=True, kw_only=True)
class FriendHistory(OwnerView):
    """At most 16 events, the latest first."""

    template: ClassVar[str] = "owner/friend.history"
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    now_at: datetime
    events: tuple[EventRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EnterRow:
    id: str
    name: Written


@dataclass(frozen=True, kw_only=True)
class FriendEnter(OwnerView):
    """The last id of "enter" is the scenario's. `earlier` and `later`: where the pages beside it
    begin.
    """

    template: ClassVar[str] = "owner/friend.enter"
    acts: ClassVar[tuple[str, ...]] = ("enter",)
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    rows: tuple[EnterRow, ...] = ()
    earlier: int | None = None
    later: int | None = None
