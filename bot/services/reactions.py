"""What follows from a change: scenarios begin, walks reach what they were for.

Whoever changes a label, a field or a walk has written a change in the same transaction. Here each
is taken out and reacted to in one transaction, so a process that dies has done both or nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.condition_forms import Attribute, Stopped
from bot.domain.conditions import Condition
from bot.domain.document import (
    DateNoted,
    GroupMatched,
    LabelAdded,
    Reactive,
    ScenarioFinished,
    ScenarioStopped,
)
from bot.domain.facts import holds
from bot.domain.mentions import asks_of_walks
from bot.services.dated import date_changed
from bot.services.leading import Leading
from bot.services.reacting import label_added
from bot.services.watching import Watched, Watching
from bot.store import changes, engine, listening, reactions, versions, walks, watches
from bot.store.changes import ChangeRow
from bot.store.db import atomic
from bot.store.engine import Checkpoint
from bot.store.entrances import Entrance
from bot.store.fact_models import ChangeKind
from bot.store.facts import facts_of
from bot.store.listening import Reactor
from bot.store.trouble import trouble

AT_ONCE = 500
LOOKED_AT_ONCE = 20_000

log = structlog.get_logger()

_PERSON = (ChangeKind.PERSON, "")
People = Mapping[tuple[ChangeKind, str], list[int]]
"""Of whom something changed, by the kind and the name of it."""


def _no_checkpoint(_: str) -> None:
    """In production nothing happens between two statements."""


@dataclass(frozen=True)
class Reactions:
    clock: Clock
    account: Callable[[], Account]
    checkpoint: Checkpoint = _no_checkpoint

    def has_work(self) -> bool:
        return changes.waiting() or watches.is_due(epoch(self.clock.now()))

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """Reacts to what has changed, for about so long."""
        until = self.clock.real() + seconds

        def goes_on() -> bool:
            return self.clock.real() < until and not asked_to_stop()

        self._look_at_everybody(goes_on)
        while goes_on():
            found = changes.oldest(AT_ONCE)
            if not found or not self._together(found):
                return

    @property
    def watching(self) -> Watching:
        return Watching(self.clock, self.account)

    @property
    def leading(self) -> Leading:
        return Leading(self.clock, self.account)

    # Everybody

    def _look_at_everybody(self, goes_on: Callable[[], bool]) -> None:
        """To see who has come to fit a group, where that is due."""
        if not watches.is_due(epoch(self.clock.now())):
            return
        with atomic():
            listening.renew()
        for one in self.watching.due():
            try:
                self._look(one, goes_on)
            except Exception as error:
                if trouble(error):
                    raise
                log.exception("look_failed", scenario=one.watch.scenario_id)
                with atomic():
                    self.watching.looked(one)

    def _look(self, one: Watched, goes_on: Callable[[], bool]) -> None:
        """It stays due while somebody is left: their turn comes with the next run."""
        while goes_on():
            found = self.watching.different(one, LOOKED_AT_ONCE)
            chunks = [found[n : n + AT_ONCE] for n in range(0, len(found), AT_ONCE)]
            if not all(goes_on() and self._judge_some(one, some) for some in chunks):
                return
            if len(found) < LOOKED_AT_ONCE:
                with atomic():
                    self.watching.looked(one)
                return

    def _judge_some(self, one: Watched, some: Sequence[int]) -> bool:
        """False when another worker was busy with some of them."""
        with atomic():
            free = engine.lock_free_friends(some)
            new = self.watching.judge(one, sorted(free))
            self.checkpoint("look.judged")
            self.leading.lead({one.reactor.door: new})
            self.checkpoint("look.entered")
        self.checkpoint("looked")
        return len(free) == len(some)

    # Changes

    def _together(self, found: Sequence[ChangeRow]) -> bool:
        """False when there is nothing more to do for now: the rest is somebody else's."""
        try:
            with atomic():
                if watches.has_new():  # whom it fits already has to be known first
                    return False
                taken = self._take(found)
                self.checkpoint("react.taken")
                self._react(taken)
                self.checkpoint("react.reacted")
        except Exception as error:
            if trouble(error):
                raise
            log.exception("reaction_failed", changes=[change.id for change in found])
            with atomic():
                changes.failed(found)
            return True
        self.checkpoint("reacted")
        return bool(taken)

    def _take(self, found: Sequence[ChangeRow]) -> list[ChangeRow]:
        """Of friends whom another worker has locked nothing: those wait for the next time."""
        free = engine.lock_free_friends(sorted({change.friend_id for change in found}))
        return changes.take(change for change in found if change.friend_id in free)

    def _react(self, taken: Sequence[ChangeRow]) -> None:
        """Goals first, so that whoever locks walks in turn never waits for a newcomer of ours."""
        people, reactors = _people(taken), listening.reactors()
        for reactor in reactors:
            for version_id, goal in reactor.goals.items():
                judge = self._judge_walks if asks_of_walks([goal]) else self._judge
                judge(version_id, goal, people)
            self._time_anew(reactor, people)
            self._go_on(reactor, people)
        self.checkpoint("react.goals")
        self._lead(reactors, people)
        self.checkpoint("react.entered")
        if {(change.kind, change.what) for change in taken} - changes.listeners():
            listening.renew()  # somebody waited for a name that stands for something now

    def _lead(self, reactors: Sequence[Reactor], people: People) -> None:
        led: dict[Entrance, set[int]] = defaultdict(set)
        for reactor in reactors:
            for start in reactor.starts:
                led[reactor.door].update(self._fitting(start, _led(start, people)))
        for watched in self.watching.at_once():
            touched = {*_touched([watched.rule], people), *people.get(_PERSON, ())}
            if touched:
                led[watched.reactor.door].update(self.watching.judge(watched, sorted(touched)))
        self.checkpoint("react.matched")
        self.leading.lead(led)

    def _fitting(self, start: Reactive, friend_ids: Sequence[int]) -> Sequence[int]:
        """What has changed tells too little of some: who left may have come to the goal, a date may
        have been taken away.
        """
        asked = _still_true(start)
        if asked is None or not friend_ids:
            return friend_ids
        facts = facts_of(friend_ids, [asked], self.clock.now(), self.account().calendar)
        return [one for one in friend_ids if one in facts and holds(asked, facts[one])]

    def _time_anew(self, reactor: Reactor, people: People) -> None:
        now = epoch(self.clock.now())
        for version_id, dates in reactor.dates.items():
            for name, goal in dates.items():
                changed = people.get((ChangeKind.FIELD, goal.field or ""), ())
                date_changed(version_id, name, goal, changed, now=now)

    def _go_on(self, reactor: Reactor, people: People) -> None:
        for version_id, awaited in reactor.awaited.items():
            for label in sorted(awaited):
                got_it = people.get((ChangeKind.LABEL_ADDED, label), ())
                label_added(version_id, label, got_it, now=epoch(self.clock.now()))

    def _judge(self, version_id: int, goal: Condition, people: People) -> None:
        inside = walks.walking(version_id, _touched([goal], people))
        if not inside:
            return
        now = self.clock.now()
        facts = facts_of(inside, [goal], now, self.account().calendar)
        there = [one for one in inside if holds(goal, facts[one])]
        walks.reach_goal(version_id, there, now=epoch(now))

    def _judge_walks(self, version_id: int, goal: Condition, people: People) -> None:
        """Where it speaks of what somebody did in the walk itself: each walk for itself."""
        topic = ChangeKind.REACTED, versions.scenario_of(version_id)
        reacted = people.get((topic[0], listening.subjects([topic])[topic][0]), ())
        touched = {*_touched([goal], people), *reacted}
        inside = dict(walks.going_on(version_id, sorted(touched)) if touched else ())
        if not inside:
            return
        now, did = self.clock.now(), reactions.of(sorted(inside))
        known = facts_of(sorted({*inside.values()}), [goal], now, self.account().calendar)
        there = [
            walk
            for walk, friend in inside.items()
            if holds(goal, replace(known[friend], reactions=did.get(walk, frozenset())))
        ]
        walks.come_to_goal(there, now=epoch(now))


def _people(taken: Sequence[ChangeRow]) -> People:
    names = listening.subjects({(change.kind, change.what) for change in taken})
    found: dict[tuple[ChangeKind, str], list[int]] = defaultdict(list)
    for change in taken:
        for name in names[change.kind, change.what]:
            found[change.kind, name].append(change.friend_id)
    return found


def _led(start: Reactive, people: People) -> Sequence[int]:
    match start:
        case LabelAdded():
            return people.get((ChangeKind.LABEL_ADDED, start.label), ())
        case ScenarioFinished():
            return people.get((ChangeKind.FINISHED, start.scenario), ())
        case ScenarioStopped():
            return people.get((ChangeKind.LEFT, start.scenario), ())
        case DateNoted():
            return people.get((ChangeKind.FIELD, start.field), ())
        case GroupMatched():
            return ()


def _still_true(start: Reactive) -> Condition | None:
    match start:
        case ScenarioStopped():
            return Stopped(stopped=start.scenario)
        case DateNoted():
            return Attribute(attribute=start.field, known=True)
    return None


def _touched(conditions: Collection[Condition], people: People) -> list[int]:
    """Those of whom the conditions may have another answer now."""
    names = listening.spoken_of(conditions)
    found: Iterator[list[int]] = (
        friends
        for (kind, subject), friends in people.items()
        if listening.concerns(names, kind, subject)
    )
    return sorted({one for friends in found for one in friends})
