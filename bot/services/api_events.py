"""Events of the shop's own systems: an order placed, a booking made, moved or cancelled."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.carried import Data, data_of
from bot.domain.document import ApiEvent, Scenario
from bot.domain.text import one_line
from bot.services.entering import Entering
from bot.store import entrances, versions, walks
from bot.store.entrances import Entrance
from bot.store.models import Friend
from bot.store.newcomers import Carried


@dataclass
class Heard:
    """By name: the scenarios that the friend entered, and those whose walk has other values now."""

    entered: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ApiEvents:
    clock: Clock
    account: Callable[[], Account]

    def hear(self, friend: Friend, event: str, given: Mapping[str, Any]) -> Heard:
        """In one transaction. Raises Refused when a scenario wants a value that is not there."""
        heard, name = Heard(), one_line(event)
        for door, start in _waiting_for(name):
            scenario = versions.document(door.version_id)
            data = data_of(given, start.carries, self.account().calendar)
            self._tell(friend, door, scenario, data, heard)
        return heard

    def _tell(
        self, friend: Friend, door: Entrance, scenario: Scenario, data: Data, heard: Heard
    ) -> None:
        key, written = _key(scenario, data), json.dumps(data, ensure_ascii=False)
        inside = walks.inside_with(friend.id, door.scenario_id, key) if scenario.per else None
        if inside is None:
            carried = Carried(key, written if data else "")
            if Entering(self.clock, self.account).enter(door, [friend.id], carried):
                heard.entered.append(scenario.name)
            return
        enrollment_id, version_id, before = inside
        if _stops(versions.document(version_id), json.loads(before or "{}"), data):
            walks.end_with(friend.id, door.scenario_id, key, now=epoch(self.clock.now()))
            heard.updated.append(scenario.name)
        elif written != before:
            walks.carry(enrollment_id, written, _dated_stops(version_id))
            heard.updated.append(scenario.name)

    def end(self, friend: Friend, scenario_id: int, key: str) -> bool:
        """The walk with that key, such as a booking that was cancelled. Whether there was one."""
        if walks.inside_with(friend.id, scenario_id, key) is None:
            return False
        walks.end_with(friend.id, scenario_id, key, now=epoch(self.clock.now()))
        return True


def _stops(scenario: Scenario, before: Data, data: Data) -> bool:
    """A date is another one now at which the walk ends."""
    dates = [goal.data for goal in scenario.goals.values() if goal.on_change == "stop"]
    return any(name and name in before and before[name] != data.get(name) for name in dates)


def _waiting_for(event: str) -> Iterator[tuple[Entrance, ApiEvent]]:
    for door in entrances.listed():
        for start in versions.document(door.version_id).start:
            if isinstance(start, ApiEvent) and start.event == event:
                yield door, start
                break


def _key(scenario: Scenario, data: Data) -> str:
    return str(data[scenario.per]) if scenario.per else ""


def _dated_stops(version_id: int) -> list[int]:
    """Those that wait for a date of the event's."""
    walk, goals = versions.walk(version_id), versions.document(version_id).goals
    return [
        index
        for index in range(len(walk.stops))
        if (name := walk.goal_at(index)) in goals and goals[name].data
    ]
