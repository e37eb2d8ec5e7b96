"""On which day of a walk a step comes, where that is the same for everybody."""

from datetime import datetime, time

from admin_flows.shared.example import due_times
from bot.domain.document import After, Immediate, Scenario
from bot.domain.schedule import Calendar

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
    """Steps that no weekday, day of a month or date stands before."""
    alike, previous = set[str](), True
    for step in document.steps:
        match step.wait:
            case Immediate() | After(from_="previous"):
                same = previous
            case After(from_="start"):
                same = True
            case After(from_=other):
                same = other in alike
            case _:
                same = False
        previous = same
        if same:
            alike.add(step.id)
    return alike
