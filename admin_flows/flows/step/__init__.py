"""One step: its card, when it comes, and where it stands."""

from admin_flows.flows.step import card, days, moving, receipt, time, wait
from admin_flows.flows.step.moving import added

SCREENS = (
    *card.SCREENS,
    *moving.SCREENS,
    *wait.SCREENS,
    *days.SCREENS,
    *time.SCREENS,
    *receipt.SCREENS,
)

__all__ = ["SCREENS", "added"]
