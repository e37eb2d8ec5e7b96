from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import FriendRow, HoldReason, OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class FriendsFind(OwnerView):
    """Without `query` the last ones seen; with it those whose name fits, 8 on a page. The id of
    "page" is where it begins.
    """

    template: ClassVar[str] = "owner/friends.find"
    acts: ClassVar[tuple[str, ...]] = ("by-rule", "page")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    now_at: datetime
    total: int
    rows: tuple[FriendRow, ...] = ()
    query: Written | None = None
    standing: Literal["", "manual", "stopped", "blocked"] = ""
    may_import: bool = False
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class FriendsImport(OwnerView):
    """`found` by now and `new` among them; `at`: when it began, or ended."""

    template: ClassVar[str] = "owner/friends.import"
    acts: ClassVar[tuple[str, ...]] = ("begin",)
    help: ClassVar[str] = "friends"
    now_at: datetime
    state: Literal["none", "going", "done", "not_allowed"] = "none"
    found: int = 0
    new: int = 0
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class WalkRow:
    """`place`: steps already sent of `steps`. next_at is None when nothing is planned.

    `hold`: what keeps the next step from going. `case`: of one that is stuck, its id in the inbox.
    """

    scenario_id: str
    name: Written
    place: int
    steps: int
    state: Literal["inside", "finished", "goal", "stopped", "opted_out", "stuck"] = "inside"
    next_at: datetime | None = None
    hold: HoldReason | None = None
    case: str | None = None
    id: str = "0"
    """Of the walk itself."""
    friend_id: str = "0"


@dataclass(frozen=True, kw_only=True)
class LabelLine:
    name: Written
    since_at: datetime


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """`said`: what was answered."""

    kind: Literal[
        "followed", "sent", "tapped", "watched", "answered", "skipped", "replied", "used",
        "stopped", "resumed", "blocked", "unblocked", "wrote",
    ]  # fmt: skip
    at: datetime
    scenario: Written | None = None
    number: str | None = None
    said: Written = ""


@dataclass(frozen=True, kw_only=True)
class FieldLine:
    """What is known of a friend under this name; of a birthday that may lie `until` then, both.
    None: nothing. `number`: its place in the list, from 1.
    """

    name: Written
    value: Written | None = None
    until: Written | None = None
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class FriendFields(OwnerView):
    """`earlier` and `later`: where the pages beside it begin."""

    template: ClassVar[str] = "owner/friend.fields"
    acts: ClassVar[tuple[str, ...]] = ("open",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    rows: tuple[FieldLine, ...] = ()
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class FriendField(OwnerView):
    """`kind` is text, number or date; None: which it is to be is asked first."""

    template: ClassVar[str] = "owner/friend.field"
    acts: ClassVar[tuple[str, ...]] = ("kind", "take", "date", "clear")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    field: FieldLine
    kind: str | None
    today: date


@dataclass(frozen=True, kw_only=True)
class FriendCard(OwnerView):
    """`fields`: the first of what is known; `more_fields` of it is not shown."""

    template: ClassVar[str] = "owner/friend.card"
    acts: ClassVar[tuple[str, ...]] = ("take-over", "hand-back")
    help: ClassVar[str] = "friends"
    friend: FriendRow
    now_at: datetime
    since_at: datetime | None = None
    route: Written | None = None
    labels: tuple[LabelLine, ...] = ()
    """The latest first."""
    fields: tuple[FieldLine, ...] = ()
    more_fields: int = 0
    walks: tuple[WalkRow, ...] = ()
    events: tuple[EventRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FriendLabel:
    """`since_at` None: it is offered."""

    id: str
    name: Written
    since_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class FriendLabels(OwnerView):
    """`id` is the friend's, the second id of "attach" and "detach" the label's. At most 10 `labels`
    with `more` behind them, at most 6 `others` to attach.
    """

    template: ClassVar[str] = "owner/friend.labels"
    acts: ClassVar[tuple[str, ...]] = ("attach", "detach")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    now_at: datetime
    labels: tuple[FriendLabel, ...] = ()
    more: int = 0
    others: tuple[FriendLabel, ...] = ()
