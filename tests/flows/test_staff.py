"""How a staff group is told: chosen by an owner, in the chat."""

from datetime import time

import pytest

from admin_flows.ports import facts
from admin_flows.ports.commands import Undo
from bot.domain.notifying import Choice
from tests.flows.conftest import START
from tests.flows.fakes import Kept, Shop
from tests.flows.phone import Phone
from tests.flows.shops import running, three_steps


@pytest.fixture(autouse=True)
def kitchen(shop: Shop) -> None:
    shop.staff = [facts.GroupFacts(1, "キッチン", 5, START, "森", 12)]


def choice(shop: Shop) -> Choice:
    return shop.staff[0].choice


def test_each_way_says_what_it_costs_and_is_set_by_a_tap(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.menu").open("キッチン", "届け方")
    for said in ("0通。押した人に見えます", "月に最大300通", "1件ごとに5通"):
        assert said in mori.words
    for way, label in (("tap", "押して見る"), ("at_once", "すぐに"), ("important", "重要だけ")):
        mori.open(label)
        assert choice(shop).how == way
        assert f"✓ {label}" in mori.words


def test_home_tells_owners_what_a_group_of_another_size_costs(
    mori: Phone, sato: Phone, shop: Shop
) -> None:
    running(shop, three_steps())
    shop.resized = (facts.ResizedGroup(1, "キッチン", 6),)
    assert "キッチン" not in sato.menu("home.today").words
    assert "通知1件につき6通使います" in mori.menu("home.today").words
    mori.open("「キッチン」が6人になりました")
    assert mori.screen == "staff.group"


@pytest.mark.parametrize(
    ("tile", "every", "times"),
    [
        ("30分ごと", 30, ("12:00", "18:00")),
        ("3時間ごと", 180, ("12:00", "18:00")),
        ("9:00", 0, ("09:00",)),
        ("10:00・14:00・18:00", 0, ("10:00", "14:00", "18:00")),
    ],
)
def test_a_digest_comes_every_so_often_or_at_hours(
    mori: Phone, shop: Shop, tile: str, every: int, times: tuple[str, ...]
) -> None:
    mori.menu("staff.how:1").tap(tile)
    assert choice(shop).every == every
    assert choice(shop).times == tuple(map(time.fromisoformat, times))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("15:30 10:00、10:00", "10:00・15:30"),
        ("あした", "読み取れません"),
        ("1:00 2:00 3:00 4:00 5:00 6:00 7:00", "1日6回までです。いまは7回です。"),
    ],
)
def test_hours_can_be_written(mori: Phone, text: str, said: str) -> None:
    assert said in mori.menu("staff.how:1").type(text).menu("staff.group:1").words or (
        said in mori.menu("staff.how:1").type(text).words
    )


def test_kinds_are_left_out_and_taken_in_again(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.kinds:1").open("ブロックされたとき", "送ったとき")
    assert choice(shop).off == {"blocked", "sent"}
    mori.open("送ったとき").tap("グループへもどる")
    assert choice(shop).off == {"blocked"}
    assert "10種類" in mori.words


def test_scenarios_are_left_out_until_all_are_wanted_again(mori: Phone, shop: Shop) -> None:
    for number in range(12):
        document = three_steps(f"ご案内{number}")
        shop.kept[number + 20] = Kept(document.name, document, state="running", published=document)
    shop.kept[99] = Kept("下書き", three_steps("下書き"))
    mori.menu("staff.scenarios:1")
    assert "下書き" not in mori.words
    mori.open("ご案内11")
    assert len(choice(shop).scenarios or ()) == 11
    mori.tap("つぎ ›")
    assert "ご案内0" in mori.words
    mori.tap("すべてのシナリオ")
    assert choice(shop).scenarios is None


@pytest.mark.parametrize(
    ("text", "cap"), [("250", 250), ("0", 0), ("100001", 300), ("たくさん", 300)]
)
def test_how_much_may_be_written(mori: Phone, shop: Shop, text: str, cap: int) -> None:
    mori.menu("staff.cap:1").type(text)
    assert choice(shop).cap == cap


def test_a_cap_of_less_than_one_notice_says_that_none_comes(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.cap:1").type("4").menu("staff.cap:1")
    assert "▲ 1件に5通いるので、通知は届きません。" in mori.words
    mori.tap("100通")
    assert choice(shop).cap == 100


def test_quiet_hours_are_waited_for_or_not(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.how:1").open("送らない時間は待つ")
    assert not choice(shop).quiet
    mori.open("送らない時間は待つ")
    assert choice(shop).quiet


def test_unlinking_is_undone_and_what_was_chosen_stays(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.cap:1").type("77")
    mori.menu("staff.group:1").tap("つながりを切る")
    assert [group.linked_at for group in shop.staff] == [None]
    mori.tap("元にもどす")
    assert isinstance(shop.done[-1], Undo)
    assert choice(shop).cap == 77


@pytest.mark.parametrize("screen", ["how", "kinds", "scenarios", "cap"])
def test_an_editor_changes_nothing(sato: Phone, shop: Shop, screen: str) -> None:
    before = choice(shop)
    sato.menu(f"staff.{screen}:1")
    assert "管理者" in sato.words
    sato.type("77")
    assert choice(shop) == before


def test_words_that_hand_over_are_chosen_written_and_taken_out(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.menu").open("手動対応のことば").open("返品")
    mori.type("  クレーム ").type("クレーム")
    assert list(shop.hand_over) == ["返品", "クレーム"]
    mori.type("あ" * 21)
    assert "20文字まで" in mori.words
    mori.open("× 返品")
    assert list(shop.hand_over) == ["クレーム"]
    assert "＋ 返品" in mori.words


def test_an_editor_chooses_no_words(sato: Phone, shop: Shop) -> None:
    sato.menu("staff.words").type("返品")
    assert list(shop.hand_over) == []


def test_who_is_in_charge_may_hear_it_alone(mori: Phone, shop: Shop) -> None:
    mori.menu("staff.how:1").open("手動対応は担当者だけに")
    assert choice(shop).alone
    mori.open("手動対応は担当者だけに")
    assert not choice(shop).alone
