"""What a step does beside sending: whom it is for, where ways part, what is noted."""

from dataclasses import dataclass
from typing import Literal

from flex_templates.views.parts import When, Written

Effect = Literal[
    "add_label",
    "remove_label",
    "set",
    "add",
    "jump",
    "end",
    "take_over",
    "notify",
    "use",
    "rich_menu",
]


@dataclass(frozen=True, kw_only=True)
class ArmRow:
    """`names`: what a condition speaks of. `amount`: percent of a split, people of the first ones.
    `steps`: how many there are in it.
    """

    kind: Literal["when", "split", "first", "otherwise"]
    names: tuple[Written, ...] = ()
    amount: int = 0
    steps: int = 0


@dataclass(frozen=True)
class EffectRow:
    """`names`: labels, fields, or the scenario it leads into."""

    kind: Effect
    names: tuple[Written, ...] = ()


@dataclass(frozen=True)
class RepeatRow:
    """`until`: what the condition speaks of that ends it; None: there is none."""

    every: When
    at_most: int | None = None
    until: tuple[Written, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Doing:
    """`only`: what the condition speaks of that people have to fit; None: it is for everybody."""

    only: tuple[Written, ...] | None = None
    arms: tuple[ArmRow, ...] = ()
    effects: tuple[EffectRow, ...] = ()
    repeat: RepeatRow | None = None


NOTHING = Doing()
