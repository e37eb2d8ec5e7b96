"""Groups of friends, and the rule of one, put together."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import FriendRow, OwnerView, Written
from flex_templates.views.rules import RulePart


@dataclass(frozen=True)
class Named:
    id: str
    name: Written


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


@dataclass(frozen=True, kw_only=True)
class RuleCard(OwnerView):
    """`name` None: of a group that is not there yet. The id of "part" is its number."""

    template: ClassVar[str] = "owner/rule.card"
    acts: ClassVar[tuple[str, ...]] = ("add", "join", "part", "save")
    help: ClassVar[str] = "rule"
    name: Written | None
    rule: RulePart | None
    parts: tuple[RulePart, ...] = ()
    every: bool = True
    people: int = 0
    friends: int = 0
    most: int = 10


@dataclass(frozen=True, kw_only=True)
class RuleKinds(OwnerView):
    template: ClassVar[str] = "owner/rule.kind"
    acts: ClassVar[tuple[str, ...]] = ("kind", "back")
    help: ClassVar[str] = "rule"


@dataclass(frozen=True, kw_only=True)
class RulePick(OwnerView):
    template: ClassVar[str] = "owner/rule.pick"
    acts: ClassVar[tuple[str, ...]] = ("pick", "page", "back")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "rule"
    kind: str
    rows: tuple[Named, ...] = ()
    query: Written | None = None
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class RuleHow(OwnerView):
    """`field`: what an attribute holds. The id of "take" is what a tile says."""

    template: ClassVar[str] = "owner/rule.how"
    acts: ClassVar[tuple[str, ...]] = ("take", "back")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "rule"
    kind: str
    name: Written = ""
    field: Literal["text", "number", "date"] = "text"


@dataclass(frozen=True, kw_only=True)
class RulePartCard(OwnerView):
    template: ClassVar[str] = "owner/rule.part"
    acts: ClassVar[tuple[str, ...]] = ("turn", "remove", "back")
    help: ClassVar[str] = "rule"
    part: RulePart
    number: int
