"""Steps and ways as people call them: 2-B-3 is the third step on way B of the branch that is 2."""

from bot.domain.document import Scenario, Step
from bot.domain.edit import Spot
from bot.domain.steps import placed


def step_called(scenario: Scenario, number: str) -> Step | None:
    """2, 2-b-3, or deeper 2-b-3-a-1; in letters of either size."""
    wanted = number.upper()
    return next((each.step for each in placed(scenario.steps) if each.number == wanted), None)


def end_of_way(scenario: Scenario, way: str) -> Spot | None:
    """2-b, or deeper 2-b-3-a: where one more step of that way would stand."""
    number, _, letter = way.upper().rpartition("-")
    branch = step_called(scenario, number)
    arm = ord(letter) - ord("A") if len(letter) == 1 else -1
    if branch is None or not 0 <= arm < len(branch.branch):
        return None
    return Spot(len(branch.branch[arm].steps), branch.id, arm)


def one_before(number: str) -> str | None:
    """Of the step that comes before it: on a way first the branch; None before everything."""
    way, _, last = number.rpartition("-")
    if int(last) > 1:
        return f"{way}-{int(last) - 1}".lstrip("-")
    return way.rpartition("-")[0] or None
