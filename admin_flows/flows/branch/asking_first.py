"""A branch by what LINE does not tell: of how many it is known, and asking the others before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import AnyScene, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.asking.states import read
from admin_flows.flows.step.base import fields, found
from admin_flows.shared import rows
from admin_flows.shared.asking import words_of
from admin_flows.shared.drafts import change, error_line
from admin_flows.shared.where import OfStep, to_timeline
from bot.domain.asking import Ask
from bot.domain.attributes import AGE, AREA, BIRTH_YEAR, BIRTHDAY, GENDER
from bot.domain.document import Scenario, Step
from bot.domain.edit import add_step, new_step_id, spot_of
from bot.domain.errors import Problem
from bot.domain.rules import part_of
from flex_templates.views.owner import BranchFirst
from flex_templates.views.parts import Notice

FIRST = "branch.first"
ENOUGH = 80
"""From so many percent on it is known of nearly all."""
DAYS = 3
TELLS = {AGE: (AGE, BIRTHDAY, BIRTH_YEAR), GENDER: (GENDER,), AREA: (AREA,)}
"""Into which of these a question's answer goes, so that it is known."""


@dataclass(frozen=True)
class Unknown(OfStep):
    """The branch, by which field its ways part, and at what: 25 45, or 東京 大阪."""

    field: str = AGE
    values: str = ""


def is_worth_asking(scene: AnyScene, field: str, before: Sequence[Step]) -> bool:
    """`before`: the steps that everybody has come through by then."""
    if any(step.ask and step.ask.into in TELLS[field] for step in before):
        return False
    known, friends = _known(scene, field)
    return 100 * known < ENOUGH * friends or not friends


def _known(scene: AnyScene, field: str) -> tuple[int, int]:
    """Of how many friends of all it is known."""
    known = scene.reads.fitting(part_of({"attribute": field, "known": True}))[0]
    return known, scene.reads.home().friends


def _view(scene: Scene[Unknown]) -> BranchFirst:
    field = scene.state.field
    known, friends = _known(scene, field)
    return BranchFirst(
        **fields(scene),
        field=field,
        people=known,
        friends=friends,
        question=words_of(scene).asked(field),
        choices=_choices(scene),
    )


def _choices(scene: Scene[Unknown]) -> tuple[str, ...]:
    words, values = words_of(scene), scene.state.values.split()
    match scene.state.field:
        case "age":
            return words.ages(tuple(map(int, values)))
        case "gender":
            return words.genders()
    return (*values, words.elsewhere())


def _question(scene: Scene[Unknown]) -> Ask | Problem:
    field = scene.state.field
    raw: dict[str, Any] = {"text": words_of(scene).asked(field), "into": field}
    return read({**raw, "choices": list(_choices(scene)), "at_most": {"days": DAYS}})


def _insert(scene: Scene[Unknown], _: Tap) -> Move:
    document, branch = found(scene)
    ask = _question(scene)
    if isinstance(ask, Problem):
        return Stay(error_line(ask))
    asking = Step(id=new_step_id(document), ask=ask)

    def shown(now: Scenario) -> Goto:
        values = {"number": rows.number_of(now, asking.id) or 0, "days": DAYS}
        place = OfStep(scene.state.scenario_id, branch.id)
        return Goto("branch.lanes", place, Notice("info", "asked_first", values))

    return change(scene, lambda now: add_step(now, asking, spot_of(now, branch.id)), shown)


SCREENS = (
    Screen(
        name=FIRST,
        sample=Unknown(7, "s2", values="25 45"),
        view=_view,
        role="editor",
        actions={"ask": edit(_insert)},
        back=to_timeline,
        help="branch",
        leads=("branch.lanes", "timeline.view", "timeline.busy"),
    ),
)
