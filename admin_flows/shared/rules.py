"""Conditions as the pieces that cards word."""

from collections.abc import Iterable

from admin_flows.shared import rows
from bot.domain.comparing import Comparison
from bot.domain.condition_forms import (
    Answered,
    Attribute,
    Counter,
    DaysSinceFriend,
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
    reaction_of,
    standing_of,
)
from bot.domain.conditions import AllOf, AnyOf, Condition, Node, Not
from bot.domain.document import Scenario
from bot.domain.elapsed import Elapsed
from flex_templates.views.rules import Length, RulePart, Way

_WAYS: tuple[Way, ...] = ("under", "over", "at_least", "at_most")


def rule_parts(parts: Iterable[Node], of: Scenario | None = None) -> tuple[RulePart, ...]:
    return tuple(rule_part(one, of) for one in parts)


def rule_part(
    condition: Condition, of: Scenario | None = None, *, negated: bool = False
) -> RulePart:
    """`of`: the scenario whose steps it speaks of."""
    match condition:
        case Not():
            return rule_part(condition.not_, of, negated=not negated)
        case AllOf():
            return RulePart("all", negated=negated, parts=rule_parts(condition.all, of))
        case AnyOf():
            return RulePart("any", negated=negated, parts=rule_parts(condition.any, of))
        case Tapped() | Answered() | Watched():
            reaction, step_id = reaction_of(condition)
            number = rows.number_of(of, step_id) if of else None
            return RulePart(reaction, str(number or step_id), negated)
        case Label():
            return RulePart(
                "label",
                condition.label,
                negated,
                at_least=_length(condition.for_at_least),
                less_than=_length(condition.for_less_than),
            )
        case Inside() | Finished() | Stopped():
            name, standing = standing_of(condition)
            return RulePart(standing, name, negated)
    return _simple(condition, negated)


def _simple(condition: Condition, negated: bool) -> RulePart:
    match condition:
        case Attribute():
            if condition.known is not None:
                way: Way = "known" if condition.known else "unknown"
                return RulePart("attribute", condition.attribute, negated, way)
            way, values = _compared(condition)
            return RulePart("attribute", condition.attribute, negated, way, values)
        case Counter():
            way, values = _compared(condition)
            return RulePart("counter", condition.counter, negated, way, values)
        case DaysSinceFriend():
            way, values = _compared(condition.days_since_friend)
            return RulePart("days", "", negated, way, values)
        case Group():
            return RulePart("group", condition.group, negated)
    return _of_now(condition, negated)


def _of_now(condition: Condition, negated: bool) -> RulePart:
    match condition:
        case Month():
            return RulePart("month", "", negated, "is", tuple(map(str, condition.month)))
        case OnWeekday():
            return RulePart("weekday", "", negated, "is", weekdays=condition.weekday)
        case Hour():
            ends = (f"{condition.hour.start:%H:%M}", f"{condition.hour.end:%H:%M}")
            return RulePart("hour", "", negated, "between", ends)
    raise TypeError(f"no words for {condition!r}")


def _length(elapsed: Elapsed | None) -> Length | None:
    return (elapsed.amount, elapsed.unit) if elapsed else None


def _compared(comparison: Comparison) -> tuple[Way, tuple[str, ...]]:
    if comparison.is_ is not None:
        return "is", comparison.is_
    if comparison.between is not None:
        return "between", tuple(map(str, comparison.between))
    found = ((way, getattr(comparison, way)) for way in _WAYS)
    way, value = next((way, value) for way, value in found if value is not None)
    return way, (str(value),)
