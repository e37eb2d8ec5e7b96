"""Members: invited with a role, given another, removed; cards fit what each may do."""

from urllib.parse import unquote

from admin_flows.ports import commands as do
from admin_flows.ports import facts
from bot.clock import FakeClock
from tests.flows.fakes import Shop
from tests.flows.phone import Phone, make_runner, person
from tests.flows.shops import full_shop


def test_an_invitation_takes_four_taps_and_can_be_withdrawn(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.menu").tap("Members", "Invite", "editor")
    assert mori.taps == 4
    assert mori.screen == "people.code"
    assert "tobi-K7QM-4XPR" in mori.words
    mori.menu("staff.menu").tap("Members").open("招待中：編集者").tap("Withdraw")
    assert mori.reads("The invitation is withdrawn.")
    assert shop.done[-1] == do.RevokeInvite(1)
    assert shop.invited == []


def test_the_link_opens_the_chat_with_the_code(clock: FakeClock) -> None:
    phone = Phone(make_runner(full_shop(clock), clock), person("森"))
    phone.press("go:people.code:1")
    uri = next(one for one in _uris(phone.last) if "share" in one)
    assert unquote(uri).endswith("https://line.me/R/oaMessage/%40shop/?tobi-K7QM-4XPR")


def _uris(part: object) -> list[str]:
    if isinstance(part, list):
        return [uri for one in part for uri in _uris(one)]
    if not isinstance(part, dict):
        return []
    own = [part["uri"]] if part.get("type") == "uri" else []
    return own + [uri for one in part.values() for uri in _uris(one)]


def test_a_role_is_changed_on_the_members_card(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.menu").tap("Members").type("2").tap("viewer")
    assert "佐藤さんが閲覧者になりました。" in mori.words
    assert shop.members[1].role == "viewer"


def test_removing_is_asked_first(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.menu").tap("Members").open("佐藤").tap("Remove them")
    assert [one.name for one in shop.members] == ["森", "佐藤"]
    mori.tap("Remove them")
    assert [one.name for one in shop.members] == ["森"]
    assert mori.screen == "people.list"


def test_the_last_owner_stays(mori: Phone, shop: Shop) -> None:
    mori.press("go:people.member:U-森").tap("viewer")
    assert "最後の管理者は外せません。先にもう1人を管理者にしてください。" in mori.words
    mori.tap("Remove them", "Remove them")
    assert "最後の管理者は外せません。" in mori.words
    assert shop.members[0].role == "owner"


def test_who_is_no_owner_sees_who_is_there_and_nothing_more(sato: Phone, shop: Shop) -> None:
    until = shop.clock.now()
    shop.invited = [facts.InviteFacts(1, "viewer", "U-森", until, "tobi-K7QM-4XPR")]
    sato.menu("staff.menu").tap("Members")
    assert "森" in sato.words
    assert not sato.has("Invite")
    assert not sato.has("Invited")
    sato.open("森")
    assert not sato.has("Remove them")
    assert not sato.has("viewer")
