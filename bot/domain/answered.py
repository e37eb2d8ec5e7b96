"""What is known of somebody who has given one answer to a question."""

from typing import Any

from bot.domain.asking import Ask, ages_in
from bot.domain.attributes import AGE
from bot.domain.conditions import Condition
from bot.domain.rules import part_of
from bot.domain.steps import Step


def is_kept(ask: Ask) -> bool:
    """Whether it can be told later which of the choices it was."""
    return bool(ask.choices) and (ask.into is not None or ask.label is True)


def answered_with(ask: Ask, choice: str) -> Condition | None:
    """True of those who have chosen it; None where the answer is not kept."""
    if not is_kept(ask):
        return None
    if ask.into is None:
        return part_of({"label": choice})
    return part_of({"attribute": ask.into, **_compared(ask.into, choice)})


def _compared(field: str, choice: str) -> dict[str, Any]:
    ages = ages_in(choice) if field == AGE else None
    if ages is None:
        return {"is": choice}
    first, last = ages
    if last is None:
        return {"at_least": first}
    return {"under": last + 1} if first == 0 else {"between": [first, last]}


def kept_questions(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.ask and is_kept(step.ask))
