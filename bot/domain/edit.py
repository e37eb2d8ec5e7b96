"""Edits of a scenario. Each gives a new one, validated: DocumentError when it breaks a limit."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.domain.document import Scenario, Start, Step, Wait, dump, parse
from bot.domain.errors import Problem, Refused
from bot.domain.sendable import Message, Receipt
from bot.domain.waits import FROM_PREVIOUS, After


def new_step_id(scenario: Scenario) -> str:
    """step-1, step-2 …: the first that no step has."""
    taken = {step.id for step in scenario.steps}
    number = len(taken) + 1
    while f"step-{number}" in taken:
        number += 1
    return f"step-{number}"


def add_step(scenario: Scenario, step: Step, at: int | None = None) -> Scenario:
    """`at`: the index it gets; None puts it last."""
    steps = list(scenario.steps)
    steps.insert(len(steps) if at is None else at, step)
    return with_steps(scenario, steps)


def replace_step(scenario: Scenario, step: Step) -> Scenario:
    """The step with the same id gives way."""
    index = index_of(scenario, step.id)
    return with_steps(scenario, [*scenario.steps[:index], step, *scenario.steps[index + 1 :]])


def move_step(scenario: Scenario, step_id: str, to_index: int) -> Scenario:
    """`to_index`: its index afterwards; beyond the ends it goes to the end."""
    steps = list(scenario.steps)
    step = steps.pop(index_of(scenario, step_id))
    steps.insert(max(to_index, 0), step)
    return with_steps(scenario, steps)


def copy_step(scenario: Scenario, step_id: str) -> tuple[Scenario, str]:
    """The copy stands behind the step; also gives the copy's id."""
    index, new_id = index_of(scenario, step_id), new_step_id(scenario)
    copy = scenario.steps[index].model_copy(update={"id": new_id})
    return add_step(scenario, copy, index + 1), new_id


def remove_step(scenario: Scenario, step_id: str) -> Scenario:
    """Waits that counted from the step count from the one before them."""
    index = index_of(scenario, step_id)
    rest = [*scenario.steps[:index], *scenario.steps[index + 1 :]]
    return with_steps(scenario, [_not_from(step, step_id) for step in rest])


def _not_from(step: Step, step_id: str) -> Step:
    if not isinstance(step.wait, After) or step.wait.from_ != step_id:
        return step
    return with_wait(step, step.wait.model_copy(update={"from_": FROM_PREVIOUS}))


def index_of(scenario: Scenario, step_id: str) -> int:
    """Refused when there is no such step."""
    for index, step in enumerate(scenario.steps):
        if step.id == step_id:
            return index
    raise Refused(Problem("no_such_step", "", {"value": step_id[:40]}))


def step_of(scenario: Scenario, step_id: str) -> Step:
    return scenario.steps[index_of(scenario, step_id)]


def with_steps(scenario: Scenario, steps: Sequence[Step]) -> Scenario:
    return _changed(scenario, steps=tuple(steps))


def with_name(scenario: Scenario, name: str) -> Scenario:
    return _changed(scenario, name=name)


def with_start(scenario: Scenario, start: Iterable[Start]) -> Scenario:
    return _changed(scenario, start=tuple(start))


def with_quiet(scenario: Scenario, *, respect: bool) -> Scenario:
    return _changed(scenario, quiet="respect" if respect else "ignore")


def with_wait(step: Step, wait: Wait) -> Step:
    return step.model_copy(update={"wait": wait})


def with_send(step: Step, send: Iterable[Message]) -> Step:
    return step.model_copy(update={"send": tuple(send)})


def with_receipt(step: Step, receipt: Iterable[Receipt]) -> Step:
    return step.model_copy(update={"receipt": tuple(receipt)})


def _changed(scenario: Scenario, **changes: Any) -> Scenario:
    return parse(dump(scenario.model_copy(update=changes)))
