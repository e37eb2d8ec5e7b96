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
    at: datetime
    scenario: str
    people: int


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
class DraftRow:
    """A scenario with work that is not yet published."""

    scenario_id: int
    name: str
    edited_at: datetime
    editor_user_id: str


@dataclass(frozen=True)
class HomeFacts:
    sent_today: int = 0
    next_due: NextDue | None = None
    held: tuple[Held, ...] = ()
    inbox: int = 0
    drafts: tuple[DraftRow, ...] = ()
    """The newest first."""
    quota_used: int = 0
    quota_limit: int | None = None
    """None: the plan has no limit."""
    friends: int = 0
    friends_today: int = 0
    scenarios: int = 0
    running: int = 0
    stop_all: StopAllFacts | None = None


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
    """There are changes that are not published."""


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
class Draft:
    """What is being written. A scenario without changes has its published document here."""

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
    id: int
    name: str
    people: int
    linked: bool
    linked_by: str = ""
    linked_at: datetime | None = None


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


@dataclass(frozen=True)
class InboxRow:
    """A step that failed or whose fate is unknown. `reason` is a code of the card's words."""

    kind: Literal["failed", "uncertain"]
    scenario_id: int
    scenario: str
    step_id: str
    step_number: int
    people: int
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class InboxFacts:
    rows: tuple[InboxRow, ...] = ()
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class HeldRow:
    friend_id: int
    name: str
    scenario: str
    reason: HoldReason
    due_at: datetime | None = None


@dataclass(frozen=True)
class WalkFacts:
    """One friend's way through one scenario; `step` counts from 1."""

    scenario_id: int
    scenario: str
    step: int
    steps: int
    state: Literal["waiting", "held", "finished", "stopped"]
    due_at: datetime | None = None


@dataclass(frozen=True)
class FriendRow:
    id: int
    name: str
    state: Literal["active", "stopped", "blocked", "manual"]
    added_at: datetime | None = None
    picture: str = ""
    walk: WalkFacts | None = None


@dataclass(frozen=True)
class FriendEvent:
    """`kind` is a code of the card's words (sent, stopped, blocked, wrote …)."""

    at: datetime
    kind: str
    scenario: str = ""
    step: int = 0


@dataclass(frozen=True)
class FriendFacts(FriendRow):
    since: datetime | None = None
    """Since when the state is what it is."""
    walks: tuple[WalkFacts, ...] = ()
    events: tuple[FriendEvent, ...] = ()


@dataclass(frozen=True)
class ResultFacts:
    entered: int = 0
    inside: int = 0
    finished: int = 0
    stopped: int = 0
    blocked: int = 0
    reached: Mapping[str, int] = field(default_factory=dict)
    """People who were sent the step, by step id."""
