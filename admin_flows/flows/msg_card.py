"""One message of a step: seen, changed, replaced, moved, taken out."""

from collections.abc import Callable
from typing import Any

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.making.base import Making
from admin_flows.flows.making.make import MAKE
from admin_flows.flows.message import (
    AFTER_EDIT,
    STICKER,
    medium,
    message_at,
    of_step,
    replaced,
    with_message,
    without_words,
)
from admin_flows.flows.step.base import change_step, fields
from admin_flows.ports.chat import Other, Sent, Typed
from admin_flows.shared import rows
from admin_flows.shared.drafts import error_line
from admin_flows.shared.texts import read_text
from admin_flows.shared.where import MESSAGE, OfMessage, message_of, to_compose
from bot.domain.document import Message, Step, Text, Video
from bot.domain.edit import with_send
from bot.domain.errors import Problem
from bot.domain.languages import closest as closest_of
from bot.domain.rich import RichVideo
from bot.domain.sendable import has_links, languages_in, texts_in, with_tracking
from flex_templates.views.owner import MsgCard, MsgEdit, MsgReplace
from flex_templates.views.parts import Notice

CARD = "msg.card"


def _card(scene: Scene[OfMessage]) -> MsgCard:
    step, message = message_at(scene)
    return MsgCard(
        **fields(scene),
        message=rows.message_row(message, scene.reads, scene.actor.locale),
        place=scene.state.place,
        count=len(step.send),
        languages=languages_in(message) if texts_in(message) else None,
        tracked=_tracked(message),
        covered=isinstance(message, Video | RichVideo),
    )


def _tracked(message: Message) -> bool | None:
    """None where there is nothing to count."""
    return has_links(message, tracked=True) if has_links(message) else None


def _edit(scene: Scene[OfMessage], _: Tap) -> Move:
    message = message_at(scene)[1]
    return Goto("msg.edit" if isinstance(message, Text) else "msg.replace", scene.state)


def _edit_view(scene: Scene[OfMessage]) -> MsgEdit:
    message = message_at(scene)[1]
    text = rows.text_of(message, scene.actor.locale)
    return MsgEdit(**fields(scene), place=scene.state.place, text=text)


def _replace_view(scene: Scene[OfMessage]) -> MsgReplace:
    message = message_at(scene)[1]
    kind = rows.message_row(message, scene.reads, scene.actor.locale).kind
    return MsgReplace(**fields(scene), place=scene.state.place, kind=kind)


def _retexted(scene: Scene[OfMessage], text: str) -> Move:
    message = read_text(text, scene.actor.locale)
    if isinstance(message, Problem):
        return Stay(error_line(message))
    return replaced(scene, _with_others(scene, message), Typed(text))


def _with_others(scene: Scene[OfMessage], new: Text) -> Text:
    """The languages that it had stay, and whether taps are counted."""
    old = message_at(scene)[1]
    if not isinstance(old, Text):
        return new
    track = new.track and (old.track or not old.links)
    if isinstance(old.text, str):
        return Text(text=new.text, track=track)
    shown = closest_of(old.text, scene.actor.locale) or next(iter(old.text))
    return Text.model_validate({"text": {**old.text, shown: new.text}, "track": track})


def _rerecorded(scene: Scene[OfMessage], sent: Sent) -> Move:
    message = medium(sent)
    return message if isinstance(message, Stay) else replaced(scene, message, sent)


def _reothered(scene: Scene[OfMessage], other: Other) -> Move:
    message = without_words(scene, other)
    return replaced(scene, message) if not isinstance(message, Stay | Goto) else message


def _moved(offset: int) -> Callable[[Scene[OfMessage], Tap], Move]:
    def move(scene: Scene[OfMessage], _: Tap) -> Move:
        step = message_at(scene)[0]
        old, new = scene.state.place - 1, scene.state.place - 1 + offset
        if not 0 <= new < len(step.send):
            return Stay()
        then = Goto("msg.compose", of_step(scene.state))
        return change_step(scene, lambda step: _swapped(step, old, new), then)

    return move


def _swapped(step: Step, one: int, other: int) -> Step:
    send = list(step.send)
    send[one], send[other] = send[other], send[one]
    return with_send(step, send)


def _removed(scene: Scene[OfMessage], _: Tap) -> Move:
    message_at(scene)
    place = scene.state.place
    line = Notice("info", "message_removed", {"number": place})
    return change_step(
        scene,
        lambda step: with_send(step, (*step.send[: place - 1], *step.send[place:])),
        Goto("msg.compose", of_step(scene.state), line),
    )


def _counted(*, counts: bool) -> Callable[[Scene[OfMessage], Tap], Move]:
    def turn(scene: Scene[OfMessage], _: Tap) -> Move:
        index, message = scene.state.place - 1, message_at(scene)[1]
        if _tracked(message) is None:
            raise Nonsense("no links")
        changed = with_tracking(message, counts)
        then = Goto(CARD, scene.state)
        return change_step(scene, lambda step: with_message(step, index, changed), then)

    return turn


def _cover(scene: Scene[OfMessage], _: Tap) -> Move:
    message, state = message_at(scene)[1], scene.state
    if not isinstance(message, Video | RichVideo):
        raise Nonsense("no video")
    raw = message.model_dump_json(exclude_none=True)
    return Goto(MAKE, Making(state.scenario_id, state.step_id, "cover", "cover", raw, state.place))


def _to_message(state: OfMessage) -> str:
    return f"{CARD}:{state.scenario_id}.{state.step_id}.{state.place}"


def _asks(name: str, view: Callable[[Scene[OfMessage]], Any]) -> Screen[OfMessage]:
    return Screen(
        name=name,
        sample=MESSAGE,
        view=view,
        role="editor",
        opens=message_of,
        asks="message",
        typed=_retexted,
        sent=_rerecorded,
        other=_reothered,
        back=_to_message,
        help="message",
        leads=("msg.kinds", STICKER, *AFTER_EDIT),
    )


SCREENS = (
    Screen(
        name=CARD,
        sample=MESSAGE,
        view=_card,
        role="editor",
        opens=message_of,
        actions={
            "edit": edit(_edit),
            "up": edit(_moved(-1)),
            "down": edit(_moved(+1)),
            "remove": edit(_removed),
            "count": edit(_counted(counts=True)),
            "count-not": edit(_counted(counts=False)),
            "cover": edit(_cover),
        },
        back=to_compose,
        help="message",
        leads=(
            "msg.compose",
            "msg.edit",
            "msg.replace",
            "msg.languages",
            MAKE,
            CARD,
            "timeline.busy",
        ),
    ),
    _asks("msg.edit", _edit_view),
    _asks("msg.replace", _replace_view),
)
