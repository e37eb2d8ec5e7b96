"""The first card an owner ever sees. It is opened by whoever checked the code: `Runner.open`."""

from dataclasses import dataclass

from admin_flows.engine.common import Nothing
from admin_flows.engine.scene import Scene
from admin_flows.engine.screen import Screen
from admin_flows.engine.state import State
from admin_flows.shared.where import nothing
from flex_templates.views.owner import ClaimAlready, ClaimDone, ClaimHow

DONE = "claim.done"
ALREADY = "claim.already"


@dataclass(frozen=True)
class Claimed(State):
    """`friends` None: the plan does not let us read who is there already."""

    friends: int | None = None


def _done(scene: Scene[Claimed]) -> ClaimDone:
    shop = scene.reads.settings().account_name
    return ClaimDone(
        owner=scene.actor.name, shop=shop, friends=scene.state.friends, role=scene.actor.role
    )


def _already(_: Scene[Nothing]) -> ClaimAlready:
    return ClaimAlready()


def _how(_: Scene[Nothing]) -> ClaimHow:
    return ClaimHow()


SCREENS = (
    Screen(
        name=DONE,
        sample=Claimed(240),
        view=_done,
        leads=("new.how", "new.name", "claim.how", "home.today"),
    ),
    Screen(name=ALREADY, sample=Nothing(), view=_already, leads=("home.today",)),
    Screen(
        name="claim.how",
        sample=Nothing(),
        view=_how,
        opens=nothing,
        back=lambda _: "home.today",
        leads=("new.name",),
    ),
)
