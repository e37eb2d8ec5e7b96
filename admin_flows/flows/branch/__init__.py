"""Branches: how the ways part, one way beside the other, and what becomes of one."""

from admin_flows.flows.branch import arm, asking_first, copies, how, lanes

SCREENS = (
    *how.SCREENS,
    *asking_first.SCREENS,
    *lanes.SCREENS,
    *arm.SCREENS,
    *copies.SCREENS,
)
