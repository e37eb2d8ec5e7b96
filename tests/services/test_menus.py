"""Rich menus: made once, replaced when they change, shown to the right person in the end."""

from collections.abc import Sequence

import pytest

from bot.services.menus import Drawn, Kind, MenuService
from bot.store import people
from bot.store.db import rows
from flex_templates.catalogs import LOCALES
from tests.services.line import FakeLine
from tests.services.shop import Shop

KINDS: tuple[Kind, ...] = ("owner", "friend", "friend-stopped", "visit", "visit-stopped")


class Cloakroom:
    def __init__(self, shop: Shop) -> None:
        self.line, self.clock = FakeLine(), shop.world.clock
        self.drawn = {(kind, locale): b"one" for kind in KINDS for locale in LOCALES}

    @property
    def service(self) -> MenuService:
        return MenuService(self.line, self.clock, self.draw)

    def draw(self) -> list[Drawn]:
        return [
            Drawn(kind, locale, {"size": {}, "areas": [], "chatBarText": "メニュー"}, image)
            for (kind, locale), image in self.drawn.items()
        ]

    def shown(self, user_id: str) -> str | None:
        """The name of a person's own menu, as LINE shows it."""
        menu = self.line.linked.get(user_id)
        return str(self.line.made[menu]["name"]).split()[1] if menu else None


@pytest.fixture
def room(shop: Shop) -> Cloakroom:
    return Cloakroom(shop)


def test_every_menu_is_made_and_friends_see_theirs(room: Cloakroom) -> None:
    room.service.set_up()
    names = {str(definition["name"]).split()[1] for definition in room.line.made.values()}
    assert names == {f"{kind}-{locale}" for kind in KINDS for locale in LOCALES}
    assert room.line.everybodys
    assert "friend-ja" in room.line.made[room.line.everybodys]["name"]


def test_a_second_time_nothing_is_made(room: Cloakroom) -> None:
    room.service.set_up()
    room.line.calls.clear()
    room.service.set_up()
    assert room.line.calls == []


def test_a_changed_picture_makes_a_new_menu_and_removes_the_old(room: Cloakroom) -> None:
    room.service.set_up()
    before = room.line.everybodys
    room.drawn["friend", "ja"] = b"two"
    room.service.set_up()
    assert room.line.everybodys != before
    assert before not in room.line.made
    assert len(room.line.made) == len(room.drawn)


def test_who_has_a_menu_of_their_own_gets_the_new_one(room: Cloakroom) -> None:
    room.service.set_up()
    room.service.want("U1", "friend-stopped", "ja")
    room.service.sweep()
    old = room.line.linked["U1"]
    room.drawn["friend-stopped", "ja"] = b"two"
    room.service.set_up()
    assert room.line.linked["U1"] != old
    assert room.shown("U1") == "friend-stopped-ja"


def test_others_menus_are_left_alone_and_our_own_lost_ones_are_removed(room: Cloakroom) -> None:
    room.line.made["richmenu-other"] = {"name": "summer sale"}
    room.line.made["richmenu-lost"] = {"name": "tobiishi owner-ja 0123"}
    room.service.set_up()
    assert "richmenu-other" in room.line.made
    assert "richmenu-lost" not in room.line.made


def test_a_menu_deleted_at_line_is_made_again(room: Cloakroom) -> None:
    room.service.set_up()
    assert room.line.everybodys
    del room.line.made[room.line.everybodys]
    room.service.set_up()
    assert room.line.everybodys in room.line.made


def test_a_set_up_that_broke_off_goes_on(room: Cloakroom) -> None:
    room.line.broken = {"default"}
    with pytest.raises(Exception, match="Rejected"):
        room.service.set_up()
    room.line.broken = set()
    room.line.calls.clear()
    room.service.set_up()
    assert room.line.calls == ["default"]


def test_stopping_and_resuming_changes_the_friends_menu(room: Cloakroom) -> None:
    room.service.set_up()
    for kind, shown in (("friend-stopped", "friend-stopped-ja"), ("friend", None)):
        room.service.want("U1", kind, "ja")  # type: ignore[arg-type]
        room.service.sweep()
        assert room.shown("U1") == shown


def test_a_friend_of_another_language_has_a_menu_of_their_own(room: Cloakroom) -> None:
    room.service.set_up()
    room.service.want("U1", "friend", "th")
    room.service.want("U2", "friend-stopped", "zh-Hant")
    room.service.want("U3", "friend", "fr")
    room.service.sweep()
    shown = [room.shown(user) for user in ("U1", "U2", "U3")]
    assert shown == ["friend-th", "friend-stopped-zh-TW", "friend-en"]


def test_line_is_told_only_what_changes(room: Cloakroom) -> None:
    room.service.set_up()
    room.line.calls.clear()
    room.service.want("U1", "owner", "ja")
    room.service.sweep()
    room.service.want("U1", "owner", "ja")
    room.service.sweep()
    room.service.sweep()
    assert room.line.calls == ["link"]


def test_what_line_did_not_do_is_swept_up_later(room: Cloakroom) -> None:
    room.service.set_up()
    room.line.broken = {"link"}
    room.service.want("U1", "owner", "ja")
    room.service.sweep()
    assert room.service.sweep() == 0
    room.line.broken = set()
    room.clock.tick(300)
    assert room.service.sweep() == 1
    assert room.shown("U1") == "owner-ja"


def test_before_the_set_up_a_wish_waits(room: Cloakroom) -> None:
    room.service.want("U1", "owner", "ja")
    room.service.sweep()
    assert room.line.calls == []
    room.service.set_up()
    assert room.shown("U1") == "owner-ja"


def test_a_wish_that_changed_while_line_was_told_is_not_lost(room: Cloakroom) -> None:
    room.service.set_up()
    room.service.want("U1", "friend-stopped", "ja")
    link = room.line.link_menu

    def meanwhile(user_ids: Sequence[str], menu_id: str) -> None:
        link(user_ids, menu_id)
        room.service.want("U1", "friend", "en")

    room.line.link_menu = meanwhile  # type: ignore[method-assign]
    room.service.sweep()
    room.line.link_menu = link  # type: ignore[method-assign]
    assert room.service.sweep() == 1
    assert room.shown("U1") == "friend-en"


def test_members_keep_their_menu(room: Cloakroom) -> None:
    people.add_member("U1", "owner", name="森", at=1)
    room.service.want("U1", "owner", "ja")
    room.service.want("U1", "friend-stopped", "ja")
    assert rows("SELECT wanted FROM user_menu") == [("owner-ja",)]
