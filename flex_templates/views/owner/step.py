from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar, Literal

from flex_templates.views.doing import NOTHING, Doing
from flex_templates.views.parts import Hours, MessageRow, OwnerView, StepRef, When, Written
from flex_templates.views.rules import RulePart

ReceiptKind = Literal[
    "sent",
    "tapped",
    "answered",
    "watched",
    "used",
    "stopped",
    "blocked",
    "finished",
    "held",
    "opened",
]


@dataclass(frozen=True, kw_only=True)
class StepView(OwnerView):
    """What all screens of one step know. Ids in their postbacks are `scenario_id.step_id`."""

    scenario_id: str
    scenario: Written
    step: StepRef


@dataclass(frozen=True, kw_only=True)
class StepCard(StepView):
    template: ClassVar[str] = "owner/step.card"
    acts: ClassVar[tuple[str, ...]] = ("add-before", "add-after")
    help: ClassVar[str] = "wait"
    when: When
    title: Written | None = None
    day: int | None = None
    messages: tuple[MessageRow, ...] = ()
    receipt: tuple[ReceiptKind, ...] = ()
    late: Literal["hold", "skip", "within"] = "hold"
    live: bool = False
    waiting: int = 0
    sent: int = 0
    taps: tuple[tuple[Written, int], ...] = ()
    """What stands on each button, and how many tapped it."""
    previous: StepRef | None = None
    next: StepRef | None = None
    doing: Doing = NOTHING
    questions: bool = False
    only: RulePart | None = None
    """Whom it is for; None: everyone."""


@dataclass(frozen=True, kw_only=True)
class StepMore(StepView):
    template: ClassVar[str] = "owner/step.more"
    acts: ClassVar[tuple[str, ...]] = ("up", "down", "copy", "delete")
    help: ClassVar[str] = "timeline"
    when: When
    up: bool = False
    down: bool = False
    elsewhere: bool = False
    """Whether it can be moved up or down in its list, or to another place."""
    title: Written | None = None
    repeats: bool = False
    """Whether it may come again."""
    parts: bool = False
    """Whether it can be kept for other scenarios."""
    on_way: bool = False
    """Whether it stands on a way of a branch, and may be copied into the others."""


@dataclass(frozen=True, kw_only=True)
class StepDeleted(OwnerView):
    """`undo_until` is None where it can no longer be undone."""

    template: ClassVar[str] = "owner/step.deleted"
    acts: ClassVar[tuple[str, ...]] = ("undo",)
    scenario_id: str
    scenario: Written
    number: str
    waiting: int = 0
    undo_id: str = ""
    undo_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class StepWait(StepView):
    """The id of "pick" ends in 0, 1h, 1d, 3d or 7d. `counts_from` as in When; `before`: the number
    of the step before it.
    """

    template: ClassVar[str] = "owner/step.wait"
    acts: ClassVar[tuple[str, ...]] = ("pick",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    current: When | None = None
    counts_from: Literal["previous", "start", "step"] = "previous"
    from_number: str | None = None
    before: str | None = None


@dataclass(frozen=True, kw_only=True)
class StepTime(StepView):
    """For a wait of days or more. The id of "pick" ends in 1000, 1200, 1800 or 2000.

    "picker" brings `params.time`.
    """

    template: ClassVar[str] = "owner/step.time"
    acts: ClassVar[tuple[str, ...]] = ("pick", "picker")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    wait: When
    current: Hours | None = None


@dataclass(frozen=True, kw_only=True)
class StepWindow(StepView):
    """Asks for the start, then (when `start` is known) for the end. Pickers bring `params.time`."""

    template: ClassVar[str] = "owner/step.window"
    acts: ClassVar[tuple[str, ...]] = ("start", "end")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    start: time | None = None


@dataclass(frozen=True, kw_only=True)
class StepNight(StepView):
    """The chosen time lies inside the quiet hours."""

    template: ClassVar[str] = "owner/step.night"
    acts: ClassVar[tuple[str, ...]] = ("morning", "night")
    help: ClassVar[str] = "wait"
    chosen: time
    quiet: Hours


@dataclass(frozen=True, kw_only=True)
class StepWeekday(StepView):
    """The id of "pick" ends in mon … sun."""

    template: ClassVar[str] = "owner/step.weekday"
    acts: ClassVar[tuple[str, ...]] = ("pick",)
    help: ClassVar[str] = "wait"


@dataclass(frozen=True, kw_only=True)
class StepDay(StepView):
    """Asks for a day of the month; the id of "pick" ends in 1, 10, 25 or last."""

    template: ClassVar[str] = "owner/step.day"
    acts: ClassVar[tuple[str, ...]] = ("pick",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"


@dataclass(frozen=True, kw_only=True)
class StepDate(StepView):
    """The picker brings `params.date`."""

    template: ClassVar[str] = "owner/step.date"
    acts: ClassVar[tuple[str, ...]] = ("picker",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    today: date
    current: date | None = None


@dataclass(frozen=True, kw_only=True)
class StepFrom(StepView):
    """Asks what the wait counts from; a typed number is a step above."""

    template: ClassVar[str] = "owner/step.from"
    acts: ClassVar[tuple[str, ...]] = ("previous", "start")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    counts_from: Literal["previous", "start", "step"] = "previous"
    from_number: str | None = None


@dataclass(frozen=True, kw_only=True)
class StepReceipt(StepView):
    """`kinds`: what may be told, and whether it is. The ids of the acts end in the kind."""

    template: ClassVar[str] = "owner/step.receipt"
    acts: ClassVar[tuple[str, ...]] = ("on", "off")
    help: ClassVar[str] = "staff"
    kinds: tuple[tuple[ReceiptKind, bool], ...]
    groups: tuple[Written, ...] = ()
