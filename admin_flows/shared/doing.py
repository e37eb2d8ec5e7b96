"""What a step does beside sending, as rows of the cards."""

from collections.abc import Iterator

from admin_flows.shared import rows
from bot.domain.conditions import Condition
from bot.domain.document import Arm, First, Scenario, Split, Step, When
from bot.domain.mentions import names_in
from bot.domain.steps import Way, every_step, placed
from flex_templates.views.doing import ArmRow, Doing, EffectRow, RepeatRow


def doing(step: Step, document: Scenario) -> Doing:
    repeat = step.repeat
    return Doing(
        only=spoken(step.only) if step.only else None,
        arms=tuple(arm_row(arm) for arm in step.branch),
        effects=tuple(_effects(step)),
        repeat=RepeatRow(
            rows.when(repeat.every, document),
            repeat.at_most,
            spoken(repeat.until) if repeat.until else None,
        )
        if repeat
        else None,
    )


def arm_row(arm: Arm) -> ArmRow:
    steps = len(every_step(arm.steps))
    match arm:
        case When():
            return ArmRow(kind="when", names=spoken(arm.when), steps=steps)
        case Split():
            return ArmRow(kind="split", amount=arm.split, steps=steps)
        case First():
            return ArmRow(kind="first", amount=arm.first, steps=steps)
    return ArmRow(kind="otherwise", steps=steps)


def spoken(condition: Condition) -> tuple[str, ...]:
    """What the condition speaks of by name."""
    names = names_in([condition])
    return tuple(sorted({*names.labels, *names.fields, *names.groups, *names.scenarios}))


def _effects(step: Step) -> Iterator[EffectRow]:
    then = step.then
    if step.use:
        yield EffectRow("use", (step.use,))
    if then is None:
        return
    if then.add_label:
        yield EffectRow("add_label", then.add_label)
    if then.remove_label:
        yield EffectRow("remove_label", then.remove_label)
    if fields := (*then.set_, *then.add):
        yield EffectRow("set", fields)
    if then.jump:
        yield EffectRow("jump", (then.jump.to,))
    if then.rich_menu:
        yield EffectRow("rich_menu", (then.rich_menu,))
    if then.notify:
        yield EffectRow("notify")
    if then.take_over:
        yield EffectRow("take_over")
    if then.end:
        yield EffectRow("end")


def ways(document: Scenario) -> dict[str, Way]:
    """By step id: the arms around it."""
    return {each.step.id: each.within for each in placed(document.steps)}


def lead_in(document: Scenario, step_id: str) -> ArmRow | None:
    """The arm that the step is the first one of."""
    for step in document.all_steps:
        for arm in step.branch:
            if arm.steps and arm.steps[0].id == step_id:
                return arm_row(arm)
    return None
