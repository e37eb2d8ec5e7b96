"""Sent once: what, to whom, when; over after it went, and called off before."""

from datetime import UTC, datetime

import pytest

from admin_flows.ports.commands import CallOff, SendOnce
from bot.domain.audience import Audience
from bot.domain.document import Manual
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import running, three_steps


@pytest.fixture
def written(mori: Phone, shop: Shop) -> Phone:
    """A scenario is there already; a second one is to be sent once, and has its text."""
    running(shop, three_steps())
    return mori.menu("home.today").tap("Send once").type("新作です").tap("That is all")


def test_now_to_everybody_in_seven_taps(written: Phone, shop: Shop) -> None:
    assert written.screen == "once.whom"
    written.tap("Everyone", "Right now")
    assert "新作です" in written.words
    assert "312" in written.words
    assert "止めた人8・ブロック21・管理する人1は入りません。" in written.words
    written.open("312人に送る")
    assert shop.done[-1] == SendOnce(2, 2, Audience())
    assert shop.kept[2].draft.start == (Manual(),)
    assert written.screen == "scenario.card"


def test_at_a_time_of_the_shops_own_zone(written: Phone, shop: Shop) -> None:
    written.tap("Everyone").tap("Pick a day and time", datetime="2026-12-04T10:00")
    written.open("312人に送る")
    at = datetime(2026, 12, 4, 1, tzinfo=UTC)
    assert shop.done[-1] == SendOnce(2, 2, Audience(), at)
    assert "12/4(金) 10:00" in written.words


def test_to_a_label_by_its_number(written: Phone, shop: Shop) -> None:
    written.tap("By label").type("1").tap("Right now").open("24人に送る")
    assert shop.done[-1] == SendOnce(2, 2, Audience("label", 90))


def test_a_time_that_is_over_is_asked_again(written: Phone, shop: Shop) -> None:
    written.tap("Everyone").tap("Pick a day and time", datetime="2026-11-01T10:00")
    assert written.screen == "once.when"
    assert written.reads("That time has gone by. Choose another one.")


@pytest.mark.parametrize(
    ("picked", "line"),
    [
        ("9999-12-31T23:59", "Choose a time within a year."),
        ("2028-01-01T10:00", "Choose a time within a year."),
        ("0001-01-01T00:00", "That time has gone by. Choose another one."),
    ],
)
def test_no_picker_gives_these_times(written: Phone, picked: str, line: str) -> None:
    written.tap("Everyone").tap("Pick a day and time", datetime=picked)
    assert written.screen == "once.when"
    assert written.reads(line)


def test_a_time_that_went_by_on_the_card_is_asked_again(written: Phone, shop: Shop) -> None:
    local = shop.clock.now().astimezone(shop.zone)
    written.tap("Everyone").tap("Pick a day and time", datetime=f"{local:%Y-%m-%dT%H:%M}")
    send = written.row("312人に送る").data
    shop.clock.tick(120)
    written.press(send)
    assert written.screen == "once.when"
    assert not any(isinstance(one, SendOnce) for one in shop.done)


def test_nonsense_of_a_picker_goes_home(written: Phone, shop: Shop) -> None:
    written.tap("Everyone").tap("Pick a day and time", datetime="yesterday")
    assert written.screen == "home.today"


def test_it_is_called_off_before_and_written_on(written: Phone, shop: Shop) -> None:
    written.tap("Everyone").tap("Pick a day and time", datetime="2026-12-04T10:00")
    written.open("312人に送る").tap("Call it off")
    assert shop.done[-1] == CallOff(2)
    assert written.reads("It was called off. It is a draft again.")
    written.tap("Choose who gets it")
    assert written.screen == "once.whom"


def test_without_a_message_it_is_asked_for(mori: Phone, shop: Shop) -> None:
    running(shop, three_steps())
    mori.menu("home.today").tap("Send once")
    mori.press("go:once.whom:2")
    assert mori.screen == "msg.compose"


def test_what_went_stands_apart(written: Phone, shop: Shop) -> None:
    written.tap("Everyone", "Right now").open("312人に送る")
    assert "新作" not in written.menu("scenario.list").words
    shop.kept[2].state = "ended"
    name = shop.kept[2].name
    assert not any(name in one.words for one in written.menu("scenario.list").buttons)
    written.tap("Sent once")
    assert any(name in one.words for one in written.buttons)


def test_from_the_list_it_takes_six_taps(mori: Phone, shop: Shop) -> None:
    running(shop, three_steps())
    taps = mori.taps
    mori.menu("scenario.list").tap("Send once").type("新作です")
    mori.tap("That is all", "Everyone", "Right now").open("312人に送る")
    assert isinstance(shop.done[-1], SendOnce)
    assert mori.taps - taps == 6


def test_an_old_card_of_it_sends_nothing_twice(written: Phone, shop: Shop) -> None:
    written.tap("Everyone", "Right now")
    send = written.row("312人に送る").data
    written.press(send).press(send)
    assert sum(isinstance(one, SendOnce) for one in shop.done) == 1
    written.press("go:once.when:2.all")
    assert written.screen == "scenario.card"


def test_an_editor_writes_it_and_an_owner_sends_it(sato: Phone, mori: Phone, shop: Shop) -> None:
    running(shop, three_steps())
    sato.menu("home.today").tap("Send once").type("新作です").tap("That is all")
    assert sato.screen == "timeline.view"
    assert sato.press("go:once.whom:2").screen == "refused.role"
    assert mori.press("go:once.whom:2").screen == "once.whom"


def test_the_check_before_a_start_leads_to_whom(written: Phone, shop: Shop) -> None:
    assert written.press("go:start.check:2").screen == "once.whom"
    assert written.press("go:add.whom:2").screen == "once.whom"
