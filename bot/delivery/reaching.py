"""Steps were written behind the end, and an owner wants those who had come to it to get them, too:
five hundred a transaction, when nobody is waiting for an answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.clock import Clock, epoch, from_epoch
from bot.domain.account import Account
from bot.domain.appending import due_behind_the_end
from bot.domain.walk import Instants
from bot.store import engine, reach, versions
from bot.store.db import atomic
from bot.store.engine import Checkpoint
from bot.store.reach import Ended
from bot.store.reach_models import Reach

SLICE = 500


@dataclass(frozen=True)
class Reaching:
    clock: Clock
    account: Callable[[], Account]
    checkpoint: Checkpoint = lambda _: None

    def is_due(self) -> bool:
        return reach.first() is not None

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """For about so long; the rest waits for the next call."""
        until = self.clock.real() + seconds
        while self.clock.real() < until and not asked_to_stop() and (one := reach.first()):
            if not self._slice(one.version_id):
                return

    def _slice(self, version_id: int) -> bool:
        """False when another process is at it."""
        with atomic():
            one = reach.locked(version_id)
            if one is None:
                return False
            found = reach.after(
                one, reach.ends(one.scenario_id, versions.walk(version_id), version_id), SLICE
            )
            if found:
                self._go_on(one, found)
                self.checkpoint("reach.gone_on")
                reach.past(version_id, found[-1].enrollment_id)
            if len(found) < SLICE:
                reach.over(version_id)
        self.checkpoint("reached")
        return True

    def _go_on(self, one: Reach, found: Sequence[Ended]) -> None:
        reach.keep_as_they_are([each.friend_id for each in found])
        walk, now, calendar = (
            versions.walk(one.version_id),
            self.clock.now(),
            self.account().calendar,
        )
        anchors = engine.anchors(walk, one.step, [each.enrollment_id for each in found])
        due = [
            (
                each.enrollment_id,
                epoch(
                    due_behind_the_end(
                        walk,
                        one.step,
                        Instants(
                            from_epoch(each.entered_at),
                            from_epoch(each.counted_at),
                            anchors.get(each.enrollment_id, {}),
                            own_act=False,
                        ),
                        now=now,
                        calendar=calendar,
                    )
                ),
            )
            for each in found
        ]
        reach.go_on(one, due, now=epoch(now))
