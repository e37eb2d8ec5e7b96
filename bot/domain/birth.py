"""Age, birth year and birthday: three ways to look at a birth that lies between two days."""

import math
from datetime import date, timedelta
from typing import Literal

from bot.domain.attributes import AGE, BIRTH_YEAR, Known
from bot.domain.calendar import months_later
from bot.domain.comparing import Bound, Comparison, Op

Side = Literal["earliest", "latest"]
Limit = tuple[Side, Op, str]
"""What has to be true of the first or of the last day on which they may have been born."""

_BEFORE_ALL = ""


def limits_of(attribute: str, comparison: Comparison, today: date) -> tuple[tuple[Limit, ...], ...]:
    """The comparison is true when all limits of one of these are. It is not, as long as the birth
    may lie on either side.
    """
    limit = {AGE: _of_age, BIRTH_YEAR: _of_year}.get(attribute, _of_day)
    return tuple(
        tuple(limit(op, bound, today) for op, bound in tests) for tests in comparison.ranges
    )


def _of_age(op: Op, bound: Bound, today: date) -> Limit:
    """To be younger is to be born later."""
    years = _first_whole(op, float(bound))
    born = _years_before(today, years)
    return ("latest", "<=", born) if op in (">", ">=") else ("earliest", ">", born)


def _of_year(op: Op, bound: Bound, _: date) -> Limit:
    year = f"{min(max(_first_whole(op, float(bound)), 0), 9999):04}-01-01"
    return ("earliest", ">=", year) if op in (">", ">=") else ("latest", "<", year)


def _of_day(op: Op, bound: Bound, _: date) -> Limit:
    return ("earliest" if op in (">", ">=") else "latest", op, str(bound)[:10])


def _first_whole(op: Op, number: float) -> int:
    """The least whole number that is on the upper side of the comparison."""
    return math.ceil(number) if op in ("<", ">=") else math.floor(number) + 1


def _years_before(today: date, years: int) -> str:
    """The last birthday of those who are that old today."""
    if years <= 0:
        return "9999-12-31" if years < 0 else today.isoformat()
    return months_later(today, -12 * years).isoformat() if years < today.year else _BEFORE_ALL


def is_exact(attribute: str, known: Known) -> bool:
    """Whether this way to look at the birth is known."""
    until = known.until or known.text
    if attribute == BIRTH_YEAR:
        return known.text[:4] == until[:4]
    return attribute == AGE or known.text == until


def of_year(year: int) -> tuple[str, str]:
    return f"{year:04}-01-01", f"{year:04}-12-31"


def of_ages(least: int, most: int | None, today: date) -> tuple[str, str]:
    """Between which days those were born who are `least` to `most` (None: or more) years old."""
    latest = _years_before(today, least)
    if most is None:
        return "1900-01-01", latest
    oldest = date.fromisoformat(_years_before(today, most + 1))
    return (oldest + timedelta(days=1)).isoformat(), latest
