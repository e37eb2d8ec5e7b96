"""When a wait ends. Instants are aware and in UTC; days and times of day are the account's.

A step with a time of day goes in a window. What the quiet hours leave of it are its spans; if
they leave nothing, the window has moved to the quiet hours' end (22:00 becomes 8:00 of the next
morning). A time that the clocks skip in spring counts as much later; of a time that comes twice
in autumn the first counts.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import count

from bot.domain.attributes import Known
from bot.domain.calendar import Calendar, in_month, last_day, months_later
from bot.domain.document import After, Immediate, OfGoal, OnDate, OnDay, OnWeekday, Wait, Window
from bot.domain.goal_waits import FromGoal
from bot.domain.goals import GoalDate, Moment, occurrences
from bot.domain.lengths import CLOCK_UNITS, WEEKDAYS, Weekday
from bot.domain.quiet import Quiet, day_spans
from bot.domain.reaction_waits import ForReaction

__all__ = ["Calendar", "Quiet", "due_at", "opens_at"]

_DAY = timedelta(days=1)
_Timed = After | OnWeekday | OnDay | OnDate | OfGoal


def due_at(wait: Wait, base: datetime, calendar: Calendar) -> datetime:
    """The planned instant. Never before `base`, but for a date that has passed.

    Quiet hours hold `wait: 0`, too: who plans an answer to a friend's own act gives a calendar
    without them (`walk.calendar_for`).
    """
    today = calendar.local(base).date()
    match wait:
        case Immediate():
            return _outside_quiet(base, calendar)
        case After(at=None):
            return _free(_counted(wait, base, calendar), wait.only_on, calendar)
        case After(is_elapsed=True, at=Window()):
            return opens_at(wait, base + wait.elapsed, calendar)
        case After(at=Window()):
            openings = _openings(wait, _days_later(today, wait), calendar)
            return next(opening for opening in openings if opening >= base)
        case OnWeekday() | OnDay():
            openings = _openings(wait, today, calendar)
            return next(opening for opening in openings if opening > base)
        case OnDate():
            return next(_openings(wait, wait.date, calendar))
    raise ValueError(f"{type(wait).__name__} cannot be timed yet")


def due_of_goal(
    wait: OfGoal, goal: GoalDate, known: Known | None, since: datetime, calendar: Calendar
) -> datetime | None:
    """When the wait ends for whom that is known. Of a yearly date the first that is not before
    `since` counts. None: there is no such date.

    What quiet hours or its own time of day would move past the date stays where it was meant: it
    is late there.
    """

    def due(moment: Moment) -> datetime:
        meant = _reckoned(wait, moment, calendar)
        moved = _in_window(wait, moment, meant, calendar)
        too_far = wait.before and moved >= _instant(moment.end, calendar)
        return meant if too_far else moved

    return _next_of(goal, known, since, calendar, due)


def expires_at(
    expires: FromGoal, goal: GoalDate, known: Known | None, since: datetime, calendar: Calendar
) -> datetime | None:
    """As `due_of_goal`, at whatever hour that is."""
    return _next_of(
        goal, known, since, calendar, lambda moment: _reckoned(expires, moment, calendar)
    )


def ends_at(
    goal: GoalDate, known: Known | None, since: datetime, calendar: Calendar
) -> datetime | None:
    """When the date itself is over."""
    return _next_of(goal, known, since, calendar, lambda moment: _instant(moment.end, calendar))


def _next_of(
    goal: GoalDate,
    known: Known | None,
    since: datetime,
    calendar: Calendar,
    time_of: Callable[[Moment], datetime],
) -> datetime | None:
    first = calendar.local(since).date() - 366 * _DAY
    times = (time_of(moment) for moment in occurrences(goal, known, first))
    return next((at for at in times if at >= since or not goal.yearly), None)


def _reckoned(length: FromGoal, moment: Moment, calendar: Calendar) -> datetime:
    if length.unit in CLOCK_UNITS:
        return _instant(moment.at, calendar) + timedelta(**{length.unit: length.amount})
    return calendar.instant(_day_of(length, moment), moment.at.time())


def _in_window(wait: OfGoal, moment: Moment, meant: datetime, calendar: Calendar) -> datetime:
    if wait.at is None:
        return _outside_quiet(meant, calendar)
    return next(_openings(wait, _day_of(wait, moment), calendar))


def _day_of(length: FromGoal, moment: Moment) -> date:
    if length.unit == "months":
        return months_later(moment.at.date(), length.amount)
    return moment.at.date() + timedelta(**{length.unit: length.amount})


def _instant(wall: datetime, calendar: Calendar) -> datetime:
    return calendar.instant(wall.date(), wall.time())


def gives_up_at(
    wait: ForReaction, base: datetime, now: datetime, calendar: Calendar
) -> datetime | None:
    """When who does not react goes on; None: never. Late it is when that may be, from now on."""
    if wait.at_most is None:
        return None
    limit = due_at(wait.at_most, base, calendar)
    return limit if limit > now else opens_at(wait.at_most, now, calendar)


def opens_at(wait: Wait, now: datetime, calendar: Calendar) -> datetime:
    """`now` if an overdue step with this wait may go at once, else when it may.

    With a time of day that is the start of its next window of its kind; a date's is the next
    day's, once the date has passed.
    """
    match wait:
        case Immediate():
            return _outside_quiet(now, calendar)
        case After(at=None):
            return _free(now, wait.only_on, calendar)
        case OfGoal(at=None):
            return _outside_quiet(now, calendar)
        case ForReaction():  # who waits in vain is held by their limit: see `gives_up_at`
            return _outside_quiet(now, calendar) if wait.for_.kind == "label" else now
    yesterday = calendar.local(now).date() - _DAY
    spans = _spans(wait, yesterday, calendar)
    return next(max(start, now) for start, end in spans if end > now)


def _counted(wait: After, base: datetime, calendar: Calendar) -> datetime:
    """So much later: by the stopwatch, or on the calendar at the same time of day."""
    if wait.is_elapsed:
        return base + wait.elapsed
    local = calendar.local(base)
    return max(base, calendar.instant(_days_later(local.date(), wait), local.time()))


def _days_later(day: date, wait: After) -> date:
    if wait.unit == "months":
        return months_later(day, wait.amount)
    return day + wait.elapsed


def _outside_quiet(at: datetime, calendar: Calendar) -> datetime:
    local, quiet = calendar.local(at), calendar.quiet
    if quiet is None or not quiet.contains(local.time()):
        return at
    day = local.date() + (_DAY if quiet.end <= local.time() else timedelta())
    end = calendar.instant(day, quiet.end)
    return end if end > at else calendar.instant(day, quiet.end, fold=1)


def _free(at: datetime, only_on: tuple[Weekday, ...], calendar: Calendar) -> datetime:
    """Outside quiet hours, on one of those days, else at the same time of the next of them."""
    at = _outside_quiet(at, calendar)
    local = calendar.local(at)
    days_ahead = next(ahead for ahead in count() if _allows(local.date() + ahead * _DAY, only_on))
    if days_ahead == 0:
        return at
    return calendar.instant(local.date() + days_ahead * _DAY, local.time())


def _allows(day: date, only_on: tuple[Weekday, ...]) -> bool:
    return not only_on or WEEKDAYS[day.weekday()] in only_on


def _openings(wait: _Timed, first: date, calendar: Calendar) -> Iterator[datetime]:
    """When the wait's windows open, one instant a day, from the day `first` on."""
    opened: date | None = None
    for start, _ in _spans(wait, first, calendar):
        day = calendar.local(start).date()
        if day != opened:
            yield start
        opened = day


def _spans(wait: _Timed, first: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """What quiet hours leave of the wait's windows, from the day `first` on, without an end."""
    window = _window(wait)
    for ahead in count():
        day = first + ahead * _DAY
        if not _is_its_day(wait, day):
            continue
        for span in day_spans(window, calendar.quiet):
            sending_day = day + span.days_later * _DAY
            if isinstance(wait, After) and not _allows(sending_day, wait.only_on):
                continue
            start = calendar.instant(sending_day, span.start)
            end = calendar.instant(sending_day, span.end)
            # On the day the clocks change a span can be turned over or vanish.
            yield start, end if end > start else start + span.length


def _window(wait: _Timed) -> Window:
    if wait.at is None:
        raise ValueError("a wait without a time of day has no windows")
    return wait.at


def _is_its_day(wait: _Timed, day: date) -> bool:
    match wait:
        case OnWeekday():
            return WEEKDAYS[day.weekday()] == wait.weekday
        case OnDay(day_of_month="last"):
            return day.day == last_day(day)
        case OnDay(day_of_month=int(number)):
            return day == in_month(day, number)
        case OnDate():
            return day >= wait.date
    return True
