"""Answers of `Reads`. Instants are aware and in UTC; names come as they are stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from admin_flows.ports.chat import Role
from bot.domain.document import Scenario
from bot.domain.schedule import Calendar, Quiet

ScenarioState = Literal["draft", "running", "paused", "ended"]
HoldReason = Literal[
    "stop_all", "quota", "paused", "trial", "blocked", "opted_out", "manual", "daily_cap"
]


@dataclass(frozen=True)
class NextDue:
    """What goes next. Several scenarios may be due at the same minute; `scenario_id` if one."""

    at: datetime
    people: int
    scenarios: tuple[str, ...] = ()
    scenario_id: int | None = None


@dataclass(frozen=True)
class Held:
    reason: HoldReason
    people: int


@dataclass(frozen=True)
class StopAllFacts:
    at: datetime
    by: str
    by_user_id: str
    waiting: int = 0
    on_the_way: int = 0
    """Messages handed to LINE shortly before, which may still arrive."""
    overdue: int = 0


@dataclass(frozen=True)
class AccountHoldFacts:
    """LINE takes nothing from the account: the month's messages are used up, or the access token
    is not valid any more. `people` wait for it by now; it is looked at again at `again_at`.
    """

    reason: Literal["quota", "token"]
    since: datetime
    people: int = 0
    again_at: datetime | None = None


@dataclass(frozen=True)
class DraftRow:
    """A scenario with work that is not yet published."""

    scenario_id: int
    name: str
    document: Scenario
    edited_at: datetime
    editor_user_id: str


@dataclass(frozen=True)
class HomeFacts:
    """`planned`: messages expected until the month's end, None where nobody knows."""

    sent_today: int = 0
    later_today: int = 0
    next_due: NextDue | None = None
    held: tuple[Held, ...] = ()
    inbox: int = 0
    """Batches that failed or are uncertain, and events that were given up on."""
    drafts: tuple[DraftRow, ...] = ()
    """The newest first."""
    quota_used: int = 0
    quota_limit: int | None = None
    """None: the plan has no limit."""
    planned: int | None = None
    friends: int = 0
    friends_today: int = 0
    scenarios: int = 0
    running: int = 0
    stop_all: StopAllFacts | None = None
    hold: AccountHoldFacts | None = None


@dataclass(frozen=True)
class ScenarioRow:
    id: int
    name: str
    state: ScenarioState
    document: Scenario
    """What runs; for a draft what is being written."""
    inside: int = 0
    finished: int = 0
    entered: int = 0
    sent_today: int = 0
    next_due: NextDue | None = None
    paused_at: datetime | None = None
    changed: bool = False
    """There are changes that are not published. Never so for a draft."""
    closed: bool = False
    """It runs or is paused, and takes no newcomers."""


@dataclass(frozen=True)
class ScenarioFacts(ScenarioRow):
    stopped: int = 0
    blocked: int = 0
    overdue: int = 0
    """People whose time went by while the scenario was paused."""
    held: tuple[Held, ...] = ()
    version: int = 0
    """0: never published."""
    version_at: datetime | None = None
    version_by: str = ""


@dataclass(frozen=True)
class NewcomerFacts:
    """What adding people by hand would do now: who would enter, and who is left out for what.

    `entering` includes those `restarting`, who leave the walk they are in. `before`: they are or
    were inside, and the scenario does not take them again. `first_at`: when the first step is due.
    """

    entering: int = 0
    restarting: int = 0
    stopped: int = 0
    blocked: int = 0
    before: int = 0
    members: int = 0
    first_at: datetime | None = None


@dataclass(frozen=True)
class Draft:
    """What is being written. A scenario without changes has its published document here.

    `editor` and the rest tell who touched it last; publishing and discarding clears them.
    """

    scenario_id: int
    document: Scenario
    revision: int
    editor: str = ""
    editor_user_id: str = ""
    edited_at: datetime | None = None
    step_id: str | None = None
    """The step touched last."""


@dataclass(frozen=True)
class DeletedFacts:
    name: str
    by: str
    at: datetime


@dataclass(frozen=True)
class KeywordUse:
    word: str
    scenario_id: int
    scenario: str


@dataclass(frozen=True)
class GroupFacts:
    """`people` is None where LINE did not tell. `linked_at` None: invited, but not linked yet."""

    id: int
    name: str
    people: int | None = None
    linked_at: datetime | None = None
    linked_by: str = ""
    notices_this_month: int = 0


@dataclass(frozen=True)
class PersonFacts:
    user_id: str
    name: str
    role: Role


@dataclass(frozen=True)
class SettingsFacts:
    account_name: str
    zone: str
    quiet: Quiet | None
    calendar: Calendar
    daily_cap: int = 2


@dataclass(frozen=True)
class MediaFacts:
    """A stored picture. `url` is what a card can show, https."""

    id: str
    url: str
    kind: str = "image"
    width: int = 0
    height: int = 0
    size: int = 0


FailReason = Literal["token", "content", "unknown_friend", "unavailable", "other"]


@dataclass(frozen=True)
class InboxRow:
    """A batch that failed or whose fate nobody knows. `step_number` counts from 1."""

    batch_id: int
    kind: Literal["failed", "uncertain"]
    scenario_id: int
    scenario: str
    step_number: int
    people: int
    at: datetime
    reason: FailReason = "other"


@dataclass(frozen=True)
class HeldRow:
    """`scenario_id` None: everything of the account is held."""

    reason: HoldReason
    people: int
    scenario_id: int | None = None
    scenario: str = ""


@dataclass(frozen=True)
class ParkedFacts:
    """Events that failed five times: `number` of them, the first at `since`, the last is `upto`."""

    number: int
    upto: int
    since: datetime


@dataclass(frozen=True)
class InboxFacts:
    """Rows worst first; `total` counts also those beyond them, but not what is parked."""

    rows: tuple[InboxRow, ...] = ()
    held: tuple[HeldRow, ...] = ()
    total: int = 0
    parked: ParkedFacts | None = None
    hold: AccountHoldFacts | None = None


@dataclass(frozen=True)
class WalkFacts:
    """One friend's way through one scenario; `place` steps of `steps` were sent."""

    scenario_id: int
    scenario: str
    place: int
    steps: int
    state: Literal["inside", "finished", "stopped", "opted_out"] = "inside"
    due_at: datetime | None = None


@dataclass(frozen=True)
class FriendRow:
    """`walk`: the one that moved last. `picture`: an https address of LINE's."""

    id: int
    name: str
    state: Literal["following", "stopped", "blocked"] = "following"
    picture: str | None = None
    seen_at: datetime | None = None
    walk: WalkFacts | None = None


@dataclass(frozen=True)
class FriendEvent:
    kind: Literal["followed", "sent", "stopped", "resumed", "blocked", "unblocked", "wrote"]
    at: datetime
    scenario: str | None = None
    step_number: int | None = None


@dataclass(frozen=True)
class FriendFacts(FriendRow):
    added_at: datetime | None = None
    walks: tuple[WalkFacts, ...] = ()
    events: tuple[FriendEvent, ...] = ()
    """The latest first."""


@dataclass(frozen=True)
class ResultFacts:
    """`sent` and `failed`: people, by step id."""

    entered: int = 0
    inside: int = 0
    finished: int = 0
    stopped: int = 0
    blocked: int = 0
    sent: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
