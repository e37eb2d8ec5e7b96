"""Staff groups: those that get receipts, and those that only invited the account so far."""

from dataclasses import dataclass

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.engine.state import State
from admin_flows.ports.commands import LinkGroup, UnlinkGroup
from admin_flows.ports.facts import GroupFacts
from admin_flows.shared.where import nothing
from flex_templates.views.owner import GroupRow, StaffGroup, StaffMenu
from flex_templates.views.parts import Notice

MENU = "staff.menu"


@dataclass(frozen=True)
class OfGroup(State):
    group_id: int


def _row(group: GroupFacts) -> GroupRow:
    return GroupRow(id=str(group.id), name=group.name, people=group.people)


def _menu(scene: Scene[Nothing]) -> StaffMenu:
    groups = scene.reads.groups()
    return StaffMenu(
        groups=tuple(_row(group) for group in groups if group.linked_at),
        waiting=tuple(_row(group) for group in groups if not group.linked_at),
    )


def _group_of(scene: AnyScene, group_id: int) -> GroupFacts:
    for group in scene.reads.groups():
        if group.id == group_id:
            return group
    raise Gone(Goto(MENU, Nothing(), Notice("error", "no_such_group")))


def _link(scene: Scene[Nothing], tap: Tap) -> Move:
    group = _group_of(scene, tap.number())
    line = Notice("info", "group_linked", {"name": group.name})
    return Run(LinkGroup(group.id), then=lambda _: Goto(MENU, Nothing(), line))


def _group(scene: Scene[OfGroup]) -> StaffGroup:
    group = _group_of(scene, scene.state.group_id)
    if group.linked_at is None:
        raise Gone(Goto(MENU, Nothing()))
    return StaffGroup(
        group=_row(group),
        linked_at=group.linked_at,
        linked_by=group.linked_by or None,
        notices_this_month=group.notices_this_month,
    )


def _unlink(scene: Scene[OfGroup], _: Tap) -> Move:
    group = _group_of(scene, scene.state.group_id)
    line = Notice("info", "group_unlinked", {"name": group.name})
    return Run(UnlinkGroup(group.id), then=lambda _: Goto(MENU, Nothing(), line))


def _linked_at(scene: Scene[Nothing], number: int) -> Move | None:
    linked = [group for group in scene.reads.groups() if group.linked_at]
    if not 1 <= number <= len(linked):
        return None
    return Goto("staff.group", OfGroup(linked[number - 1].id))


SCREENS = (
    Screen(
        name=MENU,
        sample=Nothing(),
        view=_menu,
        opens=nothing,
        actions={"link": own(_link)},
        row=_linked_at,
        back=lambda _: HOME,
        help="staff",
        leads=("staff.group", HOME),
    ),
    Screen(
        name="staff.group",
        sample=OfGroup(1),
        view=_group,
        opens=lambda tap: OfGroup(tap.number()),
        actions={"unlink": own(_unlink)},
        back=lambda _: MENU,
        help="staff",
        leads=(MENU,),
    ),
)
