"""The month's messages: what is left, planned and kept, and what a start would take."""

from collections.abc import Mapping
from dataclasses import replace

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import Period, PlannedRow, QuotaFacts, StartForecast
from bot.clock import from_epoch
from bot.domain.document import Scenario
from bot.domain.forecast import Forecast, together
from bot.domain.quota import most_kept
from bot.services import forecast
from bot.services.owner import holds
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import refused
from bot.services.owner.results import ResultReads
from bot.store import quota, scenarios, settings, signals
from bot.store.quota import Quota

_SOURCES: tuple[signals.OfAccount, ...] = ("q_steps", "q_staff", "q_hand")


class QuotaReads(ResultReads):
    def quota(self) -> QuotaFacts:
        known = quota.known()
        facts = self._ahead(known)
        if known is None:
            return facts
        return replace(
            facts,
            used=known.used,
            limit=known.limit,
            told_at=self.in_business(known.at),
            since=known.since,
            reserved=known.reserved,
            kept=known.keep,
            kept_wanted=settings.quota_keep(),
            most_kept=most_kept(known.limit or 0),
            by_source=self._by_source(),
        )

    def _by_source(self) -> tuple[int, int, int]:
        """Of this month: what steps, notices and answers by hand took."""
        today = self.local_midnight().date()
        found = signals.daily(self._days(Period(today.replace(day=1), today)), self._day_of)
        steps, staff, hand = (
            sum(people for (_, kind), people in found.items() if kind == each) for each in _SOURCES
        )
        return steps, staff, hand

    def _ahead(self, known: Quota | None) -> QuotaFacts:
        account, now = self.account(), self.clock.now()
        by_scenario = forecast.by_scenario(account, now)
        planned, hold = together(by_scenario.values()), holds.account_hold(self)
        spent = hold if hold and hold.reason == "quota" else None
        return QuotaFacts(
            next_month_on=forecast.next_month(account, now),
            planned=planned.messages,
            runs_out_on=planned.runs_out_on(known.usual_left) if known else None,
            scenarios=_planned(by_scenario),
            waiting=spent.people if spent else 0,
            hold=spent,
        )

    def if_started(self, document: Scenario) -> StartForecast | None:
        known = quota.known()
        if known is None:
            return None
        account, now = self.account(), self.clock.now()
        own = forecast.if_started(document, account, now)
        own_now = own.until(forecast.next_month(account, now))
        others = forecast.this_month(account, now)
        return StartForecast(
            own=own_now.messages,
            own_next=own.messages - own_now.messages,
            newcomers=forecast.newcomers(now),
            others=others.messages,
            used=known.used,
            limit=known.limit,
            kept=known.keep,
            runs_out_on=together((own_now, others)).runs_out_on(known.usual_left),
        )


def _planned(by_scenario: Mapping[int, Forecast]) -> tuple[PlannedRow, ...]:
    names = {row.id: row.name for row in scenarios.listed()}
    found = [
        PlannedRow(number, names[number], one.messages)
        for number, one in by_scenario.items()
        if number in names and one.messages
    ]
    return tuple(sorted(found, key=lambda row: -row.messages))


def set_kept(desk: Desk, command: do.SetQuotaKept, _: Actor) -> Outcome:
    known = quota.known()
    most = most_kept(known.limit or 0) if known else 0
    if command.number is not None and command.number > most:
        raise refused("kept_too_many", limit=most, actual=command.number)
    settings.set_quota_keep(command.number)
    _look_again(desk)
    return Outcome(from_epoch(desk.now()))


def _look_again(desk: Desk) -> None:
    """What our own count holds back may go now; LINE's own refusal stands."""
    hold = settings.account_hold()
    if hold and hold.reason == "quota" and hold.scope != "line":
        settings.change_account_hold(hold, replace(hold, check_at=desk.clock.real()))
