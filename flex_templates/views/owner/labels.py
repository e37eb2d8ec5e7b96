"""The shop's labels."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from flex_templates.views.owner.add import WhomLine
from flex_templates.views.parts import FriendRow, OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class LabelRow:
    id: str
    name: Written
    people: int


@dataclass(frozen=True, kw_only=True)
class LabelList(OwnerView):
    """`earlier` and `later`: where the pages beside it begin."""

    template: ClassVar[str] = "owner/label.list"
    help: ClassVar[str] = "friends"
    rows: tuple[LabelRow, ...] = ()
    earlier: int | None = None
    later: int | None = None
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class UseRow:
    """What speaks of it: `kind` is scenario, group, route or part."""

    kind: str
    name: Written
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class LabelCard(OwnerView):
    """`used`: how many speak of it, of which the first are `uses`. `going`: some are still to get
    or to lose it.
    """

    template: ClassVar[str] = "owner/label.card"
    acts: ClassVar[tuple[str, ...]] = ("file",)
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    now_at: datetime
    people: int
    since_at: datetime
    uses: tuple[UseRow, ...] = ()
    used: int = 0
    going: bool = False


@dataclass(frozen=True, kw_only=True)
class LabelPeople(OwnerView):
    """`later`: behind whom the next page begins."""

    template: ClassVar[str] = "owner/label.people"
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    now_at: datetime
    rows: tuple[FriendRow, ...] = ()
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class LabelNew(OwnerView):
    template: ClassVar[str] = "owner/label.new"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"


@dataclass(frozen=True, kw_only=True)
class LabelName(OwnerView):
    template: ClassVar[str] = "owner/label.name"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    name: Written


@dataclass(frozen=True, kw_only=True)
class LabelDelete(OwnerView):
    template: ClassVar[str] = "owner/label.delete"
    acts: ClassVar[tuple[str, ...]] = ("delete",)
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    people: int
    uses: tuple[UseRow, ...] = ()
    used: int = 0


@dataclass(frozen=True, kw_only=True)
class LabelMany(OwnerView):
    """`way`: give or take."""

    template: ClassVar[str] = "owner/label.many"
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    way: str = "give"
    friends: int = 0
    labels: int = 0
    groups: int = 0


@dataclass(frozen=True, kw_only=True)
class NamedRow:
    id: str
    name: Written


@dataclass(frozen=True, kw_only=True)
class LabelPick(OwnerView):
    """`by`: group or label."""

    template: ClassVar[str] = "owner/label.pick"
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    way: str = "give"
    by: str = "group"
    rows: tuple[NamedRow, ...] = ()
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class LabelCheck(OwnerView):
    """`people` it changes something for; `already` as they are to be."""

    template: ClassVar[str] = "owner/label.check"
    acts: ClassVar[tuple[str, ...]] = ("tag",)
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    way: str = "give"
    key: str = "all"
    whom: WhomLine = field(default_factory=WhomLine)
    people: int = 0
    already: int = 0


@dataclass(frozen=True, kw_only=True)
class LabelFile(OwnerView):
    template: ClassVar[str] = "owner/label.file"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    way: str = "give"
    most: int = 0
