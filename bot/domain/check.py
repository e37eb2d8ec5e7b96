"""What stands between a draft and its start, and what an owner should look at before it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.domain import limits
from bot.domain.carried import longest
from bot.domain.check_branches import about_branch, about_names, about_reactions, about_repeat
from bot.domain.check_links import about_links
from bot.domain.check_waits import about_endless, about_night, about_quiet
from bot.domain.content import sized
from bot.domain.document import Keyword, Scenario, Step
from bot.domain.entry import is_resume, is_stop
from bot.domain.errors import DocumentError
from bot.domain.finding import Finding, Others
from bot.domain.fragments import expanded, origin
from bot.domain.goal_waits import FromGoal
from bot.domain.lengths import After
from bot.domain.names import FROM_PREVIOUS, FROM_START
from bot.domain.reaction_waits import Awaited, ForReaction
from bot.domain.schedule import Calendar
from bot.domain.sendable import texts_in
from bot.domain.steps import placed

# The longest that a friend's name can make a text.
_LONGEST_NAME = "あ" * limits.PERSON_UNITS


CODES = frozenset(
    {
        "no_start",
        "no_steps",
        "no_content",
        "stop_word",  # keyword
        "text_too_long",  # message (from 1), limit, actual
        "unknown_step",  # from
        "unknown_goal",  # goal
        "in_quiet_hours",  # at, goes_at, days_later; a warning
        "unreachable_arm",  # arm (from 1); a warning
        "split_over_100",  # actual
        "branch_does_nothing",
        "no_otherwise",  # a warning
        "endless_repeat",
        "unknown_scenario",  # scenario
        "unknown_group",  # group
        "not_tappable",  # step
        "unknown_coupon",  # coupon
        "unknown_route",  # route
        "not_watchable",  # step
        "reaction_nowhere",  # scenario, step; a warning
        "unknown_place",  # place
        "unknown_menu",  # menu
        "day_is_over",  # on; a warning
        "unknown_fragment",  # fragment
        "fragment_unfit",
        "not_earlier",  # step
        "no_question",  # step
        "label_never_attached",  # label; a warning
        "link_nowhere",  # link; a warning
        "sample_link",  # link; a warning
        "sends_at_night",  # steps; a warning
        "waits_for_good",  # step; a warning
        "question_for_good",  # a warning
    }
)


def check(
    scenario: Scenario,
    calendar: Calendar,
    account_name: str = "",
    others: Others | None = None,
) -> tuple[Finding, ...]:
    """`calendar`: the account's, `account_name` stands in for it in texts. What is found in shared
    steps is put down to the step that uses them.
    """
    if others is None or others.fragments is None:
        return _check(scenario, calendar, account_name, others)
    try:
        whole = expanded(scenario, others.fragments)
    except DocumentError:
        return (Finding("error", "fragment_unfit"),)
    found = _check(whole, calendar, account_name, others)
    return tuple(
        replace(one, step_id=origin(scenario, one.step_id)) if one.step_id else one for one in found
    )


def _check(
    scenario: Scenario, calendar: Calendar, account_name: str, others: Others | None
) -> tuple[Finding, ...]:
    quiet = calendar.without_quiet() if scenario.quiet == "ignore" else calendar
    whole = [*_about_start(scenario), *_about_steps(scenario), *about_reactions(scenario)]
    whole += [*about_night(scenario, quiet), *about_endless(scenario)]
    if others:
        whole += about_names(scenario, others)
    values = {
        **longest(scenario.carried),
        "friend.name": _LONGEST_NAME,
        "account.name": account_name,
    }
    each = [
        finding
        for step in scenario.all_steps
        for finding in (
            *_about_content(step),
            *_about_texts(step, values),
            *_about_wait(scenario, step),
            *about_quiet(step, quiet),
            *about_links(step),
            *about_branch(step),
            *about_repeat(scenario, step),
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
    if step.is_empty:
        yield Finding("error", "no_content", step.id)
    if step.use:
        yield Finding("error", "unknown_fragment", step.id, {"fragment": step.use})


def _about_texts(step: Step, values: Mapping[str, str]) -> Iterator[Finding]:
    """`values`: as long as they come."""
    for number, message in enumerate(step.says, start=1):
        for text in texts_in(message):
            size = sized(text, values)
            if size > limits.TEXT_UNITS:
                sizes = {"message": number, "limit": limits.TEXT_UNITS, "actual": size}
                yield Finding("error", "text_too_long", step.id, sizes)


def _about_wait(scenario: Scenario, step: Step) -> Iterator[Finding]:
    for part in (step.wait, step.expires):
        if isinstance(part, FromGoal) and part.goal not in scenario.goals:
            yield Finding("error", "unknown_goal", step.id, {"goal": part.goal})
    match step.wait:
        case After(from_=before) if not _may_follow(scenario, step, before):
            yield Finding("error", "unknown_step", step.id, {"from": before})
        case ForReaction(for_=Awaited(label=None, name=before)):
            if not _may_follow(scenario, step, before):
                yield Finding("error", "not_earlier", step.id, {"step": before})


def _may_follow(scenario: Scenario, step: Step, before: str) -> bool:
    """Whether anybody comes to the step by the one with that id."""
    if before in (FROM_PREVIOUS, FROM_START):
        return True
    places = list(placed(scenario.steps))
    own = next(each for each in places if each.step.id == step.id)
    earlier = places[: places.index(own)]
    return any(each.step.id == before and not each.excludes(own) for each in earlier)
