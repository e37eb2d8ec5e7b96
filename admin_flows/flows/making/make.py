"""One screen for all kinds: it asks for the next piece, and puts the message where it belongs."""

import json
from collections.abc import Mapping
from dataclasses import replace

from admin_flows.engine.common import BUTTONS
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.making import buttons, cards, films, rich, small
from admin_flows.flows.making.base import Answered, Kind, Made, Maker, Making, Next, Rows
from admin_flows.flows.making.buttons import pending
from admin_flows.flows.message import AFTER_EDIT, FULL, put
from admin_flows.flows.step.base import fields
from admin_flows.ports.chat import Other, Sent
from admin_flows.shared.drafts import error_line
from admin_flows.shared.texts import read_message
from bot.domain.errors import Problem
from flex_templates.views.owner import MsgMake, Named
from flex_templates.views.parts import Notice

MAKE = "msg.make"
SHOWN = 8
MAKERS: Mapping[Kind, Maker] = {
    "buttons": buttons.MAKER,
    "rich": rich.MAKER,
    "cards": cards.MAKER,
    "rich_video": films.RICH_VIDEO,
    "line_coupon": small.LINE_COUPON,
    "location": small.LOCATION,
    "cover": films.COVER,
}


def _view(scene: Scene[Making]) -> MsgMake:
    state, raw = scene.state, scene.state.so_far
    return MsgMake(
        **fields(scene),
        kind=state.kind,
        piece=state.piece,
        number=len(raw.get("areas") or raw.get("cards") or ()) + 1,
        picture=_marked(scene) if state.piece in {"area", "link", "say"} else None,
        layout=raw.get("layout"),
        label=pending(raw),
        rows=tuple(Named(*row) for row in _rows(scene)),
    )


def _rows(scene: Scene[Making]) -> Rows:
    found = MAKERS[scene.state.kind].rows.get(scene.state.piece)
    return found(scene)[:SHOWN] if found else ()


def _row(scene: Scene[Making], number: int) -> Move | None:
    rows = _rows(scene)
    return _typed(scene, rows[number - 1][1]) if 1 <= number <= len(rows) else None


def _picked(scene: Scene[Making], tap: Tap) -> Move:
    """Another may have taken it out meanwhile."""
    names = [name for row, name in _rows(scene) if row == tap.id()]
    return _typed(scene, names[0]) if names else Stay()


def _marked(scene: Scene[Making]) -> str | None:
    """The picture with the numbers of its areas."""
    raw = scene.state.so_far
    return scene.reads.marked(raw["rich"], raw["shape"], raw["layout"])


def _typed(scene: Scene[Making], text: str) -> Move:
    take = MAKERS[scene.state.kind].typed.get(scene.state.piece)
    if take is None:
        wanted = _wanted(scene.state)
        return Stay(Notice("error", "wrong_medium", wanted) if wanted else BUTTONS)
    return _answered(scene, take(scene, scene.state.so_far, text))


def _wanted(state: Making) -> dict[str, str | int] | None:
    maker = MAKERS[state.kind]
    if state.piece in maker.other:
        return {"wanted": "location", "got": "text"}
    if state.piece in maker.sent:
        return {"wanted": "video" if state.piece == "video" else "image", "got": "text"}
    return None


def _sent(scene: Scene[Making], sent: Sent) -> Move:
    take = MAKERS[scene.state.kind].sent.get(scene.state.piece)
    if take is None:
        wanted = "location" if scene.state.piece == "place" else "text"
        return Stay(Notice("error", "wrong_medium", {"wanted": wanted, "got": sent.kind}))
    return _answered(scene, take(scene.state.so_far, sent))


def _othered(scene: Scene[Making], other: Other) -> Move:
    take = MAKERS[scene.state.kind].other.get(scene.state.piece)
    if take is None:
        wanted = (_wanted(scene.state) or {"wanted": "text"})["wanted"]
        return Stay(Notice("error", "wrong_medium", {"wanted": wanted, "got": other.kind}))
    return _answered(scene, take(scene.state.so_far, other))


def _tile(scene: Scene[Making], tap: Tap) -> Move:
    take = MAKERS[scene.state.kind].tiles.get(scene.state.piece, {}).get(tap.id())
    if take is None:
        raise Nonsense("no such tile")
    return _answered(scene, take(scene, scene.state.so_far))


def _answered(scene: Scene[Making], answered: Answered) -> Move:
    match answered:
        case Next(piece, raw, notice):
            state = replace(scene.state, piece=piece, raw=json.dumps(raw, ensure_ascii=False))
            return Goto(MAKE, state, notice)
        case Made(raw):
            message = read_message(raw)
            if isinstance(message, Problem):
                return Stay(error_line(message))
            return put(scene, message, scene.state.place)
    return Stay(answered)


SCREENS = (
    Screen(
        name=MAKE,
        sample=Making(7, "s2", "buttons", "text"),
        view=_view,
        role="editor",
        actions={"take": edit(_tile), "pick": edit(_picked)},
        asks="message",
        typed=_typed,
        row=_row,
        sent=_sent,
        other=_othered,
        back=lambda state: f"msg.kinds:{state.scenario_id}.{state.step_id}.{state.place}",
        help="message",
        leads=(MAKE, "msg.kinds", "msg.compose", FULL, *AFTER_EDIT),
    ),
)
