"""What needs a person: lists and single cases of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import (
    AccountHold,
    HeldCount,
    HoldReason,
    MessageRow,
    OwnerView,
    Written,
)

FailReason = Literal["picture", "content", "too_big", "unknown_friend", "unavailable", "other"]


@dataclass(frozen=True, kw_only=True)
class CheckItem:
    """One batch that failed, or that nobody knows about ("uncertain"). `id` is the batch's.

    `step_id` None: the step cannot be opened. `message`: which of its messages LINE blames, from 1.
    """

    id: str
    kind: Literal["failed", "uncertain"]
    scenario_id: str
    scenario: Written
    number: str
    people: int
    at: datetime
    reason: FailReason = "other"
    message: int | None = None
    step_id: str | None = None
    title: Written | None = None

    @property
    def is_of_content(self) -> bool:
        """Sent once more as it is, LINE refuses it once more."""
        return self.reason in ("picture", "content", "too_big")


@dataclass(frozen=True)
class Parked:
    """`number` events that failed five times, the first at `since_at`; `upto` is the last's id."""

    upto: str
    number: int
    since_at: datetime


@dataclass(frozen=True, kw_only=True)
class BrokenItem:
    """A step the program cannot prepare; `id` is its lane's. Tried again by itself `again_at`."""

    id: str
    scenario_id: str
    scenario: Written
    number: str
    people: int
    since_at: datetime
    again_at: datetime
    step_id: str | None = None
    title: Written | None = None


@dataclass(frozen=True, kw_only=True)
class UnpostedItem:
    """Notices to one group or person; `id` is the newest one's, `said` its words.

    `lost`: the account is not in the group any more. Each notice costs `cost` messages.
    """

    id: str
    kind: Literal["failed", "uncertain"]
    to_group: bool
    name: Written
    number: int
    since_at: datetime
    said: str = ""
    lost: bool = False
    cost: int = 1


@dataclass(frozen=True, kw_only=True)
class RingItem:
    """A scenario the same friend was led into again and again; `times`: and then no more."""

    scenario_id: str
    scenario: Written
    times: int
    since_at: datetime


@dataclass(frozen=True, kw_only=True)
class Inbox(OwnerView):
    """A page of at most 8 `items`, numbered; `cases` counts those of all pages and
    what is parked. `earlier` and `later`: where the other pages begin. `hold` heads it all.
    """

    template: ClassVar[str] = "owner/inbox.list"
    acts: ClassVar[tuple[str, ...]] = ("retry-parked", "dismiss-parked")
    now_at: datetime
    broken: tuple[BrokenItem, ...] = ()
    items: tuple[CheckItem, ...] = ()
    unposted: tuple[UnpostedItem, ...] = ()
    rings: tuple[RingItem, ...] = ()
    cases: int = 0
    held: tuple[HeldCount, ...] = ()
    earlier: int | None = None
    later: int | None = None
    parked: Parked | None = None
    hold: AccountHold | None = None


@dataclass(frozen=True, kw_only=True)
class InboxPerson:
    """`id` is the walk's; `held`: something about this friend holds whatever is sent."""

    id: str
    friend_id: str
    name: Written
    picture: str | None = None
    held: bool = False


@dataclass(frozen=True, kw_only=True)
class InboxCase(OwnerView):
    """One case, for all of its people or for one `person`. `messages`: the first of the step's,
    with so many `more_messages` behind it; `names`: the first of the people.
    """

    template: ClassVar[str] = "owner/inbox.case"
    acts: ClassVar[tuple[str, ...]] = ("again", "skip", "count")
    item: CheckItem
    now_at: datetime
    messages: tuple[MessageRow, ...] = ()
    more_messages: int = 0
    names: tuple[Written, ...] = ()
    person: InboxPerson | None = None


@dataclass(frozen=True, kw_only=True)
class InboxPeople(OwnerView):
    """At most 8 rows, numbered; `earlier` and `later`: the other pages."""

    template: ClassVar[str] = "owner/inbox.people"
    item: CheckItem
    rows: tuple[InboxPerson, ...] = ()
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class InboxAgain(OwnerView):
    """The question before an uncertain message is sent again."""

    template: ClassVar[str] = "owner/inbox.again"
    acts: ClassVar[tuple[str, ...]] = ("again",)
    item: CheckItem
    person: InboxPerson | None = None


@dataclass(frozen=True, kw_only=True)
class InboxGiveUp(OwnerView):
    """The question before walks are ended for good."""

    template: ClassVar[str] = "owner/inbox.giveup"
    acts: ClassVar[tuple[str, ...]] = ("end",)
    item: CheckItem
    person: InboxPerson | None = None


@dataclass(frozen=True, kw_only=True)
class InboxLane(OwnerView):
    """A step that cannot be prepared. `messages`: the first of the step's."""

    template: ClassVar[str] = "owner/inbox.lane"
    acts: ClassVar[tuple[str, ...]] = ("try", "skip")
    item: BrokenItem
    now_at: datetime
    messages: tuple[MessageRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InboxLaneEnd(OwnerView):
    """The question before the walks of all who are due there are ended for good."""

    template: ClassVar[str] = "owner/inbox.laneend"
    acts: ClassVar[tuple[str, ...]] = ("end",)
    item: BrokenItem


@dataclass(frozen=True, kw_only=True)
class InboxNotice(OwnerView):
    template: ClassVar[str] = "owner/inbox.notice"
    acts: ClassVar[tuple[str, ...]] = ("again", "dismiss")
    item: UnpostedItem
    now_at: datetime


@dataclass(frozen=True, kw_only=True)
class InboxRing(OwnerView):
    template: ClassVar[str] = "owner/inbox.ring"
    acts: ClassVar[tuple[str, ...]] = ("dismiss",)
    item: RingItem
    now_at: datetime


@dataclass(frozen=True, kw_only=True)
class HeldRow:
    reason: HoldReason
    people: int
    scenario_id: str | None = None
    scenario: Written | None = None


@dataclass(frozen=True, kw_only=True)
class InboxHeld(OwnerView):
    template: ClassVar[str] = "owner/inbox.held"
    rows: tuple[HeldRow, ...] = ()
    earlier: int | None = None
    later: int | None = None
