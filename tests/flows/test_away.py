"""Words at the wrong moment: late answers, command words, stickers, leaving and coming back."""

import pytest

from bot.clock import FakeClock
from bot.domain.document import After, Image, Text
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import TEN, draft, three_steps

HOUR = 3600


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    draft(shop, three_steps())
    return mori


def sends(shop: Shop) -> tuple[object, ...]:
    return shop.kept[1].draft.steps[0].send


class TestLateAnswer:
    def test_is_asked_and_not_taken(self, phone: Phone, shop: Shop, clock: FakeClock) -> None:
        phone.press("go:msg.compose:1.s1")
        clock.tick(13 * HOUR)
        phone.type("おはようございます")
        assert phone.screen == "answer.late"
        assert "おはようございます" in phone.words
        assert len(sends(shop)) == 1

    def test_can_be_used_after_all(self, phone: Phone, shop: Shop, clock: FakeClock) -> None:
        phone.press("go:msg.compose:1.s1")
        clock.tick(13 * HOUR)
        phone.type("おはようございます").tap("Use it")
        assert sends(shop)[1] == Text(text="おはようございます")
        assert phone.screen == "msg.compose"

    def test_can_be_dropped_and_the_question_stays(
        self, phone: Phone, shop: Shop, clock: FakeClock
    ) -> None:
        phone.press("go:msg.compose:1.s1")
        clock.tick(8 * 24 * HOUR)
        phone.type("おはようございます").tap("Do not use it")
        assert phone.screen == "msg.compose"
        phone.type("つづき")
        assert sends(shop)[1] == Text(text="つづき")

    def test_can_be_something_else(self, phone: Phone, shop: Shop, clock: FakeClock) -> None:
        phone.press("go:step.wait:1.s2")
        clock.tick(13 * HOUR)
        phone.type("10日").tap("Something else")
        assert phone.screen == "home.today"
        assert shop.kept[1].draft.steps[1].wait == After(days=3, at=TEN)

    def test_a_late_answer_that_is_wrong_opens_its_question(
        self, phone: Phone, clock: FakeClock
    ) -> None:
        phone.press("go:step.wait:1.s2")
        clock.tick(13 * HOUR)
        phone.type("そのうち").tap("Use it")
        assert phone.screen == "step.wait"
        assert "そのうち" in phone.words

    def test_a_late_picture_is_asked_too(self, phone: Phone, shop: Shop, clock: FakeClock) -> None:
        phone.press("go:msg.compose:1.s1")
        clock.tick(13 * HOUR)
        phone.send("photo-1")
        assert phone.screen == "answer.late"
        phone.tap("Use it")
        assert sends(shop)[1] == Image(image="photo-1")

    def test_within_twelve_hours_it_is_simply_taken(
        self, phone: Phone, shop: Shop, clock: FakeClock
    ) -> None:
        phone.press("go:msg.compose:1.s1")
        clock.tick(11 * HOUR)
        phone.type("まにあいました")
        assert len(sends(shop)) == 2

    def test_a_search_is_never_late(self, phone: Phone, clock: FakeClock) -> None:
        phone.menu("home.today")
        clock.tick(30 * 24 * HOUR)
        assert phone.type("週替").screen == "search.found"

    def test_one_search_follows_another(self, phone: Phone) -> None:
        phone.menu("home.today")
        for _ in range(2):
            assert phone.type("どこにもない").screen == "search.none"
            assert phone.type("週替").screen == "search.found"

    def test_buttons_are_never_late(self, phone: Phone, shop: Shop, clock: FakeClock) -> None:
        phone.press("go:step.wait:1.s2")
        clock.tick(30 * 24 * HOUR)
        phone.tap("7 days")
        assert phone.screen == "step.time"


class TestCommandWords:
    @pytest.mark.parametrize("word", ["メニュー", "menu", "ﾒﾆｭｰ", " Menu "])
    def test_open_home(self, phone: Phone, word: str) -> None:
        phone.press("go:step.wait:1.s2").type(word)
        assert phone.screen == "home.today"

    @pytest.mark.parametrize("word", ["もどる", "Back"])
    def test_go_back_one_screen_with_the_answers_kept(
        self, phone: Phone, shop: Shop, word: str
    ) -> None:
        phone.press("go:step.wait:1.s2").tap("7 days")
        phone.type(word)
        assert phone.screen == "step.wait"
        assert shop.kept[1].draft.steps[1].wait == After(days=7, at=TEN)
        assert phone.type(word).type(word).screen == "timeline.view"

    @pytest.mark.parametrize("word", ["やめる", "cancel"])
    def test_leave_and_say_that_all_is_kept(self, phone: Phone, word: str) -> None:
        phone.press("go:step.wait:1.s2").type(word)
        assert phone.screen == "home.today"
        assert phone.reads("Saved up to here. You can go on from home.")

    def test_the_same_by_its_button(self, phone: Phone) -> None:
        phone.press("go:step.wait:1.s2").tap("Cancel")
        assert phone.reads("Saved up to here. You can go on from home.")

    @pytest.mark.parametrize("word", ["ヘルプ", "help"])
    def test_help_is_about_the_screen_and_leads_back(self, phone: Phone, word: str) -> None:
        phone.press("go:step.wait:1.s2").type(word)
        assert phone.screen == "help.card"
        phone.tap("Back")
        assert phone.screen == "step.card"

    def test_are_asked_about_while_a_message_is_written(self, phone: Phone, shop: Shop) -> None:
        phone.press("go:msg.compose:1.s1").type("メニュー")
        assert phone.screen == "answer.word"
        phone.tap("Use as text")
        assert sends(shop)[1] == Text(text="メニュー")

    def test_are_obeyed_there_if_meant(self, phone: Phone, shop: Shop) -> None:
        phone.press("go:msg.compose:1.s1").type("もどる")
        phone.press(next(one.data for one in phone.buttons if ":obey" in one.data))
        assert phone.screen == "step.card"
        assert len(sends(shop)) == 1


class TestButtonsOnly:
    def test_text_gets_the_same_card_with_one_line(self, phone: Phone) -> None:
        phone.press("go:step.more:1.s2").type("こんにちは")
        assert phone.screen == "step.more"
        assert phone.reads("Please choose with the buttons below.")

    def test_a_sticker_is_thanked_for(self, phone: Phone) -> None:
        phone.press("go:step.more:1.s2").sticker()
        assert phone.screen == "step.more"
        assert phone.reads("Thank you for the sticker. Please choose with the buttons below.")

    def test_a_picture_where_a_text_is_asked_says_so(self, phone: Phone) -> None:
        phone.press("go:step.wait:1.s2").send("photo-1")
        assert phone.screen == "step.wait"
        assert phone.words != ""

    def test_the_buttons_still_work_afterwards(self, phone: Phone, shop: Shop) -> None:
        phone.press("go:step.more:1.s2").type("こんにちは").sticker().tap("Copy")
        assert len(shop.kept[1].draft.steps) == 4


def test_home_offers_to_go_on_with_the_draft(phone: Phone, shop: Shop) -> None:
    phone.press("go:timeline.view:1").tap("＋ Add at end", "Message", "3 days", "10:00").type(
        "メニュー"
    )
    phone.menu("home.today").open("週替わり")
    assert phone.screen == "timeline.view"
