"""One text in several languages: each friend gets their own, all others the first."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Gone, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.message import message_at, with_message
from admin_flows.flows.step.base import change_step, fields
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import error_line
from admin_flows.shared.texts import written
from admin_flows.shared.where import MESSAGE, OfMessage, message_of
from bot.domain.buttons import Buttons
from bot.domain.content import from_owner
from bot.domain.document import Text
from bot.domain.errors import Problem
from bot.domain.problems import problems_of
from flex_templates.catalogs import LOCALES, closest
from flex_templates.views.owner import LanguageRow, MsgLanguage, MsgLanguages
from flex_templates.views.parts import Notice

ALL, ONE = "msg.languages", "msg.language"


@dataclass(frozen=True)
class OfLanguage(OfMessage):
    language: str


def _opened(tap: Tap) -> OfLanguage:
    if tap.id(3) not in LOCALES:
        raise Nonsense("no language of ours")
    return OfLanguage(tap.number(), tap.id(1), tap.number(2), tap.id(3))


def _place(state: OfMessage) -> OfMessage:
    return OfMessage(state.scenario_id, state.step_id, state.place)


def _message(scene: Scene[OfMessage]) -> Text | Buttons:
    message = message_at(scene)[1]
    if not isinstance(message, Text | Buttons):
        raise Gone(Goto("msg.card", _place(scene.state), Notice("error", "no_text_here")))
    return message


def _texts(scene: Scene[OfMessage]) -> Mapping[str, str]:
    """By language; the first is for everybody else. If there is but one it is the owner's."""
    text = _message(scene).text
    return {closest(scene.actor.locale): text} if isinstance(text, str) else text


def _all(scene: Scene[OfMessage]) -> MsgLanguages:
    texts = _texts(scene)
    codes = (*texts, *(code for code in LOCALES if code not in texts))
    return MsgLanguages(
        **fields(scene),
        place=scene.state.place,
        rows=tuple(
            LanguageRow(code, written(texts[code], code) if code in texts else None)
            for code in codes
            if code in LOCALES
        ),
    )


def _one(scene: Scene[OfLanguage]) -> MsgLanguage:
    texts, code = _texts(scene), scene.state.language
    return MsgLanguage(
        **fields(scene),
        place=scene.state.place,
        language=code,
        text=written(texts[code], code) if code in texts else None,
        base=written(next(iter(texts.values())), next(iter(texts))),
        first=code == next(iter(texts)),
    )


def _typed(scene: Scene[OfLanguage], text: str) -> Move:
    code, texts = scene.state.language, _texts(scene)
    stored = from_owner(text, code)
    if isinstance(stored, Problem):
        return Stay(error_line(stored))
    return _with(scene, {**texts, code: stored}, Typed(text))


def _removed(scene: Scene[OfLanguage], _: Tap) -> Move:
    texts, code = _texts(scene), scene.state.language
    if code == next(iter(texts)):
        raise Nonsense("everybody else gets the first one")
    return _with(scene, {lang: text for lang, text in texts.items() if lang != code})


def _with(scene: Scene[OfLanguage], texts: Mapping[str, str], given: Typed | None = None) -> Move:
    message, index = _message(scene), scene.state.place - 1
    text = dict(texts) if len(texts) > 1 else next(iter(texts.values()))
    try:
        changed = type(message).model_validate({**message.model_dump(), "text": text})
    except ValidationError as error:
        return Stay(error_line(problems_of(error, {}, {})[0]))
    then = Goto(ALL, _place(scene.state))
    return change_step(scene, lambda step: with_message(step, index, changed), then, given)


SCREENS = (
    Screen(
        name=ALL,
        sample=MESSAGE,
        view=_all,
        role="editor",
        opens=message_of,
        back=lambda state: f"msg.card:{state.scenario_id}.{state.step_id}.{state.place}",
        help="message",
        leads=(ONE, "msg.card"),
    ),
    Screen(
        name=ONE,
        sample=OfLanguage(7, "s2", 1, "en"),
        view=_one,
        role="editor",
        opens=_opened,
        actions={"remove": edit(_removed)},
        asks="message",
        typed=_typed,
        back=lambda state: f"{ALL}:{state.scenario_id}.{state.step_id}.{state.place}",
        help="message",
        leads=(ALL, "timeline.busy"),
    ),
)
