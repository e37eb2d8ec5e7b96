"""Groups of friends: a name for a rule."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain import names
from bot.domain.account import Account
from bot.domain.conditions import Condition
from bot.store import listening, user_groups, watches
from bot.store.conditions_sql import headcounts
from bot.store.db import atomic


@dataclass(frozen=True)
class GroupService:
    clock: Clock
    account: Callable[[], Account]

    def define(self, name: str, rule: Condition) -> int:
        """A new group, or another rule for one there is. Gives how many friends fit it now; who
        does so already is not new to the scenarios that take people in from it.
        """
        name = names.given(name)
        with atomic():
            found = user_groups.known([name]).get(name)
            if found is None:
                user_groups.create(name, rule, at=epoch(self.clock.now()))
            elif found.rule != rule:
                user_groups.change(found.id, rule)
                watches.forget_looks(found.id)
            listening.renew()
        return self._headcounts([rule])[0]

    def listed(self) -> list[tuple[str, int]]:
        """(name, how many friends fit it), by name."""
        found = user_groups.listed()
        counted = self._headcounts([row.rule for row in found])
        return [(row.name, people) for row, people in zip(found, counted, strict=True)]

    def _headcounts(self, rules: list[Condition]) -> tuple[int, ...]:
        return headcounts(rules, self.clock.now(), self.account().calendar)
