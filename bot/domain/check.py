"""What stands between a draft and its start, and what an owner should look at before it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from bot.domain import limits
from bot.domain.content import VARIABLES, fill, leftovers, variables
from bot.domain.document import Keyword, Scenario, Step, Text
from bot.domain.entry import is_resume, is_stop
from bot.domain.errors import Values
from bot.domain.quiet import day_spans
from bot.domain.schedule import Calendar
from bot.domain.text import utf16_length
from bot.domain.waits import FROM_PREVIOUS, FROM_START, After, Immediate, LaterWait

# The longest that a friend's name can make a text.
_LONGEST_NAME = "あ" * limits.PERSON_UNITS


@dataclass(frozen=True, slots=True)
class Finding:
    """Errors stop a start. `code` is one of CODES; `step_id` None: the whole scenario."""

    severity: Literal["error", "warning"]
    code: str
    step_id: str | None = None
    values: Values = field(default_factory=dict)


CODES = frozenset(
    {
        "no_start",
        "no_steps",
        "no_content",
        "stop_word",  # keyword
        "unknown_variable",  # variable
        "text_too_long",  # message (from 1), limit, actual
        "unknown_step",  # from
        "in_quiet_hours",  # at, goes_at, days_later; a warning
    }
)


def check(scenario: Scenario, calendar: Calendar, account_name: str = "") -> tuple[Finding, ...]:
    """`calendar`: the account's, `account_name` stands in for it in texts."""
    whole = [*_about_start(scenario), *_about_steps(scenario)]
    quiet = calendar.without_quiet() if scenario.quiet == "ignore" else calendar
    each = [
        finding
        for step in scenario.steps
        for finding in (
            *_about_content(step),
            *_about_texts(step, account_name),
            *_about_wait(scenario, step),
            *_about_quiet(step, quiet),
        )
    ]
    return (*whole, *each)


def errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity == "error")


def _about_start(scenario: Scenario) -> Iterator[Finding]:
    if not scenario.start:
        yield Finding("error", "no_start")
    for start in scenario.start:
        if isinstance(start, Keyword):
            for word in start.words:
                if is_stop(word) or is_resume(word):
                    yield Finding("error", "stop_word", None, {"keyword": word})


def _about_steps(scenario: Scenario) -> Iterator[Finding]:
    if not scenario.steps:
        yield Finding("error", "no_steps")


def _about_content(step: Step) -> Iterator[Finding]:
    if not step.send:
        yield Finding("error", "no_content", step.id)


def _about_texts(step: Step, account_name: str) -> Iterator[Finding]:
    values = {"friend.name": _LONGEST_NAME, "account.name": account_name}
    for number, message in enumerate(step.send, start=1):
        for text in message.texts if isinstance(message, Text) else ():
            for name in (*sorted(variables(text) - VARIABLES), *leftovers(text)):
                yield Finding("error", "unknown_variable", step.id, {"variable": name[:40]})
            size = utf16_length(fill(text, values))
            if size > limits.TEXT_UNITS:
                sizes = {"message": number, "limit": limits.TEXT_UNITS, "actual": size}
                yield Finding("error", "text_too_long", step.id, sizes)


def _about_wait(scenario: Scenario, step: Step) -> Iterator[Finding]:
    if not isinstance(step.wait, After) or step.wait.from_ in (FROM_PREVIOUS, FROM_START):
        return
    earlier = [other.id for other in scenario.steps[: scenario.steps.index(step)]]
    if step.wait.from_ not in earlier:
        yield Finding("error", "unknown_step", step.id, {"from": step.wait.from_})


def _about_quiet(step: Step, calendar: Calendar) -> Iterator[Finding]:
    window = None if isinstance(step.wait, Immediate | LaterWait) else step.wait.at
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
