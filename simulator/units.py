"""Aggregation units: names that LINE counts opens under, at most 1,000 a month."""

import re
from typing import Any

from simulator.quota import Quota
from simulator.validation.problems import Problems

UNITS_A_MONTH = 1000
NAME = re.compile(r"[A-Za-z0-9_]{1,30}")


class Units:
    def __init__(self, quota: Quota) -> None:
        self._quota = quota
        self._names: dict[str, dict[str, None]] = {}  # month -> names in order of use

    def this_month(self) -> list[str]:
        return list(self._names.get(self._quota.day()[:6], ()))

    def assign(self, units: list[str]) -> list[str]:
        """The names the message is counted under: those past the limit are dropped silently."""
        names = self._names.setdefault(self._quota.day()[:6], {})
        for unit in units:
            if len(names) < UNITS_A_MONTH:
                names[unit] = None
        return [unit for unit in units if unit in names]

    def dump(self) -> dict[str, list[str]]:
        return {month: list(names) for month, names in self._names.items()}

    def load(self, saved: dict[str, list[str]]) -> None:
        self._names = {month: dict.fromkeys(names) for month, names in saved.items()}


def check_units(units: Any, problems: Problems) -> None:
    place = "customAggregationUnits"
    if units is None or not problems.size(units, place, 0, 1):
        return
    for index, unit in enumerate(units):
        if not isinstance(unit, str) or not NAME.fullmatch(unit):
            problems.add(f"{place}[{index}]", "Must be 1 to 30 of A-Z, a-z, 0-9 and _")
