"""A rule in pieces, for the sentences that tell it."""

from dataclasses import dataclass, field
from typing import Literal

from flex_templates.views.parts import Unit, Weekday, Written

RuleKind = Literal[
    "label", "attribute", "counter", "days", "group", "entered", "inside", "finished", "stopped",
    "tapped", "answered", "watched", "month", "weekday", "hour", "all", "any",
]  # fmt: skip
Way = Literal["is", "under", "over", "at_least", "at_most", "between", "known", "unknown", "has"]
Length = tuple[int, Unit]


@dataclass(frozen=True)
class RulePart:
    """`name`: of the label, the attribute, the group or the scenario; of a reaction the step's
    number, with the name of its `scenario` where it is another one. `values` are compared with it;
    `parts` of all and any. `at_least`, `less_than`: how long since.
    """

    kind: RuleKind
    name: Written = ""
    negated: bool = False
    way: Way = "has"
    values: tuple[Written, ...] = ()
    at_least: Length | None = None
    less_than: Length | None = None
    weekdays: tuple[Weekday, ...] = ()
    parts: tuple["RulePart", ...] = field(default=())
    scenario: Written = ""
