"""Conditions: who is meant. `facts.holds` says whether one is true of somebody."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from bot.domain import limits
from bot.domain.condition_forms import (
    Answered,
    Attribute,
    Counter,
    DaysSinceFriend,
    Entered,
    Finished,
    Group,
    Hour,
    Inside,
    Label,
    Month,
    OnWeekday,
    Stopped,
    Tapped,
    Watched,
)  # fmt: skip
from bot.domain.model import Listed, Part, Some, refuse


class AllOf(Part):
    all: Annotated[tuple["Node", ...], Listed, Some]


class AnyOf(Part):
    any: Annotated[tuple["Node", ...], Listed, Some]


class Not(Part):
    not_: "Node" = Field(alias="not")


class UnknownCondition(Part):
    """None of the forms: always refused, by its unknown key or by having none."""

    @model_validator(mode="before")
    @classmethod
    def _nothing(cls, value: Any) -> Any:
        if value == {}:
            raise refuse("empty")
        return value


_FORMS: Mapping[str, type[Part]] = {
    "all": AllOf,
    "any": AnyOf,
    "not": Not,
    "label": Label,
    "attribute": Attribute,
    "counter": Counter,
    "group": Group,
    "entered": Entered,
    "inside": Inside,
    "finished": Finished,
    "stopped": Stopped,
    "tapped": Tapped,
    "answered": Answered,
    "watched": Watched,
    "days_since_friend": DaysSinceFriend,
    "month": Month,
    "weekday": OnWeekday,
    "hour": Hour,
}
KEYS = tuple(_FORMS)


def _form(value: Any) -> str:
    if isinstance(value, Part):
        return _TAGS.get(type(value), "<condition>")
    if not isinstance(value, dict):
        return "<condition>"
    return next((f"<{key}?>" for key in _FORMS if key in value), "<condition>")


_TAGS: Mapping[type, str] = {form: f"<{key}?>" for key, form in _FORMS.items()}

Node = Annotated[
    Annotated[AllOf, Tag("<all?>")]
    | Annotated[AnyOf, Tag("<any?>")]
    | Annotated[Not, Tag("<not?>")]
    | Annotated[Label, Tag("<label?>")]
    | Annotated[Attribute, Tag("<attribute?>")]
    | Annotated[Counter, Tag("<counter?>")]
    | Annotated[Group, Tag("<group?>")]
    | Annotated[Entered, Tag("<entered?>")]
    | Annotated[Inside, Tag("<inside?>")]
    | Annotated[Finished, Tag("<finished?>")]
    | Annotated[Stopped, Tag("<stopped?>")]
    | Annotated[DaysSinceFriend, Tag("<days_since_friend?>")]
    | Annotated[Tapped, Tag("<tapped?>")]
    | Annotated[Answered, Tag("<answered?>")]
    | Annotated[Watched, Tag("<watched?>")]
    | Annotated[Month, Tag("<month?>")]
    | Annotated[OnWeekday, Tag("<weekday?>")]
    | Annotated[Hour, Tag("<hour?>")]
    | Annotated[UnknownCondition, Tag("<condition>")],
    Discriminator(_form),
]


def _within_bounds(value: Any) -> Any:
    """Measured before it is read, so that nothing huge is ever built."""
    leaves, deepest = _measure(value)
    if leaves > limits.CONDITIONS:
        raise refuse("too_many", what="conditions", limit=limits.CONDITIONS, actual=leaves)
    if deepest > limits.CONDITION_DEPTH:
        raise refuse("condition_too_deep", limit=limits.CONDITION_DEPTH, actual=deepest)
    return value


def _measure(value: Any) -> tuple[int, int]:
    """How many conditions there are, and how many all, any and not stand around the innermost."""
    leaves, deepest, open_parts = 0, 0, [(value, 0)]
    while open_parts:
        part, depth = open_parts.pop()
        inner = _inner(part)
        leaves, deepest = leaves + (not inner), max(deepest, depth)
        open_parts += [(each, depth + 1) for each in inner]
    return leaves, deepest


def _inner(part: Any) -> Sequence[Any]:
    if isinstance(part, Part):
        return parts_of(part)
    for key in ("all", "any", "not") if isinstance(part, dict) else ():
        if key in part:
            return part[key] if isinstance(part[key], list | tuple) else (part[key],)
    return ()


def parts_of(part: Part) -> Sequence[Part]:
    match part:
        case AllOf():
            return part.all
        case AnyOf():
            return part.any
        case Not():
            return (part.not_,)
    return ()


def leaves(condition: Part) -> Iterator[Part]:
    inner = parts_of(condition)
    if not inner:
        yield condition
    for part in inner:
        yield from leaves(part)


for _branch in (AllOf, AnyOf, Not):
    _branch.model_rebuild()

Condition = Annotated[Node, BeforeValidator(_within_bounds)]
FORMS: Mapping[str, type[Part]] = {f"<{key}?>": form for key, form in _FORMS.items()}
