from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import HeldCount, NextSend, OwnerView, ScenarioRow, State, Written

AtLimit = Literal["hold", "skip", "end"]


@dataclass(frozen=True, kw_only=True)
class ScenarioList(OwnerView):
    """At most 9 `rows`; `first` is the place of the first one, from 0, among `total` that match.

    `only` is the filter by state; `later` where the next page begins.
    """

    template: ClassVar[str] = "owner/scenario.list"
    acts: ClassVar[tuple[str, ...]] = ("pause", "resume", "open", "copy", "once")
    help: ClassVar[str] = "timeline"
    now_at: datetime
    rows: tuple[ScenarioRow, ...]
    total: int
    first: int = 0
    later: int | None = None
    only: State | Literal["once"] | None = None
    running: int = 0
    paused: int = 0
    drafts: int = 0
    ended: int = 0
    once: int = 0


@dataclass(frozen=True, kw_only=True)
class ScenarioCard(OwnerView):
    """`adds`: people enter by hand only, so adding them is what the card is for. `to_check`: people
    whose step failed or is uncertain.
    """

    template: ClassVar[str] = "owner/scenario.card"
    acts: ClassVar[tuple[str, ...]] = ("pause", "resume", "open", "call-off")
    help: ClassVar[str] = "timeline"
    scenario: ScenarioRow
    now_at: datetime
    finished: int = 0
    stopped: int = 0
    blocked: int = 0
    to_check: int = 0
    held: tuple[HeldCount, ...] = ()
    version: int | None = None
    published_at: datetime | None = None
    published_by: Written | None = None
    active_from: date | None = None
    active_until: date | None = None
    adds: bool = False
    may_call_off: bool = False


@dataclass(frozen=True, kw_only=True)
class ScenarioMore(OwnerView):
    template: ClassVar[str] = "owner/scenario.more"
    acts: ClassVar[tuple[str, ...]] = ("copy", "delete")
    id: str
    name: Written
    state: State
    at_limit: AtLimit = "hold"
    urgent: bool = False
    may_add: bool = False
    may_delete: bool = False
    versions: bool = False
    """It was published once."""


@dataclass(frozen=True, kw_only=True)
class ScenarioShown(OwnerView):
    """What friends see. `icon`: an https address; `lost`: its picture is gone."""

    template: ClassVar[str] = "owner/scenario.shown"
    acts: ClassVar[tuple[str, ...]] = ("title", "sender", "icon")
    help: ClassVar[str] = "start"
    id: str
    name: Written
    title: Written | None = None
    sender: Written | None = None
    icon: str | None = None
    lost: bool = False


@dataclass(frozen=True, kw_only=True)
class ScenarioShownAs(OwnerView):
    template: ClassVar[str] = "owner/scenario.shownas"
    acts: ClassVar[tuple[str, ...]] = ("none",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "start"
    id: str
    name: Written
    what: Literal["title", "sender", "icon"]
    most: int
    now: Written | None = None
    icon: str | None = None


@dataclass(frozen=True, kw_only=True)
class ScenarioLimit(OwnerView):
    """What becomes of a step that is due when the month's messages are used up."""

    template: ClassVar[str] = "owner/scenario.limit"
    acts: ClassVar[tuple[str, ...]] = ("hold", "skip", "end", "urgent", "not-urgent")
    help: ClassVar[str] = "quota"
    id: str
    name: Written
    at_limit: AtLimit = "hold"
    urgent: bool = False
    may_change: bool = True


@dataclass(frozen=True, kw_only=True)
class ScenarioRename(OwnerView):
    template: ClassVar[str] = "owner/scenario.rename"
    asks: ClassVar[bool] = True
    id: str
    name: Written


@dataclass(frozen=True, kw_only=True)
class ScenarioPaused(OwnerView):
    template: ClassVar[str] = "owner/scenario.paused"
    acts: ClassVar[tuple[str, ...]] = ("resume",)
    id: str
    name: Written
    at: datetime
    inside: int


@dataclass(frozen=True, kw_only=True)
class ScenarioOverdue(OwnerView):
    """Asked before a resume when people's times passed meanwhile."""

    template: ClassVar[str] = "owner/scenario.overdue"
    acts: ClassVar[tuple[str, ...]] = ("in-turn", "skip")
    id: str
    name: Written
    overdue: int


@dataclass(frozen=True, kw_only=True)
class ScenarioResumed(OwnerView):
    template: ClassVar[str] = "owner/scenario.resumed"
    acts: ClassVar[tuple[str, ...]] = ("pause",)
    id: str
    name: Written
    now_at: datetime
    overdue: int = 0
    skipped: bool = False
    next: NextSend | None = None


@dataclass(frozen=True, kw_only=True)
class ScenarioEnd(OwnerView):
    template: ClassVar[str] = "owner/scenario.end"
    acts: ClassVar[tuple[str, ...]] = ("close",)
    id: str
    name: Written
    inside: int
    may_close: bool = True


@dataclass(frozen=True, kw_only=True)
class ScenarioEndAll(OwnerView):
    """The question before the walk of everybody inside ends."""

    template: ClassVar[str] = "owner/scenario.endall"
    acts: ClassVar[tuple[str, ...]] = ("end",)
    id: str
    name: Written
    inside: int


@dataclass(frozen=True, kw_only=True)
class ScenarioEnded(OwnerView):
    """`closed`: only to newcomers; the `inside` still walk to the end."""

    template: ClassVar[str] = "owner/scenario.ended"
    acts: ClassVar[tuple[str, ...]] = ("open",)
    id: str
    name: Written
    closed: bool
    inside: int


@dataclass(frozen=True, kw_only=True)
class ScenarioDeleted(OwnerView):
    """`undo_until` is None where it can no longer be undone."""

    template: ClassVar[str] = "owner/scenario.deleted"
    acts: ClassVar[tuple[str, ...]] = ("undo",)
    id: str
    name: Written
    undo_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ScenarioDuplicated(OwnerView):
    """`id` and `name` are the copy's."""

    template: ClassVar[str] = "owner/scenario.duplicated"
    id: str
    name: Written
    of: Written


@dataclass(frozen=True, kw_only=True)
class ScenarioExport(OwnerView):
    """The document follows the card as text, in up to four messages."""

    template: ClassVar[str] = "owner/scenario.export"
    acts: ClassVar[tuple[str, ...]] = ("file",)
    id: str
    name: Written
    yaml: Written
