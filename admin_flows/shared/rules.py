"""Conditions as the pieces that cards word."""

from bot.domain.comparing import Comparison
from bot.domain.condition_forms import (
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
    reaction_of,
    standing_of,
)
from bot.domain.conditions import AllOf, AnyOf, Condition, Not
from bot.domain.elapsed import Elapsed
from bot.domain.mentions import OF_WALK
from flex_templates.views.rules import Length, RulePart, Way

_WAYS: tuple[Way, ...] = ("under", "over", "at_least", "at_most")


def rule_part(condition: Condition, *, negated: bool = False) -> RulePart:
    match condition:
        case Not():
            return rule_part(condition.not_, negated=not negated)
        case AllOf():
            inner = tuple(rule_part(one) for one in condition.all)
            return RulePart("all", negated=negated, parts=inner)
        case AnyOf():
            inner = tuple(rule_part(one) for one in condition.any)
            return RulePart("any", negated=negated, parts=inner)
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
    name = reaction_of(condition)[1] if isinstance(condition, OF_WALK) else ""
    return RulePart("reaction", name, negated)


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
