"""Timelines are paged, and long ones folded; after an edit the page of the edited row is shown,
inside an arm that arm alone.
"""

from dataclasses import dataclass

from admin_flows.engine.move import Goto
from admin_flows.shared.where import OfStep, Page
from bot.domain.document import Scenario, Step
from bot.domain.edit import spot_of
from bot.domain.steps import every_step
from flex_templates.views.parts import Notice

ROWS = 10
UNFOLDED = 16
"""With more steps than that a branch is one row, whose ways are opened by a tap."""
ARM_ROWS = 8


@dataclass(frozen=True)
class ArmPage(OfStep):
    """The steps of one arm of the branch `step_id`, from the one at `first`; both from 0."""

    arm: int = 0
    first: int = 0


def is_folded(document: Scenario) -> bool:
    return len(document.all_steps) > UNFOLDED


def rows_of(document: Scenario) -> tuple[Step, ...]:
    """The steps that the timeline shows a row of."""
    return document.steps if is_folded(document) else document.all_steps


def row_of(document: Scenario, step_id: str) -> int:
    """In which row, from 1, the step stands, or the branch that it is folded into."""
    shown = rows_of(document)
    rows = (n for n, step in enumerate(shown, 1) if _holds(step, step_id, is_folded(document)))
    return next(rows, 1)


def _holds(step: Step, step_id: str, folded: bool) -> bool:
    inside = every_step([step]) if folded else (step,)
    return any(one.id == step_id for one in inside)


def page_start(row: int) -> int:
    return (max(row, 1) - 1) // ROWS * ROWS + 1


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
    first = page_start(row_of(document, step_id))
    return Goto("timeline.view", Page(scenario_id, first), notice)
