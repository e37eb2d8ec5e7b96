"""What is known of one person at one instant, and whether a condition is true of them.

`bot.store.conditions_sql` answers the same question for everybody at once: keep the two alike.
"""

import operator
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain import condition_forms as form
from bot.domain.attributes import BIRTHDAY, NAME, OF_BIRTH, OF_PROFILE, Known
from bot.domain.birth import is_exact, limits_of
from bot.domain.calendar import Calendar
from bot.domain.comparing import Comparison, Op, Range
from bot.domain.condition_forms import Reaction, Standing
from bot.domain.conditions import AllOf, AnyOf, Condition, Not
from bot.domain.lengths import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Facts:
    """`now` is business time; `friend_since`: they last added the account. `walks` and `reacted` by
    the scenario's name; `reactions`: in the walk that is asked about. `groups` are the rules of the
    groups that conditions may name.
    """

    now: datetime
    calendar: Calendar
    name: str = ""
    language: str = ""
    friend_since: datetime | None = None
    labels: Mapping[str, datetime] = field(default_factory=dict)
    attributes: Mapping[str, Known] = field(default_factory=dict)
    walks: Mapping[str, frozenset[Standing]] = field(default_factory=dict)
    reactions: frozenset[tuple[Reaction, str]] = frozenset()
    reacted: Mapping[str, frozenset[tuple[Reaction, str]]] = field(default_factory=dict)
    groups: Mapping[str, Condition] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.calendar.local(self.now).date()


_OPS: Mapping[Op, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(condition: Condition, facts: Facts, within: frozenset[str] = frozenset()) -> bool:
    """`within`: the groups that are being asked about, so that a ring of groups ends."""
    match condition:
        case AllOf():
            return all(holds(part, facts, within) for part in condition.all)
        case AnyOf():
            return any(holds(part, facts, within) for part in condition.any)
        case Not():
            return not holds(condition.not_, facts, within)
        case form.Group():
            rule = None if condition.group in within else facts.groups.get(condition.group)
            return rule is not None and holds(rule, facts, within | {condition.group})
        case form.Month() | form.OnWeekday() | form.Hour():
            return is_now(condition, facts.now, facts.calendar)
        case form.Tapped() | form.Answered() | form.Watched():
            return form.reaction_of(condition) in _reactions(condition.scenario, facts)
    return _is_known(condition, facts)


def _reactions(scenario: str | None, facts: Facts) -> Collection[tuple[Reaction, str]]:
    return facts.reactions if scenario is None else facts.reacted.get(scenario, ())


def _is_known(condition: Condition, facts: Facts) -> bool:
    match condition:
        case form.Label():
            return _has(condition, facts)
        case form.Attribute():
            return _fits(condition, facts)
        case form.Counter():
            counted = facts.attributes.get(condition.counter)
            return compares(condition.ranges, counted.number or 0 if counted else 0)
        case form.DaysSinceFriend():
            return _is_friend_for(condition.days_since_friend, facts)
        case form.Entered() | form.Inside() | form.Finished() | form.Stopped():
            scenario, standing = form.standing_of(condition)
            return standing in facts.walks.get(scenario, ())
    return False


def is_now(condition: form.Now, now: datetime, calendar: Calendar) -> bool:
    local = calendar.local(now)
    match condition:
        case form.Month():
            return local.month in condition.month
        case form.OnWeekday():
            return WEEKDAYS[local.weekday()] in condition.weekday
        case form.Hour():
            return condition.hour.includes(local.time())


def _has(label: form.Label, facts: Facts) -> bool:
    at = facts.labels.get(label.label)
    if at is None:
        return False
    long, short = label.for_at_least, label.for_less_than
    return (long is None or at <= long.before(facts.now, facts.calendar)) and (
        short is None or at > short.before(facts.now, facts.calendar)
    )


def _is_friend_for(comparison: Comparison, facts: Facts) -> bool:
    if facts.friend_since is None:
        return False
    days = (facts.today - facts.calendar.local(facts.friend_since).date()).days
    return compares(comparison.ranges, days)


def _fits(condition: form.Attribute, facts: Facts) -> bool:
    name = condition.attribute
    if name in OF_PROFILE:
        said = facts.name if name == NAME else facts.language
        return _is_text(condition, Known(said) if said else None)
    known = facts.attributes.get(BIRTHDAY if name in OF_BIRTH else name)
    if name in OF_BIRTH:
        return _was_born(condition, known, facts.today)
    return _is_text(condition, known)


def _is_text(condition: form.Attribute, known: Known | None) -> bool:
    if condition.known is not None or known is None:
        return condition.known is (known is not None)
    if condition.is_ and known.text in condition.is_:
        return True
    if known.is_date:
        return any(_all_true(known.text, tests) for tests in condition.ranges)
    return known.number is not None and compares(condition.ranges, known.number)


def _all_true(day: str, tests: Range) -> bool:
    """A day is compared with a day, whatever its time."""
    return all(isinstance(bound, str) and _OPS[op](day[: len(bound)], bound) for op, bound in tests)


def _was_born(condition: form.Attribute, known: Known | None, today: date) -> bool:
    if condition.known is not None:
        return condition.known is (known is not None and is_exact(condition.attribute, known))
    if known is None:
        return False
    side = {"earliest": known.text, "latest": known.until or known.text}
    return any(
        all(_OPS[op](side[which], day) for which, op, day in each)
        for each in limits_of(condition.attribute, condition, today)
    )


def compares(ranges: Sequence[Range], number: float) -> bool:
    return any(
        all(not isinstance(bound, str) and _OPS[op](number, bound) for op, bound in tests)
        for tests in ranges
    )
