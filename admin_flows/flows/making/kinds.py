"""The kinds of message that cannot just be sent."""

from collections.abc import Callable
from typing import Any

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.making.base import Kind, Making
from admin_flows.flows.making.make import MAKE, MAKERS
from admin_flows.flows.step.base import fields
from admin_flows.shared.where import MESSAGE, OfMessage, OfStep, message_of, to_compose
from flex_templates.views.owner import MsgKinds

KINDS = "msg.kinds"


def _view(scene: Scene[OfMessage]) -> MsgKinds:
    return MsgKinds(**fields(scene), place=scene.state.place)


def _make(kind: Kind) -> Callable[[Scene[OfMessage], Tap], Move]:
    def begin(scene: Scene[OfMessage], _: Tap) -> Move:
        state = scene.state
        making = Making(state.scenario_id, state.step_id, kind, MAKERS[kind].first)
        return Goto(MAKE, Making(**{**vars(making), "place": state.place}))

    return begin


def _to(screen: str) -> Callable[[Scene[Any], Tap], Move]:
    return lambda scene, _: Goto(screen, OfStep(scene.state.scenario_id, scene.state.step_id))


def _back(state: OfMessage) -> str:
    if state.place:
        return f"msg.card:{state.scenario_id}.{state.step_id}.{state.place}"
    return to_compose(state)


SCREENS = (
    Screen(
        name=KINDS,
        sample=MESSAGE,
        view=_view,
        role="editor",
        opens=message_of,
        actions={
            "buttons": edit(_make("buttons")),
            "rich": edit(_make("rich")),
            "cards": edit(_make("cards")),
            "rich-video": edit(_make("rich_video")),
            "location": edit(_make("location")),
            "line-coupon": edit(_make("line_coupon")),
        },
        back=_back,
        help="message",
        leads=(MAKE, "msg.coupon", "msg.sticker", "msg.compose"),
    ),
)
