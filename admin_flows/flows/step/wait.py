"""When a step comes: the first of up to three questions (how long, what time, what)."""

from admin_flows.answers.plain import dashed
from admin_flows.answers.term import RIGHT_AWAY, Term, parse_term
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.flows.step.next import asked_next
from admin_flows.flows.step.states import Waiting
from admin_flows.ports.chat import Typed
from admin_flows.shared import rows
from admin_flows.shared.where import STEP, OfStep, step_of, to_step, to_wait
from bot.domain.document import After, Immediate, Step, Wait
from bot.domain.edit import index_of, with_wait
from bot.domain.lengths import CLOCK_UNITS
from bot.domain.names import FROM_PREVIOUS, FROM_START
from bot.domain.ways import one_before, step_called
from flex_templates.views.owner import StepFrom, StepWait
from flex_templates.views.parts import Notice

PICKS = {
    "0": RIGHT_AWAY,
    "1h": Term("hours", 1),
    "1d": Term("days", 1),
    "3d": Term("days", 3),
    "7d": Term("days", 7),
}


def _opened(tap: Tap) -> Waiting:
    return Waiting(tap.number(), tap.id(1))


def _view(scene: Scene[Waiting]) -> StepWait:
    document, step = found(scene)
    source = rows.when(_counting_from(step.wait, scene.state.from_), document)
    return StepWait(
        **fields(scene),
        current=rows.when(step.wait, document) if step.says else None,
        counts_from=source.counts_from,
        from_number=source.from_number,
        before=one_before(document.numbers[step.id]),
    )


def _counting_from(wait: Wait, from_: str | None) -> After:
    """The wait, or any other one, with what it is going to count from."""
    kept = wait if isinstance(wait, After) else After(days=0)
    return kept.model_copy(update={"from_": from_}) if from_ else kept


def _picked(scene: Scene[Waiting], tap: Tap) -> Move:
    term = PICKS.get(tap.ids[-1] if tap.ids else "")
    if term is None:
        raise Nonsense("no such wait")
    return _waits(scene, term, None)


def _typed(scene: Scene[Waiting], text: str) -> Move:
    term = parse_term(text)
    if term is None:
        return Stay(Notice("error", "not_understood", {"text": text[:20]}))
    if not term.fits:
        values = {"least": 1, "most": term.longest, "actual": term.amount}
        return Stay(Notice("error", "out_of_range", values))
    return _waits(scene, term, Typed(text))


def _waits(scene: Scene[Waiting], term: Term, given: Typed | None) -> Move:
    from_ = scene.state.from_
    return change_step(
        scene,
        lambda step: with_wait(step, _wait(step, term, from_)),
        lambda document: asked_next(scene, document, wants_time=term.unit not in CLOCK_UNITS),
        given,
    )


def _wait(step: Step, term: Term, from_: str | None) -> Wait:
    """A time of day that was chosen before stays; at once has none."""
    if term == RIGHT_AWAY:
        return Immediate()
    before = _counting_from(step.wait, from_)
    timed = term.unit not in CLOCK_UNITS
    return After.model_validate(
        {
            term.unit: term.amount,
            "at": before.at if timed else None,
            "only_on": before.only_on if timed else (),
            "from_": before.from_,
        }
    )


def _from(scene: Scene[OfStep]) -> StepFrom:
    document, step = found(scene)
    source = rows.when(_counting_from(step.wait, None), document)
    return StepFrom(**fields(scene), counts_from=source.counts_from, from_number=source.from_number)


def _counts_from(scene: Scene[OfStep], from_: str) -> Move:
    """Kept in the question, until there is a length to go with it."""
    state = scene.state
    return Goto("step.wait", Waiting(state.scenario_id, state.step_id, from_))


def _from_number(scene: Scene[OfStep], text: str) -> Move:
    document, step = found(scene)
    before = document.all_steps[: index_of(document, step.id)]
    wanted = step_called(document, dashed(text))
    if wanted is None or wanted not in before:
        first = document.numbers[document.all_steps[0].id]
        values = {"value": text[:20], "least": first, "most": document.numbers[before[-1].id]}
        return Stay(Notice("error", "not_before", values if before else {}))
    return _counts_from(scene, wanted.id)


SCREENS = (
    Screen(
        name="step.wait",
        sample=Waiting(7, "s2"),
        view=_view,
        role="editor",
        opens=_opened,
        actions={"pick": edit(_picked)},
        asks="answer",
        typed=_typed,
        back=to_step,
        help="wait",
        leads=(
            "step.from",
            "step.time",
            "step.weekday",
            "step.day",
            "step.date",
            "step.await",
            "msg.compose",
            "timeline.view",
            "timeline.busy",
        ),
    ),
    Screen(
        name="step.from",
        sample=STEP,
        view=_from,
        role="editor",
        opens=step_of,
        actions={
            "previous": edit(lambda scene, _: _counts_from(scene, FROM_PREVIOUS)),
            "start": edit(lambda scene, _: _counts_from(scene, FROM_START)),
        },
        asks="answer",
        typed=_from_number,
        back=to_wait,
        help="wait",
        leads=("step.wait",),
    ),
)
