"""Scenarios as files: a link to one, and one that is sent to the chat."""

import json
from dataclasses import dataclass

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import AnyScene, Gone, Scene
from admin_flows.engine.screen import Screen
from admin_flows.engine.state import State
from admin_flows.ports.chat import Sent
from admin_flows.ports.commands import CreateScenario
from admin_flows.shared.exporting import YAML, OfExport
from admin_flows.shared.names import free_name
from admin_flows.shared.where import Page, new_id
from bot.domain.edit import with_name
from bot.domain.errors import DocumentError, Problem
from bot.domain.yaml import load_yaml
from flex_templates.views.owner import FileProblem, ScenarioFile, ScenarioRead
from flex_templates.views.parts import Notice

READ = "scenario.read"
TOLD = 6


@dataclass(frozen=True)
class Wrong(State):
    """What was found wrong with the file that came last: problems in JSON, and how many more."""

    found: tuple[str, ...] = ()
    more: int = 0


def _file(scene: Scene[OfExport]) -> ScenarioFile:
    found = scene.reads.export(scene.state.export_id)
    if found is None:
        raise Gone(Goto(HOME, Nothing()))
    mine = found.made_by == scene.actor.user_id
    return ScenarioFile(id=str(found.scenario_id), url=found.url if mine else "")


def _read(scene: Scene[Wrong]) -> ScenarioRead:
    return ScenarioRead(rows=tuple(map(_row, scene.state.found)), more=scene.state.more)


def _row(stored: str) -> FileProblem:
    found = json.loads(stored)
    values = found["values"]
    return FileProblem(
        line=values.get("line"),
        place=found["place"],
        what=Notice("error", found["code"], values),
    )


def sent_file(scene: AnyScene, sent: Sent) -> Move:
    if sent.kind == "file" and sent.text is not None:
        return read_text(scene, sent.text)
    if sent.problem is not None:
        return Stay(Notice("error", sent.problem.code, sent.problem.values))
    return Stay(Notice("error", "wrong_medium", {"wanted": "file", "got": sent.kind}))


def read_text(scene: AnyScene, text: str) -> Move:
    """All of it or nothing."""
    try:
        document = load_yaml(text)
    except DocumentError as error:
        found = tuple(map(_stored, error.problems[:TOLD]))
        return Goto(READ, Wrong(found, max(0, len(error.problems) - TOLD)))
    name = free_name(document.name, scene.reads.scenario_names())
    line = Notice("info", "scenario_read", {"name": name, "n": len(document.all_steps)})
    return Run(
        CreateScenario(name, with_name(document, name)),
        then=lambda done: Goto("timeline.view", Page(new_id(done.scenario_id)), line),
    )


def _stored(problem: Problem) -> str:
    raw = {"code": problem.code, "place": problem.place, "values": dict(problem.values)}
    return json.dumps(raw, ensure_ascii=False, default=str)


SCREENS = (
    Screen(
        name=YAML,
        sample=OfExport(1),
        view=_file,
        role="editor",
        back=lambda _: "scenario.list",
        help="timeline",
        leads=("scenario.card", "scenario.list"),
    ),
    Screen(
        name=READ,
        sample=Wrong(),
        view=_read,
        role="editor",
        opens=lambda _: Wrong(),
        asks="answer",
        typed=read_text,
        sent=sent_file,
        back=lambda _: "settings.menu",
        help="timeline",
        leads=(READ, "timeline.view", "timeline.busy", "settings.menu"),
    ),
)
