"""The names that LINE counts opens under: a thousand a month, told from 20 people on."""

from datetime import UTC, date, datetime, timedelta, timezone

A_MONTH = 1_000
KEPT = 200
"""The last ones of a month are for steps that go to enough people to be told of."""
FEWEST = 20
TRACKED = timedelta(days=14)
"""So long LINE counts what becomes of a message."""
LONGEST = timedelta(days=30)
"""So many days can be asked about at once."""
_JAPAN = timezone(timedelta(hours=9))


def unit_name(shop: str, version_id: int, index: int) -> str:
    """Of letters, digits and _, at most 30. `shop`: two installations on one channel may have the
    same numbers.
    """
    return f"{shop}_{version_id}_{index}"


def japan_day(at: int) -> date:
    """LINE's days and months are Japan's."""
    return datetime.fromtimestamp(at, UTC).astimezone(_JAPAN).date()


def month_of(at: int) -> int:
    """202611"""
    day = japan_day(at)
    return day.year * 100 + day.month


def may_have(used: int, people: int) -> bool:
    """One more name this month, for a step that goes to so many at once, or went before."""
    return used < A_MONTH and (people >= FEWEST or used < A_MONTH - KEPT)
