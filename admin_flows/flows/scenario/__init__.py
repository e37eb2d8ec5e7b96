"""Scenarios: the list, one scenario's card, and everything done to a whole scenario."""

from admin_flows.flows.scenario import (
    adding,
    answering,
    card,
    choosing,
    ending,
    files,
    limit,
    listing,
    naming,
    once,
    picking,
    running,
    showing,
)

SCREENS = (
    *listing.SCREENS,
    *card.SCREENS,
    *limit.SCREENS,
    *showing.SCREENS,
    *adding.SCREENS,
    *picking.SCREENS,
    *files.SCREENS,
    *once.SCREENS,
    *running.SCREENS,
    *ending.SCREENS,
    *naming.SCREENS,
    *choosing.SCREENS,
    *answering.SCREENS,
)
