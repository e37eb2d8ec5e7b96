"""When a step would reach somebody who entered now: "for example" under a chosen time."""

from collections.abc import Mapping
from datetime import datetime

from admin_flows.engine.scene import AnyScene
from bot.domain.document import After, Immediate, OnDate, Scenario, Wait
from bot.domain.schedule import Calendar
from bot.domain.walk import Instants, Planned, Walk, plan
from flex_templates.catalogs import closest
from flex_templates.views.parts import Notice
from flex_templates.words import Words


def due_times(document: Scenario, now: datetime, calendar: Calendar) -> dict[str, datetime]:
    """By step id, for a friend who enters now and gets everything when it is due. Inside an arm:
    if that one is taken. What depends on the arm taken before it is left out.
    """
    walk, found = Walk(document), dict[str, datetime]()
    reached: list[datetime | None] = [now]  # the last one is the entering
    for index, stop in enumerate(walk.stops):
        previous = None if stop.varies else reached[stop.before]
        if previous is None and not _counts_from_known(stop.wait, found):
            reached.insert(-1, None)
            continue
        planned = plan(walk, index, Instants(now, previous or now, found), calendar)
        due = planned.due_at if isinstance(planned, Planned) else now
        reached.insert(-1, due)
        found.setdefault(stop.step.id, due)
    return found


def _at_once(walk: Walk, step_id: str) -> str | None:
    index = next(iter(walk.indexes_of(step_id)), None)
    if index is None or not isinstance(walk.stops[index].wait, Immediate):
        return None
    if walk.stops[index].before >= 0:
        return "at_once_after"
    answers = walk.answers_at_once(index) and not walk.is_unasked
    return "at_once_answer" if answers else "at_once_entering"


def _counts_from_known(wait: Wait, found: Mapping[str, datetime]) -> bool:
    match wait:
        case After(from_="previous"):
            return False
        case After(from_=named):
            return named == "start" or named in found
    return isinstance(wait, OnDate)


def example(scene: AnyScene, document: Scenario, step_id: str) -> Notice | None:
    """An instant says little of a step without a wait: that is told in words."""
    if code := _at_once(Walk(document), step_id):
        return Notice("info", code)
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
