"""Adding people to a scenario by hand."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from flex_templates.views.parts import FriendRow, MessageRow, OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class AddWhom(OwnerView):
    template: ClassVar[str] = "owner/add.whom"
    help: ClassVar[str] = "start"
    id: str
    name: Written
    friends: int
    labels: int = 0
    groups: int = 0


@dataclass(frozen=True, kw_only=True)
class PickRow:
    """`people` None: not counted here. `key` stands in the row's button."""

    key: str
    name: Written
    people: int | None = None


@dataclass(frozen=True, kw_only=True)
class PickList(OwnerView):
    """At most 8 rows, numbered; `earlier` and `later`: the other pages.

    A row opens `target` with the scenario's id and its own key.
    """

    template: ClassVar[str] = "owner/pick.list"
    help: ClassVar[str] = "start"
    id: str
    name: Written
    kind: str
    target: str
    rows: tuple[PickRow, ...] = ()
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class WhomLine:
    """`name`: of the label or group; None where it is gone, and for everybody."""

    kind: str = "all"
    name: Written | None = None


@dataclass(frozen=True, kw_only=True)
class AddPick(OwnerView):
    """At most 8 `rows`, numbered: `1 3` picks them, too. `picked`: names in the order of picking.

    The ids of "pick" are the scenario's and the friend's; a second one takes the friend out.
    """

    template: ClassVar[str] = "owner/add.pick"
    acts: ClassVar[tuple[str, ...]] = ("pick", "done")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    now_at: datetime
    rows: tuple[FriendRow, ...] = ()
    query: Written | None = None
    picked_ids: tuple[str, ...] = ()
    picked: tuple[Written, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AddCheck(OwnerView):
    """`entering` includes those `restarting`; `before`: were inside and are not taken again;
    `kept_out`: the scenario does not take them, or not so often. `key` None: of those `picked`.

    `steps`: those that send something. `quota_left` is None on a plan without a limit.
    """

    template: ClassVar[str] = "owner/add.check"
    acts: ClassVar[tuple[str, ...]] = ("add",)
    help: ClassVar[str] = "start"
    id: str
    name: Written
    now_at: datetime
    entering: int
    key: str | None = "all"
    whom: WhomLine = field(default_factory=WhomLine)
    picked: tuple[Written, ...] = ()
    paused: bool = False
    restarting: int = 0
    stopped: int = 0
    blocked: int = 0
    before: int = 0
    kept_out: int = 0
    members: int = 0
    steps: int = 1
    quota_left: int | None = None
    first_at: datetime | None = None

    @property
    def messages(self) -> int:
        """At most: everybody gets every step."""
        return self.entering * self.steps


@dataclass(frozen=True, kw_only=True)
class AddDone(OwnerView):
    template: ClassVar[str] = "owner/add.done"
    help: ClassVar[str] = "start"
    id: str
    name: Written
    now_at: datetime
    people: int
    or_more: bool = False
    paused: bool = False
    first_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class OnceWhom(OwnerView):
    template: ClassVar[str] = "owner/once.whom"
    help: ClassVar[str] = "start"
    id: str
    name: Written
    friends: int
    labels: int = 0
    groups: int = 0


@dataclass(frozen=True, kw_only=True)
class OnceWhen(OwnerView):
    """`local_now`: in the shop's own time, for the picker."""

    template: ClassVar[str] = "owner/once.when"
    acts: ClassVar[tuple[str, ...]] = ("now", "at")
    help: ClassVar[str] = "start"
    id: str
    name: Written
    key: str
    local_now: datetime
    whom: WhomLine = field(default_factory=WhomLine)


@dataclass(frozen=True, kw_only=True)
class OnceCheck(OwnerView):
    """`at` None: as soon as it is decided; `first_at`: when it goes then, since nothing goes at
    night. `quota_left` is None on a plan without a limit.
    """

    template: ClassVar[str] = "owner/once.check"
    acts: ClassVar[tuple[str, ...]] = ("send",)
    help: ClassVar[str] = "start"
    id: str
    name: Written
    now_at: datetime
    key: str
    people: int
    messages: tuple[MessageRow, ...] = ()
    whom: WhomLine = field(default_factory=WhomLine)
    at: datetime | None = None
    first_at: datetime | None = None
    stopped: int = 0
    blocked: int = 0
    members: int = 0
    steps: int = 1
    quota_left: int | None = None
    all_stopped: bool = False

    @property
    def cost(self) -> int:
        """Messages of the month, at most."""
        return self.people * self.steps

    @property
    def is_later(self) -> bool:
        """It goes later than was chosen."""
        chosen = self.at or self.now_at
        return self.first_at is not None and (self.first_at - chosen).total_seconds() > 60
