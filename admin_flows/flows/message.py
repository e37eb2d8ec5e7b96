"""What a step sends: whatever is typed or sent here becomes one message."""

import json
from dataclasses import dataclass
from typing import Any, TypeVar

from admin_flows.answers.plain import whole_number
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.ports.chat import Other, Sent, Typed
from admin_flows.shared import rows
from admin_flows.shared.drafts import error_line
from admin_flows.shared.pages import timeline_at
from admin_flows.shared.texts import read_message, read_text
from admin_flows.shared.where import (
    STEP,
    OfMessage,
    OfScenario,
    OfStep,
    TypedOn,
    step_of,
    to_step,
)
from bot.domain.document import Audio, Image, Message, Scenario, Step, Video
from bot.domain.edit import with_send
from bot.domain.errors import Problem
from bot.domain.limits import MESSAGES_PER_STEP
from bot.domain.messages import step_is_personal
from bot.domain.sendable import pressables
from flex_templates.views.owner import MsgCompose
from flex_templates.views.parts import Notice

S = TypeVar("S", bound=OfStep)

FULL = "msg.full"
STICKER = "msg.sticker"
NUMBER = "msg.number"
AFTER_EDIT = ("timeline.view", "timeline.busy")


@dataclass(frozen=True)
class Unplaced(OfStep):
    """`message`: one more than a step takes, in JSON."""

    message: str


@dataclass(frozen=True)
class Picking(OfMessage):
    """A sticker. `first`: how many were shown before; `place` 0: one more message."""

    first: int = 0


def _compose(scene: Scene[OfStep]) -> MsgCompose:
    _, step = found(scene)
    return MsgCompose(
        **fields(scene),
        messages=rows.message_rows(step, scene.reads, scene.actor.locale),
        most=MESSAGES_PER_STEP,
        personal=step_is_personal(step),
    )


def opened_row(step: Step, place: OfStep, number: int) -> Goto | None:
    """What tapping that row of what the step sends opens."""
    if 1 <= number <= len(step.send):
        return Goto("msg.card", OfMessage(place.scenario_id, place.step_id, number))
    return Goto("q.card", place) if number == len(step.says) > len(step.send) else None


def _texted(scene: Scene[OfStep], text: str) -> Move:
    """A row's number may be meant as one, or be the text: it is asked, as with command words."""
    number = whole_number(text)
    if number is not None and opened_row(found(scene)[1], scene.state, number):
        place = scene.state
        return Goto(NUMBER, TypedOn(place.scenario_id, place.step_id, text, number))
    return with_text(scene, text)


def with_text(scene: Scene[S], text: str) -> Move:
    message = read_text(text, scene.actor.locale)
    if isinstance(message, Problem):
        return Stay(error_line(message))
    return added(scene, message, Typed(text))


def _recorded(scene: Scene[OfStep], sent: Sent) -> Move:
    message = medium(sent)
    return message if isinstance(message, Stay) else added(scene, message, sent)


def medium(sent: Sent) -> Message | Stay:
    match sent:
        case Sent(kind="image", media=str(media)):
            return Image(image=media)
        case Sent(kind="video", media=str(media)):
            return Video(video=media, track=SEEN)
        case Sent(kind="audio", media=str(media)):
            return Audio(audio=media, seconds=sent.seconds)
    return Stay(Notice("error", "media_not_yet"))


SEEN = "seen"
"""What a video is called that nobody has named: a step knows who has seen it to the end."""


def _othered(scene: Scene[OfStep], other: Other) -> Move:
    message = without_words(scene, other)
    return added(scene, message) if not isinstance(message, Stay | Goto) else message


def without_words(scene: Scene[S], other: Other) -> Message | Stay | Goto:
    """A sticker that accounts cannot send leads to those they can."""
    if other.message is None:
        return Stay(Notice("error", "media_not_yet"))
    message = read_message(other.message)
    if not isinstance(message, Problem):
        return message
    if message.code == "sticker_not_sendable":
        place = getattr(scene.state, "place", 0)
        state = Picking(scene.state.scenario_id, scene.state.step_id, place)
        return Goto(STICKER, state, error_line(message))
    return Stay(error_line(message))


def added(scene: Scene[S], message: Message, given: Typed | Sent | None = None) -> Move:
    _, step = found(scene)
    if len(step.send) >= MESSAGES_PER_STEP:
        raw = json.dumps(message.model_dump(mode="json", exclude_none=True), ensure_ascii=False)
        return Goto(FULL, Unplaced(scene.state.scenario_id, scene.state.step_id, raw))
    return change_step(
        scene,
        lambda step: with_send(step, (*step.send, message)),
        Goto("msg.compose", of_step(scene.state), _told(message, given)),
        given,
    )


def put(scene: Scene[Any], message: Message, place: int) -> Move:
    """One more, or instead of the one at that place."""
    if not place:
        return added(scene, message)
    state = OfMessage(scene.state.scenario_id, scene.state.step_id, place)
    return replaced(scene.at(state, scene.screen), message)


def _told(message: Message, given: Typed | Sent | None) -> Notice | None:
    """That the picture was made smaller, say; or what will be known of who gets it."""
    if isinstance(given, Sent) and given.problem is not None:
        return Notice("info", given.problem.code, given.problem.values)
    if isinstance(message, Video):
        return Notice("info", "watchers_known")
    links = sum(bool(each and each.is_tracked) for each in pressables(message))
    return Notice("info", "links_counted", {"n": links}) if links else None


def of_step(state: OfStep) -> OfStep:
    return OfStep(state.scenario_id, state.step_id)


def _done(scene: Scene[OfStep], _: Tap) -> Move:
    document, step = found(scene)
    facts = scene.scenario(scene.state.scenario_id)
    if facts.once and facts.state == "draft" and scene.actor.role == "owner":
        return Goto("once.whom", OfScenario(facts.id))
    return timeline_at(scene.state.scenario_id, document, step.id)


def message_at(scene: Scene[OfMessage]) -> tuple[Step, Message]:
    """Without the message, the step's others are shown."""
    _, step = found(scene)
    place = scene.state.place
    if not 1 <= place <= len(step.send):
        line = Notice("error", "no_such_message")
        raise Gone(Goto("msg.compose", of_step(scene.state), line))
    return step, step.send[place - 1]


def replaced(scene: Scene[OfMessage], message: Message, given: Typed | Sent | None = None) -> Move:
    message_at(scene)
    index, state = scene.state.place - 1, scene.state

    def shown(document: Scenario) -> Goto:
        line = _told(message, given)
        return timeline_at(state.scenario_id, document, state.step_id, line)

    return change_step(scene, lambda step: with_message(step, index, message), shown, given)


def with_message(step: Step, index: int, message: Message) -> Step:
    return with_send(step, (*step.send[:index], message, *step.send[index + 1 :]))


SCREENS = (
    Screen(
        name="msg.compose",
        sample=STEP,
        view=_compose,
        role="editor",
        opens=step_of,
        actions={"done": edit(_done)},
        asks="message",
        typed=_texted,
        sent=_recorded,
        other=_othered,
        back=to_step,
        help="message",
        leads=(
            "msg.card",
            "msg.kinds",
            "q.kind",
            "q.card",
            FULL,
            STICKER,
            NUMBER,
            "step.preview",
            "once.whom",
            *AFTER_EDIT,
        ),
    ),
)
