"""Copies whose texts are looked at one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.ports.chat import Typed
from admin_flows.shared import rows
from admin_flows.shared.drafts import error_line
from admin_flows.shared.pages import timeline_at
from admin_flows.shared.texts import read_text
from admin_flows.shared.where import OfStep
from bot.domain.document import Scenario, Step, Text
from bot.domain.edit import with_send
from bot.domain.errors import Problem
from flex_templates.views.owner import CopyText
from flex_templates.views.parts import Notice

TEXT = "copy.text"
LANES = "branch.lanes"


@dataclass(frozen=True)
class Walking(OfStep):
    """`step_id` is the first of them, `later` the others; `around`: where it ends."""

    later: tuple[str, ...] = ()
    around: str = ""


def walked(
    scenario_id: int, document: Scenario, ids: Sequence[str], around: str, line: str = "copied"
) -> Goto:
    """To the first of them that says something; else to what holds them."""
    telling = [step.id for step in document.all_steps if step.id in ids and _text(step)]
    if not telling:
        return _over(scenario_id, document, around)
    state = Walking(scenario_id, telling[0], tuple(telling[1:]), around)
    return Goto(TEXT, state, Notice("info", line) if line else None)


def _over(scenario_id: int, document: Scenario, around: str) -> Goto:
    step = next((one for one in document.all_steps if one.id == around), None)
    if step and step.branch:
        return Goto(LANES, OfStep(scenario_id, around))
    return timeline_at(scenario_id, document, around)


def _text(step: Step) -> Text | None:
    return next((message for message in step.send if isinstance(message, Text)), None)


def _text_view(scene: Scene[Walking]) -> CopyText:
    document, step = found(scene)
    text = _text(step)
    return CopyText(
        **fields(scene),
        when=rows.when(step.wait, document),
        text=rows.text_of(text, scene.actor.locale) if text else "",
        left=len(scene.state.later),
    )


def _next(scene: Scene[Walking], document: Scenario) -> Goto:
    state = scene.state
    return walked(state.scenario_id, document, state.later, state.around, line="")


def _editing(_: Scene[Walking], __: Tap) -> Move:
    """The keyboard is open, or the text was copied."""
    return Stay(Notice("info", "send_the_new_text"))


def _kept(scene: Scene[Walking], _: Tap) -> Move:
    return _next(scene, found(scene)[0])


def _left(scene: Scene[Walking], _: Tap) -> Move:
    return _over(scene.state.scenario_id, found(scene)[0], scene.state.around)


def _rewritten(scene: Scene[Walking], said: str) -> Move:
    message = read_text(said, scene.actor.locale)
    if isinstance(message, Problem):
        return Stay(error_line(message))
    return change_step(
        scene,
        lambda step: _with_text(step, message),
        lambda document: _next(scene, document),
        Typed(said),
    )


def _with_text(step: Step, text: Text) -> Step:
    old = _text(step)
    return with_send(step, (text if message is old else message for message in step.send))


SCREENS = (
    Screen(
        name=TEXT,
        sample=Walking(7, "s2", ("s3",), "s1"),
        view=_text_view,
        role="editor",
        actions={
            "edit": edit(_editing),
            "keep": edit(_kept),
            "later": edit(_left),
        },
        asks="message",
        typed=_rewritten,
        help="branch",
        leads=(TEXT, LANES, "timeline.view", "timeline.busy"),
    ),
)
