"""A picture, a video or a voice message that nobody asked for: where is it meant to go?"""

from dataclasses import dataclass, replace
from typing import Any

from admin_flows.engine.common import BUTTONS, Nothing
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import AnyScene, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.message import medium
from admin_flows.flows.step.states import Waiting
from admin_flows.ports.chat import Sent
from admin_flows.ports.facts import DraftRow
from admin_flows.shared import rows
from admin_flows.shared.drafts import change
from admin_flows.shared.where import OfScenario, OfStep, Page
from bot.domain.document import Message, Scenario, Step
from bot.domain.edit import add_step, new_step_id, replace_step, with_send
from bot.domain.limits import MESSAGES_PER_STEP
from flex_templates.views.owner import DraftLine, MediaStep, MediaWhere, Named
from flex_templates.views.parts import Notice

WHERE, STEP = "media.where", "media.step"
DRAFTS, STEPS = 3, 6


@dataclass(frozen=True)
class Got(OfScenario):
    """What was sent. `scenario_id` 0: where it belongs is still to be chosen."""

    kind: str = "image"
    media: str = ""
    seconds: float = 0.0


def asked_where(scene: AnyScene, sent: Sent) -> Move:
    return _asked(scene, sent, WHERE, 0)


def asked_which(scene: AnyScene, sent: Sent, scenario_id: int) -> Move:
    return _asked(scene, sent, STEP, scenario_id)


def _asked(scene: AnyScene, sent: Sent, screen: str, scenario_id: int) -> Move:
    if scene.actor.role == "viewer":
        return Stay(BUTTONS)
    message = medium(sent)
    if isinstance(message, Stay) or sent.media is None:
        return message if isinstance(message, Stay) else Stay(BUTTONS)
    line = Notice("info", sent.problem.code, sent.problem.values) if sent.problem else None
    return Goto(screen, Got(scenario_id, sent.kind, sent.media, sent.seconds), line)


def _message(state: Got) -> Message:
    kinds: dict[str, Any] = {"image": "image", "video": "video", "audio": "audio"}
    made = medium(Sent(kinds.get(state.kind, "file"), state.media, seconds=state.seconds))
    if isinstance(made, Stay):
        raise Nonsense("it cannot be sent on")
    return made


def _drafts(scene: AnyScene) -> tuple[DraftRow, ...]:
    """One's own first, then the latest."""
    found = scene.reads.home().drafts
    mine = [row for row in found if row.editor_user_id == scene.actor.user_id]
    others = [row for row in found if row.editor_user_id != scene.actor.user_id]
    return (*mine, *others)[:DRAFTS]


def _where(scene: Scene[Got]) -> MediaWhere:
    return MediaWhere(
        kind=scene.state.kind,
        rows=tuple(DraftLine(str(row.scenario_id), row.name) for row in _drafts(scene)),
    )


def _draft(scene: Scene[Got], tap: Tap) -> Move:
    number = tap.number()
    known = any(row.id == number and row.state != "ended" for row in scene.reads.scenarios())
    return Goto(STEP, replace(scene.state, scenario_id=number)) if known else Stay()


def _draft_row(scene: Scene[Got], number: int) -> Move | None:
    found = _drafts(scene)
    if not 1 <= number <= len(found):
        return None
    return Goto(STEP, replace(scene.state, scenario_id=found[number - 1].scenario_id))


def _with_room(document: Scenario) -> list[Step]:
    """To which one more message can be added."""
    return [
        step
        for step in document.all_steps
        if not (step.branch or step.use) and len(step.says) < MESSAGES_PER_STEP
    ]


def _steps(scene: Scene[Got]) -> MediaStep:
    document = scene.draft(scene.state.scenario_id).document
    return MediaStep(
        id=str(scene.state.scenario_id),
        name=document.name,
        kind=scene.state.kind,
        rows=tuple(
            Named(step.id, f"{rows.number_of(document, step.id)}  {_gist(scene, step)}".strip())
            for step in _with_room(document)[-STEPS:]
        ),
    )


def _gist(scene: AnyScene, step: Step) -> str:
    return step.title or rows.excerpt(step, scene.actor.locale)


def _last(scene: Scene[Got], _: Tap) -> Move:
    """A step of its own at the end; when it goes is asked next."""
    state, message = scene.state, _message(scene.state)
    new_id = new_step_id(scene.draft(state.scenario_id).document)
    then = Goto("step.wait", Waiting(state.scenario_id, new_id))
    return change(scene, lambda now: add_step(now, Step(id=new_id, send=(message,))), then)


def _into(scene: Scene[Got], tap: Tap) -> Move:
    document = scene.draft(scene.state.scenario_id).document
    found = [step for step in _with_room(document) if step.id == tap.id()]
    return _added(scene, found[0]) if found else Stay()


def _added(scene: Scene[Got], step: Step) -> Move:
    state, message = scene.state, _message(scene.state)

    def with_it(now: Scenario) -> Scenario:
        today = next(one for one in now.all_steps if one.id == step.id)
        return replace_step(now, with_send(today, (*today.send, message)))

    return change(scene, with_it, Goto("msg.compose", OfStep(state.scenario_id, step.id)))


def _number(scene: Scene[Got], number: int) -> Move | None:
    """Of a step, also of one that is not shown."""
    document = scene.draft(scene.state.scenario_id).document
    found = [one for one in _with_room(document) if rows.number_of(document, one.id) == str(number)]
    return _added(scene, found[0]) if found else None


def _not(scene: Scene[Got], _: Tap) -> Move:
    if scene.state.scenario_id:
        return Goto("timeline.view", Page(scene.state.scenario_id))
    return Goto(HOME, Nothing())


SCREENS = (
    Screen(
        name=WHERE,
        sample=Got(0, "image", "photo-1"),
        view=_where,
        role="editor",
        actions={"draft": edit(_draft), "not": edit(_not)},
        row=_draft_row,
        sent=asked_where,
        back=lambda _: HOME,
        help="message",
        leads=(WHERE, STEP, "new.how", HOME),
    ),
    Screen(
        name=STEP,
        sample=Got(7, "image", "photo-1"),
        view=_steps,
        role="editor",
        actions={"last": edit(_last), "into": edit(_into), "not": edit(_not)},
        row=_number,
        back=lambda state: f"timeline.view:{state.scenario_id}",
        help="message",
        leads=("step.wait", "msg.compose", "timeline.view", "timeline.busy", HOME),
    ),
)
