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
from bot.store import broken, engine, moving, timing, versions
from bot.store.broken import Place
from bot.store.db import atomic
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
        real, found = self.clock.real(), moving.lanes()
        kept = {place for place, until in broken.known().items() if real < until} if found else {}
        return [one for one in found if (one.version_id, one.step) not in {*kept, *left_alone}]

    def _some_of(self, lane: OldLane) -> bool:
        """False when nobody could be moved just now."""
        try:
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
            picked = engine.pick(_as_due(lane), until, SLICE)
            if not picked:
                raise NobodyFree
            self.checkpoint("move.picked")
            passage = _Passage(lane, self.clock.now(), self.account())
            shifts, finished = passage.of(picked)
            moving.shift(lane.moves_to, shifts)
            self.checkpoint("move.shifted")
            moving.finish(finished, now=epoch(self.clock.now()))
            self.checkpoint("move.finished")
        self.checkpoint("moved")


def old_lane(lane: Lane) -> OldLane | None:
    """None where nobody moves."""
    if lane.moves_to is None:
        return None
    return OldLane(lane.version_id, lane.step, lane.moves_to, lane.moved_at)


def _as_due(lane: OldLane) -> Lane:
    return Lane(lane.version_id, lane.step, fresh=False, due_at=0)


@dataclass(frozen=True)
class _Passage:
    lane: OldLane
    now: datetime
    account: Account

    def of(self, picked: Sequence[Picked]) -> tuple[list[Shift], list[int]]:
        """And who has come to the end."""
        people = self._timed(picked)
        going = self._going(people)
        end = len(self._moving.new.stops)
        finished = [one.enrollment_id for one in people if going[one.enrollment_id] == end]
        staying = [one for one in people if going[one.enrollment_id] != end]
        return self._shifts(staying, going), finished

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
