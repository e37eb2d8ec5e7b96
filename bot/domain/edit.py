"""Edits of a scenario. Each gives a new one, validated: DocumentError when it breaks a limit."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Any

from bot.domain.document import (
    DateNoted,
    Late,
    Scenario,
    ScenarioFinished,
    Start,
    Step,
    Wait,
    dump,
    parse,
)
from bot.domain.errors import Problem, Refused
from bot.domain.goals import GoalDate
from bot.domain.lengths import After
from bot.domain.names import FROM_PREVIOUS
from bot.domain.renaming import renamed
from bot.domain.sendable import Message, Receipt
from bot.domain.steps import every_step


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the list of an arm's steps: `branch` is its step's id, "" the scenario itself."""

    index: int
    branch: str = ""
    arm: int = 0


def new_step_id(scenario: Scenario) -> str:
    """step-1, step-2 …: the first that no step has."""
    return _new_ids(scenario, 1)[0]


def _new_ids(scenario: Scenario, number: int) -> list[str]:
    taken = {step.id for step in scenario.all_steps}
    free = (f"step-{place}" for place in count(len(taken) + 1))
    return list(islice((new for new in free if new not in taken), number))


def add_step(scenario: Scenario, step: Step, at: Spot | None = None) -> Scenario:
    """None puts it last."""
    steps = list(_list_at(scenario, at) if at else scenario.steps)
    steps.insert(len(steps) if at is None else at.index, step)
    return _with_list(scenario, at or Spot(0), steps)


def replace_step(scenario: Scenario, step: Step) -> Scenario:
    """The step with the same id gives way."""
    spot = spot_of(scenario, step.id)
    steps = list(_list_at(scenario, spot))
    steps[spot.index] = step
    return _with_list(scenario, spot, steps)


def move_step(scenario: Scenario, step_id: str, to_index: int) -> Scenario:
    """Among those of its list. `to_index`: its index afterwards; beyond the ends it goes to the
    end.
    """
    spot = spot_of(scenario, step_id)
    steps = list(_list_at(scenario, spot))
    steps.insert(max(to_index, 0), steps.pop(spot.index))
    return _with_list(scenario, spot, steps)


def move_behind(scenario: Scenario, step_id: str, other_id: str | None) -> Scenario:
    """Into the other's list, behind it; None: before everything. Not into itself."""
    step = step_of(scenario, step_id)
    if other_id in {inner.id for inner in every_step([step])}:
        return scenario
    rest = _without(scenario, step_id)
    if other_id is None:
        return add_step(rest, step, Spot(0))
    spot = spot_of(rest, other_id)
    return add_step(rest, step, replace(spot, index=spot.index + 1))


def move_into(scenario: Scenario, step_id: str, spot: Spot) -> Scenario:
    """To the end of the way that `spot` names. Not into itself."""
    step = step_of(scenario, step_id)
    if spot.branch in {inner.id for inner in every_step([step])}:
        return scenario
    rest = _without(scenario, step_id)
    return add_step(rest, step, replace(spot, index=len(_list_at(rest, spot))))


def copy_step(scenario: Scenario, step_id: str) -> tuple[Scenario, str]:
    """The copy stands behind the step; also gives the copy's id."""
    step, spot = step_of(scenario, step_id), spot_of(scenario, step_id)
    [copy] = with_new_ids(scenario, [step])
    return add_step(scenario, copy, replace(spot, index=spot.index + 1)), copy.id


def with_new_ids(scenario: Scenario, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Copies; where one of them speaks of another it is of the copy."""
    old = [step.id for step in every_step(steps)]
    names = dict(zip(old, _new_ids(scenario, len(old)), strict=True))
    plain = (step.model_dump(mode="json", by_alias=True, exclude_defaults=True) for step in steps)
    return tuple(Step.model_validate(renamed(each, names)) for each in plain)


def remove_step(scenario: Scenario, step_id: str) -> Scenario:
    """Waits that counted from it, or from a step inside it, count from the one before them."""
    gone = {inner.id for inner in every_step([step_of(scenario, step_id)])}
    rest = _without(scenario, step_id)
    return with_steps(rest, _mapped(rest.steps, lambda step: _not_from(step, gone)))


def _without(scenario: Scenario, step_id: str) -> Scenario:
    spot = spot_of(scenario, step_id)
    steps = list(_list_at(scenario, spot))
    steps.pop(spot.index)
    return _with_list(scenario, spot, steps)


def alone(step: Step) -> Step:
    """Without its scenario: its wait counts from the step before it, wherever it is used."""
    return _not_from(step, {step.wait.from_}) if isinstance(step.wait, After) else step


def _not_from(step: Step, gone: Collection[str]) -> Step:
    if not isinstance(step.wait, After) or step.wait.from_ not in gone:
        return step
    return with_wait(step, step.wait.model_copy(update={"from_": FROM_PREVIOUS}))


def _mapped(steps: Iterable[Step], change: Callable[[Step], Step]) -> tuple[Step, ...]:
    """Each of them changed, those outside before those inside."""
    return tuple(_with_inner(change(step), change) for step in steps)


def _with_inner(step: Step, change: Callable[[Step], Step]) -> Step:
    arms = [arm.model_copy(update={"steps": _mapped(arm.steps, change)}) for arm in step.branch]
    return step.model_copy(update={"branch": tuple(arms)}) if arms else step


def index_of(scenario: Scenario, step_id: str) -> int:
    """Among all steps as they are read downwards; refused when there is no such step."""
    for index, step in enumerate(scenario.all_steps):
        if step.id == step_id:
            return index
    raise _gone(step_id)


def step_of(scenario: Scenario, step_id: str) -> Step:
    return scenario.all_steps[index_of(scenario, step_id)]


def spot_of(scenario: Scenario, step_id: str) -> Spot:
    """Refused when there is no such step."""
    for spot, steps in _lists(scenario):
        for index, step in enumerate(steps):
            if step.id == step_id:
                return replace(spot, index=index)
    raise _gone(step_id)


def place_in_list(scenario: Scenario, step_id: str) -> tuple[int, int]:
    """Its index among the steps beside it, and how many these are with it."""
    spot = spot_of(scenario, step_id)
    return spot.index, len(_list_at(scenario, spot))


def _gone(step_id: str) -> Refused:
    return Refused(Problem("no_such_step", "", {"value": step_id[:40]}))


def _lists(scenario: Scenario) -> Iterator[tuple[Spot, tuple[Step, ...]]]:
    yield Spot(0), scenario.steps
    for step in scenario.all_steps:
        for number, arm in enumerate(step.branch):
            yield Spot(0, step.id, number), arm.steps


def _list_at(scenario: Scenario, spot: Spot) -> tuple[Step, ...]:
    lists = {(at.branch, at.arm): steps for at, steps in _lists(scenario)}
    found = lists.get((spot.branch, spot.arm))
    if found is None:
        raise _gone(spot.branch)
    return found


def _with_list(scenario: Scenario, spot: Spot, steps: Sequence[Step]) -> Scenario:
    if not spot.branch:
        return with_steps(scenario, steps)
    branch = step_of(scenario, spot.branch)
    arms = list(branch.branch)
    arms[spot.arm] = arms[spot.arm].model_copy(update={"steps": tuple(steps)})
    return replace_step(scenario, branch.model_copy(update={"branch": tuple(arms)}))


def with_steps(scenario: Scenario, steps: Sequence[Step]) -> Scenario:
    return _changed(scenario, steps=tuple(steps))


def with_name(scenario: Scenario, name: str) -> Scenario:
    """One that begins anew when it is finished still does so."""
    if name == scenario.name:
        return scenario
    itself = ScenarioFinished(scenario=scenario.name)
    if itself not in scenario.start:
        return _changed(scenario, name=name)
    renamed = itself.model_copy(update={"scenario": name})
    start = tuple(renamed if one == itself else one for one in scenario.start)
    return _changed(scenario, name=name, start=start)


def with_start(scenario: Scenario, start: Iterable[Start]) -> Scenario:
    return _changed(scenario, start=tuple(start))


def with_one_more(scenario: Scenario, start: Start) -> Scenario:
    """The same one twice is once."""
    return scenario if start in scenario.start else with_start(scenario, (*scenario.start, start))


def begun_by_date(scenario: Scenario, field: str, *, yearly: bool) -> Scenario:
    """When that date of a friend's is noted; steps can count from it. What comes every year begins
    anew when it is over.
    """
    begun = with_one_more(scenario, DateNoted(field=field))
    dated = with_date(begun, field, GoalDate(field=field, yearly=yearly))
    if not yearly:
        return dated
    again = ScenarioFinished(scenario=scenario.name)
    return _changed(with_one_more(dated, again), reentry="after_finish")


def with_rules(scenario: Scenario, **changes: Any) -> Scenario:
    """Who may enter: fields of the scenario's own, as a document has them."""
    raw = dump(scenario)
    return parse({**raw, **changes})


def with_quiet(scenario: Scenario, *, respect: bool) -> Scenario:
    return _changed(scenario, quiet="respect" if respect else "ignore")


def with_late(scenario: Scenario, late: Late | None) -> Scenario:
    """None: as usual."""
    return _changed(scenario, late=late)


def with_date(scenario: Scenario, name: str, date: GoalDate) -> Scenario:
    """A date that waits may count from, unless it is there already."""
    return _changed(scenario, goals={name: date, **scenario.goals})


def with_wait(step: Step, wait: Wait) -> Step:
    return step.model_copy(update={"wait": wait})


def with_send(step: Step, send: Iterable[Message]) -> Step:
    return step.model_copy(update={"send": tuple(send)})


def with_receipt(step: Step, receipt: Iterable[Receipt]) -> Step:
    return step.model_copy(update={"receipt": tuple(receipt)})


def _changed(scenario: Scenario, **changes: Any) -> Scenario:
    return parse(dump(scenario.model_copy(update=changes)))
