"""A step that waits for what the friend does, or for a label."""

from dataclasses import dataclass

from admin_flows.answers.plain import plain
from admin_flows.answers.term import Term, parse_term
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.flows.step.next import asked_next
from admin_flows.ports.chat import Typed
from admin_flows.shared.steps import named, reactions
from admin_flows.shared.where import STEP, OfStep, step_of, to_wait
from bot.domain.document import After, ForReaction, Step
from bot.domain.edit import with_wait
from bot.domain.reaction_waits import Awaited
from flex_templates.views.owner import AwaitRow, StepAwait, StepPatience
from flex_templates.views.parts import Notice

AWAIT = "step.await"
PATIENCE = "step.patience"
SHOWN = 8
LIMITS: dict[str, Term | None] = {
    "1d": Term("days", 1),
    "2d": Term("days", 2),
    "7d": Term("days", 7),
    "never": None,
}


@dataclass(frozen=True)
class Awaiting(OfStep):
    """`name`: the step that is waited for, or the label."""

    kind: str = "tapped"
    name: str = ""


def _rows(scene: Scene[OfStep]) -> list[AwaitRow]:
    """The nearest step first, then labels; ids are the numbers among them."""
    document, step = found(scene)
    above = document.all_steps[: document.all_steps.index(step)]
    told = [
        (kind, one.id, named(document, one, scene.actor.locale))
        for one in reversed(above)
        for kind in (*reactions(one), *(("answered",) if one.ask else ()))
    ]
    labels = [("label", one.name, one.name) for one in scene.reads.labels()]
    every = [*told[:SHOWN], *labels[: max(SHOWN - len(told), 3)]]
    return [
        AwaitRow(id=str(number), kind=kind, target=target, name=name)
        for number, (kind, target, name) in enumerate(every, 1)
    ]


def _view(scene: Scene[OfStep]) -> StepAwait:
    return StepAwait(**fields(scene), rows=tuple(_rows(scene)))


def _row(scene: Scene[OfStep], number: int) -> Move | None:
    shown = _rows(scene)
    if not 1 <= number <= len(shown):
        return None
    row, state = shown[number - 1], scene.state
    return Goto(PATIENCE, Awaiting(state.scenario_id, state.step_id, row.kind, row.target))


def _picked(scene: Scene[OfStep], tap: Tap) -> Move:
    return _row(scene, tap.number()) or Stay()


def _typed(scene: Scene[OfStep], text: str) -> Move:
    """The name of a label."""
    found(scene)
    names = [one.name for one in scene.reads.labels() if plain(one.name) == plain(text)]
    if not names:
        return Stay(Notice("error", "one_of_many"))
    state = scene.state
    return Goto(PATIENCE, Awaiting(state.scenario_id, state.step_id, "label", names[0]))


def _patience(scene: Scene[Awaiting]) -> StepPatience:
    return StepPatience(**fields(scene), kind=scene.state.kind)


def _limited(scene: Scene[Awaiting], tap: Tap) -> Move:
    if tap.id() not in LIMITS:
        raise Nonsense("no such limit")
    return _waits(scene, LIMITS[tap.id()])


def _limit_typed(scene: Scene[Awaiting], text: str) -> Move:
    term = parse_term(text)
    if term is None or not term.amount:
        return Stay(Notice("error", "not_understood", {"text": text[:20]}))
    if not term.fits:
        values = {"least": 1, "most": term.longest, "actual": term.amount}
        return Stay(Notice("error", "out_of_range", values))
    return _waits(scene, term, Typed(text))


def _waits(scene: Scene[Awaiting], term: Term | None, given: Typed | None = None) -> Move:
    state = scene.state
    awaited = Awaited.model_validate({state.kind: state.name})
    limit = After.model_validate({term.unit: term.amount}) if term else None
    wait = ForReaction(for_=awaited, at_most=limit)

    def waiting(step: Step) -> Step:
        return with_wait(step, wait)

    return change_step(
        scene, waiting, lambda document: asked_next(scene, document, wants_time=False), given
    )


SCREENS = (
    Screen(
        name=AWAIT,
        sample=STEP,
        view=_view,
        role="editor",
        opens=step_of,
        actions={"pick": edit(_picked)},
        asks="answer",
        typed=_typed,
        row=_row,
        back=to_wait,
        help="wait",
        leads=(PATIENCE, "step.wait"),
    ),
    Screen(
        name=PATIENCE,
        sample=Awaiting(7, "s3", "tapped", "s2"),
        view=_patience,
        role="editor",
        actions={"limit": edit(_limited)},
        asks="answer",
        typed=_limit_typed,
        back=to_wait,
        help="wait",
        leads=("msg.compose", "timeline.view", "timeline.busy"),
    ),
)
