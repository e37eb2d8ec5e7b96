"""When a step would reach somebody who entered now: "for example" under a chosen time."""

from datetime import datetime

from admin_flows.engine.scene import AnyScene
from bot.domain.document import Scenario
from bot.domain.schedule import Calendar
from bot.domain.walk import Instants, Planned, Walk, plan
from flex_templates.catalogs import closest
from flex_templates.views.parts import Notice
from flex_templates.words import Words


def due_times(document: Scenario, now: datetime, calendar: Calendar) -> dict[str, datetime]:
    """By step id, for a friend who enters now and gets everything when it is due."""
    walk, found = Walk(document), dict[str, datetime]()
    previous = now
    for index, step in enumerate(walk.steps):
        planned = plan(walk, index, Instants(now, previous, found), calendar)
        if isinstance(planned, Planned):
            previous = found[step.id] = planned.due_at
    return found


def example(scene: AnyScene, document: Scenario, step_id: str) -> Notice | None:
    calendar = scene.reads.settings().calendar
    arrives = due_times(document, scene.now, calendar).get(step_id)
    if arrives is None:
        return None
    words = Words(closest(scene.actor.locale), calendar.zone)
    values = {
        "added": words.moment(scene.now, scene.now),
        "arrives": words.moment(arrives, scene.now),
    }
    return Notice("info", "example", values)
