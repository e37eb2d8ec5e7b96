"""People whom something that became true leads into scenarios: who goes first, and how often."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import structlog

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.services.entering import Entering, Together
from bot.store import newcomers, runaways
from bot.store.entrances import Entrance

# So often a day one friend is led into one scenario: more is a ring that nobody meant.
ENTRIES_A_DAY = 10

log = structlog.get_logger()


@dataclass(frozen=True)
class Leading:
    clock: Clock
    account: Callable[[], Account]

    def lead(self, led: Mapping[Entrance, Collection[int]]) -> None:
        """All of this happens together: of scenarios that exclude each other who is led into
        several enters the one of the highest priority, of the same the older one.
        """
        together = Together()
        for door in together.in_order(led):
            entered = self._lead(door, sorted(together.free(door, led[door])))
            together.entered(door, entered)

    def _lead(self, door: Entrance, led: list[int]) -> list[int]:
        """But nobody round and round: then it stops, and an owner is told. Gives who entered."""
        if not led:
            return []
        now = epoch(self.clock.now())
        before = now - runaways.DAY
        often = newcomers.entered_often(door.scenario_id, led, since=before, times=ENTRIES_A_DAY)
        if often:
            runaways.refused(door.scenario_id, len(often), now=now, forget_before=before)
            log.warning("runaway", scenario=door.scenario_id, people=len(often))
        entering = Entering(self.clock, self.account)
        return entering.enter(door, [one for one in led if one not in often])
