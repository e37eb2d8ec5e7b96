"""The shop's own rich menus: made from a picture, given by steps, told to LINE afterwards."""

import io
from typing import Any

import pytest
from PIL import Image

from bot.domain.errors import DocumentError
from bot.domain.menus import parse_menu
from bot.domain.yaml import load_menu
from bot.store import menus
from bot.store.db import rows
from tests.delivery.world import World, step
from tests.drain.chat import HANA, MORI, Chat

MENU = """
name: 予約
bar: メニューを開く
areas:
  - {label: 予約する, link: "https://shop.example/reserve"}
  - {label: 地図, say: 地図}
  - {label: 配信停止, act: stop}
"""


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (900, 700), colour).save(out, "PNG")
    return out.getvalue()


def given() -> dict[str, tuple[str, str]]:
    found = rows("SELECT user_id, wanted, linked FROM user_menu")
    return {user: (wanted, linked) for user, wanted, linked in found}


def come(chat: Chat, *users: str, **then: Any) -> World:
    world = World(clock=chat.clock)
    world.scenario(step("a", then=then), step("b", {"days": 1}, then={"rich_menu": "default"}))
    for user in users:
        chat.follows(user)
    chat.drain()
    world.send()
    chat.drain()
    return world


def test_a_step_gives_a_menu_and_takes_it_back(chat: Chat) -> None:
    chat.parts.menus.add(load_menu(MENU), picture())
    [made] = menus.made().values()
    world = come(chat, HANA, MORI, rich_menu="予約")
    assert given() == dict.fromkeys((HANA, MORI), ("own:予約", made.menu_id))
    world.move(days=1)
    world.send()
    chat.drain()
    assert given() == dict.fromkeys((HANA, MORI), ("", ""))
    assert not chat.parts.menus.is_due()


def test_who_stops_sees_how_to_resume_and_then_theirs_again(chat: Chat) -> None:
    chat.parts.menus.add(load_menu(MENU), picture())
    come(chat, HANA, rich_menu="予約")
    for act, wanted in (("stop", "friend-stopped-ja"), ("resume", "own:予約")):
        chat.taps(f"do:friend.menu:-:{act}")
        chat.drain()
        assert given()[HANA][0] == wanted


def test_those_who_run_the_shop_keep_their_own(chat: Chat) -> None:
    chat.parts.menus.add(load_menu(MENU), picture())
    chat.becomes_owner(MORI)
    menus.give([row[0] for row in rows("SELECT id FROM friend")], "予約")
    assert given()[MORI][0].startswith("owner-")


def test_a_menu_that_is_made_anew_is_shown_to_those_who_have_it(chat: Chat) -> None:
    chat.parts.menus.add(load_menu(MENU), picture())
    come(chat, HANA, rich_menu="予約")
    before = given()[HANA][1]
    chat.parts.menus.add(load_menu(MENU), picture("blue"))
    assert given()[HANA][1] not in ("", before)


def test_a_menu_not_made_yet_waits(chat: Chat) -> None:
    come(chat, HANA, rich_menu="予約")
    assert given() == {HANA: ("own:予約", "")}
    assert not chat.parts.menus.is_due()
    chat.parts.menus.add(load_menu(MENU), picture())
    assert given()[HANA][1]


def test_its_areas_share_the_picture() -> None:
    menu = load_menu(MENU).definition
    assert menu["size"] == {"width": 2500, "height": 843}
    assert [area["bounds"]["x"] for area in menu["areas"]] == [0, 833, 1667]
    assert sum(area["bounds"]["width"] for area in menu["areas"]) == 2500
    kinds = [area["action"]["type"] for area in menu["areas"]]
    assert kinds == ["uri", "message", "postback"]


STOP = {"label": "停止", "act": "stop"}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"areas": [{"label": "a", "say": "a"}]}, "menu_without_stop"),
    ({"areas": [STOP, {"label": "a"}]}, "menu_area_form"),
    ({"areas": [STOP, {"label": "a", "say": "a", "act": "what"}]}, "menu_area_form"),
    ({"areas": [STOP, {"label": "a", "say": "a", "at": [0, 0, 50, 50]}]}, "place_all_areas"),
    ({"areas": [STOP] * 7}, "place_all_areas"),
    ({"areas": [STOP] * 21}, "too_many"),
    ({"areas": [STOP], "bar": "あ" * 15}, "too_long"),
    ({"areas": [STOP], "name": "default"}, "reserved_name"),
    ({"areas": [STOP], "baa": "x"}, "unknown_key"),
]


@pytest.mark.parametrize(("parts", "code"), WRONG)
def test_what_is_no_menu_is_refused(parts: dict[str, Any], code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_menu({"name": "m", "bar": "メニュー", **parts})
    assert [problem.code for problem in caught.value.problems] == [code]
