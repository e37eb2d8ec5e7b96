"""What the days to come will take: from everybody inside, and from a scenario about to start."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta

from bot.clock import epoch, from_epoch
from bot.domain.account import Account
from bot.domain.calendar import Calendar
from bot.domain.document import FriendAdded, Scenario
from bot.domain.errors import DocumentError
from bot.domain.forecast import Forecast, Waiting, month_end, of_newcomers, of_waiting, together
from bot.domain.fragments import expanded
from bot.domain.walk import Instants, Planned, Walk, plan
from bot.store import admissions, counts, fragments, versions

RATE_DAYS = 30


def this_month(account: Account, now: datetime) -> Forecast:
    return together(by_scenario(account, now).values())


def by_scenario(account: Account, now: datetime) -> Mapping[int, Forecast]:
    """Of this month, by the ids of the scenarios that run."""
    calendar = account.calendar
    until = month_end(now, calendar)
    offset = calendar.local(now).utcoffset()
    found = counts.waiting_by_day(
        now=epoch(now),
        until=epoch(until),
        offset=int(offset.total_seconds()) if offset else 0,
    )
    waiting = [
        Waiting(version, step, from_epoch(due), people)
        for version, step, due, people in found
        if versions.is_readable(version)
    ]
    waiting += _to_be_put_in(calendar, now, until)
    sums: dict[int, list[Forecast]] = {}
    for version, one in of_waiting(waiting, versions.walk, calendar, now, until).items():
        sums.setdefault(versions.scenario_of(version), []).append(one)
    return {scenario: together(parts) for scenario, parts in sums.items()}


def _to_be_put_in(calendar: Calendar, now: datetime, until: datetime) -> Iterator[Waiting]:
    """As if they were waiting for the first step already."""
    for one in admissions.coming():
        begins_at = max(from_epoch(one.begins_at), now)
        if begins_at >= until or not versions.is_readable(one.version_id):
            continue
        entering = Instants.entering(begins_at, own_act=False)
        first = plan(versions.walk(one.version_id), 0, entering, calendar)
        if isinstance(first, Planned):
            yield Waiting(one.version_id, first.index, first.due_at, one.people)


def newcomers(now: datetime) -> int:
    """Friends added in the last thirty days."""
    return counts.friends_since(epoch(now - timedelta(days=RATE_DAYS)))


def if_started(scenario: Scenario, account: Account, now: datetime) -> Forecast:
    """Of this month and the next, if friends go on being added as they were."""
    with suppress(DocumentError):  # then it cannot be started either
        scenario = expanded(scenario, fragments.known())
    enters = any(isinstance(start, FriendAdded) for start in scenario.start)
    rate = newcomers(now) if enters else 0
    calendar = account.calendar
    until = month_end(month_end(now, calendar), calendar)
    return of_newcomers(Walk(scenario), calendar, now, until, rate)


def next_month(account: Account, now: datetime) -> date:
    """Its first day."""
    calendar = account.calendar
    return calendar.local(month_end(now, calendar)).date()
