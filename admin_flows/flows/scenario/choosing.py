"""A new scenario from a ready one."""

from datetime import datetime

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.ports.commands import CreateScenario
from admin_flows.shared import rows
from admin_flows.shared.days import days
from admin_flows.shared.names import free_name
from admin_flows.shared.where import Page, new_id, nothing
from bot.domain.schedule import Calendar
from bot.domain.templates import Template, language_for, template, templates
from bot.domain.walk import Walk
from flex_templates.views.owner import NewHow, TemplateRow, TemplateStep
from flex_templates.views.parts import Notice

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


def _use(scene: Scene[Nothing], tap: Tap) -> Move:
    found = template(tap.id())
    if found is None:
        raise Nonsense(f"no template {tap.id()!r}")
    document = found.scenario(scene.actor.locale)
    name = free_name(document.name, (row.name for row in scene.reads.scenarios()))
    return Run(
        CreateScenario(name, document),
        then=lambda done: Goto(
            "timeline.view", Page(new_id(done.scenario_id)), Notice("info", "from_template")
        ),
    )


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
        leads=("new.name", "timeline.view"),
    ),
)
