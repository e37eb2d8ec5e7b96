"""What friends see of the bot itself: coupons, the shop's own words; and owners as friends."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from admin_flows.ports import Actor
from admin_flows.ports.commands import HandBack, SeeAsFriend, SetWords, TakeOver, UndoCouponUse
from bot.domain.errors import Refused
from bot.services.coupons import NewCoupon
from bot.store import coupons, friends, menus
from tests.delivery.world import World
from tests.drain.chat import HANA, MORI, Chat
from tests.drain.line import texts

OWNER = Actor("U" + "f" * 32, "森", "owner", "ja")


def said(chat: Chat, data: str, user: str = HANA) -> str:
    before = len(chat.line.replies)
    chat.taps(data, user)
    chat.drain()
    return json.dumps([r.messages for r in chat.line.replies[before:]], ensure_ascii=False)


def heard(chat: Chat, text: str) -> list[str]:
    before = len(chat.line.replies)
    chat.says(text)
    chat.drain()
    return [one for reply in chat.line.replies[before:] for one in texts(reply.messages)]


def give(chat: Chat, **coupon: Any) -> World:
    """One step gives it to Hana."""
    name = coupon["name"]
    chat.parts.coupons.create(NewCoupon(**{"title": name, "benefit": "300円引き", **coupon}))
    world = World(clock=chat.clock)
    start = {"when": "keyword", "exact": [name]}
    world.scenario({"id": "a", "send": [{"coupon": name}]}, name=name, start=start)
    chat.says(name)
    chat.drain()
    world.send()
    return world


def test_the_wallet_is_empty_for_who_has_none(chat: Chat) -> None:
    assert "クーポンは、いまありません" in said(chat, "go:friend.coupons")


def test_usable_coupons_come_first_and_those_that_end_soonest(chat: Chat) -> None:
    give(chat, name="もう終わり", until=date(2026, 12, 2))
    give(chat, name="無期限")
    give(chat, name="来年まで", until=date(2026, 12, 31))
    give(chat, name="使った", uses=1)
    said(chat, "do:friend.menu:-:use:4.0")
    chat.clock.move(timedelta(days=5))
    card = said(chat, "go:friend.coupons")
    places = [card.index(f'"{name}"') for name in ("来年まで", "無期限", "使った", "もう終わり")]
    assert places == sorted(places)
    assert card.count("do:friend.menu:-:claim:") == 2
    assert "使用済み" in card and "期限切れ" in card


def test_a_coupon_is_used_from_the_wallet_by_whom_it_is_of(chat: Chat) -> None:
    give(chat, name="初回")
    assert "お店の人の前で" in said(chat, "do:friend.menu:-:claim:1")
    assert "このクーポンは使えません" in said(chat, "do:friend.menu:-:claim:1", MORI)
    assert "使用済み" in said(chat, "do:friend.menu:-:use:1.0")
    assert "使用済み" in said(chat, "do:friend.menu:-:claim:1")


def test_a_use_by_mistake_is_taken_back_once(chat: Chat) -> None:
    give(chat, name="初回", uses=2)
    said(chat, "do:friend.menu:-:use:1.0")
    said(chat, "do:friend.menu:-:use:1.1")
    assert ":claim:" not in said(chat, "go:friend.coupons")
    chat.parts.execute(UndoCouponUse(1), OWNER)
    assert ":claim:" in said(chat, "go:friend.coupons")
    chat.parts.execute(UndoCouponUse(1), OWNER)
    with pytest.raises(Refused):
        chat.parts.execute(UndoCouponUse(1), OWNER)
    assert chat.parts.coupons.tallies()[0].used == 0


def test_a_full_wallet_has_pages(chat: Chat) -> None:
    for number in range(8):
        give(chat, name=f"券{number}")
    first, second = said(chat, "go:friend.coupons"), said(chat, "go:friend.coupons:6")
    assert (first.count(":claim:"), second.count(":claim:")) == (6, 2)
    assert "go:friend.coupons:6" in first and "go:friend.coupons:0" in second
    assert len(coupons.wallet(friends.known(HANA).id, at=0, first=0, limit=99)) == 8


def test_the_shops_own_words_greet_and_say_that_all_is_stopped(chat: Chat) -> None:
    chat.parts.execute(SetWords("greeting", "{{ friend.name }}さん、ようこそ。"), OWNER)
    chat.parts.execute(SetWords("stopped", "またいつでもどうぞ。"), OWNER)
    chat.follows()
    chat.drain()
    assert texts(chat.line.replies[-1].messages) == ["花さん、ようこそ。"]
    assert "またいつでもどうぞ。" in said(chat, "do:friend.menu:-:stop")
    chat.parts.execute(SetWords("stopped", ""), OWNER)
    said(chat, "do:friend.menu:-:resume")
    assert "またいつでも" not in said(chat, "do:friend.menu:-:stop")


def test_who_is_in_somebodys_hands_is_told_once(chat: Chat) -> None:
    chat.follows()
    chat.drain()
    hana = friends.known(HANA)
    assert heard(chat, "予約できますか") == []
    for _ in range(2):
        chat.parts.execute(TakeOver(hana.id), OWNER)
        assert heard(chat, "予約できますか") == ["スタッフが確認して返事をします。"]
        assert heard(chat, "18時です") == []
        chat.parts.execute(HandBack(hana.id), OWNER)
        chat.clock.tick(60)
    assert heard(chat, "ありがとう") == []


def test_an_owner_sees_the_friends_menu_and_is_back_with_one_tap(chat: Chat) -> None:
    chat.becomes_owner()
    mori = Actor(MORI, "森", "owner", "ja")
    assert menus.wanted(MORI) == "owner-ja"
    said(chat, "do:friend.menu:-:stop", MORI)
    assert menus.wanted(MORI) == "owner-ja"
    chat.parts.execute(SeeAsFriend(), mori)
    assert menus.wanted(MORI) == "visit-stopped-ja"
    said(chat, "do:friend.menu:-:resume", MORI)
    assert menus.wanted(MORI) == "visit-ja"
    assert "いま届く予定" in said(chat, "go:friend.what", MORI)
    assert "シナリオ" in said(chat, "do:friend.menu:-:leave", MORI)
    assert menus.wanted(MORI) == "owner-ja"


def test_the_way_back_is_for_those_who_run_the_shop(chat: Chat) -> None:
    chat.follows()
    chat.drain()
    assert said(chat, "do:friend.menu:-:leave") == "[]"
    assert not menus.wanted(HANA).startswith("owner")


def test_a_friends_coupons_are_shown_to_the_owner_who_looks_not_the_owners_own(chat: Chat) -> None:
    give(chat, name="福袋")
    chat.becomes_owner()
    assert "福袋" in said(chat, f"go:friend.given:{friends.known(HANA).id}", MORI)
