"""Staff hear of those whose step is due and waits: who, and why, once a hold."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from bot.clock import Clock, epoch
from bot.delivery.holding import may_go
from bot.domain.holds import REASONS, Brake, Hold, gravest
from bot.store import engine, held, receipts, settings, versions
from bot.store.db import atomic
from bot.store.held import Waiting

Lane = tuple[int, int]


def wants_held(version_id: int, step: int) -> bool:
    return "held" in versions.walk(version_id).stops[step].step.receipt


def tell_held(lane: Lane, people: Sequence[Waiting], why: Hold | Brake, *, at: int) -> None:
    """In the transaction that finds it."""
    wanted = bool(people) and wants_held(*lane)
    new = held.told(people, int(why), at=at) if wanted else []
    if new:
        named = [(one.friend_id, one.name) for one in new]
        receipts.add_of_step("held", *lane, at=at, people=named, said=REASONS[why])


@dataclass
class HeldNews:
    """Looked for once a minute, and only where a step wants it told."""

    clock: Clock
    _asked: int = field(default=-1)
    _looked: int = field(default=-1)

    def is_due(self) -> bool:
        """Whether it is worth a wake-up: once a minute."""
        minute = self._minute()
        if minute == self._asked:
            return False
        self._asked = minute
        return bool(_wanted())

    def run(self, asked_to_stop: Callable[[], bool]) -> None:
        minute = self._minute()
        if minute == self._looked or not (wanted := _wanted()):
            return
        for lane, why in self._braked(wanted):
            while self._tell_lane(lane, why):
                if asked_to_stop():
                    return
        after: int | None = 0
        while after is not None:
            if asked_to_stop():
                return
            after = self._tell_friends(wanted.keys(), after)
        self._looked = minute

    def _minute(self) -> int:
        return self._now() // 60

    def _now(self) -> int:
        return epoch(self.clock.now())

    def _braked(self, wanted: Mapping[Lane, bool]) -> Iterator[tuple[Lane, Brake]]:
        """Lanes in which nobody goes just now, though it is time."""
        for lane, paused in wanted.items():
            if paused:
                yield lane, Brake.PAUSED
        stopped, hold = settings.brakes()
        if stopped is None and hold is None:
            return
        due = engine.due_lanes(self._now())
        going = [] if stopped else may_go(due, hold)
        refused = Brake.QUOTA if hold and hold.reason == "quota" else Brake.TOKEN
        for one in due:
            if one not in going and (one.version_id, one.step) in wanted:
                yield (one.version_id, one.step), Brake.STOP_ALL if stopped else refused

    def _tell_lane(self, lane: Lane, why: Brake) -> bool:
        """Whether there may be more of them."""
        with atomic():
            people = held.of_lane(*lane, int(why), now=self._now())
            tell_held(lane, people, why, at=self._now())
        return len(people) == held.SLICE

    def _tell_friends(self, wanted: Set[Lane], after: int) -> int | None:
        """How far it came; None: to the end."""
        with atomic():
            ids = sorted({version for version, _ in wanted})
            people = held.by_themselves(ids, now=self._now(), after=after)
            found: Mapping[tuple[Lane, Hold], list[Waiting]] = defaultdict(list)
            for one in people:
                if (one.version_id, one.step) in wanted:
                    found[(one.version_id, one.step), gravest(Hold(one.hold))].append(one)
            for (lane, why), waiting in found.items():
                tell_held(lane, waiting, why, at=self._now())
        return people[-1].enrollment_id if len(people) == held.SLICE else None


def _wanted() -> dict[Lane, bool]:
    """Lanes whose step wants it told, and whether they are on pause."""
    return {
        (version, step): paused
        for version, step, paused in held.lanes()
        if versions.is_readable(version) and wants_held(version, step)
    }
