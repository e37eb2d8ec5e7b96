"""On which day of a walk a step comes, where that is the same for everybody."""

from datetime import datetime, time

from admin_flows.shared.example import due_times
from bot.domain.document import After, Immediate, Scenario
from bot.domain.schedule import Calendar
from bot.domain.walk import Walk

_ENTERING = time(10)


def days(document: Scenario, now: datetime, calendar: Calendar) -> dict[str, int]:
    """By step id, counted from the start (0: the first day); steps that differ are left out."""
    first_day = calendar.local(now).date()
    times = due_times(document, calendar.instant(first_day, _ENTERING), calendar)
    alike = _same_for_all(document)
    return {
        step_id: (calendar.local(at).date() - first_day).days
        for step_id, at in times.items()
        if step_id in alike
    }


def _same_for_all(document: Scenario) -> set[str]:
    """Steps that no weekday, day of a month or date stands before, nor what differs by friend."""
    alike, same = set[str](), [True]  # the last one is the entering
    for stop in Walk(document).stops:
        match stop.wait:
            case Immediate() | After(from_="previous"):
                fixed = same[stop.before] and not stop.varies
            case After(from_="start"):
                fixed = True
            case After(from_=other):
                fixed = other in alike
            case _:
                fixed = False
        same.insert(-1, fixed)
        if fixed and not stop.again:
            alike.add(stop.step.id)
    return alike
