"""A step that comes again: as it is, or as copies that say something else."""

from dataclasses import replace

from bot.domain.document import OnDay, OnWeekday, Repeat, Scenario, Step, Wait
from bot.domain.edit import add_step, replace_step, spot_of, step_of, with_new_ids
from bot.domain.lengths import After
from bot.domain.names import FROM_PREVIOUS
from bot.domain.steps import every_step


def recurs(wait: Wait) -> bool:
    """Whether a step can come again by it."""
    if isinstance(wait, OnWeekday | OnDay):
        return True
    return isinstance(wait, After) and wait.amount > 0 and wait.from_ == FROM_PREVIOUS


def with_copies(scenario: Scenario, step_id: str, times: int) -> tuple[Scenario, tuple[str, ...]]:
    """So many copies behind it, each as long after the one before; also gives their ids."""
    step, spot = step_of(scenario, step_id), spot_of(scenario, step_id)
    ids: list[str] = []
    for number in range(1, times + 1):
        [copy] = with_new_ids(scenario, [step])
        scenario = add_step(scenario, copy, replace(spot, index=spot.index + number))
        ids += [inner.id for inner in every_step([copy])]
    return scenario, tuple(ids)


def with_repeat(scenario: Scenario, step_id: str, repeat: Repeat | None) -> Scenario:
    step = step_of(scenario, step_id)
    return replace_step(scenario, step.model_copy(update={"repeat": repeat}))


def usual_repeat(step: Step, every: Wait) -> Repeat:
    """With what there was to end it; else it ends after some time."""
    if step.repeat:
        return step.repeat.model_copy(update={"every": every})
    return Repeat(every=every, at_most=3)
