"""What a step does beside sending, as rows of the cards."""

from collections.abc import Iterator

from admin_flows.shared import rows
from bot.domain.conditions import Condition
from bot.domain.document import Arm, First, Scenario, Split, Step, Then, When
from bot.domain.mentions import names_in
from bot.domain.steps import Way, every_step, placed
from flex_templates.views.doing import ArmRow, Doing, Effect, EffectRow, RepeatRow


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
    if step.use:
        yield EffectRow("use", (step.use,))
    if step.then:
        yield from effects(step.then)


def effects(then: Then) -> tuple[EffectRow, ...]:
    """Each by its key in the document."""
    named: tuple[tuple[Effect, tuple[str, ...]], ...] = (
        ("add_label", then.add_label),
        ("remove_label", then.remove_label),
        ("set", tuple(then.set_)),
        ("add", tuple(then.add)),
        ("jump", (then.jump.to,) if then.jump else ()),
        ("rich_menu", (then.rich_menu,) if then.rich_menu else ()),
    )
    flags: tuple[tuple[Effect, bool], ...] = (
        ("notify", then.notify is not None),
        ("take_over", then.take_over),
        ("end", then.end),
    )
    done = (EffectRow(kind, names) for kind, names in named if names)
    return (*done, *(EffectRow(kind) for kind, there in flags if there))


def ways(document: Scenario) -> dict[str, Way]:
    """By step id: the arms around it."""
    return {each.step.id: each.within for each in placed(document.steps)}


def lead_in(document: Scenario, step_id: str) -> tuple[Step, int] | None:
    """The branch, and which of its arms the step is the first one of."""
    for step in document.all_steps:
        for number, arm in enumerate(step.branch):
            if arm.steps and arm.steps[0].id == step_id:
                return step, number
    return None
