"""At most so many step messages a friend a day: what is more waits for its next window."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.clock import epoch
from bot.delivery.held import tell_held
from bot.delivery.late import Lateness
from bot.domain.document import After, Immediate, SendWithin
from bot.domain.holds import Hold
from bot.domain.schedule import opens_at
from bot.domain.walk import calendar_for
from bot.store import daily, engine
from bot.store.engine import Picked
from bot.store.held import Waiting


def within_cap(lateness: Lateness, people: Sequence[Picked], cap: int) -> Sequence[Picked]:
    """Those who may be sent one more today. Who may not waits until tomorrow or longer, or goes on
    without the step if it must not be late. Whoever another worker is busy with is left for later.
    """
    if not people:
        return people
    calendar, now = lateness.account.calendar, lateness.now
    since = epoch(calendar.instant(calendar.local(now).date(), time()))
    asked = daily.suspects(people, since=since, now=epoch(now))
    if not asked:
        return people
    free = engine.lock_free_friends(sorted(asked))
    sent = daily.sent(sorted(free), since=since)
    full = {friend_id for friend_id in free if sent.get(friend_id, 0) >= cap}
    _wait(lateness, [person for person in people if person.friend_id in full])
    kept = full | (asked - free)
    return [person for person in people if person.friend_id not in kept]


def _wait(lateness: Lateness, people: Sequence[Picked]) -> None:
    if not people:
        return
    until, rule = _next_window(lateness), lateness.walk.late_rule(lateness.index)
    within = rule.send_within.seconds if isinstance(rule, SendWithin) else None
    over = [
        person
        for person in people
        if rule == "skip" or (within is not None and epoch(until) - person.due_at > within)
    ]
    if over:
        lateness.skip(over)
    left = {person.enrollment_id for person in over}
    kept = [
        Waiting(one.enrollment_id, one.visit, one.friend_id, one.name)
        for one in people
        if one.enrollment_id not in left
    ]
    daily.put_off([one.enrollment_id for one in kept], until=epoch(until))
    lane = (lateness.version_id, lateness.index)
    tell_held(lane, kept, Hold.DAILY_CAP, at=epoch(lateness.now))


def _next_window(lateness: Lateness) -> datetime:
    """Not before tomorrow; without a time of its own at this time of day."""
    walk, index, calendar = lateness.walk, lateness.index, lateness.account.calendar
    wait, own = walk.stops[index].wait, calendar_for(walk, index, calendar)
    tomorrow = calendar.local(lateness.now).date() + timedelta(days=1)
    timed = not isinstance(wait, Immediate) and not (isinstance(wait, After) and wait.at is None)
    clock = time() if timed else calendar.local(lateness.now).time()
    return opens_at(wait, calendar.instant(tomorrow, clock), own)
