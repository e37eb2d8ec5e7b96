"""What may be wrong with when a step comes: in the night, late, or never."""

from collections.abc import Iterator
from datetime import time

from bot.domain.document import Scenario, Step
from bot.domain.errors import Values
from bot.domain.finding import Finding
from bot.domain.goal_waits import FromGoal
from bot.domain.lengths import After
from bot.domain.quiet import Quiet, day_spans
from bot.domain.reaction_waits import ForReaction
from bot.domain.schedule import Calendar
from bot.domain.stops import stops_of
from bot.domain.waits import window_of
from bot.domain.window import Window

NIGHT = Quiet(time(21), time(8))


def about_quiet(step: Step, calendar: Calendar) -> Iterator[Finding]:
    window = window_of(step.wait)
    if window is None or calendar.quiet is None:
        return
    first = day_spans(window, calendar.quiet)[0]
    if window.start <= first.start < window.end and not first.days_later:
        return
    moved: Values = {
        "at": window.text,
        "goes_at": f"{first.start:%H:%M}",
        "days_later": first.days_later,
    }
    yield Finding("warning", "in_quiet_hours", step.id, moved)


def about_night(scenario: Scenario, calendar: Calendar) -> Iterator[Finding]:
    """Once for all its steps: where no quiet hours hold them, some may wake people."""
    if calendar.quiet is not None:
        return
    nightly = [step for step in scenario.all_steps if step.sends and _may_wake(step)]
    if nightly:
        values = {"steps": len(nightly)}
        yield Finding("warning", "sends_at_night", nightly[0].id, values)


def _may_wake(step: Step) -> bool:
    """What follows at once on what somebody does wakes nobody."""
    window = window_of(step.wait)
    if window is None:
        return isinstance(step.wait, After | FromGoal)
    return not _is_daytime(window)


def _is_daytime(window: Window) -> bool:
    [(begins, ends)] = NIGHT.open_parts()
    return begins <= window.start and window.end <= ends


def about_endless(scenario: Scenario) -> Iterator[Finding]:
    """Waits that somebody may never leave, with steps behind them."""
    stops = stops_of(scenario.steps)
    for stop in stops:
        if not isinstance(stop.wait, ForReaction) or stop.wait.at_most or stop.wait.for_.label:
            continue
        if not stop.answer:
            yield Finding("warning", "waits_for_good", stop.step.id, {"step": stop.wait.for_.name})
        elif stop.beyond < len(stops):
            yield Finding("warning", "question_for_good", stop.step.id)
