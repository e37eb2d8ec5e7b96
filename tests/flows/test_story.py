"""A shop's weekly menu, from its name to its last step, by the words on the buttons."""

import pytest

from admin_flows.ports import facts
from bot.domain.document import After, Image, OnWeekday, Otherwise, Scenario, Text, Window
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import TEN

MEAT = "月曜だけ！2色盛り弁当が20%OFF。お早めにどうぞ。"
CHICKEN = "今週の月曜はからあげ増量です。"
RICE = "月曜20%OFF。低糖質の特製ごはん、数量限定です。"
GREENS = "1週間の元気はここから。油と塩をひかえ、野菜たっぷりのお弁当です。"
MONDAY = OnWeekday(weekday="mon", at=TEN)


@pytest.fixture
def built(mori: Phone, shop: Shop) -> Phone:
    shop.handed = [facts.CouponFacts(1, "月曜20%OFF", "月曜20%OFF", "20%OFF")]
    welcomes(mori)
    parts_by_age(mori)
    fills_one_way(mori)
    copies_it(mori)
    ends(mori)
    return mori


def welcomes(mori: Phone) -> None:
    mori.menu("home.today").tap("まっさらから").type("週替わりのご案内").tap("友だち追加")
    mori.tap("最初のステップ", "メッセージ", "すぐ")
    mori.type("{名前}さん、ひだまり弁当です。毎週月曜に、あなたに合うお弁当をお知らせします。")


def parts_by_age(mori: Phone) -> None:
    mori.tap("ほかの種類", "質問", "年代").type("25 45").tap("1日待って次へ", "答えで分ける")
    assert mori.screen == "branch.lanes"
    for way in ("25歳未満", "25歳〜44歳", "45歳以上", "それ以外の人"):
        assert way in mori.words


def fills_one_way(mori: Phone) -> None:
    mori.tap("＋ ステップを足す", "メッセージ", "曜日・毎月", "月", "10:00")
    mori.type(MEAT).send("photo-1").tap("ほかの種類", "クーポン").open("月曜20%OFF").tap(
        "これで決まり"
    )
    assert mori.screen == "arm.view"
    mori.open(MEAT[:8]).tap("並べかえほか", "くり返す", "文を変えて", "1回").type(CHICKEN)
    assert mori.screen == "arm.view"


def copies_it(mori: Phone) -> None:
    mori.tap("すべての枝", "コピー", "すべての枝へ")
    mori.type(RICE).tap("このまま").type(GREENS).tap("このまま", "このまま", "このまま")
    assert mori.screen == "branch.lanes"


def ends(mori: Phone) -> None:
    mori.tap("全体へもどる", "＋ 最後に追加", "メッセージ", "3日後").type("22:00")
    assert mori.screen == "step.night"
    mori.tap("8:00に送る").type("ご来店ありがとうございました。").tap("これで決まり")


def document(shop: Shop) -> Scenario:
    return shop.kept[1].draft


def test_every_way_has_two_weeks(built: Phone, shop: Shop) -> None:
    first, branch, thanks = document(shop).steps
    assert first.ask
    assert first.ask.choices == ("24歳以下", "25〜44歳", "45歳以上")
    assert isinstance(branch.branch[-1], Otherwise)
    for arm in branch.branch:
        assert [step.wait for step in arm.steps] == [MONDAY, MONDAY]
        assert arm.steps[0].send[1] == Image(image="photo-1")
    texts = [[step.send[0] for step in arm.steps] for arm in branch.branch]
    assert texts == [
        [Text(text=first), Text(text=second)]
        for first, second in ((MEAT, CHICKEN), (RICE, CHICKEN), (GREENS, CHICKEN), (MEAT, CHICKEN))
    ]
    eight = Window.from_text("8:00")
    assert thanks.wait == After(days=3, at=eight)


def test_a_step_on_a_way_is_opened_by_its_place(built: Phone, shop: Shop) -> None:
    built.type("2-C-1")
    assert built.screen == "step.card"
    assert GREENS[:8] in built.words
    built.tap("スタッフ通知").press(next(b.data for b in built.buttons if b.data.endswith("sent")))
    assert document(shop).steps[1].branch[2].steps[0].receipt == ("sent",)


def test_a_word_that_several_steps_hold(built: Phone) -> None:
    built.press("go:timeline.view:1").type("からあげ")
    assert built.screen == "step.card"
    assert "「からあげ」は 2-B-2 2-C-2 2-D-2 にもあります" in built.words


def test_it_can_be_started(built: Phone) -> None:
    built.press("go:start.check:1")
    assert built.has("Start sending")
