"""A step that comes again: with other texts, or as it is."""

from admin_flows.answers.plain import whole_number
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.rewording import walked
from admin_flows.flows.step.base import fields, found
from admin_flows.ports.chat import Typed
from admin_flows.shared import rows
from admin_flows.shared.drafts import change
from admin_flows.shared.rules import rule_in
from admin_flows.shared.where import STEP, OfStep, step_of
from bot.domain.document import After, Repeat, Scenario
from bot.domain.limits import REPEATS
from bot.domain.repeating import recurs, usual_repeat, with_copies, with_repeat
from bot.domain.waits import window_of
from bot.domain.window import Window
from flex_templates.views.owner import StepCopies, StepRepeat
from flex_templates.views.parts import Notice

REPEAT = "step.repeat"
COPIES = "step.copies"
TIMES = ("1", "3", "9")
_TEN = Window.from_text("10:00")
_EVERY = {"day": "days", "week": "weeks", "month": "months"}


def _view(scene: Scene[OfStep]) -> StepRepeat:
    document, step = found(scene)
    repeat = step.repeat
    until = repeat.until if repeat else None
    return StepRepeat(
        **fields(scene),
        every=rows.when(repeat.every, document) if repeat else None,
        times=repeat.at_most if repeat else None,
        until=rule_in(scene, until, document) if until else None,
        own=rows.when(step.wait, document) if recurs(step.wait) else None,
    )


def _copies(scene: Scene[OfStep], tap: Tap) -> Move:
    if tap.id() not in TIMES:
        raise Nonsense("no such number")
    return _copied(scene, int(tap.id()))


def _copies_typed(scene: Scene[OfStep], text: str) -> Move:
    number = whole_number(text)
    if number is None:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    if not 1 <= number <= REPEATS:
        return Stay(_out_of_range(1, number))
    return _copied(scene, number, Typed(text))


def _copied(scene: Scene[OfStep], times: int, given: Typed | None = None) -> Move:
    _, step = found(scene)
    ids: list[str] = []

    def copy(document: Scenario) -> Scenario:
        changed, copies = with_copies(document, step.id, times)
        ids[:] = copies
        return changed

    def shown(document: Scenario) -> Goto:
        return walked(scene.state.scenario_id, document, ids, step.id)

    return change(scene, copy, shown, given)


def _every(scene: Scene[OfStep], tap: Tap) -> Move:
    """As its own wait, or every day, week or month at the time of day it has."""
    _, step = found(scene)
    how = tap.id()
    if how == "own" and recurs(step.wait):
        return _repeats(scene, usual_repeat(step, step.wait))
    if how not in _EVERY:
        raise Nonsense("no such time")
    every = After.model_validate({_EVERY[how]: 1, "at": window_of(step.wait) or _TEN})
    return _repeats(scene, usual_repeat(step, every))


def _times_typed(scene: Scene[OfStep], text: str) -> Move:
    """So many times in all."""
    _, step = found(scene)
    number = whole_number(text)
    if step.repeat is None or number is None:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    if not 2 <= number <= REPEATS:
        return Stay(_out_of_range(2, number))
    return _repeats(scene, step.repeat.model_copy(update={"at_most": number}), Typed(text))


def _for_ever(scene: Scene[OfStep], _: Tap) -> Move:
    repeat = found(scene)[1].repeat
    if repeat is None:
        return Stay()
    return _repeats(scene, repeat.model_copy(update={"at_most": None}))


def _repeats(scene: Scene[OfStep], repeat: Repeat | None, given: Typed | None = None) -> Move:
    step_id = scene.state.step_id
    return change(
        scene, lambda now: with_repeat(now, step_id, repeat), Goto(REPEAT, scene.state), given
    )


def _out_of_range(least: int, number: int) -> Notice:
    return Notice("error", "out_of_range", {"least": least, "most": REPEATS, "actual": number})


def _to_more(state: OfStep) -> str:
    return f"step.more:{state.scenario_id}.{state.step_id}"


SCREENS = (
    Screen(
        name=REPEAT,
        sample=STEP,
        view=_view,
        role="editor",
        opens=step_of,
        actions={
            "every": edit(_every),
            "for-ever": edit(_for_ever),
            "stop": edit(lambda scene, _: _repeats(scene, None)),
        },
        asks="answer",
        typed=_times_typed,
        back=_to_more,
        help="timeline",
        leads=(REPEAT, COPIES, "rule.card", "step.card", "step.more", "timeline.busy"),
    ),
    Screen(
        name=COPIES,
        sample=STEP,
        view=lambda scene: StepCopies(**fields(scene)),
        role="editor",
        opens=step_of,
        actions={"times": edit(_copies)},
        asks="answer",
        typed=_copies_typed,
        back=_to_more,
        help="timeline",
        leads=("copy.text", "arm.view", "timeline.view", "timeline.busy"),
    ),
)
