from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from flex_templates.views.doing import NOTHING, ArmRow, Doing
from flex_templates.views.parts import (
    MessageKind,
    OwnerView,
    StartRow,
    State,
    StepRef,
    When,
    Written,
)
from flex_templates.views.rules import RulePart


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """`day` counts from the start (0: the first day), None where it differs by friend.

    `depth`: how many branches stand around it; `lane`: the way it is the first step of. `steps`:
    so many inside of a branch whose ways are not shown one by one.
    """

    id: str
    number: str
    when: When
    day: int | None = None
    kinds: tuple[MessageKind, ...] = ()
    title: Written | None = None
    excerpt: Written = ""
    waiting: int = 0
    tag: Literal["changed", "added", "check"] | None = None
    doing: Doing = NOTHING
    depth: int = 0
    lane: "Lane | None" = None
    steps: int = 0


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One way of a branch, `arm` counts from 0. `rule`: whom it is for, where that is one; `steps`
    are in it, of which `rows` are shown; `people` wait in it.
    """

    arm: int
    way: ArmRow
    rule: RulePart | None = None
    rows: tuple[TimelineRow, ...] = ()
    steps: int = 0
    people: int = 0


@dataclass(frozen=True)
class OtherPage:
    """Rows from `first` on: from the step numbered `begins` to the one numbered `ends`."""

    first: int
    begins: str
    ends: str


@dataclass(frozen=True)
class LastEdit:
    by: Written
    at: datetime


@dataclass(frozen=True, kw_only=True)
class TimelineView(OwnerView):
    """At most 10 `rows`; `total` steps there are. `days` from start to last step, None where it is
    not known.

    Pages open by their first row, `go:timeline.view:ID.9`, or by a step in them: `ID.at.s3`.
    `changes` counts what is not published yet.
    """

    template: ClassVar[str] = "owner/timeline.view"
    acts: ClassVar[tuple[str, ...]] = ("pause", "resume", "add")
    help: ClassVar[str] = "timeline"
    id: str
    name: Written
    state: State
    rows: tuple[TimelineRow, ...] = ()
    total: int = 0
    days: int | None = None
    inside: int = 0
    version: int | None = None
    starts: tuple[StartRow, ...] = ()
    previous: OtherPage | None = None
    next: OtherPage | None = None
    changes: int = 0
    last_edit: LastEdit | None = None


@dataclass(frozen=True, kw_only=True)
class Busy(OwnerView):
    template: ClassVar[str] = "owner/timeline.busy"
    acts: ClassVar[tuple[str, ...]] = ("take-over",)
    help: ClassVar[str] = "timeline"
    id: str
    name: Written
    by: Written
    minutes: int
    number: str | None = None


@dataclass(frozen=True, kw_only=True)
class StepMove(OwnerView):
    """Asks for the number after which the step goes; 0 is before the first. `ways`: there are some
    into which it may go.
    """

    template: ClassVar[str] = "owner/step.move"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "timeline"
    scenario_id: str
    scenario: Written
    step: StepRef
    total: int
    ways: bool = False
