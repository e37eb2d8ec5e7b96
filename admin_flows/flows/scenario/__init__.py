"""Scenarios: the list, one scenario's card, and everything done to a whole scenario."""

from admin_flows.flows.scenario import adding, card, ending, listing, naming, running

SCREENS = (
    *listing.SCREENS,
    *card.SCREENS,
    *adding.SCREENS,
    *running.SCREENS,
    *ending.SCREENS,
    *naming.SCREENS,
)
