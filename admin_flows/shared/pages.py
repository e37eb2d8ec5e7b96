"""Timelines are paged by ten; after an edit the page of the edited row is shown."""

from admin_flows.engine.move import Goto
from admin_flows.shared.rows import number_of
from admin_flows.shared.where import Page
from bot.domain.document import Scenario
from flex_templates.views.parts import Notice

ROWS = 10


def page_start(number: int) -> int:
    return (max(number, 1) - 1) // ROWS * ROWS + 1


def timeline_at(
    scenario_id: int, document: Scenario, step_id: str, notice: Notice | None = None
) -> Goto:
    first = page_start(number_of(document, step_id) or 1)
    return Goto("timeline.view", Page(scenario_id, first), notice)
