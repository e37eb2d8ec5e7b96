"""Stickers that accounts can send, for who sent one that they cannot."""

from itertools import islice

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit, look
from admin_flows.flows.message import AFTER_EDIT, FULL, STICKER, Picking, put
from admin_flows.flows.step.base import fields
from bot.domain.document import Sticker
from bot.domain.stickers import picture_of, sendable
from flex_templates.views.owner import MsgSticker, StickerTile

SHOWN = 12


def _opened(tap: Tap) -> Picking:
    return Picking(tap.number(), tap.id(1), tap.number(2))


def _shown(scene: Scene[Picking]) -> list[tuple[int, int]]:
    return list(islice(sendable(), scene.state.first, scene.state.first + SHOWN))


def _view(scene: Scene[Picking]) -> MsgSticker:
    tiles = [
        StickerTile(package, sticker, picture_of(sticker)) for package, sticker in _shown(scene)
    ]
    return MsgSticker(
        **fields(scene), place=scene.state.place, tiles=tuple(tiles), more=len(tiles) == SHOWN
    )


def _more(scene: Scene[Picking], _: Tap) -> Move:
    state = scene.state
    further = Picking(state.scenario_id, state.step_id, state.place, state.first + SHOWN)
    return Goto(STICKER, further)


def _picked(scene: Scene[Picking], tap: Tap) -> Move:
    package, sticker = tap.number(3), tap.number(4)
    if (package, sticker) not in set(sendable()):
        raise Nonsense("no such sticker")
    return _put(scene, package, sticker)


def _put(scene: Scene[Picking], package: int, sticker: int) -> Move:
    return put(scene, Sticker(sticker=(package, sticker)), scene.state.place)


def _row(scene: Scene[Picking], number: int) -> Move | None:
    shown = _shown(scene)
    return _put(scene, *shown[number - 1]) if 1 <= number <= len(shown) else None


SCREENS = (
    Screen(
        name=STICKER,
        sample=Picking(7, "s2", 0),
        view=_view,
        role="editor",
        opens=_opened,
        actions={"pick": edit(_picked), "more": look(_more)},
        row=_row,
        back=lambda state: f"msg.kinds:{state.scenario_id}.{state.step_id}.{state.place}",
        help="message",
        leads=(STICKER, FULL, "msg.compose", *AFTER_EDIT),
    ),
)
