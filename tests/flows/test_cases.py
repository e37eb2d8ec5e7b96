"""A case of the inbox: looked at, paged through, decided for all or for one."""

from dataclasses import replace

import pytest

from admin_flows.ports import commands, facts
from bot.clock import FakeClock
from tests.flows.fakes import Shop
from tests.flows.phone import Phone, make_runner, person
from tests.flows.shops import full_shop


@pytest.fixture
def shop(clock: FakeClock) -> Shop:
    return full_shop(clock)


@pytest.fixture
def phone(shop: Shop, clock: FakeClock) -> Phone:
    return Phone(make_runner(shop, clock), person("森"))


def test_home_leads_to_the_case_and_it_says_everything(phone: Phone) -> None:
    phone.menu("home.today").tap("To check").type("1")
    assert phone.screen == "inbox.case"
    assert "送れませんでした" in phone.words
    assert "ようこそ、ひだまり弁当です。" in phone.words
    assert "山田花子・山田花子 ほか32人" in phone.words
    assert "1つ目のメッセージが、LINEの決まりに合いません。" in phone.words


def test_a_failure_is_skipped_for_all(phone: Phone, shop: Shop) -> None:
    phone.press("go:inbox.case:4").tap("Skip")
    assert shop.done == [commands.SkipFailed(4)]
    assert phone.screen == "inbox.list"
    assert "34人を、つぎのステップへ進めました。" in phone.words


def test_an_uncertain_one_is_asked_about_before_it_goes_twice(phone: Phone, shop: Shop) -> None:
    phone.press("go:inbox.case:3").tap("Send again")
    assert phone.screen == "inbox.again"
    assert "2回届くことがあります。" in phone.words
    assert shop.done == []
    phone.tap("Send again")
    assert shop.done == [commands.RetryFailed(3)]
    assert "3人にもう一度送ります。" in phone.words


def test_giving_up_asks_first_and_can_be_left(phone: Phone, shop: Shop) -> None:
    phone.press("go:inbox.case:4").tap("Take out of the scenario").tap("Cancel")
    assert phone.screen == "inbox.case"
    phone.tap("Take out of the scenario").tap("Take out")
    assert shop.done == [commands.GiveUpFailed(4)]
    assert "34人の配信を、ここで終えました。" in phone.words


def test_one_of_many_is_found_on_a_later_page_and_decided_alone(phone: Phone, shop: Shop) -> None:
    phone.press("go:inbox.case:4").press("go:inbox.people:4")
    assert phone.has("Next ›")
    phone.tap("Next ›")
    assert "1  山田花子" in phone.words
    phone.press("go:inbox.people:4.32").type("2")
    assert phone.screen == "inbox.case"
    phone.tap("Send again")
    assert shop.done == [commands.RetryFailed(4, 73)]
    assert phone.screen == "inbox.people"
    assert "1人にもう一度送ります。" in phone.words
    assert "33人" in phone.words


def test_the_last_of_them_leads_back_to_the_list(phone: Phone, shop: Shop) -> None:
    row = replace(shop.to_check.rows[1], people=1)
    shop.to_check = replace(shop.to_check, rows=(row,))
    phone.press("go:inbox.case:3.30").tap("Count as sent")
    assert shop.done == [commands.CountAsSent(3, 30)]
    assert phone.screen == "inbox.list"


def test_what_somebody_else_decided_meanwhile_is_said(phone: Phone, shop: Shop) -> None:
    phone.press("go:inbox.case:4")
    skip = phone.find("Skip").data
    shop.to_check = facts.InboxFacts()
    phone.press(skip)
    assert phone.screen == "inbox.list"
    assert phone.reads("This has been dealt with already.")
    phone.press("go:inbox.case:4")
    assert phone.screen == "inbox.list"
    assert phone.reads("This has been dealt with already.")


def test_a_double_tap_decides_once(phone: Phone, shop: Shop) -> None:
    phone.press("go:inbox.case:4.40")
    skip = phone.find("Skip").data
    phone.press(skip).press(skip)
    assert shop.done == [commands.SkipFailed(4, 40)]


def test_a_viewer_looks_and_does_not_decide(phone: Phone, shop: Shop) -> None:
    viewer = Phone(phone.runner, person("高橋", "viewer"))
    assert not viewer.press("go:inbox.case:4").has("Skip")
    assert viewer.craft("skip").screen == "refused.role"
    assert viewer.press("go:inbox.giveup:4").screen == "refused.role"
    assert shop.done == []


def test_more_than_eight_cases_are_paged(phone: Phone, shop: Shop) -> None:
    failed = shop.to_check.rows[0]
    many = tuple(replace(failed, batch_id=100 + n) for n in range(20))
    shop.to_check = facts.InboxFacts(many)
    phone.menu("home.today").tap("To check").tap("Next ›").tap("Next ›")
    assert "1 ×" in phone.words.replace("  ", " ")
    assert phone.type("4").screen == "inbox.case"
    assert phone.press("go:inbox.list:4711").screen == "inbox.list"


def test_all_who_are_held_are_listed_page_by_page(phone: Phone, shop: Shop) -> None:
    held = tuple(facts.HeldRow("paused", n, 1, f"シナリオ{n}") for n in range(1, 18))
    shop.to_check = facts.InboxFacts((), held=held)
    phone.press("go:inbox.held")
    assert "シナリオ8" in phone.words and "シナリオ9" not in phone.words
    assert "シナリオ17" in phone.tap("Next ›", "Next ›").words
    assert not phone.has("Next ›")
    assert phone.press("go:inbox.held:99").reads("On hold")


class TestOtherTrouble:
    def test_a_step_that_cannot_be_prepared_is_tried_again(self, phone: Phone, shop: Shop) -> None:
        phone.menu("home.today").tap("To check").open("送る用意ができません。")
        assert phone.screen == "inbox.lane"
        assert "このステップのメッセージを作れません。" in phone.words
        phone.tap("Try again")
        assert shop.done == [commands.TryLane(5, 1)]
        assert phone.screen == "inbox.list"
        phone.press("go:inbox.lane:5.1")
        assert phone.reads("This works again, or nobody waits there any more.")

    def test_its_people_are_taken_out_after_a_question(self, phone: Phone, shop: Shop) -> None:
        phone.press("go:inbox.lane:5.1").tap("Take out of the scenario")
        assert shop.done == []
        phone.tap("Take out")
        assert shop.done == [commands.EndLane(5, 1)]
        assert "86人の配信を、ここで終えました。" in phone.words

    def test_notices_tell_what_sending_them_again_costs(self, phone: Phone, shop: Shop) -> None:
        phone.press("go:inbox.notice:60")
        assert "もう一度送ると15通使います。" in phone.words
        phone.tap("Send again")
        assert shop.done == [commands.RetryUnposted(60)]
        assert "受信通知3件を、もう一度送ります。" in phone.words
        phone.press("go:inbox.notice:60")
        assert phone.reads("This has been dealt with already.")
