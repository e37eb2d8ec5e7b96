"""What may be wrong with branches, repetitions, and with what a scenario speaks of by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.domain.condition_forms import Reaction
from bot.domain.conditions import AllOf, AnyOf, Condition
from bot.domain.coupons import OwnCoupon
from bot.domain.document import (
    Ask,
    CouponUsed,
    Dated,
    ForReaction,
    FriendAdded,
    GroupMatched,
    LabelAdded,
    Location,
    Otherwise,
    Scenario,
    ScenarioFinished,
    ScenarioStopped,
    Split,
    Step,
    Video,
    When,
)
from bot.domain.finding import Finding, Others
from bot.domain.mentions import Names, names_in, reacted_elsewhere, reacted_to
from bot.domain.menus import USUAL
from bot.domain.pressing import AnyButton
from bot.domain.sendable import buttons_in, is_told, pressables
from bot.domain.steps import conditions_of


def about_branch(step: Step) -> Iterator[Finding]:
    if not step.branch:
        return
    if not any(arm.steps for arm in step.branch):
        yield Finding("error", "branch_does_nothing", step.id)
    parted, asked = 0, list[Condition]()
    for number, arm in enumerate(step.branch, 1):
        if parted >= 100 or (isinstance(arm, When) and _is_taken(arm.when, asked)):
            yield Finding("warning", "unreachable_arm", step.id, {"arm": number})
        if isinstance(arm, When):
            asked.append(arm.when)
        if isinstance(arm, Split):
            parted += arm.split
        if isinstance(arm, Otherwise):
            parted += 100
    yield from _about_rest(step)


def _is_taken(condition: Condition, before: list[Condition]) -> bool:
    """Whoever fits it surely fits one that is asked before."""
    return any(_implies(condition, each) for each in before)


def _implies(condition: Condition, other: Condition) -> bool:
    if condition == other:
        return True
    if isinstance(condition, AllOf):
        return any(_implies(part, other) for part in condition.all)
    if isinstance(condition, AnyOf):
        return all(_implies(part, other) for part in condition.any)
    return isinstance(other, AnyOf) and any(condition == part for part in other.any)


def _about_rest(step: Step) -> Iterator[Finding]:
    """Who fits no arm just goes on: that may be meant, or forgotten."""
    shares = sum(arm.split for arm in step.branch if isinstance(arm, Split))
    if shares > 100:
        yield Finding("error", "split_over_100", step.id, {"actual": shares})
    if shares < 100 and not any(isinstance(arm, Otherwise) for arm in step.branch):
        yield Finding("warning", "no_otherwise", step.id)


def about_repeat(scenario: Scenario, step: Step) -> Iterator[Finding]:
    repeat = step.repeat
    if repeat and not (repeat.at_most or repeat.until or scenario.stop_when or step.ends):
        yield Finding("error", "endless_repeat", step.id)


def about_names(scenario: Scenario, others: Others) -> Iterator[Finding]:
    known = frozenset({scenario.name}) | others.scenarios
    if others.coupons is not None:
        yield from _unknown_coupons(scenario, others.coupons)
    if others.places is not None:
        yield from _unknown_places(scenario, others.places)
    if others.menus is not None:
        yield from _unknown_menus(scenario, others.menus | {USUAL})
    if others.routes is not None:
        yield from _unknown_routes(scenario, others.routes)
    if others.now is not None:
        yield from _days_over(scenario, others.now)
    attached = others.labels | frozenset(attached_by(scenario))
    yield from _beyond_reach(scenario, others)
    for step_id, names in _spoken(scenario):
        for name in sorted((names.scenarios | names.reacted) - known):
            yield Finding("error", "unknown_scenario", step_id, {"scenario": name})
        for name in sorted(names.groups - others.groups):
            yield Finding("error", "unknown_group", step_id, {"group": name})
        for name in sorted(names.labels - attached):
            yield Finding("warning", "label_never_attached", step_id, {"label": name})


_UNABLE: dict[Reaction, str] = {
    "tapped": "not_tappable",
    "watched": "not_watchable",
    "answered": "no_question",
}


def coupons_in(scenario: Scenario) -> frozenset[str]:
    """The shop's own coupons that it speaks of."""
    starts = {one.coupon for one in scenario.start if isinstance(one, CouponUsed)}
    return frozenset(starts.union(*(_coupons_of(step) for step in scenario.all_steps)))


def _coupons_of(step: Step) -> Iterator[str]:
    for message in step.send:
        if isinstance(message, OwnCoupon):
            yield message.coupon
    yield from (each.coupon for each in _buttons(step) if each.coupon)


def _buttons(step: Step) -> Iterator[AnyButton]:
    for message in step.send:
        yield from buttons_in(message)


def _unknown_coupons(scenario: Scenario, known: frozenset[str]) -> Iterator[Finding]:
    for start in scenario.start:
        if isinstance(start, CouponUsed) and start.coupon not in known:
            yield Finding("error", "unknown_coupon", None, {"coupon": start.coupon})
    for step in scenario.all_steps:
        for name in _coupons_of(step):
            if name not in known:
                yield Finding("error", "unknown_coupon", step.id, {"coupon": name})


def _unknown_places(scenario: Scenario, known: frozenset[str]) -> Iterator[Finding]:
    for step in scenario.all_steps:
        for message in step.send:
            named = message.location if isinstance(message, Location) else None
            if isinstance(named, str) and named not in known:
                yield Finding("error", "unknown_place", step.id, {"place": named})


def _unknown_menus(scenario: Scenario, known: frozenset[str]) -> Iterator[Finding]:
    for step in scenario.all_steps:
        if step.then and step.then.rich_menu and step.then.rich_menu not in known:
            yield Finding("error", "unknown_menu", step.id, {"menu": step.then.rich_menu})


def _unknown_routes(scenario: Scenario, known: frozenset[str]) -> Iterator[Finding]:
    for start in scenario.start:
        for route in (start.routes or ()) if isinstance(start, FriendAdded) else ():
            if route not in known:
                yield Finding("error", "unknown_route", None, {"route": route})


def _days_over(scenario: Scenario, now: datetime) -> Iterator[Finding]:
    for start in scenario.start:
        if isinstance(start, Dated) and start.on <= now:
            yield Finding("warning", "day_is_over", None, {"on": f"{start.on:%Y-%m-%d %H:%M}"})


def about_reactions(scenario: Scenario) -> Iterator[Finding]:
    """Who is asked for taps of a step has to have got something there that can be tapped."""
    places = list(_asked(scenario))
    asked = [(step_id, each) for step_id, some in places for each in sorted(reacted_to(some))]
    asked += [(step.id, each) for step in scenario.all_steps for each in _awaited(step)]
    able = reactions_in(scenario)
    for step_id, (way, name) in asked:
        if (way, name) not in able:
            yield Finding("error", _UNABLE[way], step_id, {"step": name})


def _beyond_reach(scenario: Scenario, others: Others) -> Iterator[Finding]:
    """A step of another scenario may have been there once: who reacted to it then still counts."""
    able = {**others.reactions, scenario.name: reactions_in(scenario)}
    for step_id, conditions in _asked(scenario):
        for name in sorted(names_in(conditions).reacted & able.keys()):
            for _, step in sorted(reacted_elsewhere(name, conditions) - able[name]):
                values = {"scenario": name, "step": step}
                yield Finding("warning", "reaction_nowhere", step_id, values)


def _asked(scenario: Scenario) -> Iterator[tuple[str | None, tuple[Condition, ...]]]:
    """By the step it is asked at; None: of the whole scenario."""
    whole = (scenario.unless, scenario.stop_when)
    yield None, tuple(part for part in whole if part is not None)
    for step in scenario.all_steps:
        yield step.id, tuple(conditions_of(step))


def reactions_in(scenario: Scenario) -> frozenset[tuple[Reaction, str]]:
    """What friends can do with its steps."""
    return frozenset((way, step.id) for step in scenario.all_steps for way in _ways_to_react(step))


def _awaited(step: Step) -> Iterator[tuple[Reaction, str]]:
    if isinstance(step.wait, ForReaction) and step.wait.for_.kind != "label":
        yield step.wait.for_.kind, step.wait.for_.name


def _ways_to_react(step: Step) -> Iterator[Reaction]:
    if step.ask:
        yield "answered"
    for message in step.send:
        if is_told(message):
            yield "tapped"
        if isinstance(message, Video) and message.track:
            yield "watched"


def _spoken(scenario: Scenario) -> Iterator[tuple[str | None, Names]]:
    """By the step it is spoken of in; None: by the whole scenario."""
    yield None, _of_whole(scenario)
    for step in scenario.all_steps:
        names = names_in(conditions_of(step))
        jump = step.then.jump if step.then else None
        led = frozenset({jump.to} if jump else ()).union(
            each.enter for each in _buttons(step) if each.enter
        )
        waits = {step.wait.for_.label} if isinstance(step.wait, ForReaction) else set()
        labels = names.labels | {label for label in waits if label}
        yield step.id, replace(names, labels=labels, scenarios=names.scenarios | led)


def groups_in(scenario: Scenario) -> frozenset[str]:
    """The groups of friends that it speaks of."""
    return frozenset().union(*(names.groups for _, names in _spoken(scenario)))


def _of_whole(scenario: Scenario) -> Names:
    asked = [part for part in (scenario.unless, scenario.stop_when) if part is not None]
    names, starts = names_in(asked), scenario.start
    meant = [one.who for one in starts if isinstance(one, Dated)]
    labels = [one.label for one in starts if isinstance(one, LabelAdded)]
    groups = [one.group for one in starts if isinstance(one, GroupMatched)]
    return replace(
        names,
        labels=names.labels.union(labels, (who.label for who in meant if who.label)),
        groups=names.groups.union(groups, (who.group for who in meant if who.group)),
        scenarios=names.scenarios
        | {one.scenario for one in starts if isinstance(one, ScenarioFinished | ScenarioStopped)},
    )


def _by_answer(ask: Ask) -> tuple[str, ...]:
    return ask.choices if ask.label is True else (ask.label,) if ask.label else ()


def attached_by(scenario: Scenario) -> Iterator[str]:
    """Labels, by a step or by a tap."""
    for step in scenario.all_steps:
        yield from step.then.add_label if step.then else ()
        yield from _by_answer(step.ask) if step.ask else ()
        for message in step.send:
            for each in pressables(message):
                yield from each.add_label if each else ()
