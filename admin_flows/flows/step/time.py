"""At what time of day: a click, the picker, or a window; at night it is asked once more."""

from datetime import time

from admin_flows.answers.clock_time import Span, parse_span
from admin_flows.answers.weekdays import parse_weekdays
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.flows.step.next import asked_next
from admin_flows.flows.step.picked import picked_time
from admin_flows.flows.step.states import Night, WindowOf
from admin_flows.ports.chat import Typed
from admin_flows.shared import rows
from admin_flows.shared.drafts import change
from admin_flows.shared.where import STEP, OfStep, step_of, to_wait
from bot.domain.document import After, Immediate, Scenario, Step, Window
from bot.domain.edit import replace_step, with_quiet, with_wait
from bot.domain.edit import step_of as step_in
from bot.domain.goal_waits import OfGoal
from bot.domain.lengths import CLOCK_UNITS
from bot.domain.quiet import Quiet, day_spans
from bot.domain.reaction_waits import ForReaction
from bot.domain.waits import window_of
from bot.domain.window import LAST_MOMENT, hour
from flex_templates.views.owner import StepNight, StepTime, StepWindow
from flex_templates.views.parts import Hours, Notice

PICKS = {"1000": time(10), "1200": time(12), "1800": time(18), "2000": time(20)}


def _time(scene: Scene[OfStep]) -> StepTime:
    document, step = found(scene)
    wait = rows.when(step.wait, document)
    return StepTime(**fields(scene), wait=wait, current=rows.hours(window_of(step.wait)))


def _picked(scene: Scene[OfStep], tap: Tap) -> Move:
    start = PICKS.get(tap.ids[-1] if tap.ids else "")
    if start is None:
        raise Nonsense("no such time")
    return _within(scene, Span(start))


def _typed(scene: Scene[OfStep], text: str) -> Move:
    """A time, a window, or the weekdays it is limited to."""
    if span := parse_span(text):
        return _within(scene, span, Typed(text))
    if days := parse_weekdays(text):
        return change_step(
            scene,
            lambda step: _only_on(step, days),
            lambda _: Goto("step.time", OfStep(scene.state.scenario_id, scene.state.step_id)),
            Typed(text),
        )
    return Stay(Notice("error", "time_not_understood", {"text": text[:20]}))


def _only_on(step: Step, days: tuple[str, ...]) -> Step:
    if not isinstance(step.wait, After):
        return step
    return with_wait(step, step.wait.model_copy(update={"only_on": days}))


def _within(scene: Scene[OfStep], span: Span, given: Typed | None = None) -> Move:
    end = span.end or hour(span.start)
    if end <= span.start:
        values = {"start": f"{span.start:%H:%M}", "end": f"{end:%H:%M}"}
        return Stay(Notice("error", "window_order", values))
    window = Window(start=span.start, end=end)
    document, _ = found(scene)
    quiet = scene.reads.settings().quiet if document.quiet == "respect" else None
    if quiet and _is_night(window, quiet):
        state = scene.state
        return Goto("step.night", Night(state.scenario_id, state.step_id, window.start, window.end))
    return _timed(scene, window, given)


def _is_night(window: Window, quiet: Quiet) -> bool:
    """Nothing of the window is left, so that it would go at another time."""
    first = day_spans(window, quiet)[0]
    return first.days_later > 0 or not window.start <= first.start < window.end


def _timed(scene: Scene[OfStep], window: Window, given: Typed | None = None) -> Move:
    return change_step(
        scene,
        lambda step: _with_window(step, window),
        lambda document: asked_next(scene, document, wants_time=False),
        given,
    )


def _with_window(step: Step, window: Window) -> Step:
    if isinstance(step.wait, Immediate):
        return with_wait(step, After(days=0, at=window))
    if isinstance(step.wait, ForReaction):
        limit = (step.wait.at_most or After(days=0)).model_copy(update={"at": window})
        return with_wait(step, step.wait.model_copy(update={"at_most": limit}))
    if isinstance(step.wait, OfGoal) and step.wait.unit in CLOCK_UNITS:
        side = {"before": step.wait.before, "after": step.wait.after}
        return with_wait(step, OfGoal(**side, days=0, at=window))
    return with_wait(step, step.wait.model_copy(update={"at": window}))


def _window(scene: Scene[WindowOf]) -> StepWindow:
    return StepWindow(**fields(scene), start=scene.state.start)


def _window_opened(tap: Tap) -> WindowOf:
    return WindowOf(tap.number(), tap.id(1))


def _started(scene: Scene[WindowOf], tap: Tap) -> Move:
    state = scene.state
    return Goto("step.window", WindowOf(state.scenario_id, state.step_id, picked_time(tap)))


def _ended(scene: Scene[WindowOf], tap: Tap) -> Move:
    if scene.state.start is None:
        raise Nonsense("an end before a start")
    return _within(scene, Span(scene.state.start, _or_midnight(picked_time(tap))))


def _or_midnight(end: time) -> time:
    return end if end > time(0) else LAST_MOMENT


def _window_typed(scene: Scene[WindowOf], text: str) -> Move:
    """A whole window, or one of its two ends."""
    span, state = parse_span(text), scene.state
    if span is None:
        return Stay(Notice("error", "time_not_understood", {"text": text[:20]}))
    if span.end:
        return _within(scene, span, Typed(text))
    if state.start:
        return _within(scene, Span(state.start, _or_midnight(span.start)), Typed(text))
    return Goto("step.window", WindowOf(state.scenario_id, state.step_id, span.start))


def _night(scene: Scene[Night]) -> StepNight:
    quiet = scene.reads.settings().quiet
    shown = Hours(quiet.start, quiet.end) if quiet else Hours(scene.state.start, scene.state.end)
    return StepNight(**fields(scene), chosen=scene.state.start, quiet=shown)


def _in_the_morning(scene: Scene[Night], _: Tap) -> Move:
    quiet = scene.reads.settings().quiet
    start = quiet.end if quiet else scene.state.start
    return _timed(scene, Window(start=start, end=hour(start)))


def _at_night(scene: Scene[Night], _: Tap) -> Move:
    """The whole scenario no longer heeds the quiet hours."""
    window = Window(start=scene.state.start, end=scene.state.end)
    step_id = scene.state.step_id

    def sends_at_night(document: Scenario) -> Scenario:
        step = _with_window(step_in(document, step_id), window)
        return with_quiet(replace_step(document, step), respect=False)

    return change(
        scene, sends_at_night, lambda document: asked_next(scene, document, wants_time=False)
    )


def _to_time(state: OfStep) -> str:
    return f"step.time:{state.scenario_id}.{state.step_id}"


AFTER_TIME = ("msg.compose", "timeline.view", "timeline.busy")

SCREENS = (
    Screen(
        name="step.time",
        sample=STEP,
        view=_time,
        role="editor",
        opens=step_of,
        actions={
            "pick": edit(_picked),
            "picker": edit(lambda scene, tap: _within(scene, Span(picked_time(tap)))),
        },
        asks="answer",
        typed=_typed,
        back=to_wait,
        help="wait",
        leads=("step.window", "step.night", *AFTER_TIME),
    ),
    Screen(
        name="step.window",
        sample=WindowOf(7, "s2", time(10)),
        view=_window,
        role="editor",
        opens=_window_opened,
        actions={"start": edit(_started), "end": edit(_ended)},
        asks="answer",
        typed=_window_typed,
        back=_to_time,
        help="wait",
        leads=("step.night", *AFTER_TIME),
    ),
    Screen(
        name="step.night",
        sample=Night(7, "s2", time(22), time(23)),
        view=_night,
        role="editor",
        actions={"morning": edit(_in_the_morning), "night": edit(_at_night)},
        back=_to_time,
        help="wait",
        leads=("step.time", *AFTER_TIME),
    ),
)
