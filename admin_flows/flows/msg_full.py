"""A sixth message: it may go with the next step."""

import json

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.message import FULL, Unplaced, of_step
from admin_flows.flows.step.base import fields, found
from admin_flows.flows.step.states import Waiting
from admin_flows.shared import rows
from admin_flows.shared.drafts import change, error_line
from admin_flows.shared.texts import read_message
from bot.domain.document import Message, Scenario, Step
from bot.domain.edit import Spot, add_step, new_step_id, spot_of
from bot.domain.errors import Problem
from bot.domain.limits import MESSAGES_PER_STEP
from flex_templates.views.owner import MsgFull


def _view(scene: Scene[Unplaced]) -> MsgFull:
    message = read_message(json.loads(scene.state.message))
    shown = None
    if not isinstance(message, Problem):
        shown = rows.message_row(message, scene.reads, scene.actor.locale)
    return MsgFull(**fields(scene), message=shown, most=MESSAGES_PER_STEP)


def _next(scene: Scene[Unplaced], _: Tap) -> Move:
    """A step of its own behind this one; when it goes is asked next."""
    message = read_message(json.loads(scene.state.message))
    if isinstance(message, Problem):
        return Goto("msg.compose", of_step(scene.state), error_line(message))
    document, step = found(scene)
    new_id = new_step_id(document)
    then = Goto("step.wait", Waiting(scene.state.scenario_id, new_id))
    return change(scene, lambda now: _behind(now, step.id, new_id, message), then)


def _behind(document: Scenario, step_id: str, new_id: str, message: Message) -> Scenario:
    spot = spot_of(document, step_id)
    at = Spot(spot.index + 1, spot.branch, spot.arm)
    return add_step(document, Step(id=new_id, send=(message,)), at)


SCREENS = (
    Screen(
        name=FULL,
        sample=Unplaced(7, "s2", '{"text": "6つ目の文です。"}'),
        view=_view,
        role="editor",
        actions={"next": edit(_next)},
        back=lambda state: f"msg.compose:{state.scenario_id}.{state.step_id}",
        help="message",
        leads=("msg.compose", "step.wait", "timeline.busy"),
    ),
)
