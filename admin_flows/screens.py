"""Every screen of the owners' conversations. Importing this checks that they fit together."""

from admin_flows.engine.flows import Flows
from admin_flows.flows import (
    answer,
    check,
    claim,
    friends,
    helping,
    home,
    inbox,
    keys,
    labelling,
    message,
    preview,
    publish,
    quota,
    refused,
    results,
    scenario,
    search,
    settings,
    staff,
    start,
    step,
    timeline,
    versions,
)

RICH_MENU = (
    "home.today",
    "scenario.list",
    "friends.find",
    "results.list",
    "staff.menu",
    "settings.menu",
)
AFTER_CODE = (claim.DONE, claim.ALREADY)

FLOWS = Flows(
    (
        *home.SCREENS,
        *search.SCREENS,
        *claim.SCREENS,
        *scenario.SCREENS,
        *start.SCREENS,
        *timeline.SCREENS,
        *step.SCREENS,
        *message.SCREENS,
        *preview.SCREENS,
        *check.SCREENS,
        *publish.SCREENS,
        *versions.SCREENS,
        *inbox.SCREENS,
        *quota.SCREENS,
        *friends.SCREENS,
        *labelling.SCREENS,
        *results.SCREENS,
        *staff.SCREENS,
        *settings.SCREENS,
        *keys.SCREENS,
        *answer.SCREENS,
        *helping.SCREENS,
        *refused.SCREENS,
    ),
    roots=(*RICH_MENU, *AFTER_CODE),
)
