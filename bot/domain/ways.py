"""2-B-3: the third step on the way B of the branch that is step 2."""

import re

from bot.domain.document import Scenario, Step
from bot.domain.edit import Spot

_PLACE = re.compile(r"([0-9]{1,3})((?:-[a-z]-[0-9]{1,3})+)")


def end_of_way(scenario: Scenario, place: str) -> Spot | None:
    """2-b, or deeper 2-b-3-a: where one more step of that way would stand."""
    branch_at, _, letter = place.rpartition("-")
    number = branch_at.isascii() and branch_at.isdigit()
    branch = (
        _nth(scenario.all_steps, int(branch_at)) if number else step_on_way(scenario, branch_at)
    )
    arm = ord(letter) - ord("a") if len(letter) == 1 else -1
    if branch is None or not 0 <= arm < len(branch.branch):
        return None
    return Spot(len(branch.branch[arm].steps), branch.id, arm)


def step_on_way(scenario: Scenario, place: str) -> Step | None:
    """`place`: in small letters. Inside it goes on: 2-b-3-a-1."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return None
    step = _nth(scenario.all_steps, int(found[1]))
    for letter, number in re.findall(r"-([a-z])-([0-9]+)", found[2]):
        arms = step.branch if step else ()
        arm = ord(letter) - ord("a")
        step = _nth(arms[arm].steps, int(number)) if arm < len(arms) else None
    return step


def _nth(steps: tuple[Step, ...], number: int) -> Step | None:
    return steps[number - 1] if 1 <= number <= len(steps) else None
