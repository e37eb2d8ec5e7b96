"""Timelines of steps: all of a scenario, or those of one arm of a branch."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from admin_flows.engine.scene import AnyScene
from admin_flows.shared import doing, rows
from admin_flows.shared.rules import rule_in
from bot.domain.changes import tag
from bot.domain.document import Arm, Scenario, Step, When
from bot.domain.steps import every_step
from flex_templates.views.owner import Lane, TimelineRow

ROOMY = 4
"""Up to so many arms each shows most of its steps."""
LONG, SHORT = 8, 3
Tag = Literal["changed", "added", "check"] | None


@dataclass(frozen=True)
class Told:
    """What is known of a draft's steps today."""

    document: Scenario
    published: Scenario | None
    waiting: Mapping[str, int]
    on_days: Mapping[str, int]


def told(scene: AnyScene, document: Scenario, on_days: Mapping[str, int] | None = None) -> Told:
    facts = scene.scenario(scene.state.scenario_id)
    published = scene.reads.published(facts.id) if facts.changed else None
    return Told(document, published, scene.reads.waiting(facts.id), on_days or {})


def timeline_row(scene: AnyScene, known: Told, step: Step) -> TimelineRow:
    document = known.document
    return TimelineRow(
        id=step.id,
        number=document.numbers[step.id],
        when=rows.when(step.wait, document),
        day=known.on_days.get(step.id),
        kinds=rows.kinds(step),
        title=step.title,
        excerpt=rows.excerpt(step, scene.actor.locale),
        waiting=known.waiting.get(step.id, 0),
        tag=_tag(scene, known, step),
        doing=doing.doing(step, document),
    )


def folded_row(scene: AnyScene, known: Told, step: Step) -> TimelineRow:
    """A branch with all its ways in one row: what is in them, who waits in them, what is new."""
    row, inner = timeline_row(scene, known, step), every_step([step])[1:]
    if not step.branch:
        return row
    changed = any(_tag(scene, known, one) for one in inner)
    return replace(
        row,
        steps=len(inner),
        waiting=row.waiting + sum(known.waiting.get(one.id, 0) for one in inner),
        tag=row.tag or ("changed" if changed else None),
    )


def _tag(scene: AnyScene, known: Told, step: Step) -> Tag:
    return "check" if _needs_a_look(scene, step) else tag(step, known.published)


def _needs_a_look(scene: AnyScene, step: Step) -> bool:
    """Nothing in it, or a picture that vanished."""
    return step.is_empty or any(rows.is_lost(message, scene.reads) for message in step.send)


def lanes(scene: AnyScene, known: Told, step: Step, shown: slice | None = None) -> tuple[Lane, ...]:
    """`shown`: which steps of each way; the first ones, unless it is said."""
    some = shown or slice(LONG if len(step.branch) <= ROOMY else SHORT)
    return tuple(lane(scene, known, step, number, some) for number in range(len(step.branch)))


def lane(scene: AnyScene, known: Told, step: Step, number: int, shown: slice) -> Lane:
    arm = step.branch[number]
    return Lane(
        arm=number,
        way=doing.arm_row(arm),
        rule=rule_in(scene, arm.when, known.document) if isinstance(arm, When) else None,
        rows=tuple(timeline_row(scene, known, one) for one in arm.steps[shown]),
        steps=len(arm.steps),
        people=inside(arm, known.waiting),
    )


def inside(arm: Arm, waiting: Mapping[str, int]) -> int:
    """People who wait for a step in it."""
    return sum(waiting.get(step.id, 0) for step in rows.steps_in(arm))
