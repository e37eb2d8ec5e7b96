"""People who are let into a scenario: who may, and what becomes of what they walk already.

Everybody enters here whom not an act of their own brings just now: added by an owner, led there by
another scenario, or by something that became true of them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.calendar import Calendar
from bot.domain.document import Scenario
from bot.domain.entry import BEFORE, rules
from bot.domain.facts import holds
from bot.domain.walk import Finished, Instants, plan
from bot.store import entrances, newcomers, versions, walks
from bot.store.conditions_sql import matched
from bot.store.entrances import Entrance
from bot.store.facts import facts_of
from bot.store.newcomers import Carried


@dataclass(frozen=True)
class Entering:
    clock: Clock
    account: Callable[[], Account]

    def enter(
        self, door: Entrance, friend_ids: Sequence[int], carried: Carried | None = None
    ) -> list[int]:
        """Who may enter does; gives them. In a scenario that takes nobody in today nobody does."""
        walk, now = versions.walk(door.version_id), self.clock.now()
        if not friend_ids or (walk.scenario.carried and carried is None):
            return []  # only an event brings what its steps need
        calendar = self.account().calendar
        first = plan(walk, 0, Instants.entering(now, own_act=False), calendar)
        if isinstance(first, Finished):
            return []
        says = rules(walk.scenario, now, calendar)
        may = [before for before in BEFORE if says[before] != "no"]
        if not may:
            return []
        entered = newcomers.enter(
            door,
            admitted(door, friend_ids, now, calendar),
            may=may,
            restart=says["inside"] == "restart",
            step=first.index,
            due_at=epoch(first.due_at),
            now=epoch(now),
            carried=carried,
        )
        leave_rivals(door, entered, now=epoch(now))
        return entered


def admitted(
    door: Entrance, friend_ids: Collection[int], now: datetime, calendar: Calendar
) -> list[int]:
    """Those of them whom neither `unless` nor `at_most` keeps out."""
    scenario, people = versions.document(door.version_id), sorted(set(friend_ids))
    if scenario.unless is not None and people:
        facts = facts_of(people, [scenario.unless], now, calendar)
        people = [one for one in people if one in facts and not holds(scenario.unless, facts[one])]
    most = scenario.at_most
    if most is None or not people:
        return people
    since = epoch(most.per.before(now, calendar))
    often = newcomers.entered_often(door.scenario_id, people, since=since, times=most.walks)
    return [one for one in people if one not in often]


def kept_out(door: Entrance, now: datetime, calendar: Calendar) -> list[int]:
    """Of everybody those whom one of them keeps out, read with a few statements for all."""
    scenario, out = versions.document(door.version_id), set[int]()
    if scenario.unless is not None:
        out.update(matched(scenario.unless, now, calendar))
    if most := scenario.at_most:
        since = epoch(most.per.before(now, calendar))
        out |= newcomers.entered_often(door.scenario_id, None, since=since, times=most.walks)
    return sorted(out)


def leave_rivals(door: Entrance, friend_ids: Sequence[int], *, now: int) -> None:
    """Who has entered leaves what excludes it."""
    exclusive = versions.document(door.version_id).exclusive
    if exclusive is not None and friend_ids:
        for scenario_id in entrances.rivals(door.scenario_id, exclusive):
            walks.end(friend_ids, scenario_id, now=now)


class Together:
    """Scenarios that begin at one moment: of those that exclude each other who comes to several
    enters the one of the highest priority, of the same the older one.
    """

    def __init__(self) -> None:
        self._inside: dict[str, set[int]] = defaultdict(set)

    def in_order(self, doors: Iterable[Entrance]) -> list[Entrance]:
        return sorted(doors, key=lambda door: (-_document(door).priority, door.scenario_id))

    def free(self, door: Entrance, friend_ids: Collection[int]) -> list[int]:
        """Those of them whom no other of its name has taken in."""
        name = _document(door).exclusive
        taken = self._inside[name] if name is not None else ()
        return [friend_id for friend_id in friend_ids if friend_id not in taken]

    def entered(self, door: Entrance, friend_ids: Iterable[int]) -> None:
        if (name := _document(door).exclusive) is not None:
            self._inside[name].update(friend_ids)


def _document(door: Entrance) -> Scenario:
    return versions.document(door.version_id)
