"""Pieces that several views share.

Ids are strings as the store or the document has them. Instants (`_at`) are aware datetimes;
a template shows them in the zone given to `render`. `Written` marks what people wrote: it is
shown as it is and may hold anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Annotated, ClassVar, Literal

Written = Annotated[str, "written"]

State = Literal["draft", "running", "paused", "ended"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "months"]
MessageKind = Literal[
    "text", "image", "sticker", "location", "buttons", "video", "audio",
    "rich", "rich_video", "cards", "line_coupon", "coupon", "question",
]  # fmt: skip
HoldReason = Literal[
    "stop_all", "quota", "token", "paused", "trial", "blocked", "opted_out", "manual", "daily_cap"
]


class View:
    """`template` is folder and screen; `acts` are all actions its buttons send in `do:` data."""

    template: ClassVar[str]
    acts: ClassVar[tuple[str, ...]] = ()

    @property
    def screen(self) -> str:
        return self.template.partition("/")[2]


@dataclass(frozen=True)
class Notice:
    """One line on top of a card: `text_code` is looked up in the catalog with `values`.

    kind "old" needs no code: it is the line for an action tapped on an older card. `undo`: what
    takes back what it tells, an act's number or the button's data; offered until `until_at`.
    """

    kind: Literal["error", "info", "old"]
    text_code: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    undo: str = ""
    until_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class OwnerView(View):
    """`back`: where ‹Back› leads, `screen[:id]` or whole postback data; None shows none.

    `asks`: a typed or sent answer is expected, so ‹Cancel› is offered.
    `help`: area of the help card.
    """

    asks: ClassVar[bool] = False
    help: ClassVar[str] = "home"
    problem: Notice | None = None
    back: str | None = None


@dataclass(frozen=True)
class Hours:
    start: time
    end: time


@dataclass(frozen=True, kw_only=True)
class When:
    """A step's wait: at once, `amount` `unit` after, on a weekday, a day of the month, a date; or
    until something happens, and at the latest `amount` `unit` later, unless `endless`.
    """

    kind: Literal[
        "now", "after", "weekday", "day", "date", "goal", "tapped", "answered", "watched", "label"
    ] = "now"
    amount: int = 0
    unit: Unit = "days"
    weekday: Weekday | None = None
    day_of_month: int | Literal["last"] | None = None
    on: date | None = None
    goal: Written = ""
    """The name of the date it counts from (`before` it, else after), or of the label."""
    before: bool = False
    endless: bool = False
    hours: Hours | None = None
    only_on: tuple[Weekday, ...] = ()
    counts_from: Literal["previous", "start", "step"] = "previous"
    from_number: str | None = None


@dataclass(frozen=True, kw_only=True)
class StartRow:
    """`words`: keywords, or entry routes; of a label, a group or a scenario its name alone.
    `daily_at`: when everybody is looked at; None: at once. Of a set day (`on`, `at`) `words` is the
    name of those who are meant, a label's or a group's (`of`).
    """

    kind: Literal[
        "friend_added",
        "keyword",
        "label_added",
        "group_matched",
        "scenario_finished",
        "scenario_stopped",
        "date_noted",
        "manual",
        "api",
        "coupon_used",
        "date",
    ]
    match: Literal["exact", "contains", "starts_with"] = "exact"
    words: tuple[Written, ...] = ()
    unblock: bool = False
    daily_at: time | None = None
    on: date | None = None
    at: time = time()
    of: Literal["everyone", "label", "group"] = "everyone"


@dataclass(frozen=True, kw_only=True)
class MessageRow:
    """`text` as the owner reads it ({名前}), or what tells a message of another kind from others;
    `picture`: an https address LINE can fetch.
    """

    kind: MessageKind = "text"
    text: Written = ""
    picture: str | None = None


@dataclass(frozen=True, kw_only=True)
class NextSend:
    at: datetime
    people: int
    scenario_id: str | None = None
    names: tuple[Written, ...] = ()


@dataclass(frozen=True)
class HeldCount:
    reason: HoldReason
    people: int


@dataclass(frozen=True)
class AccountHold:
    """LINE refuses the whole account: `people` wait, and it is looked at again at `again_at`.

    `disputed`: for the quota, although by LINE's own figures there is some left.
    """

    reason: Literal["quota", "token"]
    since_at: datetime
    people: int = 0
    again_at: datetime | None = None
    disputed: bool = False


@dataclass(frozen=True, kw_only=True)
class ScenarioRow:
    id: str
    name: Written
    state: State
    starts: tuple[StartRow, ...] = ()
    steps: int = 0
    inside: int = 0
    finished_percent: int | None = None
    sent_today: int = 0
    next: NextSend | None = None
    paused_at: datetime | None = None
    changes: int = 0
    closed: bool = False
    once: bool = False
    planned: NextSend | None = None


@dataclass(frozen=True, kw_only=True)
class FriendRow:
    """`place` of `steps` in `scenario`; `state` is what the friend did to us."""

    id: str
    name: Written
    picture: str | None = None
    scenario: Written | None = None
    place: int | None = None
    steps: int | None = None
    state: Literal["following", "stopped", "blocked", "manual"] = "following"
    seen_at: datetime | None = None


@dataclass(frozen=True)
class StepRef:
    id: str
    number: str
