"""Codes make members: once, within the hour, and not by guessing."""

from datetime import timedelta

import pytest

from bot.domain.codes import as_code
from bot.services.members import MemberService
from bot.services.menus import MenuService
from bot.store import friends, people, settings
from bot.store.db import rows
from bot.store.models import EnrollmentState
from flex_templates.views.owner import ClaimAlready, ClaimBlocked, ClaimDone, ClaimWrong
from tests.delivery.world import step, user_id
from tests.services.line import FakeLine
from tests.services.shop import Shop

ME = user_id("森")
WRONG = "tobi-AAAA-AAAA"


@pytest.fixture
def members(shop: Shop) -> MemberService:
    clock = shop.world.clock
    return MemberService(
        clock, lambda: settings.account("Asia/Tokyo"), MenuService(FakeLine(), clock)
    )


def test_a_code_makes_its_sender_an_owner(shop: Shop, members: MemberService) -> None:
    shop.follow("森")
    view = members.claim(ME, f"  {members.new_code().lower()} ")
    assert view == ClaimDone(owner="森", shop="ひだまり弁当")
    actor = members.actor(ME)
    assert actor
    assert (actor.name, actor.role, actor.locale) == ("森", "owner", "ja")


def test_a_code_gives_its_role(members: MemberService) -> None:
    members.claim(ME, members.new_code("editor"))
    actor = members.actor(ME)
    assert actor
    assert actor.role == "editor"


def test_an_editor_can_become_an_owner_but_an_owner_no_editor(members: MemberService) -> None:
    members.claim(ME, members.new_code("editor"))
    assert isinstance(members.claim(ME, members.new_code("owner")), ClaimDone)
    assert isinstance(members.claim(ME, members.new_code("editor")), ClaimAlready)
    actor = members.actor(ME)
    assert actor
    assert actor.role == "owner"


def test_a_code_is_used_once(members: MemberService) -> None:
    code = members.new_code()
    members.claim(ME, code)
    assert members.claim("U2", code) == ClaimWrong(tries_left=4)
    assert members.actor("U2") is None


def test_an_owners_second_code_stays_good_for_somebody_else(members: MemberService) -> None:
    members.claim(ME, members.new_code())
    code = members.new_code()
    assert isinstance(members.claim(ME, code), ClaimAlready)
    assert isinstance(members.claim("U2", code), ClaimDone)


@pytest.mark.parametrize(("minutes", "good"), [(59, True), (60, False)])
def test_a_code_lasts_an_hour(shop: Shop, members: MemberService, minutes: int, good: bool) -> None:
    code = members.new_code()
    shop.world.clock.move(timedelta(minutes=minutes))
    assert isinstance(members.claim(ME, code), ClaimDone) is good


def test_other_texts_are_no_codes(members: MemberService) -> None:
    assert members.claim(ME, "こんにちは") is None
    assert rows("SELECT count(*) FROM guess")[0][0] == 0


def test_codes_are_not_kept_in_clear(members: MemberService) -> None:
    letters = as_code(members.new_code())
    assert letters
    kept = rows("SELECT code_hash, role, used_by FROM code")
    assert letters not in str(kept)


def test_five_wrong_codes_are_refused_for_half_an_hour_even_a_right_one(
    shop: Shop, members: MemberService
) -> None:
    left = [members.claim(ME, WRONG) for _ in range(4)]
    assert left == [ClaimWrong(tries_left=n) for n in (4, 3, 2, 1)]
    assert members.claim(ME, WRONG) == ClaimBlocked(minutes=30)
    shop.move(minutes=29, seconds=1)
    assert members.claim(ME, members.new_code()) == ClaimBlocked(minutes=1)
    shop.move(minutes=1)
    assert isinstance(members.claim(ME, members.new_code()), ClaimDone)


def test_wrong_codes_of_one_do_not_refuse_another(members: MemberService) -> None:
    for _ in range(5):
        members.claim(ME, WRONG)
    assert isinstance(members.claim("U2", members.new_code()), ClaimDone)


def test_old_slips_are_forgotten(shop: Shop, members: MemberService) -> None:
    for _ in range(4):
        members.claim(ME, WRONG)
    shop.move(hours=2)
    assert members.claim(ME, WRONG) == ClaimWrong(tries_left=4)


def test_many_accounts_guessing_together_are_slowed_down(
    shop: Shop, members: MemberService
) -> None:
    for number in range(100):
        members.claim(f"U{number}", WRONG)
    code = members.new_code()
    assert members.claim(ME, code) == ClaimBlocked(minutes=10)
    shop.move(minutes=10)
    assert isinstance(members.claim(ME, code), ClaimDone)


def test_a_claim_ends_the_persons_open_walks_and_wants_the_owners_menu(
    shop: Shop, members: MemberService
) -> None:
    shop.started(step("welcome"), step("later", {"days": 1}))
    shop.follow("森", "花")
    shop.send()
    members.claim(ME, members.new_code())
    assert [row["state"] for row in shop.enrollments()] == [
        EnrollmentState.STOPPED,
        EnrollmentState.WAITING,
    ]
    assert rows("SELECT user_id, wanted FROM user_menu") == [(ME, "owner-ja")]


def test_the_own_language_goes_before_the_phones(shop: Shop, members: MemberService) -> None:
    friends.known(ME)
    friends.set_profiles([(ME, "Mori", "en", "")], at=0)
    members.claim(ME, members.new_code())
    assert _locale(members) == "en"
    people.set_language(ME, "ja")
    assert _locale(members) == "ja"
    people.set_language(ME, "")
    assert _locale(members) == "en"


def _locale(members: MemberService) -> str:
    actor = members.actor(ME)
    assert actor
    return actor.locale
