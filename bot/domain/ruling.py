"""The rules inside a scenario: where each stands, and how it is changed."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.conditions import Condition
from bot.domain.document import Scenario, Step, When, dump, parse
from bot.domain.edit import replace_step, step_of
from bot.domain.splitting import with_arm

RuleKind = Literal["unless", "stop_when", "only", "until", "arm", "new_arm"]
OF_SCENARIO: tuple[RuleKind, ...] = ("unless", "stop_when")
NEEDED: tuple[RuleKind, ...] = ("arm", "new_arm")
"""Without a rule there is nothing left of it."""


@dataclass(frozen=True, slots=True)
class RulePlace:
    """`arm` counts from 0."""

    kind: RuleKind
    step_id: str = ""
    arm: int = 0

    @property
    def sees_reactions(self) -> bool:
        """Whether whoever is judged is inside already."""
        return self.kind != "unless"


def rule_at(scenario: Scenario, place: RulePlace) -> Condition | None:
    """Refused when there is no such step."""
    match place.kind:
        case "unless":
            return scenario.unless
        case "stop_when":
            return scenario.stop_when
    step = step_of(scenario, place.step_id)
    if place.kind == "new_arm":
        return None
    if place.kind == "only":
        return step.only
    if place.kind == "until":
        return step.repeat.until if step.repeat else None
    arm = step.branch[place.arm] if place.arm < len(step.branch) else None
    return arm.when if isinstance(arm, When) else None


def with_rule(scenario: Scenario, place: RulePlace, rule: Condition | None) -> Scenario:
    """None takes it out."""
    if place.kind in OF_SCENARIO:
        return parse(dump(scenario.model_copy(update={place.kind: rule})))
    return replace_step(scenario, _with_rule(step_of(scenario, place.step_id), place, rule))


def _with_rule(step: Step, place: RulePlace, rule: Condition | None) -> Step:
    if place.kind == "new_arm":
        return with_arm(step, rule) if rule else step
    if place.kind == "only":
        return step.model_copy(update={"only": rule})
    if place.kind == "until":
        repeat = step.repeat and step.repeat.model_copy(update={"until": rule})
        return step.model_copy(update={"repeat": repeat})
    arms = tuple(
        arm.model_copy(update={"when": rule})
        if number == place.arm and isinstance(arm, When) and rule
        else arm
        for number, arm in enumerate(step.branch)
    )
    return step.model_copy(update={"branch": arms})
