"""Owners hear in time that the month's messages run out, and when there are some again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.quota import News, Told, news
from bot.services.forecast import next_month, this_month
from bot.services.notices import NoticeService
from bot.store import counts, quota, receipts, settings
from bot.store.db import atomic
from bot.store.quota import Quota
from flex_templates.views.owner import QuotaNotice
from flex_templates.views.staff import QuotaLow

TOPIC = "quota"


@dataclass(frozen=True)
class QuotaWarnings:
    """One push each to every owner, to linked groups too when it is urgent.

    That it was told and the notices are one transaction, so none is lost and none is told twice.
    LINE may refuse them like everything else: an older one that is still waiting is withdrawn.
    """

    clock: Clock
    account: Callable[[], Account]
    notices: NoticeService

    def is_due(self) -> bool:
        told = settings.quota_told()
        return self._news(told, quota.known())[1] != told

    def run(self) -> None:
        if not self.is_due():
            return
        with atomic():
            told, known = settings.quota_told(), quota.known()
            heard, after = self._news(told, known)
            if after == told or not settings.tell_quota(told, after):
                return
            if heard and known:
                withdrawn = receipts.withdraw(TOPIC)
                # A short refusal that nobody heard of, and that is over, is no news.
                if heard != "back" or told.spent or not withdrawn:
                    self._tell(heard, known)

    def _news(self, told: Told, known: Quota | None) -> tuple[News | None, Told]:
        if known is None:
            return None, told
        local = self.clock.now().astimezone(self.account().zone)
        hold = settings.account_hold()
        refused = hold is not None and hold.reason == "quota" and hold.disputed
        month, first = f"{local:%Y-%m}", settings.warn_at()
        return news(told, month, known.used, known.limit, known.keep, refused=refused, first=first)

    def _tell(self, heard: News, known: Quota) -> None:
        people = sum(counts.waiting(epoch(self.clock.now())).values())
        self.notices.tell_owners(
            QuotaNotice(
                news=heard,
                used=known.used,
                limit=known.limit,
                kept=known.keep,
                people=people,
                runs_out_on=self._runs_out_on(heard, known),
                next_month_on=self._next_month(heard),
            ),
            TOPIC,
        )
        if heard in ("nearly", "spent"):
            self.notices.tell_linked_groups(
                lambda group: QuotaLow(
                    shop=self.account().name,
                    news=heard,
                    left=known.usual_left or 0,
                    people=people,
                    cost=group.members or None,
                ),
                TOPIC,
            )

    def _runs_out_on(self, heard: News, known: Quota) -> date | None:
        if heard not in ("nearing", "nearly"):
            return None
        return this_month(self.account(), self.clock.now()).runs_out_on(known.usual_left)

    def _next_month(self, heard: News) -> date | None:
        return next_month(self.account(), self.clock.now()) if heard == "spent" else None
