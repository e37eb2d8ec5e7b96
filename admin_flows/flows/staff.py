"""Staff groups: those that get receipts, and those that only invited the account so far."""

from dataclasses import dataclass

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.engine.state import State
from admin_flows.ports.commands import LinkGroup, SetNotices, UnlinkGroup
from admin_flows.ports.facts import GroupFacts
from admin_flows.shared.where import nothing
from bot.domain.notifying import TOPICS, Choice
from flex_templates.views.owner import GroupRow, StaffGroup, StaffMenu
from flex_templates.views.parts import Notice

MENU, GROUP = "staff.menu", "staff.group"
PARTS = ("staff.how", "staff.kinds", "staff.scenarios", "staff.cap")


@dataclass(frozen=True)
class OfGroup(State):
    group_id: int


def group_row(group: GroupFacts) -> GroupRow:
    return GroupRow(
        id=str(group.id),
        name=group.name,
        people=group.people,
        how=group.choice.how,
        spent=group.spent,
        cap=group.choice.cap,
    )


def _menu(scene: Scene[Nothing]) -> StaffMenu:
    groups = scene.reads.groups()
    waiting = [group for group in groups if not group.linked_at]
    return StaffMenu(
        groups=tuple(group_row(group) for group in groups if group.linked_at),
        waiting=tuple(group_row(group) for group in waiting),
        words=len(scene.reads.settings().hand_over),
        members=len(scene.reads.people()),
    )


def _group_of(scene: AnyScene, group_id: int) -> GroupFacts:
    for group in scene.reads.groups():
        if group.id == group_id:
            return group
    raise Gone(Goto(MENU, Nothing(), Notice("error", "no_such_group")))


def linked(scene: AnyScene) -> GroupFacts:
    """The state's group, as long as it is linked."""
    group = _group_of(scene, scene.state.group_id)
    if group.linked_at is None:
        raise Gone(Goto(MENU, Nothing()))
    return group


def _link(scene: Scene[Nothing], tap: Tap) -> Move:
    group = _group_of(scene, tap.number())
    line = Notice("info", "group_linked", {"name": group.name})
    return Run(LinkGroup(group.id), then=lambda _: Goto(MENU, Nothing(), line))


def _group(scene: Scene[OfGroup]) -> StaffGroup:
    group = linked(scene)
    choice = group.choice
    return StaffGroup(
        group=group_row(group),
        linked_at=group.linked_at or scene.now,
        linked_by=group.linked_by or None,
        notices_this_month=group.notices_this_month,
        every=choice.every,
        times=choice.times,
        kinds=None if not choice.off else len(TOPICS) - len(choice.off),
        scenarios=None if choice.scenarios is None else len(choice.scenarios),
        quiet=choice.quiet,
    )


def chosen(scene: Scene[OfGroup], choice: Choice, to: str, line: Notice | None = None) -> Run:
    """The group is told so from now on; `to` the screen that shows it."""
    state = OfGroup(scene.state.group_id)
    return Run(SetNotices(linked(scene).id, choice), then=lambda _: Goto(to, state, line))


def _unlink(scene: Scene[OfGroup], _: Tap) -> Move:
    group = _group_of(scene, scene.state.group_id)
    line = Notice("info", "group_unlinked", {"name": group.name})
    return Run(UnlinkGroup(group.id), then=lambda _: Goto(MENU, Nothing(), line))


def _linked_at(scene: Scene[Nothing], number: int) -> Move | None:
    found = [group for group in scene.reads.groups() if group.linked_at]
    if not 1 <= number <= len(found):
        return None
    return Goto(GROUP, OfGroup(found[number - 1].id))


def of_group(tap: Tap) -> OfGroup:
    return OfGroup(tap.number())


def to_group(state: OfGroup) -> str:
    return f"{GROUP}:{state.group_id}"


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
        leads=(GROUP, "staff.words", "people.list", HOME),
    ),
    Screen(
        name=GROUP,
        sample=OfGroup(1),
        view=_group,
        opens=of_group,
        actions={"unlink": own(_unlink)},
        back=lambda _: MENU,
        help="staff",
        leads=(MENU, *PARTS),
    ),
)
