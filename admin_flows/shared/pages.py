"""Timelines are paged; after an edit the page of the edited row is shown, inside an arm that arm
alone.
"""

from dataclasses import dataclass

from admin_flows.engine.move import Goto
from admin_flows.shared.rows import number_of
from admin_flows.shared.where import OfStep, Page
from bot.domain.document import Scenario
from bot.domain.edit import spot_of
from flex_templates.views.parts import Notice

ROWS = 10
ARM_ROWS = 8


@dataclass(frozen=True)
class ArmPage(OfStep):
    """The steps of one arm of the branch `step_id`, from the one at `first`; both from 0."""

    arm: int = 0
    first: int = 0


def page_start(number: int) -> int:
    return (max(number, 1) - 1) // ROWS * ROWS + 1


def timeline_at(
    scenario_id: int, document: Scenario, step_id: str, notice: Notice | None = None
) -> Goto:
    spot = spot_of(document, step_id)
    if spot.branch:
        first = spot.index // ARM_ROWS * ARM_ROWS
        return Goto("arm.view", ArmPage(scenario_id, spot.branch, spot.arm, first), notice)
    return timeline_with(scenario_id, document, step_id, notice)


def timeline_with(
    scenario_id: int, document: Scenario, step_id: str, notice: Notice | None = None
) -> Goto:
    """The whole timeline, where the row of the step stands."""
    first = page_start(number_of(document, step_id) or 1)
    return Goto("timeline.view", Page(scenario_id, first), notice)
