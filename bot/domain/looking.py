"""When everybody is looked at, to see who has come to fit a group: for what becomes true only
because time goes by, and for what was missed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.attributes import AGE
from bot.domain.calendar import Calendar
from bot.domain.condition_forms import Attribute, DaysSinceFriend, Hour, Label, Month, OnWeekday
from bot.domain.conditions import Condition, leaves
from bot.domain.model import Part
from bot.domain.starts import GroupMatched

BY_THE_MINUTE, BY_THE_HOUR, BY_THE_DAY = (
    timedelta(minutes=5),
    timedelta(hours=1),
    timedelta(days=1),
)


def every(conditions: Iterable[Condition]) -> timedelta:
    """How long it may take until somebody is seen to fit these."""
    spans = (_every(leaf) for condition in conditions for leaf in leaves(condition))
    return min(spans, default=BY_THE_DAY)


def _every(leaf: Part) -> timedelta:
    match leaf:
        case Hour():
            return BY_THE_MINUTE
        case Label():
            spans = [span for span in (leaf.for_at_least, leaf.for_less_than) if span]
            short = any(span.unit in ("minutes", "hours") for span in spans)
            return BY_THE_MINUTE if short else BY_THE_HOUR if spans else BY_THE_DAY
        case DaysSinceFriend() | Month() | OnWeekday():
            return BY_THE_HOUR
        case Attribute() if leaf.attribute == AGE:
            return BY_THE_HOUR
    return BY_THE_DAY


def next_look(
    start: GroupMatched, rules: Iterable[Condition], now: datetime, calendar: Calendar
) -> datetime:
    """The one after now."""
    if start.at is None:
        return now + every(rules)
    today = calendar.local(now).date()
    first = calendar.instant(today, start.at)
    return first if first > now else calendar.instant(today + timedelta(days=1), start.at)
