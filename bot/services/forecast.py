"""What this month's remaining days will take, from everybody inside."""

from datetime import datetime

from bot.clock import epoch, from_epoch
from bot.domain.account import Account
from bot.domain.forecast import Forecast, Waiting, forecast, month_end
from bot.store import counts, versions


def this_month(account: Account, now: datetime) -> Forecast:
    calendar = account.calendar
    until = month_end(now, calendar)
    offset = calendar.local(now).utcoffset()
    found = counts.waiting_by_day(
        now=epoch(now),
        until=epoch(until),
        offset=int(offset.total_seconds()) if offset else 0,
    )
    waiting = [
        Waiting(version, step, from_epoch(due), people) for version, step, due, people in found
    ]
    return forecast(waiting, versions.walk, calendar, now, until)
