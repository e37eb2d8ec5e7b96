"""Who is overdue goes on without the missed step, or leaves the scenario there, where an owner
wants that: in slices, by the `chat` process when nobody is waiting for an answer. A slice is one
transaction, so a process that dies has led each person on or not, and the next one goes on with the
others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import structlog

from bot.clock import Clock, epoch
from bot.delivery.retime import still_due
from bot.domain.account import Account
from bot.store import broken, engine, overdue, versions
from bot.store.db import atomic
from bot.store.engine import Checkpoint, Lane, Picked
from bot.store.overdue import Skipped
from bot.store.trouble import trouble

log = structlog.get_logger()

SLICE = 500
# Whom a step cannot be planned for is tried again after this long.
BROKEN_SECONDS = 60.0


def no_checkpoint(_: str) -> None:
    """In production nothing happens between two statements."""


@dataclass(frozen=True)
class Skipping:
    clock: Clock
    account: Callable[[], Account]
    checkpoint: Checkpoint = no_checkpoint

    def is_due(self) -> bool:
        return bool(self._open())

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """For about so long; the rest waits for the next call."""
        until = self.clock.real() + seconds

        def goes_on() -> bool:
            return self.clock.real() < until and not asked_to_stop()

        for scenario_id, places in groupby(self._open(), lambda place: place.scenario_id):
            steps = list(places)
            if not all(self._step(place, goes_on) for place in steps):
                return
            with atomic():
                overdue.finish(scenario_id, until=max(place.until for place in steps))
            self.checkpoint("skip.finished")

    def _open(self) -> list[Skipped]:
        """But not where somebody could not be led on a moment ago."""
        left_alone, real = broken.known(), self.clock.real()
        return [
            place
            for place in overdue.skipped()
            if left_alone.get((place.version_id, place.step), 0) <= real
        ]

    def _step(self, place: Skipped, goes_on: Callable[[], bool]) -> bool:
        """False when there is no time left. Who is another worker's just now is left for later."""
        try:
            while goes_on():
                if not self._slice(place):
                    return True
        except Exception as error:
            if trouble(error):
                raise
            self._leave_alone(place, error)
            return True
        return False

    def _slice(self, place: Skipped) -> Sequence[Picked]:
        lane = Lane(place.version_id, place.step, fresh=False, due_at=place.until)
        with atomic():
            people = self._end(lane, place.ends_until) or self._skip(lane, place)
            self.checkpoint("skip.moved")
        self.checkpoint("skipped")
        return people

    def _end(self, lane: Lane, until: int) -> Sequence[Picked]:
        """Without a look into their version, which may be what cannot be read."""
        people = engine.pick(lane, until, SLICE) if until else []
        if people:
            self.checkpoint("skip.picked")
            engine.end(people, now=epoch(self.clock.now()))
        return people

    def _skip(self, lane: Lane, place: Skipped) -> Sequence[Picked]:
        people = engine.pick(lane, place.until, SLICE)
        self.checkpoint("skip.picked")
        if people:
            self._lead_on(place, still_due(lane, people, self.account(), place.until))
        return people

    def _lead_on(self, place: Skipped, people: Sequence[Picked]) -> None:
        """Each counted from when they were due."""
        walk = versions.walk(place.version_id)
        stops = engine.next_stops(
            walk,
            people,
            self.account().calendar,
            following=lambda person: walk.past(place.step, person.rounds),
            previous_at=engine.due,
        )
        engine.skip(people, *engine.as_moves(stops), now=epoch(self.clock.now()))

    def _leave_alone(self, place: Skipped, error: Exception) -> None:
        """One bad version must not stop the others. Owners are shown it."""
        log.error("skip_failed", version=place.version_id, step=place.step, exc_info=error)
        retry_at = self.clock.real() + BROKEN_SECONDS
        with atomic():
            broken.broke(
                (place.version_id, place.step),
                now=epoch(self.clock.now()),
                retry_at=retry_at,
                problem=type(error).__name__,
            )
