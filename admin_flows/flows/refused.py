"""What is not there any more, and what one may not do."""

from typing import Literal

from admin_flows.engine.common import Missing, Needed
from admin_flows.engine.names import GONE, HOME, ROLE
from admin_flows.engine.scene import Scene
from admin_flows.engine.screen import Screen
from flex_templates.views import owner


def _gone(scene: Scene[Missing]) -> owner.Gone:
    scenario_id = scene.state.scenario_id
    deleted = scene.reads.deleted(scenario_id) if scenario_id is not None else None
    if deleted is None:
        return owner.Gone()
    return owner.Gone(name=deleted.name, by=deleted.by, at=deleted.at)


def _role(scene: Scene[Needed]) -> owner.RoleRefused:
    owners = (person.name for person in scene.reads.people() if person.role == "owner")
    needed: Literal["owner", "editor"] = "owner" if scene.state.role == "owner" else "editor"
    return owner.RoleRefused(ask=next(owners, None), needed=needed)


SCREENS = (
    Screen(name=GONE, sample=Missing(7), view=_gone, leads=("scenario.list", HOME)),
    Screen(name=ROLE, sample=Needed(), view=_role, leads=("scenario.list", HOME)),
)
