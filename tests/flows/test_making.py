"""Messages of more than one piece, made by answering the chat."""

from typing import Any

import pytest

from admin_flows.ports import facts
from admin_flows.ports.chat import Sent
from bot.domain.document import Sticker, Text, Video
from bot.domain.sendable import kind_of
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, running, three_steps

NAME = '{{ friend.name | default("お客様") }}'
FILM = Sent("video", "film-1", seconds=9.0)
PLACE = {
    "location": {"title": "駅前", "address": "東京都港区", "latitude": 35.6, "longitude": 139.7}
}


@pytest.fixture
def kinds(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    return mori.press("go:msg.compose:1.s1").tap("More kinds")


def last(shop: Shop) -> Any:
    return shop.kept[1].draft.steps[0].send[-1]


def raw(shop: Shop) -> dict[str, Any]:
    found: dict[str, Any] = last(shop).model_dump(mode="json", exclude_defaults=True)
    return found


def picture(width: int, height: int) -> Sent:
    return Sent("image", "photo-1", width, height, 90_000)


def test_a_text_with_buttons(kinds: Phone, shop: Shop) -> None:
    kinds.tap("With buttons").type("{名前}さん、ご予約はこちら")
    kinds.type("予約する https://shop.example/r\n電話する tel:0312345678")
    assert kinds.screen == "msg.compose"
    assert raw(shop) == {
        "text": '{{ friend.name | default("お客様") }}さん、ご予約はこちら',
        "buttons": [
            {"label": "予約する", "link": "https://shop.example/r"},
            {"label": "電話する", "link": "tel:0312345678"},
        ],
    }
    assert "リンク1件" in kinds.words


def test_of_a_button_without_a_link_it_is_asked_what_it_does(kinds: Phone, shop: Shop) -> None:
    draft(shop, three_steps().model_copy(update={"name": "お礼"}))
    kinds.tap("With buttons").type("どちらですか？")
    kinds.type("予約する https://shop.example/r\n会員です\n営業時間は？\nはじめる")
    assert "「会員です」を押した人をどうしますか？" in kinds.words
    kinds.tap("Add a label").type("会員")
    assert "「営業時間は？」を押した人をどうしますか？" in kinds.words
    kinds.tap("Send an answer").type("{名前}さん、10時からです")
    kinds.tap("Start a scenario")
    kinds.type("ない名前")
    assert "「ない名前」は見つかりません" in kinds.words
    kinds.open("お礼")
    assert kinds.screen == "msg.compose"
    assert raw(shop)["buttons"] == [
        {"label": "予約する", "link": "https://shop.example/r"},
        {"label": "会員です", "add_label": ["会員"]},
        {
            "label": "営業時間は？",
            "answer": '{{ friend.name | default("お客様") }}さん、10時からです',
        },
        {"label": "はじめる", "enter": "お礼"},
    ]


def test_a_button_gives_a_coupon_that_there_is(kinds: Phone, shop: Shop) -> None:
    shop.handed = [facts.CouponFacts(3, "月曜", "月曜20%OFF", "discount")]
    kinds.tap("With buttons").type("どうぞ").type("割引をもらう")
    kinds.tap("Give a coupon").type("1")
    assert raw(shop)["buttons"] == [{"label": "割引をもらう", "coupon": "月曜"}]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("あ" * 501,), "500文字"),
        (("{値段}",), "{値段}"),
        (("はい", "https://shop.example"), "1行"),
        (("はい", "あ" * 21 + " https://shop.example"), "20文字まで"),
        (("はい", "\n".join(f"{n} https://a.example" for n in range(7))), "7"),
        (("はい", "予約 https://"), "https://"),
    ],
)
def test_buttons_that_do_not_fit_are_asked_again(
    kinds: Phone, shop: Shop, answers: tuple[str, ...], said: str
) -> None:
    before = last(shop)
    kinds.tap("With buttons")
    for answer in answers:
        kinds.type(answer)
    assert kinds.screen == "msg.make"
    assert said in kinds.words
    assert last(shop) == before


def test_a_rich_picture_is_parted_and_each_part_does_something(kinds: Phone, shop: Shop) -> None:
    kinds.tap("Rich picture").give(picture(2000, 1000))
    assert "1,040" not in kinds.words
    kinds.tap("Left and right")
    hero = kinds.last[0]["contents"]["hero"]
    assert hero["url"] == "https://media.example/photo-1/half-columns"
    kinds.tap("Open a link").type("https://a.example/m")
    kinds.tap("Say words").type("予約").type("月曜限定 20%OFF")
    assert raw(shop) == {
        "rich": "photo-1",
        "alt": "月曜限定 20%OFF",
        "shape": "half",
        "areas": [
            {
                "label": "a.example/m",
                "link": "https://a.example/m",
                "at": [0, 0, 50, 100],
            },
            {"label": "予約", "say": "予約", "at": [50, 0, 50, 100]},
        ],
    }


def test_a_small_picture_is_told_and_taken(kinds: Phone, shop: Shop) -> None:
    kinds.tap("Rich picture").give(picture(800, 800))
    assert "800" in kinds.words
    kinds.tap("Whole", "Nothing")
    assert raw(shop) == {"image": "photo-1"}


def test_words_and_links_are_understood_without_a_tap(kinds: Phone, shop: Shop) -> None:
    kinds.tap("Rich picture").give(picture(1040, 1040)).tap("Top and bottom")
    kinds.type("https://shop.example").type("クーポン").tap("Use the step’s name")
    assert [set(area) - {"at", "label"} for area in raw(shop)["areas"]] == [{"link"}, {"say"}]
    assert raw(shop)["alt"] == "週替わりのご案内"


def test_cards_with_pictures_and_one_that_leads_to_more(kinds: Phone, shop: Shop) -> None:
    kinds.tap("Cards").give(picture(900, 600)).type("玉子焼き\nふわふわです")
    kinds.type("予約する https://shop.example/egg").tap("Another card")
    assert not kinds.has("No picture")
    kinds.give(picture(900, 600)).type("唐揚げ").tap("No button")
    kinds.tap("＋ See more").type("もっと見る https://shop.example/all")
    assert raw(shop) == {
        "cards": [
            {
                "title": "玉子焼き",
                "text": "ふわふわです",
                "image": "photo-1",
                "button": {"label": "予約する", "link": "https://shop.example/egg"},
            },
            {"title": "唐揚げ", "image": "photo-1"},
        ],
        "more": {"label": "もっと見る", "link": "https://shop.example/all"},
    }


def test_cards_without_pictures(kinds: Phone, shop: Shop) -> None:
    kinds.tap("Cards", "No picture").type("あ" * 41)
    assert "40文字" in kinds.words
    kinds.type("一枚目").tap("No button", "Another card").type("二枚目").tap("No button")
    kinds.tap("That is all")
    assert raw(shop) == {"cards": [{"title": "一枚目"}, {"title": "二枚目"}]}


def test_nine_cards_are_the_most(kinds: Phone, shop: Shop) -> None:
    kinds.tap("Cards", "No picture")
    for number in range(9):
        if number:
            kinds.tap("Another card")
        kinds.type(f"{number}").tap("No button")
    assert not kinds.has("Another card")


def test_a_rich_video_with_cover_and_button(kinds: Phone, shop: Shop) -> None:
    kinds.tap("Rich video").give(picture(900, 600))
    assert "動画" in kinds.words
    kinds.give(FILM).give(picture(900, 600)).type("くわしく https://shop.example/new")
    kinds.type("新作のご紹介")
    assert raw(shop) == {
        "rich_video": "film-1",
        "preview": "photo-1",
        "alt": "新作のご紹介",
        "end": {"label": "くわしく", "link": "https://shop.example/new"},
    }


def test_a_rich_video_as_plain_as_can_be(kinds: Phone, shop: Shop) -> None:
    kinds.tap("Rich video").give(FILM).tap("Choose for me", "No button", "Use the step’s name")
    assert raw(shop) == {"rich_video": "film-1", "alt": "週替わりのご案内"}


def test_a_coupon_of_lines_own(kinds: Phone, shop: Shop) -> None:
    kinds.tap("LINE coupon").type("みじかい")
    assert kinds.screen == "msg.make"
    kinds.type("01JYNW8JMQVFBNWF1APF8Z3FS7")
    assert raw(shop) == {"line_coupon": "01JYNW8JMQVFBNWF1APF8Z3FS7"}


def test_a_place_gets_a_name(kinds: Phone, shop: Shop) -> None:
    kinds.tap("Location").type("東京")
    assert "位置情報" in kinds.words
    kinds.other("location", PLACE).type("ひだまり弁当")
    assert raw(shop)["location"]["title"] == "ひだまり弁当"


def test_a_sticker_is_chosen_of_those_that_can_be_sent(kinds: Phone, shop: Shop) -> None:
    kinds.press("go:msg.compose:1.s1").other("sticker", {"sticker": ["9999", "1"]})
    assert kinds.screen == "msg.sticker"
    kinds.tap("Others ›").type("3")
    assert isinstance(last(shop), Sticker)


def test_a_sixth_message_goes_with_the_next_step(kinds: Phone, shop: Shop) -> None:
    kinds.press("go:msg.compose:1.s1")
    for number in range(5):
        kinds.type(f"文{number}")
    assert "文4" in kinds.words
    kinds.tap("As the next step").tap("3日後").tap("10:00")
    steps = shop.kept[1].draft.steps
    assert [len(step.send) for step in steps[:3]] == [5, 1, 2]
    assert steps[1].send == (Text(text="文4"),)


def test_a_message_is_replaced_by_one_of_another_kind(kinds: Phone, shop: Shop) -> None:
    kinds.press("go:msg.replace:1.s1.1").tap("More kinds", "With buttons")
    kinds.type("こちら").type("見る https://shop.example")
    assert [kind_of(one) for one in shop.kept[1].draft.steps[0].send] == ["buttons"]


def test_taps_of_links_in_a_text_are_counted_unless_one_says_no(kinds: Phone, shop: Shop) -> None:
    kinds.press("go:msg.compose:1.s1").type("見てね https://shop.example/a と https://b.example")
    assert "リンク2件" in kinds.words
    assert last(shop) == Text(text="見てね https://shop.example/a と https://b.example", track=True)
    kinds.press("go:msg.card:1.s1.2").tap("Count taps of links")
    assert not last(shop).track
    kinds.tap("Count taps of links")
    assert last(shop).track


def test_buttons_are_counted_all_or_none(kinds: Phone, shop: Shop) -> None:
    kinds.tap("With buttons").type("こちら").type("見る https://a.example\n電話 tel:0312345678")
    kinds.press("go:msg.card:1.s1.2").tap("Count taps of links")
    assert [button.track for button in last(shop).buttons] == [False, False]


def test_a_text_in_other_languages(kinds: Phone, shop: Shop) -> None:
    kinds.press("go:msg.card:1.s1.1").tap("Other languages").open("English")
    kinds.type("Welcome, {name}.")
    assert last(shop).text == {
        "ja": "ようこそ、ひだまり弁当です。",
        "en": 'Welcome, {{ friend.name | default("there") }}.',
    }
    kinds.press("go:msg.edit:1.s1.1").type("いらっしゃいませ")
    assert list(last(shop).text) == ["ja", "en"]
    assert last(shop).text["ja"] == "いらっしゃいませ"
    kinds.press("go:msg.language:1.s1.1.en").tap("No text of its own")
    assert last(shop).text == "いらっしゃいませ"


def test_pictures_have_no_languages(kinds: Phone, shop: Shop) -> None:
    kinds.press("go:msg.languages:1.s2.2")
    assert kinds.screen == "msg.card"


def test_a_videos_cover_is_changed(kinds: Phone, shop: Shop) -> None:
    kinds.press("go:msg.compose:1.s1").give(FILM)
    assert last(shop) == Video(video="film-1", track="seen")
    kinds.press("go:msg.card:1.s1.2").tap("Another cover").give(picture(900, 600))
    assert last(shop) == Video(video="film-1", preview="photo-1", track="seen")
    kinds.press("go:msg.card:1.s1.2").tap("Another cover", "Choose for me")
    assert last(shop).preview is None
