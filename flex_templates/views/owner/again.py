"""When a step comes beside a simple wait, that it comes again, and when it is too late for it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from flex_templates.views.owner.rules import Named
from flex_templates.views.owner.step import StepView
from flex_templates.views.parts import When, Written
from flex_templates.views.rules import RulePart


@dataclass(frozen=True, kw_only=True)
class StepRepeat(StepView):
    """`own`: its own wait, where it can come again by that; then it can be copied, too. The id of
    "every" is own, day, week or month.
    """

    template: ClassVar[str] = "owner/step.repeat"
    acts: ClassVar[tuple[str, ...]] = ("every", "for-ever", "stop")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "timeline"
    every: When | None = None
    times: int | None = None
    until: RulePart | None = None
    own: When | None = None


@dataclass(frozen=True, kw_only=True)
class StepCopies(StepView):
    template: ClassVar[str] = "owner/step.copies"
    acts: ClassVar[tuple[str, ...]] = ("times",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "timeline"


@dataclass(frozen=True, kw_only=True)
class StepArms(StepView):
    """`others`: the ways it can be copied into, counted from 0."""

    template: ClassVar[str] = "owner/step.arms"
    acts: ClassVar[tuple[str, ...]] = ("all",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "branch"
    others: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class StepLate(StepView):
    """`minutes`: so late it is still sent. `goals`: the dates the scenario knows; `expires`: from
    when on it is left out.
    """

    template: ClassVar[str] = "owner/step.late"
    acts: ClassVar[tuple[str, ...]] = ("late", "no-end")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    late: Literal["hold", "skip", "within"] = "hold"
    minutes: int | None = None
    goals: tuple[Written, ...] = ()
    expires: When | None = None


@dataclass(frozen=True, kw_only=True)
class AwaitRow:
    """`target`: the step's id, or the label; `name`: as it is shown."""

    id: str
    kind: Literal["tapped", "watched", "answered", "label"]
    target: str
    name: Written


@dataclass(frozen=True, kw_only=True)
class StepAwait(StepView):
    template: ClassVar[str] = "owner/step.await"
    acts: ClassVar[tuple[str, ...]] = ("pick",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    rows: tuple[AwaitRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepPatience(StepView):
    """How long it is waited for."""

    template: ClassVar[str] = "owner/step.patience"
    acts: ClassVar[tuple[str, ...]] = ("limit",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    kind: str = "tapped"


@dataclass(frozen=True, kw_only=True)
class StepGoal(StepView):
    """Dates of the friend's own."""

    template: ClassVar[str] = "owner/step.goal"
    acts: ClassVar[tuple[str, ...]] = ("pick",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    rows: tuple[Named, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepSide(StepView):
    """The ids of "far" are on, 1d, 3d, 7d."""

    template: ClassVar[str] = "owner/step.side"
    acts: ClassVar[tuple[str, ...]] = ("side", "far")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "wait"
    goal: Written
    side: str = "before"


@dataclass(frozen=True, kw_only=True)
class PartName(StepView):
    """What the step is kept under for other scenarios."""

    template: ClassVar[str] = "owner/part.name"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "timeline"
