"""Who runs the shop: members with their roles, and invitations."""

from dataclasses import dataclass
from typing import get_args

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import AnyScene, Gone, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.engine.state import State
from admin_flows.ports.chat import Role
from admin_flows.ports.commands import ChangeRole, MakeInvite, RemoveMember, RevokeInvite
from admin_flows.ports.facts import InviteFacts, PersonFacts
from admin_flows.shared.paging import SHOWN, paged
from admin_flows.shared.where import From, from_first, made_id, nothing
from flex_templates.views.owner import (
    InviteRow,
    MemberRow,
    PeopleCode,
    PeopleInvite,
    PeopleList,
    PeopleMember,
    PeopleRemove,
)
from flex_templates.views.parts import Notice

LIST = "people.list"
INVITE = "people.invite"
CODE = "people.code"
MEMBER = "people.member"
REMOVE = "people.remove"
ROLES: dict[str, Role] = {role: role for role in get_args(Role)}


@dataclass(frozen=True)
class OfInvite(State):
    invite_id: int


@dataclass(frozen=True)
class OfMember(State):
    user_id: str


def _member_of(tap: Tap) -> OfMember:
    return OfMember(tap.id())


def _role(tap: Tap, index: int = 0) -> Role:
    role = ROLES.get(tap.id(index))
    if role is None:
        raise Nonsense("no such role")
    return role


def _row(person: PersonFacts) -> MemberRow:
    return MemberRow(
        id=person.user_id, name=person.name, role=person.role, since_at=person.joined_at
    )


def _invite_row(invite: InviteFacts) -> InviteRow:
    return InviteRow(id=str(invite.id), role=invite.role, until_at=invite.until)


def _list(scene: Scene[From]) -> PeopleList:
    """Invitations are for owners' eyes: their cards show the codes."""
    page, first = paged(scene.reads.people(), scene.state.first), not scene.state.first
    invites = scene.reads.invites() if scene.actor.role == "owner" and first else ()
    return PeopleList(
        now_at=scene.now,
        rows=tuple(map(_row, page.rows)),
        invites=tuple(map(_invite_row, invites[:SHOWN])),
        before=page.earlier,
        after=page.later,
    )


def _at(scene: Scene[From], number: int) -> Move | None:
    person = paged(scene.reads.people(), scene.state.first).at(number)
    return Goto(MEMBER, OfMember(person.user_id)) if person else None


def _invited(_: Scene[Nothing], tap: Tap) -> Move:
    return Run(MakeInvite(_role(tap)), then=lambda done: Goto(CODE, OfInvite(made_id(done))))


def _code(scene: Scene[OfInvite]) -> PeopleCode:
    invite = _found(scene)
    return PeopleCode(
        now_at=scene.now,
        invite=_invite_row(invite),
        shop=scene.reads.settings().account_name,
        code=invite.code,
        link=invite.link,
        qr=invite.qr,
    )


def _found(scene: Scene[OfInvite]) -> InviteFacts:
    for invite in scene.reads.invites():
        if invite.id == scene.state.invite_id:
            return invite
    raise Gone(Goto(LIST, From(), Notice("error", "no_such_invite")))


def _revoked(scene: Scene[OfInvite], _: Tap) -> Move:
    line = Notice("info", "invite_revoked")
    return Run(RevokeInvite(scene.state.invite_id), then=lambda _: Goto(LIST, From(), line))


def _person(scene: Scene[OfMember]) -> PersonFacts:
    for person in scene.reads.people():
        if person.user_id == scene.state.user_id:
            return person
    raise Gone(Goto(LIST, From(), Notice("error", "no_such_member")))


def _member(scene: Scene[OfMember]) -> PeopleMember:
    person = _person(scene)
    return PeopleMember(
        now_at=scene.now, member=_row(person), me=person.user_id == scene.actor.user_id
    )


def _given(scene: Scene[OfMember], tap: Tap) -> Move:
    """Whoever takes it from themselves may not see what comes next."""
    role, person = _role(tap, len(tap.ids) - 1), _person(scene)
    line = Notice("info", "role_changed", {"name": person.name, "role": role})
    return Run(ChangeRole(person.user_id, role), then=lambda _: Goto(MEMBER, scene.state, line))


def _removed(scene: Scene[OfMember], _: Tap) -> Move:
    person = _person(scene)
    line = Notice("info", "member_removed", {"name": person.name})
    return Run(RemoveMember(person.user_id), then=lambda _: Goto(LIST, From(), line))


def _remove(scene: AnyScene) -> PeopleRemove:
    return PeopleRemove(member=_row(_person(scene)))


SCREENS = (
    Screen(
        name=LIST,
        sample=From(),
        view=_list,
        opens=from_first,
        row=_at,
        back=lambda _: "staff.menu",
        help="staff",
        leads=(MEMBER, INVITE, CODE, "staff.menu"),
    ),
    Screen(
        name=INVITE,
        sample=Nothing(),
        view=lambda _: PeopleInvite(),
        role="owner",
        opens=nothing,
        actions={"invite": own(_invited)},
        back=lambda _: LIST,
        help="staff",
        leads=(CODE, LIST),
    ),
    Screen(
        name=CODE,
        sample=OfInvite(1),
        view=_code,
        role="owner",
        opens=lambda tap: OfInvite(tap.number()),
        actions={"revoke": own(_revoked)},
        back=lambda _: LIST,
        help="staff",
        leads=(LIST,),
    ),
    Screen(
        name=MEMBER,
        sample=OfMember("U-森"),
        view=_member,
        opens=_member_of,
        actions={"role": own(_given)},
        back=lambda _: LIST,
        help="staff",
        leads=(REMOVE, LIST),
    ),
    Screen(
        name=REMOVE,
        sample=OfMember("U-森"),
        view=_remove,
        role="owner",
        opens=_member_of,
        actions={"remove": own(_removed)},
        back=lambda state: f"{MEMBER}:{state.user_id}",
        help="staff",
        leads=(LIST, MEMBER),
    ),
)
