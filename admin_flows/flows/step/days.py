"""Waits for a weekday, a day of the month or a date; each then asks the time of day."""

from admin_flows.answers.day import parse_date
from admin_flows.answers.weekdays import WEEK, parse_day_of_month, parse_weekdays
from admin_flows.engine.move import Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.flows.step.next import asked_next
from admin_flows.flows.step.picked import picked_date
from admin_flows.ports.chat import Typed
from admin_flows.shared.where import STEP, OfStep, step_of, to_wait
from bot.domain.document import OnDate, OnDay, OnWeekday, Step, Wait, Window
from bot.domain.edit import with_wait
from bot.domain.waits import window_of
from flex_templates.catalogs import closest
from flex_templates.views.owner import StepDate, StepDay, StepWeekday
from flex_templates.views.parts import Notice
from flex_templates.words import Words

USUAL = Window.from_text("10:00")


def _waits(scene: Scene[OfStep], wait: Wait, given: Typed | None = None) -> Move:
    return change_step(
        scene,
        lambda step: with_wait(step, wait.model_copy(update={"at": _hours(step)})),
        lambda document: asked_next(scene, document, wants_time=True),
        given,
    )


def _hours(step: Step) -> Window:
    """Those it had; the usual ones until they are chosen."""
    return window_of(step.wait) or USUAL


def _weekday(scene: Scene[OfStep]) -> StepWeekday:
    return StepWeekday(**fields(scene))


def _weekday_picked(scene: Scene[OfStep], tap: Tap) -> Move:
    day = next((day for day in WEEK if tap.ids and day == tap.ids[-1]), None)
    if day is None:
        raise Nonsense("no such weekday")
    return _waits(scene, OnWeekday(weekday=day, at=USUAL))


def _weekday_typed(scene: Scene[OfStep], text: str) -> Move:
    days = parse_weekdays(text)
    if days is None or len(days) != 1:
        return Stay(Notice("error", "days_not_understood", {"text": text[:20]}))
    return _waits(scene, OnWeekday(weekday=days[0], at=USUAL), Typed(text))


def _day(scene: Scene[OfStep]) -> StepDay:
    return StepDay(**fields(scene))


def _day_picked(scene: Scene[OfStep], tap: Tap) -> Move:
    day = parse_day_of_month(tap.ids[-1]) if tap.ids else None
    if day is None or (day != "last" and not 1 <= day <= 31):
        raise Nonsense("no such day")
    return _waits(scene, OnDay(day_of_month=day, at=USUAL))


def _day_typed(scene: Scene[OfStep], text: str) -> Move:
    day = parse_day_of_month(text)
    if day is None:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    if day != "last" and not 1 <= day <= 31:
        values = {"least": 1, "most": 31, "actual": day}
        return Stay(Notice("error", "out_of_range", values))
    return _waits(scene, OnDay(day_of_month=day, at=USUAL), Typed(text))


def _date(scene: Scene[OfStep]) -> StepDate:
    _, step = found(scene)
    today = scene.reads.settings().calendar.local(scene.now).date()
    current = step.wait.date if isinstance(step.wait, OnDate) else None
    return StepDate(**fields(scene), today=today, current=current)


def _date_picked(scene: Scene[OfStep], tap: Tap) -> Move:
    return _on_date(scene, picked_date(tap).isoformat(), None)


def _on_date(scene: Scene[OfStep], text: str, given: Typed | None) -> Move:
    calendar = scene.reads.settings().calendar
    today = calendar.local(scene.now).date()
    day = parse_date(text, today)
    if day is None:
        return Stay(Notice("error", "date_not_understood", {"text": text[:20]}))
    if day < today:
        shown = Words(closest(scene.actor.locale), calendar.zone).short_day(day)
        return Stay(Notice("error", "past_date", {"date": shown}))
    return _waits(scene, OnDate(date=day, at=USUAL), given)


SCREENS = (
    Screen(
        name="step.weekday",
        sample=STEP,
        view=_weekday,
        role="editor",
        opens=step_of,
        actions={"pick": edit(_weekday_picked)},
        asks="answer",
        typed=_weekday_typed,
        back=to_wait,
        help="wait",
        leads=("step.day", "step.time", "timeline.busy"),
    ),
    Screen(
        name="step.day",
        sample=STEP,
        view=_day,
        role="editor",
        opens=step_of,
        actions={"pick": edit(_day_picked)},
        asks="answer",
        typed=_day_typed,
        back=to_wait,
        help="wait",
        leads=("step.time", "timeline.busy"),
    ),
    Screen(
        name="step.date",
        sample=STEP,
        view=_date,
        role="editor",
        opens=step_of,
        actions={"picker": edit(_date_picked)},
        asks="answer",
        typed=lambda scene, text: _on_date(scene, text, Typed(text)),
        back=to_wait,
        help="wait",
        leads=("step.time", "step.goal", "timeline.busy"),
    ),
)
