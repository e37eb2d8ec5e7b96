"""What a new step is, and what a step does beside sending."""

from dataclasses import dataclass
from typing import ClassVar

from flex_templates.views.doing import EffectRow
from flex_templates.views.owner.rules import Named
from flex_templates.views.owner.step import StepView
from flex_templates.views.parts import OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class StepKind(OwnerView):
    """The id of "do" is the effect."""

    template: ClassVar[str] = "owner/step.kind"
    acts: ClassVar[tuple[str, ...]] = ("message", "question", "branch", "mix", "do", "other")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "timeline"
    id: str
    name: Written


@dataclass(frozen=True, kw_only=True)
class StepOther(OwnerView):
    """Whether there are steps to share, and menus of the shop's own."""

    template: ClassVar[str] = "owner/step.other"
    acts: ClassVar[tuple[str, ...]] = ("do", "back")
    help: ClassVar[str] = "timeline"
    id: str
    name: Written
    shares: bool = False
    menus: bool = False


@dataclass(frozen=True, kw_only=True)
class StepThen(StepView):
    """The ids of "do" and "remove" are the effect."""

    template: ClassVar[str] = "owner/step.then"
    acts: ClassVar[tuple[str, ...]] = ("do", "remove")
    help: ClassVar[str] = "timeline"
    effects: tuple[EffectRow, ...] = ()
    menus: bool = False


@dataclass(frozen=True, kw_only=True)
class ThenPick(OwnerView):
    """`kind`: the effect. `turns`: labels may as well be taken off."""

    template: ClassVar[str] = "owner/then.pick"
    acts: ClassVar[tuple[str, ...]] = ("pick", "page", "turn")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "timeline"
    name: Written
    kind: str
    rows: tuple[Named, ...] = ()
    query: Written | None = None
    earlier: int | None = None
    later: int | None = None
    turns: bool = False


@dataclass(frozen=True, kw_only=True)
class ThenValue(OwnerView):
    """`kind`: set or add. The id of "pick" is what a tile says."""

    template: ClassVar[str] = "owner/then.value"
    acts: ClassVar[tuple[str, ...]] = ("pick",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "timeline"
    name: Written
    kind: str
    field: Written


@dataclass(frozen=True, kw_only=True)
class ThenJump(OwnerView):
    """`itself`: it leads back to its own beginning."""

    template: ClassVar[str] = "owner/then.jump"
    acts: ClassVar[tuple[str, ...]] = ("end", "keep")
    help: ClassVar[str] = "timeline"
    name: Written
    to: Written
    itself: bool = False


@dataclass(frozen=True, kw_only=True)
class ThenNotify(OwnerView):
    template: ClassVar[str] = "owner/then.notify"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "staff"
    name: Written
    groups: tuple[Written, ...] = ()
