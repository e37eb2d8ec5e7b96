"""What a staff group sees.

In a group only messages carry their sender, so linking is a message with a short code.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import HoldReason, Notice, View, Written

EventKind = Literal[
    "blocked",
    "unblocked",
    "stopped",
    "resumed",
    "tapped",
    "answered",
    "watched",
    "used",
    "notify",
    "manual",
    "wrote",
    "idle",
    "undelivered",
]
SentKind = Literal["image", "video", "audio", "file", "sticker", "location"]
ManyKind = Literal["sent", "finished", "failed", "held", "opened"]
How = Literal["tap", "digest", "at_once", "important"]


@dataclass(frozen=True, kw_only=True)
class Join(View):
    """`code`: the digits that make the tapped message ours, as in "ここに送る 4821"."""

    template: ClassVar[str] = "staff/staff.join"
    code: str
    people: int | None = None


@dataclass(frozen=True, kw_only=True)
class Linked(View):
    """`most`: messages a month that its notices may cost. `changed`: it was linked before."""

    template: ClassVar[str] = "staff/staff.linked"
    shop: Written
    code: str
    how: How
    people: int | None = None
    most: int = 0
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class Change(View):
    """For an owner in the group: how it is told."""

    template: ClassVar[str] = "staff/staff.change"
    code: str
    current: How
    digest_most: int
    people: int


@dataclass(frozen=True, kw_only=True)
class NotOwner(View):
    template: ClassVar[str] = "staff/staff.not-owner"
    owner: Written | None = None
    links: bool = True


@dataclass(frozen=True, kw_only=True)
class Unlinked(View):
    template: ClassVar[str] = "staff/staff.unlinked"


@dataclass(frozen=True, kw_only=True)
class Receipt(View):
    """One step of one minute. `names`: some of the `count`; `cost` in messages of the quota.
    Finished: they came to the scenario's end with this step. Failed: LINE refused it. Held: it
    waits for that `reason`.
    """

    template: ClassVar[str] = "staff/staff.receipt"
    kind: ManyKind = "sent"
    shop: Written
    scenario: Written
    number: str
    at: datetime
    now_at: datetime
    count: int
    names: tuple[Written, ...] = ()
    title: Written | None = None
    reason: HoldReason | None = None
    cost: int | None = None
    quota_left: int | None = None


@dataclass(frozen=True, kw_only=True)
class SentThing:
    """What a friend sent beside words; `picture` of it, and where it `opens`. `size`: of a file, in
    bytes; 0 where it is not known.
    """

    kind: SentKind
    words: Written | None = None
    picture: str | None = None
    opens: str | None = None
    size: int = 0


@dataclass(frozen=True, kw_only=True)
class FriendEvent(View):
    """`said`: what was answered, tapped or used, or is told. `charge`: who is in charge.
    `code`: what makes a line of the buttons ours, None where nobody knows which friend it was.
    `group`: where to answer, for the one of it who is told alone.
    """

    template: ClassVar[str] = "staff/staff.event"
    shop: Written
    kind: EventKind
    friend: Written
    at: datetime
    now_at: datetime
    scenario: Written | None = None
    number: str | None = None
    said: Written | None = None
    charge: Written | None = None
    code: str | None = None
    friend_id: str | None = None
    sent: SentThing | None = None
    group: Written | None = None
    cost: int | None = None
    quota_left: int | None = None


@dataclass(frozen=True, kw_only=True)
class DigestLine:
    """Of many: `scenario`, `number`, `people` (opened: 0 is fewer than 20). The others:
    `friend`, and what was `said`. Held for that `reason`.
    """

    kind: EventKind | ManyKind
    at: datetime
    scenario: Written | None = None
    number: str | None = None
    people: int = 0
    friend: Written | None = None
    friend_id: str | None = None
    said: Written | None = None
    sent: SentKind | None = None
    reason: HoldReason | None = None


@dataclass(frozen=True, kw_only=True)
class Digest(View):
    """Worst first: `asks` want an answer, `lines` are the others, at most 12 together, and `more`
    come on the pages behind. `counts`: how many people, by kind. `cost` None: it was asked for.
    `kept`: it is what waited for a new month.
    """

    template: ClassVar[str] = "staff/staff.digest"
    digest_id: str
    shop: Written
    since_at: datetime
    until_at: datetime
    now_at: datetime
    counts: tuple[tuple[str, int], ...] = ()
    asks: tuple[DigestLine, ...] = ()
    lines: tuple[DigestLine, ...] = ()
    more: int = 0
    page: int = 0
    kept: bool = False
    cost: int | None = None
    quota_left: int | None = None


@dataclass(frozen=True, kw_only=True)
class NoMore(View):
    """The last notice of a month: its `cap` of messages is used up."""

    template: ClassVar[str] = "staff/staff.no-more"
    shop: Written
    cap: int
    until_at: datetime
    cost: int


SaidWhat = Literal[
    "write",
    "sent",
    "dropped",
    "over",
    "too_old",
    "kept",
    "not_taken",
    "blocked",
    "no_quota",
]


@dataclass(frozen=True, kw_only=True)
class StaffWalk:
    """`stand`: walk and visit, as in "とばす 4821-57-12-3". `stuck`: an owner decides first."""

    scenario: Written
    place: int
    steps: int
    next_number: str = ""
    next_at: datetime | None = None
    scenario_id: str = ""
    stand: str = ""
    stuck: bool = False


@dataclass(frozen=True, kw_only=True)
class FriendCard(View):
    """A friend whom the group was told of. `code`: what makes a line of the buttons ours, as in
    "引きつぐ 4821-57"; `charge`: who answers them by hand, `idle`: but for a day nobody did.
    """

    template: ClassVar[str] = "staff/staff.friend"
    code: str
    friend_id: str
    friend: Written
    now_at: datetime
    picture: str | None = None
    state: str = "following"
    charge: Written | None = None
    idle: bool = False
    walks: tuple[StaffWalk, ...] = ()
    labels: tuple[Written, ...] = ()
    sent: tuple[SentThing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StaffLabel:
    id: str
    name: Written


@dataclass(frozen=True, kw_only=True)
class Labels(View):
    """Those that a friend has, and `others` that there are."""

    template: ClassVar[str] = "staff/staff.labels"
    code: str
    friend_id: str
    friend: Written
    labels: tuple[StaffLabel, ...] = ()
    others: tuple[StaffLabel, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Walks(View):
    """What may be stopped, or go on without its next step; `more` are not shown."""

    template: ClassVar[str] = "staff/staff.walks"
    code: str
    friend_id: str
    friend: Written
    now_at: datetime
    walks: tuple[StaffWalk, ...] = ()
    more: int = 0
    problem: Notice | None = None


Steered = Literal["skipped", "stopped", "stopped_all", "put_back"]


@dataclass(frozen=True, kw_only=True)
class Moved(View):
    """Somebody steered a friend's walk. `number`: the step left out; `undo`: what makes the line
    that takes it back ours; `on_the_way`: messages that may still arrive.
    """

    template: ClassVar[str] = "staff/staff.moved"
    code: str
    friend_id: str
    what: Steered
    by: Written
    friend: Written
    now_at: datetime
    scenario: Written | None = None
    number: str | None = None
    next_at: datetime | None = None
    undo: str | None = None
    on_the_way: int = 0


@dataclass(frozen=True, kw_only=True)
class Taken(View):
    template: ClassVar[str] = "staff/staff.taken"
    code: str
    friend_id: str
    friend: Written
    charge: Written


@dataclass(frozen=True, kw_only=True)
class TakenAlready(View):
    template: ClassVar[str] = "staff/staff.taken-already"
    code: str
    friend: Written
    charge: Written


@dataclass(frozen=True, kw_only=True)
class HandedBack(View):
    template: ClassVar[str] = "staff/staff.handed-back"
    by: Written
    friend: Written
    now_at: datetime
    next_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Confirm(View):
    """Before words go to a friend. `cost` in messages of the quota."""

    template: ClassVar[str] = "staff/staff.confirm"
    code: str
    friend: Written
    text: Written
    cost: int


@dataclass(frozen=True, kw_only=True)
class Said(View):
    """One line. `by`: who sent it."""

    template: ClassVar[str] = "staff/staff.said"
    what: SaidWhat
    friend: Written
    at: datetime
    by: Written | None = None


@dataclass(frozen=True, kw_only=True)
class QuotaLow(View):
    """`people`: those on hold because nothing is left; `cost` of this notice."""

    template: ClassVar[str] = "staff/staff.quota"
    shop: Written
    news: Literal["nearly", "spent"]
    left: int
    people: int = 0
    cost: int | None = None


@dataclass(frozen=True, kw_only=True)
class NothingNew(View):
    template: ClassVar[str] = "staff/staff.nothing"
    since_at: datetime
    now_at: datetime
