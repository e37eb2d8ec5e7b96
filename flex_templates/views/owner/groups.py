"""Groups of friends."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from flex_templates.views.parts import FriendRow, OwnerView, Written
from flex_templates.views.rules import RulePart


@dataclass(frozen=True, kw_only=True)
class FriendGroupRow:
    id: str
    name: Written
    people: int


@dataclass(frozen=True, kw_only=True)
class GroupList(OwnerView):
    """`earlier` and `later`: where the pages beside it begin."""

    template: ClassVar[str] = "owner/group.list"
    acts: ClassVar[tuple[str, ...]] = ("new",)
    help: ClassVar[str] = "rule"
    rows: tuple[FriendGroupRow, ...] = ()
    earlier: int | None = None
    later: int | None = None
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class GroupCard(OwnerView):
    """`used_in`: scenarios and groups. Not `simple`: made in a file, and deeper than the chat."""

    template: ClassVar[str] = "owner/group.card"
    acts: ClassVar[tuple[str, ...]] = ("change",)
    help: ClassVar[str] = "rule"
    id: str
    name: Written
    rule: RulePart
    people: int
    friends: int
    used_in: tuple[Written, ...] = ()
    simple: bool = True


@dataclass(frozen=True, kw_only=True)
class GroupPeople(OwnerView):
    """`later`: behind whom the next page begins."""

    template: ClassVar[str] = "owner/group.people"
    help: ClassVar[str] = "rule"
    id: str
    name: Written
    now_at: datetime
    rows: tuple[FriendRow, ...] = ()
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class GroupName(OwnerView):
    template: ClassVar[str] = "owner/group.name"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "rule"
    name: Written


@dataclass(frozen=True, kw_only=True)
class GroupNew(OwnerView):
    """What the rule is saved under."""

    template: ClassVar[str] = "owner/group.new"
    acts: ClassVar[tuple[str, ...]] = ("back",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "rule"


@dataclass(frozen=True, kw_only=True)
class GroupDelete(OwnerView):
    template: ClassVar[str] = "owner/group.delete"
    acts: ClassVar[tuple[str, ...]] = ("delete",)
    help: ClassVar[str] = "rule"
    id: str
    name: Written
    used_in: tuple[Written, ...] = ()
