"""Answers that are not taken without asking: late ones, and command words inside a message."""

import json
from typing import Any, Literal

from admin_flows.engine.common import Aside, Nothing
from admin_flows.engine.move import Goto, Move, Retake
from admin_flows.engine.names import HOME, LATE, WORD
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit, look
from admin_flows.engine.state import Question
from admin_flows.engine.words import command_word
from admin_flows.shared.rows import number_of
from flex_templates.views.owner import CommandWord, LateAnswer

Field = Literal["name", "keyword", "wait", "time", "message", "other"]

_FIELDS: dict[str, Field] = {
    "new.name": "name",
    "scenario.rename": "name",
    "scenario.shownas": "name",
    "start.keyword": "keyword",
    "start.pick": "name",
    "step.wait": "wait",
    "step.weekday": "wait",
    "step.day": "wait",
    "step.date": "wait",
    "step.time": "time",
    "step.window": "time",
    "msg.compose": "message",
    "msg.edit": "message",
    "msg.replace": "message",
    "msg.make": "message",
    "msg.language": "message",
    "friend.reply": "message",
}


def _late(scene: Scene[Aside]) -> LateAnswer:
    name, number = _place(scene)
    return LateAnswer(
        field=_FIELDS.get(scene.state.question.screen, "other"),
        kind="text" if scene.state.kind == "file" else scene.state.kind,
        text=scene.state.text,
        scenario=name,
        number=number,
        by=scene.state.by or None,
        theirs=scene.state.theirs,
    )


def _place(scene: Scene[Aside]) -> tuple[str | None, str | None]:
    asked: dict[str, Any] = json.loads(scene.state.question.stored)
    draft = scene.reads.draft(asked["scenario_id"]) if "scenario_id" in asked else None
    if draft is None:
        return None, None
    return draft.document.name, number_of(draft.document, asked.get("step_id", ""))


def _used(scene: Scene[Aside], _: Tap) -> Move:
    return Retake(scene.state.question, scene.state.given)


def _dropped(scene: Scene[Aside], _: Tap) -> Move:
    return Retake(scene.state.question)


def _obeyed(scene: Scene[Aside], _: Tap) -> Move:
    return Retake(scene.state.question, command_word(scene.state.text) or "menu")


def _home(_: Scene[Aside], __: Tap) -> Move:
    return Goto(HOME, Nothing())


def _word(scene: Scene[Aside]) -> CommandWord:
    return CommandWord(word=scene.state.text, command=command_word(scene.state.text) or "menu")


_SAMPLE = Question("msg.compose", '{"scenario_id": 7, "step_id": "s2"}')

SCREENS = (
    Screen(
        name=LATE,
        sample=Aside(_SAMPLE, text="おはようございます"),
        view=_late,
        actions={"use": edit(_used), "drop": look(_dropped), "other": look(_home)},
        leads=(HOME,),
        help="message",
    ),
    Screen(
        name=WORD,
        sample=Aside(_SAMPLE, text="メニュー"),
        view=_word,
        actions={"use": edit(_used), "obey": look(_obeyed)},
        leads=(HOME,),
        help="message",
    ),
)
