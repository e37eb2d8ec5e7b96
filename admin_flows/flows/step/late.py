"""What becomes of a step that could not go when it was due."""

from admin_flows.answers.term import parse_term
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.ports.chat import Typed
from admin_flows.shared import rows
from admin_flows.shared.drafts import change
from admin_flows.shared.where import STEP, OfStep, step_of, to_step
from bot.domain.document import Late, SendWithin, late_of
from bot.domain.edit import with_late
from bot.domain.goal_waits import FromGoal
from bot.domain.scenario import Span
from flex_templates.views.owner import StepLate
from flex_templates.views.parts import Notice

LATE = "step.late"
TWO_HOURS = SendWithin(send_within=Span(hours=2))
WAYS: dict[str, Late | None] = {"hold": "hold", "skip": "skip", "within": TWO_HOURS, "usual": None}


def _view(scene: Scene[OfStep]) -> StepLate:
    document, step = found(scene)
    late = late_of(document, step.wait)
    return StepLate(
        **fields(scene),
        late=late if isinstance(late, str) else "within",
        minutes=late.send_within.seconds // 60 if isinstance(late, SendWithin) else None,
        goals=tuple(document.goals),
        expires=rows.of_goal(step.expires) if step.expires else None,
    )


def _chosen(scene: Scene[OfStep], tap: Tap) -> Move:
    how = tap.id()
    if how not in WAYS:
        raise Nonsense("no such way")
    there = Goto("step.card", OfStep(scene.state.scenario_id, scene.state.step_id))
    return change(scene, lambda now: with_late(now, WAYS[how]), there)


def _expires(scene: Scene[OfStep], text: str) -> Move:
    """So long before the scenario's date it makes no sense any more."""
    document, _ = found(scene)
    term, goal = parse_term(text), next(iter(document.goals), None)
    if goal is None:
        return Stay(Notice("error", "use_buttons"))
    if term is None:
        return Stay(Notice("error", "not_understood", {"text": text[:20]}))
    if not term.fits:
        values = {"least": 0, "most": term.longest, "actual": term.amount}
        return Stay(Notice("error", "out_of_range", values))
    unit = term.unit if term.unit != "seconds" else "minutes"
    end = FromGoal.model_validate({"before": goal, unit: term.amount})
    return _ends(scene, end, Typed(text))


def _ends(scene: Scene[OfStep], end: FromGoal | None, given: Typed | None = None) -> Move:
    there = Goto(LATE, OfStep(scene.state.scenario_id, scene.state.step_id))
    return change_step(scene, lambda step: step.model_copy(update={"expires": end}), there, given)


SCREENS = (
    Screen(
        name=LATE,
        sample=STEP,
        view=_view,
        role="editor",
        opens=step_of,
        actions={
            "late": edit(_chosen),
            "no-end": edit(lambda scene, _: _ends(scene, None)),
        },
        asks="answer",
        typed=_expires,
        back=to_step,
        help="wait",
        leads=("step.card", LATE, "timeline.busy"),
    ),
)
