"""Conditions as the pieces that cards word."""

from collections.abc import Iterable, Mapping, Sequence

from admin_flows.engine.scene import AnyScene
from admin_flows.shared import rows
from bot.domain.comparing import Comparison
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
    reaction_of,
    standing_of,
)
from bot.domain.conditions import AllOf, AnyOf, Condition, Node, Not
from bot.domain.document import Scenario
from bot.domain.elapsed import Elapsed
from bot.domain.mentions import names_in
from flex_templates.views.rules import Length, RulePart, Way

_WAYS: tuple[Way, ...] = ("under", "over", "at_least", "at_most")
Documents = Mapping[str | None, Scenario]
"""Of whose steps a rule speaks, by the scenario's name; None: the one that it stands in."""
_NONE: Documents = {}


def rule_in(scene: AnyScene, condition: Condition, of: Scenario | None = None) -> RulePart:
    return rule_part(condition, _documents(scene, [condition], of))


def rules_in(
    scene: AnyScene, parts: Sequence[Node], of: Scenario | None = None
) -> tuple[RulePart, ...]:
    documents = _documents(scene, parts, of)
    return tuple(rule_part(one, documents) for one in parts)


def _documents(scene: AnyScene, asked: Sequence[Condition], of: Scenario | None) -> Documents:
    own: Documents = {None: of} if of else {}
    wanted = names_in(asked).reacted
    others = scene.reads.scenarios() if wanted else ()
    return {**own, **{row.name: row.document for row in others if row.name in wanted}}


def rule_part(condition: Condition, of: Documents = _NONE, *, negated: bool = False) -> RulePart:
    match condition:
        case Not():
            return rule_part(condition.not_, of, negated=not negated)
        case AllOf():
            return RulePart("all", negated=negated, parts=_each(condition.all, of))
        case AnyOf():
            return RulePart("any", negated=negated, parts=_each(condition.any, of))
        case Tapped() | Answered() | Watched():
            return _reaction(condition, of, negated)
        case Label():
            return RulePart(
                "label",
                condition.label,
                negated,
                at_least=_length(condition.for_at_least),
                less_than=_length(condition.for_less_than),
            )
        case Entered() | Inside() | Finished() | Stopped():
            name, standing = standing_of(condition)
            return RulePart(standing, name, negated)
    return _simple(condition, negated)


def _each(parts: Iterable[Node], of: Documents) -> tuple[RulePart, ...]:
    return tuple(rule_part(one, of) for one in parts)


def _reaction(condition: Tapped | Answered | Watched, of: Documents, negated: bool) -> RulePart:
    """A step that is not there any more is told by its id."""
    reaction, step_id = reaction_of(condition)
    document = of.get(condition.scenario)
    number = rows.number_of(document, step_id) if document else None
    scenario = condition.scenario or ""
    return RulePart(reaction, str(number or step_id), negated, scenario=scenario)


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
