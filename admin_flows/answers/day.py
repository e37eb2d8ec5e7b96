"""Dates as people write them: 2026-12-24, 12/24, 12月24日."""

import re
from datetime import date

from admin_flows.answers.plain import dashed

_FULL = re.compile(r"([0-9]{4})[-/年.]([0-9]{1,2})[-/月.]([0-9]{1,2})日?")
_SHORT = re.compile(r"([0-9]{1,2})[-/月.]([0-9]{1,2})日?")


def parse_date(text: str, today: date) -> date | None:
    """Without a year the nearest one: on 12/20, 1/5 is next year's and 12/1 is over."""
    said = dashed(text).replace(" ", "")
    if full := _FULL.fullmatch(said):
        return _date(int(full[1]), int(full[2]), int(full[3]))
    if short := _SHORT.fullmatch(said):
        this_year = _date(today.year, int(short[1]), int(short[2]))
        if this_year is None or this_year >= today or (today - this_year).days < 180:
            return this_year
        return _date(today.year + 1, int(short[1]), int(short[2]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
