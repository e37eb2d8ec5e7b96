"""One step: its card, when it comes, and where it stands."""

from admin_flows.flows.step import awaiting, card, days, goal, late, moving, receipt, time, wait
from admin_flows.flows.step.moving import added

SCREENS = (
    *card.SCREENS,
    *moving.SCREENS,
    *wait.SCREENS,
    *days.SCREENS,
    *time.SCREENS,
    *receipt.SCREENS,
    *awaiting.SCREENS,
    *goal.SCREENS,
    *late.SCREENS,
)

__all__ = ["SCREENS", "added"]
