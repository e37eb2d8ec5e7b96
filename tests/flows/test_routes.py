"""Entry routes in the chat: made with one answer, seen, given labels, stopped and taken up."""

import pytest

from bot.domain.document import FriendAdded, Scenario
from tests.flows.fakes import Kept, Memory, Shop
from tests.flows.phone import Phone, make_runner, person


@pytest.fixture
def phone(shop: Shop, memory: Memory) -> Phone:
    return Phone(make_runner(shop, shop.clock, memory), person("森", locale="en"))


@pytest.fixture
def viewer(phone: Phone) -> Phone:
    return Phone(phone.runner, person("田中", "viewer", locale="en"))


def labels(shop: Shop) -> list[str]:
    return list(shop.ways[0].labels)


def is_stopped(shop: Shop) -> bool:
    return shop.ways[0].stopped


def test_a_route_is_made_with_one_answer(phone: Phone, shop: Shop) -> None:
    phone.menu("friends.find").tap("Entry routes", "＋ New route").type("店頭QR")
    assert phone.screen == "route.card"
    assert "店頭QRから" in phone.words
    assert [way.slug for way in shop.ways] == ["abc234"]
    phone.tap("All routes", "＋ New route").type("チラシ\nflyer-2026")
    assert shop.ways[1].slug == "flyer-2026"
    phone.tap("All routes").type("2")
    assert phone.screen == "route.card"


def test_a_bad_name_or_end_of_a_link_is_asked_again(phone: Phone, shop: Shop) -> None:
    phone.press("go:route.name")
    for answer, said in (
        ("店" * 21, "20"),
        ("チラシ\nFlyer 2026", "Flyer 2026"),
        ("チラシ\nhttps://evil.example/", "evil"),
    ):
        phone.type(answer)
        assert phone.screen == "route.name"
        assert said in phone.words
    assert shop.ways == []


def test_the_qr_code_comes_as_a_picture(phone: Phone) -> None:
    phone.press("go:route.name").type("店頭QR\nqr").tap("Get the QR code")
    [picture] = phone.last
    assert picture["type"] == "image"
    assert picture["originalContentUrl"] == "https://shop.example/r/qr/qr"
    phone.tap("Back")
    assert phone.screen == "route.card"


def test_labels_are_attached_and_taken_out(phone: Phone, shop: Shop) -> None:
    phone.press("go:route.name").type("店頭QR").tap("Labels").type("店頭")
    phone.tap("会員")
    assert labels(shop) == ["店頭", "会員"]
    phone.type("店頭")
    assert labels(shop) == ["店頭", "会員"]
    phone.tap("店頭")
    assert labels(shop) == ["会員"]
    phone.tap("To the route")
    assert phone.screen == "route.card"


def test_it_is_stopped_and_taken_up(phone: Phone, shop: Shop) -> None:
    phone.press("go:route.name").type("店頭QR").tap("Stop this route")
    assert is_stopped(shop)
    assert "counts nobody" in phone.words
    phone.tap("Count again")
    assert not is_stopped(shop)


def test_a_start_for_some_routes(phone: Phone, shop: Shop) -> None:
    for name in ("店頭QR\nqr", "チラシ\nflyer", "名刺\ncard"):
        phone.press("go:route.name").type(name)
    shop.kept[7] = Kept("ご案内", Scenario(name="ご案内"))
    phone.press("go:start.kind:7").tap("By a route")
    assert phone.screen == "start.routes"
    phone.type("1 3").tap("名刺").type("7")
    assert "numbers of routes" in phone.words
    phone.tap("チラシ", "Start for 2 routes")
    start = shop.kept[7].draft.start[0]
    assert isinstance(start, FriendAdded)
    assert start.routes == ("qr", "flyer")
    assert phone.screen == "timeline.view"
    assert "店頭QR" in phone.words
    phone.press("go:start.routes:7")
    phone.press(next(one.data for one in phone.buttons if ":pick:" in str(one.data)))
    phone.tap("Start for 1 route")
    assert shop.kept[7].draft.start == (start, FriendAdded(routes=("qr",)))


def test_a_viewer_looks_only(viewer: Phone, shop: Shop) -> None:
    for data in ("go:route.name", "go:route.labels:1"):
        assert viewer.press(data).screen == "refused.role"
    assert viewer.press("go:route.card:77").screen == "route.list"
    assert shop.done == []


def test_a_route_is_renamed_and_its_link_stays(phone: Phone, shop: Shop) -> None:
    phone.press("go:route.name").type("店頭QR\nfront")
    phone.tap("Rename").type("店" * 21)
    assert phone.screen == "route.rename"
    assert "20" in phone.words
    phone.type("入口のポスター")
    assert phone.screen == "route.card"
    assert [(way.name, way.slug) for way in shop.ways] == [("入口のポスター", "front")]
    phone.tap("Undo")


def test_many_routes_are_paged(phone: Phone, shop: Shop) -> None:
    for number in range(9):
        phone.press("go:route.name").type(f"札{number}\nroute-{number}")
    phone.press("go:route.list").tap("Next ›")
    assert "札8" in phone.words and "札0" not in phone.words
    phone.type("1")
    assert phone.screen == "route.card"
    assert "札8" in phone.words


def test_a_viewer_renames_nothing(viewer: Phone, phone: Phone, shop: Shop) -> None:
    phone.press("go:route.name").type("店頭QR")
    number = shop.ways[0].id
    assert not viewer.press(f"go:route.card:{number}").has("Rename")
    assert viewer.press(f"go:route.rename:{number}").screen == "refused.role"
