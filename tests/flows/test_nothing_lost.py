"""Nothing is silently lost: the owner sees it, and one tap takes it up again."""

import pytest

from admin_flows.ports import commands, facts
from tests.flows.conftest import START
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, running, three_steps


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    return mori


class TestGivenUp:
    @pytest.fixture
    def opened(self, phone: Phone, shop: Shop) -> Phone:
        shop.to_check = facts.InboxFacts(parked=facts.ParkedFacts(3, 77, START))
        return phone.menu("home.today").tap("To check")

    def test_it_is_counted_at_home_and_tried_again(self, opened: Phone, shop: Shop) -> None:
        assert "処理できなかった操作 3件" in opened.words
        opened.tap("Try again")
        assert shop.done == [commands.RetryParked(77)]
        assert opened.reads("They are being tried again.")
        assert opened.reads("Nothing to check")

    def test_it_is_dismissed(self, opened: Phone, shop: Shop) -> None:
        opened.tap("Dismiss")
        assert shop.done == [commands.DismissParked(77)]
        assert not opened.menu("home.today").has("To check")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("quota", "通数を使い切りました。"),
        ("token", "アクセス権が切れました"),
    ],
)
def test_a_refused_account_heads_home_and_inbox(
    phone: Phone, shop: Shop, reason: str, words: str
) -> None:
    hold = facts.AccountHoldFacts(reason, START, 312, START)  # type: ignore[arg-type]
    shop.to_check = facts.InboxFacts(hold=hold)
    for screen in ("home.today", "inbox.list"):
        phone.menu(screen)
        assert words in phone.words
        assert "312人の配信を保留しました。" in phone.words
        assert "1通も捨てません。" in phone.words
        assert phone.alt.startswith(words)
    assert not phone.reads("Nothing to check")


class TestClosed:
    @pytest.fixture
    def closed(self, phone: Phone, shop: Shop) -> Phone:
        phone.press("go:scenario.end:1")
        return phone.press(next(one.data for one in phone.buttons if ":close:" in one.data))

    @pytest.mark.parametrize("way", ["scenario.list", "scenario.card:1"])
    def test_card_and_list_say_so_and_open_it_again(
        self, closed: Phone, shop: Shop, way: str
    ) -> None:
        assert closed.press(f"go:{way}").reads("No newcomers")
        closed.tap("Open again")
        assert closed.screen == "scenario.card"
        assert closed.reads("It takes newcomers again.")
        assert not shop.kept[1].closed

    def test_it_is_undone_at_once(self, closed: Phone, shop: Shop) -> None:
        closed.tap("Open again")
        assert not shop.kept[1].closed

    def test_only_owners_open_it(self, closed: Phone, sato: Phone, shop: Shop) -> None:
        assert not sato.press("go:scenario.card:1").has("Open again")
        assert sato.craft("open:1").screen == "refused.role"
        assert shop.kept[1].closed

    def test_what_is_open_already_only_shows_its_card(self, closed: Phone, shop: Shop) -> None:
        closed.press("go:scenario.card:1")
        shop.kept[1].closed = False
        closed.tap("Open again")
        assert closed.screen == "scenario.card"
        assert not isinstance(shop.done[-1], commands.ReopenScenario)


class TestDeleted:
    @pytest.fixture
    def deleted(self, phone: Phone, shop: Shop) -> Phone:
        draft(shop, three_steps("下書き"))
        return phone.press("go:scenario.more:2").tap("Delete")

    def test_at_once_and_undone(self, deleted: Phone, shop: Shop) -> None:
        assert 2 not in shop.kept
        assert "9:40まで元にもどせます" in deleted.words
        deleted.tap("Undo")
        assert deleted.screen == "scenario.card"
        assert 2 in shop.kept

    def test_from_an_older_card_it_takes_one_tap_more(self, deleted: Phone, shop: Shop) -> None:
        undo = deleted.find("Undo").data
        deleted.menu("home.today").press(undo)
        assert deleted.screen == "scenario.deleted"
        assert 2 not in shop.kept
        deleted.tap("Undo")
        assert 2 in shop.kept

    def test_after_ten_minutes_it_is_not_offered(self, deleted: Phone, shop: Shop) -> None:
        undo = deleted.find("Undo").data
        shop.clock.tick(601)
        deleted.press(undo)
        assert deleted.reads("It is too late to undo this.")
        assert not deleted.has("Undo")

    def test_an_editor_does_not_delete(self, phone: Phone, sato: Phone, shop: Shop) -> None:
        draft(shop, three_steps("下書き"))
        assert not sato.press("go:scenario.more:2").has("Delete")
        assert sato.craft("delete:2").screen == "refused.role"
        assert 2 in shop.kept
