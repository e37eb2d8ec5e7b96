"""A step as its friends get it, with the owner's own name: by reply, so it costs nothing."""

from typing import Any

from admin_flows.engine.common import BUTTONS
from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Scene
from admin_flows.engine.screen import Messages, Screen
from admin_flows.flows.step.base import found
from admin_flows.shared.wayback import way_back
from admin_flows.shared.where import STEP, OfStep, step_of, to_step
from flex_templates.views.parts import Notice


def _view(scene: Scene[OfStep]) -> Messages:
    document, step = found(scene)
    actor = scene.actor
    objects = scene.reads.preview(document, step.id, actor.locale, actor.name)
    return Messages(tuple(_with_way_back(objects, scene)))


def _with_way_back(objects: list[dict[str, Any]], scene: Scene[OfStep]) -> list[dict[str, Any]]:
    """The friend's quick reply is shown, but only leads back: nobody stops by trying a step."""
    last, back = objects[-1], way_back(scene, to_step(scene.state))
    shown = [item["action"]["label"] for item in last.get("quickReply", {}).get("items", [])]
    actions = [*({**back, "label": label, "displayText": label} for label in shown), back]
    items = [{"type": "action", "action": action} for action in actions]
    return [*objects[:-1], {**last, "quickReply": {"items": items}}]


def _nothing_yet(scene: Scene[OfStep]) -> Goto | None:
    _, step = found(scene)
    if step.says:
        return None
    return Goto("msg.compose", scene.state, Notice("error", "empty"))


def _typed(scene: Scene[OfStep], _: str) -> Move:
    return Goto("step.card", scene.state, BUTTONS)


SCREENS = (
    Screen(
        name="step.preview",
        sample=STEP,
        view=_view,
        opens=step_of,
        instead=_nothing_yet,
        asks="search",
        typed=_typed,
        back=to_step,
        help="message",
        leads=("step.card", "msg.compose"),
    ),
)
