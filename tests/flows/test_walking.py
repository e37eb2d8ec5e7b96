"""A friend's card leads to the walk, and there it is moved by hand."""

from dataclasses import replace

import pytest

from admin_flows.ports import commands as do
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


def walk(phone: Phone) -> Phone:
    return phone.menu("friends.find").open("山田花子").open("週替わりのご案内")


def test_stopping_one_scenario_of_one_friend_takes_four_taps(phone: Phone, shop: Shop) -> None:
    walk(phone).tap("End it for them")
    assert shop.done == [do.StopWalks(11, 7)]
    assert phone.taps == 4
    assert (
        "山田花子さんの「週替わりのご案内」を止めました。ご本人への連絡はありません。"
        in phone.words
    )
    phone.tap("Undo")
    assert shop.done[-1] == do.Undo(1)


def test_the_next_step_is_left_out(phone: Phone, shop: Shop) -> None:
    walk(phone).tap("Skip next")
    assert shop.done == [do.SkipNext(11, 7, 5)]
    assert "ステップ2をとばしました。" in phone.words


def test_a_number_is_jumped_to(phone: Phone, shop: Shop) -> None:
    walk(phone).tap("Jump to")
    assert "またお待ちしています" in phone.words
    phone.type("9")
    assert "3〜3の番号で送ってください。9はこの先にありません。" in phone.words
    phone.type("七")
    assert "「七」は読み取れませんでした。" in phone.words
    phone.type("3")
    assert shop.done == [do.JumpTo(11, 7, 5, "3")]
    assert "3へ移しました。2は送りません。" in phone.words


def test_sending_now_is_asked_first(phone: Phone, shop: Shop) -> None:
    walk(phone).tap("Send it now")
    assert shop.done == []
    assert "1通使います。" in phone.words
    phone.tap("Send")
    assert shop.done == [do.SendNow(11, 7, 5)]
    assert phone.screen == "friend.card"


def test_everything_ends_under_more(phone: Phone, shop: Shop) -> None:
    phone.press("go:friend.card:11").tap("More", "End all for them")
    assert shop.done == [do.StopWalks(11)]
    assert phone.has("Undo")


def test_into_a_scenario(phone: Phone, shop: Shop) -> None:
    phone.press("go:friend.card:11").tap("More", "Add to a scenario").open("変更中")
    assert isinstance(shop.done[-1], do.AddPeople)
    assert "山田花子さんを「変更中」に入れました。" in phone.words


def test_what_ended_meanwhile_cannot_be_moved(phone: Phone, shop: Shop) -> None:
    walk(phone).tap("Jump to")
    shop(do.StopWalks(11, 7), phone.actor)
    phone.type("3")
    assert phone.screen == "friend.walk"
    assert "もうシナリオの途中ではありません" in phone.words


def test_a_viewer_sees_and_moves_nobody(phone: Phone) -> None:
    viewer = Phone(phone.runner, person("高橋", "viewer"))
    walk(viewer)
    assert viewer.screen == "friend.walk"
    for label in ("Skip next", "Jump to", "Send it now", "End it for them"):
        assert not viewer.has(label)


def test_many_scenarios_to_enter_are_paged(mori: Phone, shop: Shop) -> None:
    one = next(one for one in shop.kept.values() if one.state == "running")
    for number in range(40, 50):
        shop.kept[number] = replace(one, name=f"札{number}")
    mori.press("go:friend.enter:11").tap("Next ›")
    assert mori.screen == "friend.enter"
    mori.type("1")
    assert mori.screen == "friend.card"
    assert len(shop.done) == 1
