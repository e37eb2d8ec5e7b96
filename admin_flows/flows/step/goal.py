"""A step before or after a date of the friend's own: a booking, a birthday."""

from dataclasses import dataclass

from admin_flows.answers.plain import plain
from admin_flows.answers.term import Term, parse_term
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import fields, found
from admin_flows.flows.step.next import asked_next
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import change
from admin_flows.shared.where import STEP, OfStep, step_of, to_wait
from bot.domain import names
from bot.domain.attributes import BIRTHDAY
from bot.domain.document import OfGoal, Scenario
from bot.domain.edit import replace_step, with_date, with_wait
from bot.domain.edit import step_of as step_in
from bot.domain.errors import Refused
from bot.domain.goals import GoalDate
from bot.domain.lengths import CLOCK_UNITS
from bot.domain.window import Window
from flex_templates.views.owner import Named, StepGoal, StepSide
from flex_templates.views.parts import Notice

GOAL = "step.goal"
SIDE = "step.side"
SHOWN = 8
USUAL = Window.from_text("10:00")
PICKS = {"1d": Term("days", 1), "3d": Term("days", 3), "7d": Term("days", 7)}


@dataclass(frozen=True)
class OfDate(OfStep):
    """`goal`: the date it counts from, which stands in the field of that name unless the scenario
    says otherwise; `side`: before or after it.
    """

    goal: str
    side: str = "before"


def _dates(scene: Scene[OfStep]) -> list[str]:
    """Those the scenario speaks of already, then fields that hold a date."""
    document, _ = found(scene)
    fields = [BIRTHDAY, *(one.name for one in scene.reads.fields() if one.kind == "date")]
    return list(dict.fromkeys([*document.goals, *fields]))[:SHOWN]


def _view(scene: Scene[OfStep]) -> StepGoal:
    numbered = enumerate(_dates(scene), 1)
    return StepGoal(**fields(scene), rows=tuple(Named(str(n), name) for n, name in numbered))


def _row(scene: Scene[OfStep], number: int) -> Move | None:
    shown = _dates(scene)
    return _of(scene, shown[number - 1]) if 1 <= number <= len(shown) else None


def _of(scene: Scene[OfStep], goal: str) -> Goto:
    return Goto(SIDE, OfDate(scene.state.scenario_id, scene.state.step_id, goal))


def _picked(scene: Scene[OfStep], tap: Tap) -> Move:
    return _row(scene, tap.number()) or Stay()


def _named(scene: Scene[OfStep], text: str) -> Move:
    """A field that nobody has filled yet."""
    known = [name for name in _dates(scene) if plain(name) == plain(text)]
    if known:
        return _of(scene, known[0])
    try:
        return _of(scene, names.given(text))
    except Refused as refused:
        return Stay(Notice("error", refused.problem.code, refused.problem.values))


def _side(scene: Scene[OfDate]) -> StepSide:
    return StepSide(**fields(scene), goal=scene.state.goal, side=scene.state.side)


def _turned(scene: Scene[OfDate], tap: Tap) -> Move:
    state = scene.state
    if tap.id() not in {"before", "after"}:
        raise Nonsense("no such side")
    return Goto(SIDE, OfDate(state.scenario_id, state.step_id, state.goal, tap.id()))


def _far(scene: Scene[OfDate], tap: Tap) -> Move:
    if tap.id() == "on":
        return _waits(scene, Term("days", 0))
    if tap.id() not in PICKS:
        raise Nonsense("no such length")
    return _waits(scene, PICKS[tap.id()])


def _typed(scene: Scene[OfDate], text: str) -> Move:
    term = parse_term(text)
    if term is None or term.unit == "seconds":
        return Stay(Notice("error", "not_understood", {"text": text[:20]}))
    if not term.fits:
        values = {"least": 1, "most": term.longest, "actual": term.amount}
        return Stay(Notice("error", "out_of_range", values))
    return _waits(scene, term, Typed(text))


def _waits(scene: Scene[OfDate], term: Term, given: Typed | None = None) -> Move:
    """Days and more are asked for a time of day."""
    state, by_clock = scene.state, term.unit in CLOCK_UNITS
    raw = {state.side: state.goal, term.unit: term.amount, "at": None if by_clock else USUAL}
    wait = OfGoal.model_validate(raw)

    def counting(document: Scenario) -> Scenario:
        yearly = state.goal == BIRTHDAY
        dated = with_date(document, state.goal, GoalDate(field=state.goal, yearly=yearly))
        return replace_step(dated, with_wait(step_in(dated, state.step_id), wait))

    found(scene)
    return change(
        scene,
        counting,
        lambda document: asked_next(scene, document, wants_time=not by_clock),
        given,
    )


SCREENS = (
    Screen(
        name=GOAL,
        sample=STEP,
        view=_view,
        role="editor",
        opens=step_of,
        actions={"pick": edit(_picked)},
        asks="answer",
        typed=_named,
        row=_row,
        back=to_wait,
        help="wait",
        leads=(SIDE, "step.date"),
    ),
    Screen(
        name=SIDE,
        sample=OfDate(7, "s2", "予約日時"),
        view=_side,
        role="editor",
        actions={"side": edit(_turned), "far": edit(_far)},
        asks="answer",
        typed=_typed,
        back=to_wait,
        help="wait",
        leads=(SIDE, "step.time", "msg.compose", "timeline.view", "timeline.busy"),
    ),
)
