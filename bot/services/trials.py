"""How the first people took it: told to the owners before the others get it, too."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock, epoch, from_epoch
from bot.domain.account import Account
from bot.domain.trial import TOLD_AFTER
from bot.services.notices import NoticeService
from bot.store import scenarios, trials
from bot.store.db import atomic
from flex_templates.views.owner import TrialNotice

TOPIC = "trial"


@dataclass(frozen=True)
class Trials:
    clock: Clock
    account: Callable[[], Account]
    notices: NoticeService

    def is_due(self) -> bool:
        return bool(self._untold())

    def run(self) -> None:
        for scenario_id in self._untold():
            with atomic():
                self._tell(scenario_id)

    def _untold(self) -> list[int]:
        now = self.clock.now()
        return trials.untold(epoch(now), epoch(now - TOLD_AFTER))

    def _tell(self, scenario_id: int) -> None:
        found = trials.of_scenario(scenario_id, epoch(self.clock.now()))
        row = scenarios.find(scenario_id)
        if found is None or row is None or not trials.told(found.admission_id):
            return
        course = trials.course(scenario_id)
        self.notices.tell_owners(
            TrialNotice(
                id=str(scenario_id),
                name=row.name,
                now_at=self.clock.now(),
                people=found.people,
                sent=course.sent,
                failed=course.failed,
                stopped=course.stopped,
                blocked=course.blocked,
                rest=found.rest,
                rest_at=from_epoch(found.rest_at),
            ),
            TOPIC,
        )
