"""Rich menus as LINE takes them."""

import io

import pytest
from linebot.v3.messaging import RichMenuRequest
from PIL import Image

from bot.dispatch import LEAVE
from flex_templates.catalogs import LOCALES
from flex_templates.menus import KINDS, Kind, menu_definition, menu_image

ALL = [(kind, locale) for kind in KINDS for locale in LOCALES]


@pytest.mark.parametrize(("kind", "locale"), ALL)
def test_the_picture_fits_its_menu(kind: Kind, locale: str) -> None:
    png = menu_image(kind, locale)
    size = menu_definition(kind, locale)["size"]
    assert len(png) < 1_000_000
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", (size["width"], size["height"]))
    assert size["width"] / size["height"] >= 1.45


@pytest.mark.parametrize(("kind", "locale"), ALL)
def test_areas_cover_the_picture_once(kind: Kind, locale: str) -> None:
    menu = menu_definition(kind, locale)
    bounds = [area["bounds"] for area in menu["areas"]]
    assert sum(b["width"] * b["height"] for b in bounds) == (
        menu["size"]["width"] * menu["size"]["height"]
    )
    for n, one in enumerate(bounds):
        assert one["x"] + one["width"] <= menu["size"]["width"]
        assert one["y"] + one["height"] <= menu["size"]["height"]
        for other in bounds[:n]:
            apart = one["x"] >= other["x"] + other["width"] or other["x"] >= one["x"] + one["width"]
            assert apart or one["y"] != other["y"]


@pytest.mark.parametrize(("kind", "locale"), ALL)
def test_line_takes_the_definition(kind: Kind, locale: str) -> None:
    menu = menu_definition(kind, locale)
    read = RichMenuRequest.from_dict(menu)
    assert read is not None
    assert read.to_dict() == menu
    assert len(menu["chatBarText"]) <= 14
    assert all(len(area["action"]["label"]) <= 20 for area in menu["areas"])


def test_names_tell_kinds_and_languages_apart() -> None:
    assert len({menu_definition(kind, locale)["name"] for kind, locale in ALL}) == len(ALL)


def test_a_friends_stop_is_on_the_menu_and_needs_no_token() -> None:
    actions = [area["action"] for area in menu_definition("friend", "ja")["areas"]]
    assert actions == [
        {"type": "postback", "label": "クーポン", "data": "go:friend.coupons"},
        {"type": "postback", "label": "届くもの", "data": "go:friend.what"},
        {
            "type": "postback",
            "label": "配信停止",
            "data": "do:friend.menu:-:stop",
            "displayText": "配信停止",
        },
    ]


def test_the_stopped_menu_resumes() -> None:
    assert (
        menu_definition("friend-stopped", "th")["areas"][2]["action"]["data"]
        == "do:friend.menu:-:resume"
    )


@pytest.mark.parametrize("kind", ["friend", "friend-stopped"])
@pytest.mark.parametrize("locale", LOCALES)
def test_who_looks_as_a_friend_sees_the_same_and_a_way_back(kind: Kind, locale: str) -> None:
    visit: Kind = "visit" if kind == "friend" else "visit-stopped"
    of_friends = [area["action"] for area in menu_definition(kind, locale)["areas"]]
    *same, back = [area["action"] for area in menu_definition(visit, locale)["areas"]]
    assert same == of_friends
    assert back["data"] == LEAVE


def test_the_owners_menu_only_looks() -> None:
    actions = [area["action"] for area in menu_definition("owner", "ja")["areas"]]
    assert [action["data"] for action in actions] == [
        "go:home.today",
        "go:scenario.list",
        "go:friends.find",
        "go:results.list",
        "go:staff.menu",
        "go:settings.menu",
    ]
