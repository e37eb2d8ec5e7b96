"""What a step sends: whatever is typed or sent here becomes one message."""

from collections.abc import Callable

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
    MESSAGE,
    STEP,
    OfMessage,
    OfScenario,
    OfStep,
    message_of,
    step_of,
    to_compose,
    to_step,
)
from bot.domain.document import Audio, Image, Message, Scenario, Step, Text, Video
from bot.domain.edit import with_send
from bot.domain.errors import Problem
from bot.domain.limits import MESSAGES_PER_STEP
from bot.domain.messages import step_is_personal
from flex_templates.views.owner import MsgCard, MsgCompose, MsgEdit, MsgReplace
from flex_templates.views.parts import Notice


def _compose(scene: Scene[OfStep]) -> MsgCompose:
    _, step = found(scene)
    return MsgCompose(
        **fields(scene),
        messages=rows.message_rows(step, scene.reads, scene.actor.locale),
        most=MESSAGES_PER_STEP,
        personal=step_is_personal(step),
    )


def _texted(scene: Scene[OfStep], text: str) -> Move:
    message = read_text(text, scene.actor.locale)
    if isinstance(message, Problem):
        return Stay(error_line(message))
    return added(scene, message, Typed(text))


def _recorded(scene: Scene[OfStep], sent: Sent) -> Move:
    message = _medium(sent)
    return message if isinstance(message, Stay) else added(scene, message, sent)


def _medium(sent: Sent) -> Message | Stay:
    match sent:
        case Sent(kind="image", media=str(media)):
            return Image(image=media)
        case Sent(kind="video", media=str(media)):
            return Video(video=media)
        case Sent(kind="audio", media=str(media)):
            return Audio(audio=media, seconds=sent.seconds)
    return Stay(Notice("error", "media_not_yet"))


def _othered(scene: Scene[OfStep], other: Other) -> Move:
    message = _without_words(other)
    return message if isinstance(message, Stay) else added(scene, message)


def _without_words(other: Other) -> Message | Stay:
    if other.message is None:
        return Stay(Notice("error", "media_not_yet"))
    message = read_message(other.message)
    return Stay(error_line(message)) if isinstance(message, Problem) else message


def added(scene: Scene[OfStep], message: Message, given: Typed | Sent | None = None) -> Move:
    _, step = found(scene)
    if len(step.send) >= MESSAGES_PER_STEP:
        return Stay(Notice("error", "too_many_messages", {"limit": MESSAGES_PER_STEP}))
    return change_step(
        scene,
        lambda step: with_send(step, (*step.send, message)),
        Goto("msg.compose", _place(scene.state), _told(given)),
        given,
    )


def _told(given: Typed | Sent | None) -> Notice | None:
    """That the picture was made smaller, say."""
    if not isinstance(given, Sent) or given.problem is None:
        return None
    return Notice("info", given.problem.code, given.problem.values)


def _place(state: OfStep) -> OfStep:
    return OfStep(state.scenario_id, state.step_id)


def _done(scene: Scene[OfStep], _: Tap) -> Move:
    document, step = found(scene)
    facts = scene.scenario(scene.state.scenario_id)
    if facts.once and facts.state == "draft" and scene.actor.role == "owner":
        return Goto("once.whom", OfScenario(facts.id))
    return timeline_at(scene.state.scenario_id, document, step.id)


def _message(scene: Scene[OfMessage]) -> tuple[Step, Message]:
    """Without the message, the step's others are shown."""
    _, step = found(scene)
    place = scene.state.place
    if not 1 <= place <= len(step.send):
        line = Notice("error", "no_such_message")
        raise Gone(Goto("msg.compose", _place(scene.state), line))
    return step, step.send[place - 1]


def _card(scene: Scene[OfMessage]) -> MsgCard:
    step, message = _message(scene)
    return MsgCard(
        **fields(scene),
        message=rows.message_row(message, scene.reads, scene.actor.locale),
        place=scene.state.place,
        count=len(step.send),
    )


def _edit(scene: Scene[OfMessage], _: Tap) -> Move:
    message = _message(scene)[1]
    return Goto("msg.edit" if isinstance(message, Text) else "msg.replace", scene.state)


def _edit_view(scene: Scene[OfMessage]) -> MsgEdit:
    message = _message(scene)[1]
    text = rows.text_of(message, scene.actor.locale)
    return MsgEdit(**fields(scene), place=scene.state.place, text=text)


def _replace_view(scene: Scene[OfMessage]) -> MsgReplace:
    message = _message(scene)[1]
    kind = rows.message_row(message, scene.reads, scene.actor.locale).kind
    return MsgReplace(**fields(scene), place=scene.state.place, kind=kind)


def _retexted(scene: Scene[OfMessage], text: str) -> Move:
    message = read_text(text, scene.actor.locale)
    if isinstance(message, Problem):
        return Stay(error_line(message))
    return _replaced(scene, message, Typed(text))


def _rerecorded(scene: Scene[OfMessage], sent: Sent) -> Move:
    message = _medium(sent)
    return message if isinstance(message, Stay) else _replaced(scene, message, sent)


def _reothered(scene: Scene[OfMessage], other: Other) -> Move:
    message = _without_words(other)
    return message if isinstance(message, Stay) else _replaced(scene, message)


def _replaced(scene: Scene[OfMessage], message: Message, given: Typed | Sent | None = None) -> Move:
    _message(scene)
    index, state = scene.state.place - 1, scene.state

    def shown(document: Scenario) -> Goto:
        return timeline_at(state.scenario_id, document, state.step_id, _told(given))

    return change_step(scene, lambda step: _with(step, index, message), shown, given)


def _with(step: Step, index: int, message: Message) -> Step:
    return with_send(step, (*step.send[:index], message, *step.send[index + 1 :]))


def _moved(offset: int) -> Callable[[Scene[OfMessage], Tap], Move]:
    def move(scene: Scene[OfMessage], _: Tap) -> Move:
        step = _message(scene)[0]
        old, new = scene.state.place - 1, scene.state.place - 1 + offset
        if not 0 <= new < len(step.send):
            return Stay()
        then = Goto("msg.compose", _place(scene.state))
        return change_step(scene, lambda step: _swapped(step, old, new), then)

    return move


def _swapped(step: Step, one: int, other: int) -> Step:
    send = list(step.send)
    send[one], send[other] = send[other], send[one]
    return with_send(step, send)


def _removed(scene: Scene[OfMessage], _: Tap) -> Move:
    _message(scene)
    place = scene.state.place
    line = Notice("info", "message_removed", {"number": place})
    return change_step(
        scene,
        lambda step: with_send(step, (*step.send[: place - 1], *step.send[place:])),
        Goto("msg.compose", _place(scene.state), line),
    )


def _to_message(state: OfMessage) -> str:
    return f"msg.card:{state.scenario_id}.{state.step_id}.{state.place}"


AFTER_EDIT = ("timeline.view", "timeline.busy")

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
        leads=("msg.card", "msg.coupon", "step.preview", "once.whom", *AFTER_EDIT),
    ),
    Screen(
        name="msg.card",
        sample=MESSAGE,
        view=_card,
        role="editor",
        opens=message_of,
        actions={
            "edit": edit(_edit),
            "up": edit(_moved(-1)),
            "down": edit(_moved(+1)),
            "remove": edit(_removed),
        },
        back=to_compose,
        help="message",
        leads=("msg.compose", "msg.edit", "msg.replace", "timeline.busy"),
    ),
    Screen(
        name="msg.edit",
        sample=MESSAGE,
        view=_edit_view,
        role="editor",
        opens=message_of,
        asks="message",
        typed=_retexted,
        sent=_rerecorded,
        other=_reothered,
        back=_to_message,
        help="message",
        leads=AFTER_EDIT,
    ),
    Screen(
        name="msg.replace",
        sample=MESSAGE,
        view=_replace_view,
        role="editor",
        opens=message_of,
        asks="message",
        typed=_retexted,
        sent=_rerecorded,
        other=_reothered,
        back=_to_message,
        help="message",
        leads=AFTER_EDIT,
    ),
)
