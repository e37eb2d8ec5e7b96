"""A rule, put together part by part."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import FriendRow, OwnerView, StepRef, Written
from flex_templates.views.rules import RulePart

Whose = Literal["group", "unless", "stop_when", "only", "until", "arm", "new_arm"]


@dataclass(frozen=True)
class Named:
    id: str
    name: Written


@dataclass(frozen=True, kw_only=True)
class RuleCard(OwnerView):
    """`name`: of the group or the scenario; None: of a group that is not there yet. `people` None:
    it cannot be counted outside of a walk. Not `simple`: nested deeper than the chat builds.
    `needed`: it cannot be taken out. The id of "part" is its number.
    """

    template: ClassVar[str] = "owner/rule.card"
    acts: ClassVar[tuple[str, ...]] = (
        "add", "join", "part", "people", "save-as", "anew", "take-out", "save",
    )  # fmt: skip
    help: ClassVar[str] = "rule"
    name: Written | None
    whose: Whose = "group"
    step: StepRef | None = None
    rule: RulePart | None
    parts: tuple[RulePart, ...] = ()
    every: bool = True
    people: int | None = None
    friends: int = 0
    most: int = 10
    simple: bool = True
    needed: bool = True


@dataclass(frozen=True, kw_only=True)
class RulePeople(OwnerView):
    """`later`: behind whom the next page begins."""

    template: ClassVar[str] = "owner/rule.people"
    acts: ClassVar[tuple[str, ...]] = ("later", "back")
    help: ClassVar[str] = "rule"
    rule: RulePart | None
    now_at: datetime
    rows: tuple[FriendRow, ...] = ()
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class RuleSaveAs(OwnerView):
    template: ClassVar[str] = "owner/rule.save_as"
    acts: ClassVar[tuple[str, ...]] = ("back",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "rule"


@dataclass(frozen=True, kw_only=True)
class RuleKinds(OwnerView):
    """Whether there are steps whose answers, or taps and videos, can be asked for."""

    template: ClassVar[str] = "owner/rule.kind"
    acts: ClassVar[tuple[str, ...]] = ("kind", "back")
    help: ClassVar[str] = "rule"
    answers: bool = False
    reactions: bool = False


@dataclass(frozen=True, kw_only=True)
class RulePick(OwnerView):
    """`elsewhere`: whether there are other scenarios' steps, too."""

    template: ClassVar[str] = "owner/rule.pick"
    acts: ClassVar[tuple[str, ...]] = ("pick", "page", "elsewhere", "back")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "rule"
    kind: str
    elsewhere: bool = False
    rows: tuple[Named, ...] = ()
    query: Written | None = None
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class RuleHow(OwnerView):
    """`field`: what an attribute holds; `choices`: of a question, where it is kept which one it
    was; `reactions`: what can be done with the step. The id of "take" is what a tile says.
    """

    template: ClassVar[str] = "owner/rule.how"
    acts: ClassVar[tuple[str, ...]] = ("take", "back")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "rule"
    kind: str
    name: Written = ""
    field: Literal["text", "number", "date"] = "text"
    choices: tuple[Written, ...] = ()
    reactions: tuple[Literal["tapped", "watched"], ...] = ()


@dataclass(frozen=True, kw_only=True)
class RulePartCard(OwnerView):
    """`changes`: whether it can get other values."""

    template: ClassVar[str] = "owner/rule.part"
    acts: ClassVar[tuple[str, ...]] = ("change", "turn", "remove", "back")
    help: ClassVar[str] = "rule"
    part: RulePart
    number: int
    changes: bool = True
