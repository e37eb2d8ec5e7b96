"""People are put into a scenario by hand: who, what it costs, and only by owners."""

from datetime import date

import pytest

from admin_flows.ports import facts
from admin_flows.ports.commands import AddPeople
from bot.domain.audience import Audience, picked
from bot.domain.document import Manual
from bot.domain.rules import loaded
from bot.domain.scenario import Active
from tests.flows.conftest import START
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, running, three_steps

NAMES = ("山田花子", "田中花", "鈴木一郎")


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    by_hand = three_steps().model_copy(update={"start": (Manual(),)})
    running(shop, by_hand)
    shop.known = [
        facts.FriendFacts(number, name, added_at=START) for number, name in enumerate(NAMES, 11)
    ]
    return mori


def test_everybody_is_added_from_the_card(phone: Phone, shop: Shop) -> None:
    phone.menu("scenario.list").open("週替わり").tap("＋ Add people", "Everyone")
    assert "312人を入れます。" in phone.words
    assert "止めた人8・ブロック21・以前入った人40・管理する人1は入りません。" in phone.words
    assert "936" in phone.words, "three steps for each"
    phone.open("312人を入れる")
    assert shop.done == [AddPeople(1)]
    assert "312人を入れました" in phone.words


def test_a_label_is_chosen_by_its_row_or_its_number(phone: Phone, shop: Shop) -> None:
    phone.press("go:add.whom:1").tap("By label").open("会員")
    assert phone.screen == "add.check"
    assert "会員" in phone.words
    phone.press("go:pick.list:1.label").type("1")
    assert phone.screen == "add.check"
    phone.open("24人を入れる")
    assert shop.done == [AddPeople(1, Audience("label", 90))]


def test_a_group_is_chosen_from_its_page(phone: Phone, shop: Shop) -> None:
    rule = loaded('{"label": "会員"}')
    shop.grouped = [facts.UserGroupFacts(n, f"組{n}", rule) for n in range(1, 12)]
    phone.press("go:add.whom:1").tap("By group", "Next ›").open("組10").open("24人を入れる")
    assert shop.done == [AddPeople(1, Audience("group", 10))]
    phone.press("go:pick.list:1.group.8").tap("‹ Before")
    assert "組1" in phone.words


def test_without_any_there_is_a_word_for_it(phone: Phone, shop: Shop) -> None:
    assert phone.press("go:pick.list:1.group").reads("There are no groups yet.")


def test_a_label_that_is_gone_is_told(phone: Phone, shop: Shop) -> None:
    phone.press("go:add.check:1.label-5")
    assert phone.screen == "scenario.card"
    assert phone.reads("This label or group is not there any more. Choose another one.")


@pytest.mark.parametrize(
    "ids", ["1.label-0", "1.group-", "1.label-x", "1.friends-1", "1.", "1.all.2.3"]
)
def test_nonsense_means_nobody(phone: Phone, shop: Shop, ids: str) -> None:
    phone.press(f"go:add.check:{ids}")
    assert shop.done == []


def test_very_many_are_told_that_the_others_follow(phone: Phone, shop: Shop) -> None:
    shop.most_at_once = 100
    phone.press("go:add.check:1.all").open("312人を入れる")
    assert phone.reads("The others follow in turn; that takes a while.\nYou need not wait.")


def test_numbers_and_names_pick_friends(phone: Phone, shop: Shop) -> None:
    phone.press("go:add.pick:1").type("1 3")
    assert "山田花子・鈴木一郎" in phone.words
    phone.type("花").type("2")
    assert "山田花子・鈴木一郎・田中花" in phone.words
    phone.type("1")
    assert "鈴木一郎・田中花" in phone.words
    phone.open("2人で進む")
    assert "2人を入れます。" in phone.words
    phone.open("2人を入れる")
    assert shop.done == [AddPeople(1, picked(13, 12))]


def test_a_number_means_the_row_that_was_shown(phone: Phone, shop: Shop) -> None:
    """Somebody wrote meanwhile and stands first in the list now."""
    phone.press("go:add.pick:1")
    shop.known.reverse()
    phone.type("1").open("1人で進む").open("1人を入れる")
    assert shop.done == [AddPeople(1, picked(11))]


def test_nobody_picked_goes_nowhere(phone: Phone, shop: Shop) -> None:
    phone.press("go:add.pick:1").type("花").type("1").type("1")
    assert not any(":done:" in button.data for button in phone.buttons)
    kept = phone.runner.conversations.load("U-森")
    assert kept is not None
    phone.press(f"do:add.pick:{kept.token}:done:1")
    assert phone.screen == "add.pick"
    assert phone.reads("Nobody is picked yet. Tap a friend, or send their number.")


def test_an_old_card_of_picked_people_never_becomes_everybody(phone: Phone, shop: Shop) -> None:
    phone.press("go:add.pick:1").type("1").open("1人で進む")
    old = phone.row("1人を入れる").data
    phone.menu("home.today").press(old)
    assert phone.screen == "home.today"
    assert shop.done == []


def test_a_double_tap_adds_once(phone: Phone, shop: Shop) -> None:
    phone.press("go:add.check:1.all")
    add = phone.row("312人を入れる").data
    phone.press(add).press(add)
    assert len(shop.done) == 1


@pytest.mark.parametrize(
    ("state", "line"),
    [
        ("draft", "It has not started yet. Start it, then people can be added."),
        ("ended", "It has ended, so nobody can be added. Duplicate it to use it again."),
    ],
)
def test_what_does_not_run_takes_nobody(phone: Phone, shop: Shop, state: str, line: str) -> None:
    scenario_id = draft(shop, three_steps("別の"))
    shop.kept[scenario_id].state = state  # type: ignore[assignment]
    for go in ("add.whom:2", "add.pick:2", "add.check:2.all"):
        phone.press(f"go:{go}")
        assert phone.screen == "scenario.card"
        assert phone.reads(line)
    assert not phone.press("go:scenario.more:2").has("Add people")


def test_outside_its_period_nobody_is_added(phone: Phone, shop: Shop) -> None:
    shop.kept[1].published = three_steps().model_copy(
        update={"active": Active(**{"from": date(2027, 1, 1)})}
    )
    phone.press("go:add.whom:1")
    assert phone.reads("Today is outside its period. Change the period, then add people.")


def test_what_ended_meanwhile_is_told_before_adding(phone: Phone, shop: Shop) -> None:
    phone.press("go:add.check:1.all")
    shop.kept[1].state = "ended"
    phone.open("312人を入れる")
    assert phone.screen == "scenario.card"
    assert shop.done == []


def test_an_editor_is_not_offered_it_and_may_not(sato: Phone, phone: Phone) -> None:
    assert not sato.press("go:scenario.card:1").has("＋ Add people")
    assert not sato.press("go:scenario.more:1").has("Add people")
    assert sato.press("go:add.whom:1").screen == "refused.role"


def test_a_start_by_hand_leads_to_adding(mori: Phone, shop: Shop) -> None:
    mori.menu("home.today").tap("Start blank").type("お知らせ")
    mori.tap("By hand", "First step", "Message", "Right away").type("新作です")
    mori.tap("That is all", "Go to start", "Start sending", "＋ Add people")
    assert mori.screen == "add.whom"
