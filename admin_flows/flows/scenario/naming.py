"""A new scenario's name, another name, and a copy with a name of its own."""

from dataclasses import dataclass

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import AnyScene, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.scenario.once import begin_once
from admin_flows.ports.commands import CreateScenario, DuplicateScenario, RenameScenario
from admin_flows.shared.drafts import error_line
from admin_flows.shared.names import free_name, read_name
from admin_flows.shared.where import SCENARIO, OfScenario, new_id, nothing, scenario_of, to_card
from bot.domain.errors import Problem
from flex_templates.views.owner import NewName, ScenarioDuplicated, ScenarioRename
from flex_templates.views.parts import Notice


@dataclass(frozen=True)
class Copied(OfScenario):
    of: str


def copied(scene: AnyScene, scenario_id: int) -> Move:
    facts = scene.scenario(scenario_id)
    name = free_name(facts.name, scene.reads.scenario_names())
    return Run(
        DuplicateScenario(scenario_id, name),
        then=lambda done: Goto(
            "scenario.duplicated", Copied(done.scenario_id or scenario_id, of=facts.name)
        ),
    )


def _new(_: Scene[Nothing]) -> NewName:
    return NewName()


def _named(scene: Scene[Nothing], text: str) -> Move:
    name = read_name(text)
    return Stay(error_line(name)) if isinstance(name, Problem) else _create(scene, name)


def _name_it(scene: Scene[Nothing], _: Tap) -> Move:
    """A date needs no language, and tells scenarios apart well enough until there is a name."""
    today = scene.now.astimezone(scene.reads.settings().calendar.zone)
    return _create(scene, f"{today.month}/{today.day}")


def _create(scene: Scene[Nothing], wanted: str) -> Move:
    name = free_name(wanted, scene.reads.scenario_names())
    notice = Notice("info", "same_name", {"name": name}) if name != wanted else None
    return Run(
        CreateScenario(name),
        then=lambda done: Goto("start.kind", OfScenario(new_id(done.scenario_id)), notice),
    )


def _rename(scene: Scene[OfScenario]) -> ScenarioRename:
    facts = scene.scenario(scene.state.scenario_id)
    return ScenarioRename(id=str(facts.id), name=facts.name)


def _renamed(scene: Scene[OfScenario], text: str) -> Move:
    wanted = read_name(text)
    if isinstance(wanted, Problem):
        return Stay(error_line(wanted))
    own = scene.state.scenario_id
    name = free_name(wanted, scene.reads.scenario_names(but=own))
    notice = Notice("info", "same_name", {"name": name}) if name != wanted else None
    then = Goto("scenario.card", OfScenario(own), notice)
    return Run(RenameScenario(own, name), then=lambda _: then)


def _copy(scene: Scene[Copied]) -> ScenarioDuplicated:
    facts = scene.scenario(scene.state.scenario_id)
    return ScenarioDuplicated(id=str(facts.id), name=facts.name, of=scene.state.of)


SCREENS = (
    Screen(
        name="new.name",
        sample=Nothing(),
        view=_new,
        role="editor",
        opens=nothing,
        actions={"name-it": edit(_name_it), "once": edit(begin_once)},
        asks="answer",
        typed=_named,
        back=lambda _: HOME,
        help="start",
        leads=("start.kind", "new.how", "msg.compose"),
    ),
    Screen(
        name="scenario.rename",
        sample=SCENARIO,
        view=_rename,
        role="editor",
        opens=scenario_of,
        asks="answer",
        typed=_renamed,
        back=to_card,
        leads=("scenario.card",),
    ),
    Screen(
        name="scenario.duplicated",
        sample=Copied(7, of="週替わりのご案内"),
        view=_copy,
        back=to_card,
        leads=("scenario.card", "scenario.rename", "timeline.view", "scenario.list"),
    ),
)
