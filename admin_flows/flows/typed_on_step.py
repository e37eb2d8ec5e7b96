"""Text where it may mean two things: on a step's card, and a row's number while messages are
written. It is never taken, or lost, unasked.
"""

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.message import (
    AFTER_EDIT,
    FULL,
    NUMBER,
    of_step,
    opened_row,
    with_message,
    with_text,
)
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import error_line
from admin_flows.shared.pages import timeline_at
from admin_flows.shared.texts import read_text
from admin_flows.shared.where import STEP_TEXT, TypedOn, to_compose, to_step
from bot.domain.document import Step, Text
from bot.domain.errors import Problem
from flex_templates.views.owner import MsgNumber, StepText


def _text_only(step: Step) -> bool:
    """One text is all it sends, so that it is clear what another would stand for."""
    return len(step.send) == 1 and isinstance(step.send[0], Text)


def _text(scene: Scene[TypedOn]) -> StepText:
    _, step = found(scene)
    return StepText(
        **fields(scene),
        text=scene.state.text,
        first=not step.send,
        replaces=_text_only(step),
    )


def _added(scene: Scene[TypedOn], _: Tap) -> Move:
    return with_text(scene, scene.state.text)


def _replaced(scene: Scene[TypedOn], _: Tap) -> Move:
    message, step = read_text(scene.state.text, scene.actor.locale), found(scene)[1]
    if isinstance(message, Problem):
        return Stay(error_line(message))
    if not _text_only(step):
        return Goto(STEP_TEXT, scene.state)
    scenario_id = scene.state.scenario_id
    return change_step(
        scene,
        lambda now: with_message(now, 0, message),
        lambda document: timeline_at(scenario_id, document, step.id),
        Typed(scene.state.text),
    )


def _number(scene: Scene[TypedOn]) -> MsgNumber:
    return MsgNumber(**fields(scene), row=scene.state.number)


def _opened(scene: Scene[TypedOn], _: Tap) -> Move:
    step = found(scene)[1]
    row = opened_row(step, of_step(scene.state), scene.state.number)
    return row or Goto("msg.compose", of_step(scene.state))


SCREENS = (
    Screen(
        name=STEP_TEXT,
        sample=TypedOn(7, "s2", "あしたもお待ちしています。"),
        view=_text,
        role="editor",
        actions={"add": edit(_added), "replace": edit(_replaced)},
        back=to_step,
        help="message",
        leads=("msg.compose", "step.card", FULL, STEP_TEXT, *AFTER_EDIT),
    ),
    Screen(
        name=NUMBER,
        sample=TypedOn(7, "s2", "1", 1),
        view=_number,
        role="editor",
        actions={"use": edit(_added), "open": edit(_opened)},
        back=to_compose,
        help="message",
        leads=("msg.compose", "msg.card", "q.card", FULL, "timeline.busy"),
    ),
)
