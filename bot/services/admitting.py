"""People who are put into a scenario by the thousand: some at a time, each once, now or at a time
that was set before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.audience import Audience
from bot.domain.calendar import Calendar
from bot.domain.condition_forms import Group, Label
from bot.domain.conditions import Condition
from bot.domain.entry import BEFORE, Before, rules
from bot.domain.errors import Problem, Refused
from bot.domain.facts import holds
from bot.services.entering import Entering, kept_out
from bot.store import admissions, labels, newcomers, scenarios, user_groups, versions
from bot.store.admission_models import Admission
from bot.store.conditions_sql import next_matched
from bot.store.db import atomic
from bot.store.engine import Checkpoint
from bot.store.entrances import Entrance
from bot.store.facts import facts_of
from bot.store.models import Scenario, ScenarioState
from bot.store.newcomers import Some, Standing
from bot.store.trouble import trouble

AT_ONCE = 500
LOOKED_AT_ONCE = 20_000
# One that broke leaves the others their turn.
RETRY_SECONDS = 60

log = structlog.get_logger()


def rule_of(whom: Audience) -> Condition | None:
    """None: everybody. Refused where the label or group is gone."""
    if whom.kind == "label" and (label := labels.find(whom.number)):
        return Label(label=label.name)
    if whom.kind == "group" and (group := user_groups.find(whom.number)):
        return Group(group=group.name)
    if whom.kind == "all":
        return None
    raise Refused(Problem("nobody_meant"))


def meant(whom: Audience, now: datetime, calendar: Calendar) -> Some:
    if whom.kind == "friends":
        return newcomers.picked(whom.friends)
    rule = rule_of(whom)
    return newcomers.fitting(rule, now, calendar) if rule else newcomers.everybody()


Standings = Mapping[Standing, int]


def standings(
    door: Entrance, some: Some, now: datetime, calendar: Calendar
) -> tuple[Standings, Standings]:
    """Of those who are meant, and of those of them whom the scenario does not take."""
    kept = kept_out(door, now, calendar)
    both = newcomers.both(some, newcomers.picked(kept, "kept"))
    out = newcomers.standings(door.scenario_id, both) if kept else {}
    return newcomers.standings(door.scenario_id, some), out


def wanted_of(door: Entrance, now: datetime, calendar: Calendar) -> list[Before]:
    """How those stand to it who may enter."""
    says = rules(versions.document(door.version_id), now, calendar)
    return [before for before in BEFORE if says[before] != "no"]


def expected_of(one: Admission, now: datetime, calendar: Calendar) -> int:
    """How many will have entered, as it is now; nobody more where whom it means is gone."""
    row = scenarios.find(one.scenario_id)
    if row is None or row.version_id is None:
        return int(one.people)
    try:
        some = meant(admissions.whom(one), now, calendar)
    except Refused:
        return int(one.people)
    left = newcomers.both(some, newcomers.beyond(one.after))
    door = Entrance(row.id, row.version_id)
    people, out = standings(door, left, now, calendar)
    wanted = wanted_of(door, now, calendar)
    return int(one.people) + sum(people.get(b, 0) - out.get(b, 0) for b in wanted)


def why_not(row: Scenario, now: datetime, calendar: Calendar) -> str | None:
    """The code of what stands in the way of anybody's entering."""
    if row.state == ScenarioState.DRAFT or row.version_id is None:
        return "add_to_draft"
    if row.state == ScenarioState.ENDED:
        return "add_to_ended"
    if row.closed:
        return "closed_to_newcomers"
    scenario = versions.document(row.version_id)
    if scenario.carried:
        return "needs_event"
    return None if rules(scenario, now, calendar)["none"] == "enter" else "outside_period"


def _no_checkpoint(_: str) -> None:
    """In production nothing happens between two statements."""


@dataclass(frozen=True)
class Admitting:
    clock: Clock
    account: Callable[[], Account]
    checkpoint: Checkpoint = _no_checkpoint

    def is_due(self) -> bool:
        return admissions.is_due(epoch(self.clock.now())) or bool(admissions.uncounted())

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """For about so long; the rest waits for the next call."""
        until = self.clock.real() + seconds

        def goes_on() -> bool:
            return self.clock.real() < until and not asked_to_stop()

        for new in admissions.uncounted():
            self._count(new)
        while goes_on() and (one := admissions.due(epoch(self.clock.now()))):
            try:
                if not self._go_on(one, goes_on):
                    return
            except Exception as error:
                if trouble(error):
                    raise
                log.exception("admission_failed", scenario=one.scenario_id)
                admissions.put_off(one.id, epoch(self.clock.now()) + RETRY_SECONDS)

    def _go_on(self, one: Admission, goes_on: Callable[[], bool]) -> bool:
        """False when it is to be gone on with at another time."""
        after = one.after
        while goes_on():
            found = self._found(one, after, LOOKED_AT_ONCE)
            for some in _slices(found):
                if not goes_on() or not self._some(one, after, some):
                    return False
                after = some[-1]
            if len(found) < LOOKED_AT_ONCE:
                return self._some(one, after, [])
        return False

    def first(self, one: Admission) -> tuple[int, bool]:
        """The first ones, in the caller's transaction. How many entered, and is that all?"""
        found = self._found(one, 0, AT_ONCE)
        people = self._enter(one, found)
        if is_all := len(found) < AT_ONCE:
            self._end(one)
        return people, is_all

    def _count(self, one: Admission) -> None:
        """For the forecast: in no transaction, since it reads them all."""
        try:
            expected = expected_of(one, self.clock.now(), self.account().calendar)
        except Exception as error:
            if trouble(error):
                raise
            log.exception("admission_not_counted", scenario=one.scenario_id)
            expected = one.people
        with atomic():
            admissions.expect(one.id, expected)

    def trial(self, one: Admission, people: int, *, rest_at: int) -> int:
        """So many of them now, in the caller's transaction, and the others from then on."""
        after, entered = one.after, 0
        while entered < people and (found := self._found(one, after, people - entered)):
            entered += self._enter(one, found)
            after = found[-1]
        admissions.put_off(one.id, rest_at)
        return entered

    def _found(self, one: Admission, after: int, limit: int) -> list[int]:
        try:
            rule = rule_of(admissions.whom(one))
        except Refused:
            return []
        now, calendar = self.clock.now(), self.account().calendar
        return next_matched(rule, now, calendar, after=after, limit=limit)

    def _some(self, one: Admission, after: int, some: Sequence[int]) -> bool:
        """False when another process has gone further, or is at it. Nobody: it is over."""
        with atomic():
            # Whoever ends a scenario locks it first, too.
            row = scenarios.locked(one.scenario_id)
            if not admissions.still_at(one.id, after):
                return False
            if row is None or why_not(row, self.clock.now(), self.account().calendar):
                admissions.called_off(one.id)
                return False
            if some:
                self._enter(one, some)
            else:
                self._end(one)
            self.checkpoint("admission.entered")
        self.checkpoint("admitted")
        return True

    def _enter(self, one: Admission, some: Sequence[int]) -> int:
        """Who fits no more since they were looked for stays out. Gives how many entered."""
        row = scenarios.find(one.scenario_id)
        if row is None or row.version_id is None or not some:
            return 0
        door = Entrance(row.id, row.version_id)
        entered = Entering(self.clock, self.account).enter(door, self._still(one, some))
        admissions.past(one.id, some[-1], len(entered))
        return len(entered)

    def _end(self, one: Admission) -> None:
        admissions.done(one.id)
        row = scenarios.find(one.scenario_id)
        if row is not None and row.once:
            scenarios.closed(row.id)

    def _still(self, one: Admission, some: Sequence[int]) -> list[int]:
        rule = rule_of(admissions.whom(one))
        if rule is None:
            return list(some)
        facts = facts_of(some, [rule], self.clock.now(), self.account().calendar)
        return [number for number in some if number in facts and holds(rule, facts[number])]


def _slices(found: Sequence[int]) -> list[Sequence[int]]:
    return [found[first : first + AT_ONCE] for first in range(0, len(found), AT_ONCE)]
