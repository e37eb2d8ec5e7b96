"""Who runs the shop: invited with a role, given another one, removed."""

from typing import get_args

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor, Role
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import InviteFacts, PersonFacts
from bot.clock import from_epoch
from bot.services.inviting import Inviting, code_mark
from bot.services.menus import friends_kind
from bot.services.owner.desk import ActingDesk, Desk, ReadingDesk
from bot.services.owner.refusals import refused
from bot.store import conversations, friends, invites, menus, people
from bot.store.invites import InviteRow
from bot.store.people import Person
from flex_templates.catalogs import closest

DEFAULT_LOCALE = "ja"


class MemberReads(ReadingDesk):
    def people(self) -> tuple[PersonFacts, ...]:
        return tuple(
            PersonFacts(row.user_id, row.name, as_role(row.role), from_epoch(row.joined_at))
            for row in people.members()
        )

    def invites(self) -> tuple[InviteFacts, ...]:
        return tuple(_facts(self.inviting, row) for row in self.inviting.listed())


def _facts(inviting: Inviting, row: InviteRow) -> InviteFacts:
    link = inviting.link(row.nonce)
    return InviteFacts(
        id=row.id,
        role=as_role(row.role),
        made_by=row.made_by,
        until=from_epoch(row.expires_at),
        code=code_mark(row.nonce),
        link=link,
        qr=inviting.picture(row.nonce) if link else "",
    )


def as_role(role: str) -> Role:
    """The least there is for a word nobody knows."""
    known: dict[str, Role] = {name: name for name in get_args(Role)}
    return known.get(role, "viewer")


def invite(desk: ActingDesk, command: do.MakeInvite, actor: Actor) -> Outcome:
    made = desk.inviting.make(command.role, by=actor.user_id)
    return Outcome(from_epoch(desk.now()), made=made)


def revoke(desk: Desk, command: do.RevokeInvite, _: Actor) -> Outcome:
    if not invites.revoke(command.invite_id):
        raise refused("no_such_invite")
    return Outcome(from_epoch(desk.now()))


def change_role(desk: Desk, command: do.ChangeRole, _: Actor) -> Outcome:
    _locked(command.user_id, stays_owner=command.role == "owner")
    people.set_role(command.user_id, command.role)
    return Outcome(from_epoch(desk.now()))


def remove(desk: Desk, command: do.RemoveMember, _: Actor) -> Outcome:
    """What they were in the middle of is forgotten, and their menu is a friend's again."""
    person = _locked(command.user_id, stays_owner=False)
    people.remove_member(person.user_id)
    conversations.forget(person.user_id)
    friend = friends.find(person.user_id)
    kind = friends_kind(friend)
    name = f"{kind}-{closest((friend and friend.lang) or DEFAULT_LOCALE)}"
    menus.want(person.user_id, name, own_first=kind == "friend")
    return Outcome(from_epoch(desk.now()))


def _locked(user_id: str, *, stays_owner: bool) -> Person:
    """Two owners who remove each other at the same moment: the second is refused."""
    people.lock_members()
    everybody = people.members()
    found = next((one for one in everybody if one.user_id == user_id), None)
    if found is None:
        raise refused("no_such_member")
    others = [one for one in everybody if one.role == "owner" and one.user_id != user_id]
    if found.role == "owner" and not stays_owner and not others:
        raise refused("last_owner")
    return found
