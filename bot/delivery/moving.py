"""A version was published for those inside, too: they go on in it, five hundred a transaction. Who
is due in the old one goes first, by the claim itself, which sends nothing of it any more; everybody
else by the `chat` process, when nobody is waiting for an answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property

import structlog

from bot.clock import Clock, epoch, from_epoch
from bot.delivery.resting import NobodyFree
from bot.delivery.retime import new_times
from bot.domain.account import Account
from bot.domain.moving import Moving
from bot.domain.walk import Instants
from bot.store import broken, displaced, engine, moving, reach, timing, versions
from bot.store.broken import Place
from bot.store.db import atomic
from bot.store.displaced import Origin
from bot.store.displaced_models import AT_END
from bot.store.engine import Checkpoint, Lane, Picked
from bot.store.models import WITHOUT_DATE
from bot.store.moving import OldLane, Shift
from bot.store.trouble import trouble

log = structlog.get_logger()

SLICE = 500
BROKEN_SECONDS = 60.0

Anchor = tuple[str, datetime]
"""A step's id, and when it was sent."""


@dataclass(frozen=True)
class Mover:
    clock: Clock
    account: Callable[[], Account]
    checkpoint: Checkpoint = lambda _: None

    def is_due(self) -> bool:
        return bool(self._lanes(set()))

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """For about so long; the rest waits for the next call."""
        until, left_alone = self.clock.real() + seconds, set[Place]()
        while self.clock.real() < until and not asked_to_stop():
            lanes = self._lanes(left_alone)
            if not lanes:
                return
            if not self._some_of(lanes[0]):
                left_alone.add((lanes[0].version_id, lanes[0].step))

    def _lanes(self, left_alone: set[Place]) -> list[OldLane]:
        real = self.clock.real()
        found = [*moving.lanes(), *filter(_may_leave, moving.held_lanes()), *moving.ended()]
        kept = {place for place, until in broken.known().items() if real < until} if found else {}
        return [one for one in found if (one.version_id, one.step) not in {*kept, *left_alone}]

    def _some_of(self, lane: OldLane) -> bool:
        """False when nobody could be moved just now."""
        try:
            if lane.step == AT_END:
                self._bring_back(lane)
            else:
                self.move(lane, WITHOUT_DATE)
        except NobodyFree:
            return False
        except Exception as error:
            if trouble(error):
                raise
            # One bad version must not stop the others. Owners are shown it until it works.
            place = (lane.version_id, lane.step)
            log.error("moving_failed", version=lane.version_id, step=lane.step, exc_info=error)  # noqa: TRY400
            self._note(place, type(error).__name__)
            return False
        return True

    def _note(self, place: Place, problem: str) -> None:
        retry_at = self.clock.real() + BROKEN_SECONDS
        with atomic():
            now = epoch(self.clock.now())
            broken.broke(place, now=now, retry_at=retry_at, problem=problem)

    def move(self, lane: OldLane, until: int) -> None:
        """Up to five hundred of those who are due there until then. Raises `NobodyFree`."""
        with atomic():
            picked = _picked(lane, until)
            if not picked:
                raise NobodyFree
            self.checkpoint("move.picked")
            passage = _Passage(lane, self.clock.now(), self.account())
            moved = passage.of(picked)
            moving.shift(lane.moves_to, moved.shifts)
            self.checkpoint("move.shifted")
            moving.finish(moved.finished, now=epoch(self.clock.now()))
            self.checkpoint("move.finished")
            displaced.forget(moved.back)
            displaced.keep(moved.displaced.items(), lane.moves_to)
        self.checkpoint("moved")

    def _bring_back(self, lane: OldLane) -> None:
        """Those who came to the end since their step was taken out, if it is there again."""
        scenario_id = versions.scenario_of(lane.moves_to)
        with atomic():
            found = displaced.ended(lane.version_id, scenario_id, SLICE)
            if not found:
                raise NobodyFree
            reach.keep_as_they_are([one.friend_id for one in found])
            places = [
                (one.enrollment_id, there, one.origin.due_at)
                for one in found
                if one.free and (there := _back(one.origin, lane.moves_to)) is not None
            ]
            displaced.go_back(places, lane.moves_to, scenario_id, now=epoch(self.clock.now()))
            self.checkpoint("move.back")
            back = {walk for walk, _, _ in places}
            gone = [one.enrollment_id for one in found if not one.free]
            displaced.forget([*sorted(back), *gone])
            left = [one.enrollment_id for one in found if one.free]
            displaced.follow([walk for walk in left if walk not in back], lane.moves_to)
        self.checkpoint("moved")


def old_lane(lane: Lane) -> OldLane | None:
    """None where nobody moves."""
    if lane.moves_to is None:
        return None
    return OldLane(lane.version_id, lane.step, lane.moves_to, lane.moved_at)


def _as_due(lane: OldLane) -> Lane:
    return Lane(lane.version_id, lane.step, fresh=False, due_at=0)


def _picked(lane: OldLane, until: int) -> list[Picked]:
    if lane.held:
        return engine.pick_held(lane.version_id, lane.step, SLICE)
    return engine.pick(_as_due(lane), until, SLICE)


def _may_leave(lane: OldLane) -> bool:
    """Who is held, and for whom nothing may be left, has not come to the end: whoever stopped has
    stopped. They are looked at when they wait again.
    """
    way = Moving(versions.walk(lane.version_id), versions.walk(lane.moves_to))
    return not way.may_end(lane.step)


def _back(origin: Origin, version_id: int) -> int | None:
    way = Moving(versions.walk(origin.version_id), versions.walk(version_id))
    return way.back(origin.step)


@dataclass(frozen=True)
class Moved:
    """`finished`: who has come to the end; `back`: who waits again for a step that had been taken
    out; `displaced`: whose step is gone, by enrollment id.
    """

    shifts: Sequence[Shift]
    finished: Sequence[int]
    back: Sequence[int]
    displaced: Mapping[int, Origin]


@dataclass(frozen=True)
class _Passage:
    lane: OldLane
    now: datetime
    account: Account

    def of(self, picked: Sequence[Picked]) -> Moved:
        people = self._timed(picked)
        origins = displaced.of([one.enrollment_id for one in people])
        back = [self._goes_back(walk, origin) for walk, origin in origins.items()]
        returning = [shift for shift in back if shift is not None]
        gone_back = {shift.enrollment_id for shift in returning}
        others = [one for one in people if one.enrollment_id not in gone_back]
        going, end = self._going(others), len(self._moving.new.stops)
        staying = [one for one in others if going[one.enrollment_id] != end]
        return Moved(
            [*returning, *self._shifts(staying, going)],
            [one.enrollment_id for one in others if going[one.enrollment_id] == end],
            sorted(gone_back),
            self._displaced(others, origins),
        )

    def _goes_back(self, walk: int, origin: Origin) -> Shift | None:
        there = _back(origin, self.lane.moves_to)
        return None if there is None else Shift(walk, there, origin.due_at, 0)

    def _displaced(
        self, people: Sequence[Picked], before: Mapping[int, Origin]
    ) -> Mapping[int, Origin]:
        """Also those whose step has been gone for longer, and that nothing has happened to since.
        Who was sent something after the others began to move goes on behind that.
        """
        lane = self.lane
        out = self._moving.takes_out(lane.step)
        now = {
            one.enrollment_id: Origin(lane.version_id, lane.step, one.due_at)
            for one in people
            if out and one.counted_at <= lane.moved_at
        }
        left = [one.enrollment_id for one in people if one.enrollment_id in before]
        return {**now, **{walk: before[walk] for walk in left}}

    @cached_property
    def _moving(self) -> Moving:
        lane = self.lane
        return Moving(versions.walk(lane.version_id), versions.walk(lane.moves_to))

    def _timed(self, people: Sequence[Picked]) -> Sequence[Picked]:
        """By the account's calendar of now, if it has just become another one."""
        if not self.account.former:
            return people
        lane = self.lane
        times = new_times(lane.version_id, lane.step, people, self.account, self.now)
        timing.set_due(times)
        return [replace(one, due_at=times.get(one.enrollment_id, one.due_at)) for one in people]

    def _going(self, people: Sequence[Picked]) -> dict[int, int]:
        """Where each goes on: who was sent something since the others began to move, from there."""
        lane, way = self.lane, self._moving
        since = [one.enrollment_id for one in people if one.counted_at > lane.moved_at]
        sent = moving.last_sent(since, lane.version_id) if since else {}
        return {
            one.enrollment_id: way.after(sent[one.enrollment_id], lane.step, one.rounds)
            if one.enrollment_id in sent
            else way.to(lane.step, one.rounds)
            for one in people
        }

    def _shifts(self, people: Sequence[Picked], going: Mapping[int, int]) -> list[Shift]:
        way, anchors = self._moving, self._anchors(going)
        due = cache(self._due)  # those who were sent the step before together have the same times
        kept = {there: way.keeps_time(self.lane.step, there) for there in self._comes(going)}
        return [
            Shift(
                one.enrollment_id,
                there := going[one.enrollment_id],
                one.due_at
                if kept[there]
                else due(
                    *(there, one.due_at, one.entered_at, one.counted_at),
                    anchors[one.enrollment_id],
                ),
                one.rounds if way.new.stops[there].again else 0,
            )
            for one in people
        ]

    def _comes(self, going: Mapping[int, int]) -> set[int]:
        """The stops that anybody comes to."""
        return {index for index in going.values() if index < len(self._moving.new.stops)}

    def _due(
        self, there: int, at: int, entered_at: int, counted_at: int, of_step: frozenset[Anchor]
    ) -> int:
        instants = Instants(
            from_epoch(entered_at), from_epoch(counted_at), dict(of_step), own_act=False
        )
        found = self._moving.due_at(
            *(self.lane.step, there, instants, from_epoch(at)),
            now=self.now,
            calendar=self.account.calendar,
        )
        return epoch(found)

    def _anchors(self, going: Mapping[int, int]) -> Mapping[int, frozenset[Anchor]]:
        """Of the wait that each leaves, and of the one that each comes to."""
        way, members = self._moving, list(going)
        found = [engine.anchors(way.old, self.lane.step, members)]
        found += [engine.anchors(way.new, index, members) for index in sorted(self._comes(going))]
        return {
            one: frozenset(anchor for each in found for anchor in each.get(one, {}).items())
            for one in members
        }
