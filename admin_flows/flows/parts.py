"""A step kept as a part that other scenarios can use."""

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Scene
from admin_flows.engine.screen import Screen
from admin_flows.flows.step.base import fields, found
from admin_flows.ports.commands import MakePart
from admin_flows.shared.drafts import error_line
from admin_flows.shared.names import read_name
from admin_flows.shared.where import STEP, OfStep, step_of
from bot.domain.document import Scenario
from bot.domain.edit import alone
from bot.domain.errors import Problem
from flex_templates.views.owner import PartName
from flex_templates.views.parts import Notice


def _named(scene: Scene[OfStep], text: str) -> Move:
    name = read_name(text)
    if isinstance(name, Problem):
        return Stay(error_line(name))
    part = Scenario(name=name, steps=(alone(found(scene)[1]),))
    there = Goto("step.card", scene.state, Notice("info", "part_kept", {"name": name}))
    return Run(MakePart(part), then=lambda _: there)


SCREENS = (
    Screen(
        name="part.name",
        sample=STEP,
        view=lambda scene: PartName(**fields(scene)),
        role="editor",
        opens=step_of,
        asks="answer",
        typed=_named,
        back=lambda state: f"step.more:{state.scenario_id}.{state.step_id}",
        help="timeline",
        leads=("step.card", "step.more"),
    ),
)
