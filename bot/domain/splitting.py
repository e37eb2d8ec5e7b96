"""The arms of a branch: made all at once, added, put in order, copied and taken out."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

from bot.domain.answered import answered_with
from bot.domain.asking import Ask
from bot.domain.attributes import AGE, AREA, GENDER
from bot.domain.conditions import Condition
from bot.domain.document import Arm, First, Otherwise, Scenario, Split, Step, When
from bot.domain.edit import replace_step, step_of, with_new_ids
from bot.domain.rules import part_of
from bot.domain.steps import every_step

GENDERS = ("female", "male")
REST = Otherwise(otherwise=None)
Reaction = Literal["tapped", "watched", "answered"]


def _ways(rules: Iterable[dict[str, Any]]) -> tuple[Arm, ...]:
    return (*(When(when=part_of(rule)) for rule in rules), REST)


def by_answer(ask: Ask) -> tuple[Arm, ...]:
    """An arm for each answer that is kept."""
    kept = (answered_with(ask, choice) for choice in ask.choices)
    return (*(When(when=rule) for rule in kept if rule), REST)


def by_reaction(step_id: str, reaction: Reaction) -> tuple[Arm, ...]:
    return _ways([{reaction: step_id}])


def by_labels(names: Iterable[str]) -> tuple[Arm, ...]:
    return _ways({"label": name} for name in names)


def by_ages(ages: Sequence[int]) -> tuple[Arm, ...]:
    """25 and 45: under 25, from 25 to 44, 45 or more."""
    between = ({"between": [first, last - 1]} for first, last in pairwise(ages))
    parts: list[dict[str, Any]] = [{"under": ages[0]}, *between, {"at_least": ages[-1]}]
    return _ways({"attribute": AGE, **part} for part in parts)


def by_gender() -> tuple[Arm, ...]:
    return _ways({"attribute": GENDER, "is": gender} for gender in GENDERS)


def by_areas(names: Iterable[str]) -> tuple[Arm, ...]:
    return _ways({"attribute": AREA, "is": name} for name in names)


def by_shares(percents: Iterable[int]) -> tuple[Arm, ...]:
    return tuple(Split(split=percent) for percent in percents)


def by_coming_first(people: int) -> tuple[Arm, ...]:
    return First(first=people), REST


def with_arm(step: Step, rule: Condition) -> Step:
    """One more, before what is for everybody else."""
    arms = step.branch
    index = next((n for n, arm in enumerate(arms) if isinstance(arm, Otherwise)), len(arms))
    return _with(step, (*arms[:index], When(when=rule), *arms[index:]))


def without_arm(step: Step, number: int) -> Step:
    return _with(step, (*step.branch[:number], *step.branch[number + 1 :]))


def with_moved(step: Step, number: int, offset: int) -> Step:
    """What is for everybody else stays last."""
    movable = [arm for arm in step.branch if not isinstance(arm, Otherwise)]
    to = number + offset
    if not (0 <= number < len(movable) and 0 <= to < len(movable)):
        return step
    movable.insert(to, movable.pop(number))
    return _with(step, (*movable, *step.branch[len(movable) :]))


def _with(step: Step, arms: Sequence[Arm]) -> Step:
    return step.model_copy(update={"branch": tuple(arms)})


def copied_into(
    scenario: Scenario, branch_id: str, steps: Sequence[Step], arms: Iterable[int]
) -> tuple[Scenario, tuple[str, ...]]:
    """Behind what stands in each of the arms; also gives the copies' ids, as they are read."""
    ids: list[str] = []
    for number in arms:
        branch, copies = step_of(scenario, branch_id), with_new_ids(scenario, steps)
        ids += [step.id for step in every_step(copies)]
        arm = branch.branch[number]
        longer = arm.model_copy(update={"steps": (*arm.steps, *copies)})
        arms_now = (*branch.branch[:number], longer, *branch.branch[number + 1 :])
        scenario = replace_step(scenario, _with(branch, arms_now))
    return scenario, tuple(ids)
