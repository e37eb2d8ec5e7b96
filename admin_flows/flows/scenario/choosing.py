"""A new scenario from a ready one: which, and what it would send."""

from datetime import datetime

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.scenario.answering import ASKING, Answering, Chosen, chosen
from admin_flows.shared import rows
from admin_flows.shared.days import days
from admin_flows.shared.where import nothing
from bot.domain.coupons import OwnCoupon
from bot.domain.document import Scenario, Step
from bot.domain.schedule import Calendar
from bot.domain.templates import Template, language_for, templates
from bot.domain.walk import Walk
from flex_templates.views.owner import FlowStep, NewFlow, NewHow, TemplateRow, TemplateStep

STEPS_SHOWN = 4


def _how(scene: Scene[Nothing]) -> NewHow:
    calendar, lang = scene.reads.settings().calendar, scene.actor.locale
    return NewHow(rows=tuple(_row(one, lang, scene.now, calendar) for one in templates()))


def _row(one: Template, lang: str, now: datetime, calendar: Calendar) -> TemplateRow:
    document, said = one.scenario(lang), language_for(lang)
    steps = document.steps
    shown = steps if len(steps) <= STEPS_SHOWN + 1 else steps[:STEPS_SHOWN]
    return TemplateRow(
        name=one.name,
        title=one.title[said],
        audience=one.audience[said],
        about=one.about[said],
        messages=Walk(document).left(0),
        days=days(document, now, calendar).get(steps[-1].id),
        steps=tuple(
            TemplateStep(rows.when(step.wait, document), step.title or step.id) for step in shown
        ),
        more=len(steps) - len(shown),
    )


def _use(_: Scene[Nothing], tap: Tap) -> Move:
    return Goto(ASKING, Answering(chosen(tap.id()).name))


def _flow(scene: Scene[Chosen]) -> NewFlow:
    one, lang = chosen(scene.state.template), scene.actor.locale
    document = one.scenario(lang)
    return NewFlow(
        row=_row(one, lang, scene.now, scene.reads.settings().calendar),
        steps=tuple(_step(step, document, lang) for step in document.steps),
    )


def _step(step: Step, document: Scenario, lang: str) -> FlowStep:
    return FlowStep(
        rows.when(step.wait, document),
        step.title or step.id,
        rows.excerpt(step, lang) or None,
        gives=any(isinstance(message, OwnCoupon) for message in step.send),
    )


def _use_this(scene: Scene[Chosen], _: Tap) -> Move:
    return Goto(ASKING, Answering(chosen(scene.state.template).name))


SCREENS = (
    Screen(
        name="new.how",
        sample=Nothing(),
        view=_how,
        role="editor",
        opens=nothing,
        actions={"use": edit(_use)},
        back=lambda _: HOME,
        help="start",
        leads=("new.name", "new.flow", ASKING),
    ),
    Screen(
        name="new.flow",
        sample=Chosen("revisit-coupon"),
        view=_flow,
        role="editor",
        opens=lambda tap: Chosen(tap.id()),
        actions={"use": edit(_use_this)},
        back=lambda _: "new.how",
        help="start",
        leads=("new.how", ASKING),
    ),
)
