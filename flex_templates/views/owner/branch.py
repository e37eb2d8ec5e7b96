"""Branches: how the ways part, the ways side by side, and one of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from flex_templates.views.owner.rules import Named
from flex_templates.views.owner.step import StepView
from flex_templates.views.owner.timeline import Lane
from flex_templates.views.parts import OwnerView, When, Written


@dataclass(frozen=True, kw_only=True)
class BranchHow(OwnerView):
    """Whether there are answers, taps or videos before it that ways can part by."""

    template: ClassVar[str] = "owner/branch.how"
    acts: ClassVar[tuple[str, ...]] = ("way",)
    help: ClassVar[str] = "branch"
    id: str
    name: Written
    answers: bool = False
    reactions: bool = False


@dataclass(frozen=True, kw_only=True)
class BranchAsk(OwnerView):
    """`way`: by what. The id of "mix" is a tile's."""

    template: ClassVar[str] = "owner/branch.ask"
    acts: ClassVar[tuple[str, ...]] = ("pick", "mix", "back")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "branch"
    id: str
    name: Written
    way: str
    rows: tuple[Named, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BranchFirst(StepView):
    """The `field` that the ways part by (age, gender or area) is known of `people` of all
    `friends`; `question` and `choices`: what can be asked before the branch.
    """

    template: ClassVar[str] = "owner/branch.first"
    acts: ClassVar[tuple[str, ...]] = ("ask",)
    help: ClassVar[str] = "branch"
    field: str
    people: int
    friends: int
    question: Written
    choices: tuple[Written, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BranchLanes(StepView):
    """`goes_on`: the number of the step that comes after all ways. `full`: no more can be added."""

    template: ClassVar[str] = "owner/branch.lanes"
    acts: ClassVar[tuple[str, ...]] = ("add-arm",)
    help: ClassVar[str] = "branch"
    when: When
    title: Written | None = None
    lanes: tuple[Lane, ...]
    goes_on: str | None = None
    full: bool = False


@dataclass(frozen=True, kw_only=True)
class ArmView(StepView):
    template: ClassVar[str] = "owner/arm.view"
    help: ClassVar[str] = "branch"
    lane: Lane
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class ArmMore(StepView):
    """Whether it can be moved before, or behind, another way."""

    template: ClassVar[str] = "owner/arm.more"
    acts: ClassVar[tuple[str, ...]] = ("left", "right", "delete")
    help: ClassVar[str] = "branch"
    lane: Lane
    left: bool = False
    right: bool = False


@dataclass(frozen=True, kw_only=True)
class ArmDeleted(StepView):
    """`undo_until` is None where it can no longer be undone."""

    template: ClassVar[str] = "owner/arm.deleted"
    acts: ClassVar[tuple[str, ...]] = ("undo",)
    help: ClassVar[str] = "branch"
    arm: int
    undo_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ArmCopy(StepView):
    """`others`: the ways it can be copied into, counted from 0."""

    template: ClassVar[str] = "owner/arm.copy"
    acts: ClassVar[tuple[str, ...]] = ("all",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "branch"
    lane: Lane
    others: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CopyText(StepView):
    """`left`: how many texts come after it."""

    template: ClassVar[str] = "owner/copy.text"
    acts: ClassVar[tuple[str, ...]] = ("edit", "keep", "later")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "branch"
    when: When
    text: Written
    left: int = 0
