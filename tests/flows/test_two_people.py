"""Two people on one draft: nobody overwrites, nobody loses what they wrote."""

import pytest

from bot.clock import FakeClock
from bot.domain.document import Text
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, three_steps


@pytest.fixture
def both(mori: Phone, sato: Phone, shop: Shop) -> tuple[Phone, Phone]:
    draft(shop, three_steps())
    return mori, sato


def first_texts(shop: Shop) -> list[str]:
    send = shop.kept[1].draft.steps[0].send
    return [str(message.text) for message in send if isinstance(message, Text)]


def test_the_second_is_told_and_may_look(both: tuple[Phone, Phone], clock: FakeClock) -> None:
    mori, sato = both
    sato.press("go:msg.compose:1.s1").type("佐藤の文")
    clock.tick(120)
    mori.press("go:timeline.view:1")
    assert mori.screen == "timeline.busy"
    assert "佐藤" in mori.words
    mori.tap("Just look")
    assert mori.screen == "timeline.view"


def test_taking_over_stops_the_first(
    both: tuple[Phone, Phone], shop: Shop, clock: FakeClock
) -> None:
    mori, sato = both
    sato.press("go:msg.compose:1.s1").type("佐藤の文")
    clock.tick(60)
    mori.press("go:timeline.view:1").tap("Take over")
    assert mori.screen == "timeline.view"
    clock.tick(60)
    sato.type("佐藤のつづき")
    assert sato.screen == "timeline.busy"
    assert "森" in sato.words
    assert first_texts(shop) == ["ようこそ、ひだまり弁当です。", "佐藤の文"]
    mori.press("go:msg.compose:1.s1").type("森の文")
    assert first_texts(shop)[-1] == "森の文"


def test_ten_minutes_later_nobody_is_asked(both: tuple[Phone, Phone], clock: FakeClock) -> None:
    mori, sato = both
    sato.press("go:msg.compose:1.s1").type("佐藤の文")
    clock.tick(11 * 60)
    mori.press("go:timeline.view:1")
    assert mori.screen == "timeline.view"
    assert "佐藤" in mori.words


def test_a_change_made_meanwhile_is_shown_before_mine_counts(
    both: tuple[Phone, Phone], shop: Shop, clock: FakeClock
) -> None:
    mori, sato = both
    mori.press("go:msg.card:1.s1.1").tap("Edit text")
    sato.press("go:msg.compose:1.s1").type("佐藤の文")
    clock.tick(30 * 60)
    mori.type("森の直した文")
    assert mori.screen == "answer.late"
    assert "森の直した文" in mori.words
    assert "佐藤" in mori.words
    assert "森の直した文" not in first_texts(shop)
    assert "この間に佐藤さんがここを変えました。" in mori.words
    assert "ようこそ、ひだまり弁当です。" in mori.words
    mori.tap("Use mine")
    assert first_texts(shop) == ["森の直した文", "佐藤の文"]


def test_a_tap_on_what_changed_meanwhile_shows_it_first(
    both: tuple[Phone, Phone], shop: Shop, clock: FakeClock
) -> None:
    mori, sato = both
    mori.press("go:step.more:1.s2")
    sato.press("go:msg.compose:1.s1").type("佐藤の文")
    clock.tick(30 * 60)
    mori.tap("Delete")
    assert len(shop.kept[1].draft.steps) == 3
    assert "佐藤" in mori.words
    mori.tap("Delete")
    assert len(shop.kept[1].draft.steps) == 2


def test_nobody_starts_what_they_have_not_seen(
    both: tuple[Phone, Phone], shop: Shop, clock: FakeClock
) -> None:
    mori, sato = both
    mori.press("go:start.check:1")
    clock.tick(60)
    sato.press("go:msg.compose:1.s1").type("佐藤の文")
    clock.tick(60)
    mori.tap("Start sending")
    assert shop.state_of(1) == "draft"
    assert "佐藤" in mori.words
    mori.tap("Start sending")
    assert shop.state_of(1) == "running"


def test_at_the_same_moment_the_later_one_is_refused(both: tuple[Phone, Phone], shop: Shop) -> None:
    mori, sato = both
    mori.press("go:step.more:1.s2")
    delete = mori.find("Delete").data
    reads_first = shop.draft

    def reads_late(scenario_id: int) -> object:
        """The other one's save falls between this one's reading and saving."""
        found = reads_first(scenario_id)
        shop.kept[1].revision += 1
        return found

    shop.draft = reads_late  # type: ignore[method-assign, assignment]
    mori.press(delete)
    assert len(shop.kept[1].draft.steps) == 3
    assert mori.screen == "step.more"
    assert shop.done == []
    assert sato.actor.name == "佐藤"


def test_what_the_other_wrote_can_be_kept(
    both: tuple[Phone, Phone], shop: Shop, clock: FakeClock
) -> None:
    mori, sato = both
    mori.press("go:msg.card:1.s1.1").tap("Edit text")
    sato.press("go:msg.card:1.s1.1").tap("Edit text").type("佐藤の直した文")
    clock.tick(30 * 60)
    mori.type("森の直した文")
    assert "佐藤の直した文" in mori.words
    mori.tap("Keep theirs")
    assert first_texts(shop) == ["佐藤の直した文"]
