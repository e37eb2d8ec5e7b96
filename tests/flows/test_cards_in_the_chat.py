"""A chat keeps every card forever: looking always works, acting works once and only today."""

import pytest

from admin_flows.ports import commands
from bot.clock import FakeClock
from tests.flows.fakes import Memory, Shop
from tests.flows.phone import Phone, make_runner
from tests.flows.shops import draft, running, three_steps

OLD = "This was an older card. This is how things are now."


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    return mori


class TestSecondTap:
    def test_within_three_seconds_acts_once_and_says_nothing(
        self, phone: Phone, shop: Shop, clock: FakeClock
    ) -> None:
        add = phone.press("go:timeline.view:1").tap("＋ Add at end").find("Message").data
        phone.press(add)
        first = phone.words
        clock.tick(2)
        phone.press(add)
        assert len(shop.kept[1].draft.steps) == 4
        assert phone.words == first
        assert not phone.reads(OLD)

    def test_later_says_that_the_card_is_old(
        self, phone: Phone, shop: Shop, clock: FakeClock
    ) -> None:
        add = phone.press("go:timeline.view:1").tap("＋ Add at end").find("Message").data
        phone.press(add)
        clock.tick(4)
        phone.press(add)
        assert len(shop.kept[1].draft.steps) == 4
        assert phone.reads(OLD)

    def test_shows_the_same_line_again(self, phone: Phone, shop: Shop) -> None:
        phone.press("go:step.more:1.s2")
        copy = phone.find("Copy").data
        phone.press(copy)
        first = phone.words
        assert phone.press(copy).words == first
        assert len(shop.kept[1].draft.steps) == 4

    def test_is_no_act_of_the_person(self, phone: Phone) -> None:
        from admin_flows.ports import Tapped

        stop = phone.menu("home.today").find("Stop all").data
        assert phone.runner.handle("U-森", phone.actor, Tapped(stop)).acted
        assert not phone.runner.handle("U-森", phone.actor, Tapped(stop)).acted


class TestOldCard:
    def test_does_nothing_and_shows_its_own_screen_as_it_is_today(
        self, phone: Phone, shop: Shop, clock: FakeClock
    ) -> None:
        pause = phone.press("go:scenario.card:1").find("Ⅱ Pause").data
        phone.menu("home.today")
        clock.tick(60)
        shop.kept[1].inside = 99
        phone.press(pause)
        assert shop.done == []
        assert phone.screen == "scenario.card"
        assert "99" in phone.words
        assert phone.reads(OLD)

    def test_of_a_list_shows_the_whole_list(self, phone: Phone) -> None:
        pause = phone.menu("scenario.list").find("Ⅱ Pause").data
        phone.menu("home.today").press(pause)
        assert phone.screen == "scenario.list"
        assert "週替わり" in phone.words

    def test_that_cannot_be_opened_leaves_the_place(self, phone: Phone, shop: Shop) -> None:
        draft(shop, three_steps("下書き"))
        phone.press("go:step.more:2.s2").tap("Delete")
        undo = phone.find("Undo").data
        phone.press("go:msg.compose:2.s1").press(undo)
        assert phone.screen == "msg.compose"
        assert len(shop.kept[2].draft.steps) == 2

    def test_works_again_from_the_fresh_card(self, phone: Phone, shop: Shop) -> None:
        pause = phone.press("go:scenario.card:1").find("Ⅱ Pause").data
        phone.menu("home.today").press(pause).tap("Ⅱ Pause")
        assert shop.state_of(1) == "paused"

    def test_looking_opens_todays_data_at_any_age(
        self, phone: Phone, shop: Shop, clock: FakeClock
    ) -> None:
        go = phone.menu("scenario.list").row("週替わり").data
        clock.tick(86_400 * 300)
        shop.kept[1].name = "新しい名前"
        phone.press(go)
        assert "新しい名前" in phone.words

    def test_of_something_deleted_says_who_deleted_it(self, phone: Phone, shop: Shop) -> None:
        draft(shop, three_steps("下書き"))
        shop(commands.DeleteScenario(2), phone.actor)
        phone.press("go:timeline.view:2")
        assert phone.screen == "refused.gone"
        assert "下書き" in phone.words
        assert "森" in phone.words

    def test_of_a_deleted_step_shows_the_timeline(self, phone: Phone) -> None:
        assert phone.press("go:step.card:1.s9").screen == "timeline.view"
        assert phone.press("go:step.wait:1.s9").screen == "timeline.view"
        assert phone.press("go:msg.card:1.s2.5").screen == "msg.compose"


def test_a_deploy_that_changed_a_screen_starts_from_home(
    phone: Phone, shop: Shop, clock: FakeClock
) -> None:
    from dataclasses import replace

    memory = Memory()
    changed = Phone(make_runner(shop, clock, memory), phone.actor)
    changed.press("go:step.wait:1.s2")
    kept = memory.kept["U-森"]
    memory.save(replace(kept, state={"state": {"somebody": "else"}}))
    assert changed.type("10日").screen == "search.none"
    memory.save(replace(kept, screen="no.such.screen"))
    changed.sticker()
    assert changed.screen == "home.today"


def test_restarting_changes_nothing(shop: Shop, clock: FakeClock, phone: Phone) -> None:
    memory = Memory()
    Phone(make_runner(shop, clock, memory), phone.actor).press("go:step.wait:1.s2")
    after = Phone(make_runner(shop, clock, memory), phone.actor)
    after.type("10日")
    assert after.screen == "step.time"


def test_two_phones_of_one_person_are_one_conversation(phone: Phone, shop: Shop) -> None:
    tablet = Phone(phone.runner, phone.actor)
    phone.press("go:msg.compose:1.s1")
    tablet.type("タブレットから")
    assert len(shop.kept[1].draft.steps[0].send) == 2
