"""Who runs the shop, over the database: invitations, roles, and the least role of every command."""

from functools import partial

import pytest

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor, Role
from bot.domain.codes import as_code
from bot.services.members import MemberService
from bot.services.menus import MenuService
from bot.services.owner.executor import ACTS
from bot.store import people, settings
from bot.store.db import rows
from flex_templates.views.owner import ClaimAlready, ClaimDone, ClaimWrong
from tests.delivery.world import user_id
from tests.services.line import FakeLine
from tests.services.shop import EDITOR, OWNER, VIEWER, Shop
from tests.services.test_two_at_once import at_once

ME, YOU = user_id("森"), user_id("佐藤")
# To take something back needs the right for what that takes.
VIEWERS_MAY = {do.EndRehearsal, do.SetLanguage, do.SeeAsFriend, do.Undo}
OWNERS_ONLY = {
    do.SetAtLimit,
    do.StartScenario,
    do.EndTrial,
    do.PublishDraft,
    do.PublishVersion,
    do.EndScenario,
    do.ReopenScenario,
    do.RestoreScenario,
    do.DeleteScenario,
    do.AddPeople,
    do.SendOnce,
    do.LinkGroup,
    do.UnlinkGroup,
    do.ImportFriends,
    do.SetQuiet,
    do.SetZone,
    do.SetQuotaKept,
    do.SetDailyCap,
    do.MakeApiKey,
    do.RevokeApiKey,
    do.MakeInvite,
    do.RevokeInvite,
    do.ChangeRole,
    do.RemoveMember,
}


@pytest.fixture
def joined() -> list[Actor]:
    return []


@pytest.fixture
def members(shop: Shop, joined: list[Actor]) -> MemberService:
    clock = shop.world.clock
    account = partial(settings.account, "Asia/Tokyo")
    return MemberService(clock, account, MenuService(FakeLine(), clock), joined.append)


def invite(shop: Shop, role: Role = "editor") -> tuple[int, str]:
    """Its id, and the code as the card has it when it leaves."""
    made = shop.do(do.MakeInvite(role)).made
    found = next(one for one in shop.reads.invites() if one.id == made)
    return found.id, shop.inviting.revealed(found.code)


def join(shop: Shop, members: MemberService, user: str, role: Role) -> None:
    assert isinstance(members.claim(user, invite(shop, role)[1]), ClaimDone)


def role_of(members: MemberService, user: str) -> str | None:
    actor = members.actor(user)
    return actor.role if actor else None


def test_owners_alone_may_do_what_cannot_be_taken_back_or_is_about_people() -> None:
    assert {command for command, act in ACTS.items() if act.least == "viewer"} == VIEWERS_MAY
    assert {command for command, act in ACTS.items() if act.least == "owner"} >= OWNERS_ONLY


@pytest.mark.parametrize(
    "command",
    [
        do.MakeInvite("owner"),
        do.RevokeInvite(1),
        do.ChangeRole(ME, "owner"),
        do.RemoveMember(ME),
    ],
)
def test_nobody_else_may(shop: Shop, command: do.Command) -> None:
    assert shop.refusal(command, EDITOR) == "role"
    assert shop.refusal(command, VIEWER) == "role"


def test_an_invitation_makes_its_sender_a_member_once(
    shop: Shop, members: MemberService, joined: list[Actor]
) -> None:
    shop.follow("佐藤")
    _, code = invite(shop)
    assert isinstance(members.claim(YOU, f" {code.lower()} "), ClaimDone)
    assert role_of(members, YOU) == "editor"
    assert [(one.name, one.role) for one in joined] == [("佐藤", "editor")]
    assert isinstance(members.claim("U3", code), ClaimWrong)
    assert shop.reads.invites() == ()


def test_a_code_of_ones_own_role_or_less_is_kept_for_somebody_else(
    shop: Shop, members: MemberService
) -> None:
    join(shop, members, ME, "editor")
    _, code = invite(shop, "viewer")
    assert isinstance(members.claim(ME, code), ClaimAlready)
    assert isinstance(members.claim(YOU, code), ClaimDone)


@pytest.mark.parametrize(("hours", "good"), [(23.9, True), (24, False)])
def test_it_lasts_a_day(shop: Shop, members: MemberService, hours: float, good: bool) -> None:
    _, code = invite(shop)
    shop.move(hours=hours)
    assert isinstance(members.claim(YOU, code), ClaimDone) is good
    assert shop.reads.invites() == ()


def test_a_withdrawn_one_opens_nothing(shop: Shop, members: MemberService) -> None:
    number, code = invite(shop)
    shop.do(do.RevokeInvite(number))
    assert isinstance(members.claim(YOU, code), ClaimWrong)
    assert shop.refusal(do.RevokeInvite(number)) == "no_such_invite"


def test_neither_the_code_nor_the_pictures_address_is_kept(shop: Shop) -> None:
    settings.set_basic_id("@hidamari")
    _, code = invite(shop)
    found = shop.reads.invites()[0]
    link, qr = shop.inviting.revealed(found.link), shop.inviting.revealed(found.qr)
    assert link == f"https://line.me/R/oaMessage/%40hidamari/?{code}"
    ticket = qr.removeprefix("https://shop.example/i/").removesuffix("/qr.png")
    kept = str(rows("SELECT * FROM invite")) + str(rows("SELECT * FROM code"))
    assert as_code(code)
    assert str(as_code(code)) not in kept
    assert ticket not in kept
    assert (shop.inviting.qr(ticket) or b"")[:4] == b"\x89PNG"
    assert shop.inviting.qr("0" * 40) is None
    shop.move(hours=24)
    assert shop.inviting.qr(ticket) is None


def test_a_role_is_changed_and_counts_at_once(shop: Shop, members: MemberService) -> None:
    join(shop, members, ME, "owner")
    join(shop, members, YOU, "editor")
    shop.do(do.ChangeRole(YOU, "viewer"))
    assert role_of(members, YOU) == "viewer"
    assert shop.refusal(do.ChangeRole("U9", "viewer")) == "no_such_member"


def test_who_is_removed_is_a_friend_again(shop: Shop, members: MemberService) -> None:
    shop.follow("佐藤")
    join(shop, members, ME, "owner")
    join(shop, members, YOU, "editor")
    shop.do(do.RemoveMember(YOU))
    assert role_of(members, YOU) is None
    assert ("friend-ja",) in rows("SELECT wanted FROM user_menu WHERE user_id = :u", {"u": YOU})


def test_the_last_owner_stays_an_owner(shop: Shop, members: MemberService) -> None:
    join(shop, members, ME, "owner")
    join(shop, members, YOU, "editor")
    assert shop.refusal(do.RemoveMember(ME)) == "last_owner"
    assert shop.refusal(do.ChangeRole(ME, "editor")) == "last_owner"
    shop.do(do.ChangeRole(ME, "owner"))
    shop.do(do.ChangeRole(YOU, "owner"))
    shop.do(do.ChangeRole(ME, "viewer"))
    assert {one.user_id: one.role for one in people.members()} == {ME: "viewer", YOU: "owner"}


def test_two_owners_who_remove_each_other_leave_one(shop: Shop, members: MemberService) -> None:
    join(shop, members, ME, "owner")
    join(shop, members, YOU, "owner")
    given = at_once([partial(shop.do, do.RemoveMember(user), OWNER) for user in (ME, YOU)])
    assert given.count("last_owner") == 1
    assert len(people.members()) == 1
