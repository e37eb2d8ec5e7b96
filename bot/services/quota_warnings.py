"""Owners hear in time that the month's messages run out, and when there are some again."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.quota import News, Told, news
from bot.services.forecast import this_month
from bot.services.notices import NoticeService
from bot.store import counts, quota, settings
from bot.store.db import atomic
from bot.store.quota import Quota
from flex_templates.views.owner import QuotaNotice
from flex_templates.views.staff import QuotaLow


@dataclass(frozen=True)
class QuotaWarnings:
    """One push each to every owner, to linked groups too when it is urgent.

    That it was told and the notices are one transaction, so none is lost and none is told twice.
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
                self._tell(heard, known)

    def _news(self, told: Told, known: Quota | None) -> tuple[News | None, Told]:
        if known is None:
            return None, told
        local = self.clock.now().astimezone(self.account().zone)
        keep = quota.allowance().keep
        return news(told, f"{local:%Y-%m}", known.used, known.limit, keep)

    def _tell(self, heard: News, known: Quota) -> None:
        people = sum(counts.waiting(epoch(self.clock.now())).values())
        forecast = this_month(self.account(), self.clock.now()) if heard == "nearing" else None
        self.notices.tell_owners(
            QuotaNotice(
                news=heard,
                used=known.used,
                limit=known.limit,
                people=people,
                runs_out_on=forecast.runs_out_on(known.left) if forecast else None,
            )
        )
        if heard in ("nearly", "spent"):
            self.notices.tell_linked_groups(
                lambda group: QuotaLow(
                    shop=self.account().name,
                    news=heard,
                    left=known.left or 0,
                    people=people,
                    cost=group.members or None,
                )
            )
