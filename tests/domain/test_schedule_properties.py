from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.document import After, Immediate, OnDate, OnDay, OnWeekday, Wait, Window
from bot.domain.schedule import Calendar, Quiet, due_at, opens_at
from tests.domain import strategies


@given(strategies.relative_waits, strategies.instants, strategies.calendars)
def test_nothing_is_due_before_its_base(wait: Wait, base: datetime, calendar: Calendar) -> None:
    assert due_at(wait, base, calendar) >= base


@given(strategies.repeating, strategies.instants, strategies.calendars)
def test_a_repeating_window_is_always_a_later_one(
    wait: Wait, base: datetime, calendar: Calendar
) -> None:
    """Else two steps for Mondays would go on the same Monday."""
    first = due_at(wait, base, calendar)
    assert due_at(wait, first, calendar) - first > timedelta(hours=12)


@given(strategies.waits, strategies.instants, strategies.calendars)
def test_opening_is_never_in_the_past(wait: Wait, now: datetime, calendar: Calendar) -> None:
    assert opens_at(wait, now, calendar) >= now


@given(strategies.waits, strategies.instants, strategies.calendars)
def test_what_may_go_then_may_go_then(wait: Wait, now: datetime, calendar: Calendar) -> None:
    """Else a held step would be put off for ever."""
    opens = opens_at(wait, now, calendar)
    assert opens_at(wait, opens, calendar) == opens


@given(strategies.relative_waits, strategies.instants, strategies.calendars)
def test_what_is_due_may_go(wait: Wait, base: datetime, calendar: Calendar) -> None:
    due = due_at(wait, base, calendar)
    assert opens_at(wait, due, calendar) == due


@given(strategies.dates, strategies.instants, strategies.calendars)
def test_a_date_may_go_on_its_day(wait: OnDate, base: datetime, calendar: Calendar) -> None:
    due = due_at(wait, base, calendar)
    assert opens_at(wait, due, calendar) == due


@given(strategies.waits, strategies.instants, strategies.calendars)
def test_waits_without_a_window_stay_out_of_quiet_hours(
    wait: Wait, now: datetime, calendar: Calendar
) -> None:
    opens = opens_at(wait, now, calendar)
    if isinstance(wait, Immediate) or (isinstance(wait, After) and wait.at is None):
        assert _is_free(opens, calendar) or _clocks_change(opens, calendar)


@given(strategies.afters(at=strategies.windows()), strategies.instants, strategies.calendars)
def test_windows_are_kept_and_quiet_hours_too(
    wait: After, now: datetime, calendar: Calendar
) -> None:
    opens = opens_at(wait, now, calendar)
    if _clocks_change(opens, calendar):
        return
    assert _is_free(opens, calendar)
    assert wait.at
    clock = calendar.local(opens).time()
    if _leaves_some_of(wait.at, calendar.quiet):
        assert wait.at.start <= clock < wait.at.end
    else:
        assert calendar.quiet
        assert clock >= calendar.quiet.end


def _leaves_some_of(window: Window, quiet: Quiet | None) -> bool:
    start = datetime.combine(date.min, window.start)
    length = datetime.combine(date.min, window.end) - start
    minutes = [start + timedelta(minutes=minute) for minute in range(int(length.seconds / 60) + 1)]
    return quiet is None or any(
        not quiet.contains(at.time()) for at in minutes if at.time() < window.end
    )


@given(strategies.waits, strategies.instants, strategies.calendars)
def test_days_are_kept(wait: Wait, now: datetime, calendar: Calendar) -> None:
    calendar = calendar.without_quiet()
    day = calendar.local(opens_at(wait, now, calendar)).date()
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()]
    match wait:
        case After():
            assert not wait.only_on or weekday in wait.only_on
        case OnWeekday():
            assert weekday == wait.weekday
        case OnDay(day_of_month="last"):
            assert (day + timedelta(days=1)).day == 1
        case OnDay(day_of_month=int(number)):
            assert day.day == number or (day.day < number and (day + timedelta(days=1)).day == 1)
        case OnDate():
            assert day >= wait.date


@given(st.integers(0, 12), st.dates(date(2026, 1, 1), date(2030, 1, 1)), strategies.calendars)
def test_months_end_in_the_month_that_many_later(
    months: int, day: date, calendar: Calendar
) -> None:
    base = calendar.instant(day, datetime.min.time().replace(hour=12))
    due = calendar.local(due_at(After(months=months), base, calendar.without_quiet()))
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == months
    assert due.day <= day.day


def _is_free(at: datetime, calendar: Calendar) -> bool:
    return calendar.quiet is None or not calendar.quiet.contains(calendar.local(at).time())


def _clocks_change(at: datetime, calendar: Calendar) -> bool:
    around = [calendar.local(at + timedelta(hours=hours)).utcoffset() for hours in (-30, 30)]
    return around[0] != around[1]
