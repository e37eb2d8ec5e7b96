"""Arms for the first ones keep their count over all versions, wherever they stand by then."""

from collections.abc import Iterable, Mapping, Sequence

from bot.domain.document import Arm, First, Scenario
from bot.domain.steps import every_step

Counted = Mapping[int, int]
"""By the arm's number: what it is counted as."""
Steps = frozenset[str]


def counted_as(versions: Iterable[Scenario], step_id: str) -> Counted:
    """Of this branch in the last of the versions, which are all there were, the oldest first. An
    arm that is new gets a number that none had before; one that comes back has its own again.
    """
    known: dict[int, Steps] = {}
    counted: Counted = {}
    free = 0
    for arms in (found for version in versions if (found := _branch(version, step_id))):
        ones = {n: _steps(arm) for n, arm in enumerate(arms) if isinstance(arm, First)}
        again = _again(ones, known, counted)
        fresh = [n for n in ones if n not in again]
        # In the branch's first version each is counted as what it is.
        numbers = {n: free + place if free else n for place, n in enumerate(fresh)}
        counted = {**again, **numbers}
        known |= {counted[n]: steps for n, steps in ones.items()}
        free = max(free, len(arms), *(number + 1 for number in known))
    return counted


def _branch(version: Scenario, step_id: str) -> Sequence[Arm] | None:
    found = (step.branch for step in version.all_steps if step.id == step_id and step.branch)
    return next(found, None)


def _again(ones: Mapping[int, Steps], known: Mapping[int, Steps], before: Counted) -> Counted:
    """An arm is the one that it shares the most steps with, else the one that stood there."""
    shared = [
        (-len(steps & others), number not in before.values(), number, n)
        for n, steps in ones.items()
        for number, others in known.items()
        if steps & others
    ]
    stayed = [(0, False, before[n], n) for n in ones if n in before]
    found: dict[int, int] = {}
    for _, _, number, n in (*sorted(shared), *stayed):
        if n not in found and number not in found.values():
            found[n] = number
    return found


def _steps(arm: Arm) -> Steps:
    return frozenset(step.id for step in every_step(arm.steps))
