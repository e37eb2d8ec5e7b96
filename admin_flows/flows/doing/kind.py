"""What a new step is: a message, a question, a branch, or something that is done."""

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.branch.how import by_mix
from admin_flows.flows.doing.states import AFTER, NOTIFY, PICK, asked
from admin_flows.flows.step.states import Waiting
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import error_line
from admin_flows.shared.target import Target, made
from admin_flows.shared.texts import read_text
from admin_flows.shared.where import to_timeline
from bot.domain.document import Scenario
from bot.domain.edit import with_send
from bot.domain.errors import Problem
from flex_templates.views.owner import StepKind, StepOther

KIND = "step.kind"
OTHER = "step.other"


def _opened(tap: Tap) -> Target:
    """Ids: the scenario; to add on a way of a branch also that step and the way, from 0."""
    if len(tap.ids) > 2:
        return Target(tap.number(), branch=tap.id(1), arm=tap.number(2))
    return Target(tap.number())


def _kind(scene: Scene[Target]) -> StepKind:
    document = scene.draft(scene.state.scenario_id).document
    return StepKind(id=str(scene.state.scenario_id), name=document.name)


def _other(scene: Scene[Target]) -> StepOther:
    document = scene.draft(scene.state.scenario_id).document
    others = scene.reads.others()
    return StepOther(
        id=str(scene.state.scenario_id),
        name=document.name,
        shares=bool(others.fragments),
        menus=bool(others.menus),
    )


def _message(scene: Scene[Target], _: Tap) -> Move:
    def asks_when(_: Scenario, step_id: str) -> Goto:
        return Goto("step.wait", Waiting(scene.state.scenario_id, step_id))

    return made(scene, lambda step: step, asks_when)


def _texted(scene: Scene[Target], text: str) -> Move:
    """A text here is what the step sends."""
    message = read_text(text, scene.actor.locale)
    if isinstance(message, Problem):
        return Stay(error_line(message))

    def asks_when(_: Scenario, step_id: str) -> Goto:
        return Goto("step.wait", Waiting(scene.state.scenario_id, step_id))

    return made(scene, lambda step: with_send(step, (message,)), asks_when, Typed(text))


SCREENS = (
    Screen(
        name=KIND,
        sample=Target(7),
        view=_kind,
        role="editor",
        opens=_opened,
        actions={
            "message": edit(_message),
            "do": edit(asked),
            "question": edit(lambda scene, _: Goto("q.kind", scene.state)),
            "branch": edit(lambda scene, _: Goto("branch.how", scene.state)),
            "mix": edit(lambda scene, _: Goto("branch.ask", by_mix(scene.state))),
            "other": edit(lambda scene, _: Goto(OTHER, scene.state)),
        },
        asks="message",
        typed=_texted,
        back=to_timeline,
        help="timeline",
        leads=(OTHER, PICK, NOTIFY, "q.kind", "branch.how", "branch.ask", *AFTER),
    ),
    Screen(
        name=OTHER,
        sample=Target(7),
        view=_other,
        role="editor",
        actions={"do": edit(asked), "back": edit(lambda scene, _: Goto(KIND, scene.state))},
        help="timeline",
        leads=(KIND, PICK, NOTIFY, *AFTER),
    ),
)
