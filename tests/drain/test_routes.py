"""Entry routes: from the link to the follow, whichever is told first, and what begins by it."""

import json
import re
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
import segno
from PIL import Image

from bot.app import create_app
from bot.domain.errors import Refused
from bot.services.routes import NewRoute
from bot.store import friends, labels
from tests.delivery.world import World, step
from tests.drain.chat import HANA, MORI, Chat
from tests.drain.line import texts
from tests.drain.test_links import PHONE, PREVIEW

BY_QR = {"when": "friend_added", "routes": ["qr"]}


class Shop:
    """Two routes, a scenario for one of them, and a browser."""

    def __init__(self, chat: Chat, start: Any = BY_QR, **more: Any) -> None:
        self.chat, self.world = chat, World(clock=chat.clock)
        chat.parts.routes.create(NewRoute("店頭QR", "qr", labels=("店頭",)))
        chat.parts.routes.create(NewRoute("チラシ", "flyer"))
        self.world.scenario(step("welcome"), name="店頭の方へ", start=start, **more)
        self.browser = create_app(chat.parts).test_client()

    def opens(self, slug: str = "qr", agent: str = PHONE) -> Any:
        return self.browser.get(f"/r/{slug}", headers={"User-Agent": agent})

    def says(self, text: str = "店頭QRから", user: str = HANA) -> None:
        self.chat.says(text, user)
        self.drain()

    def follows(self, user: str = HANA, *, unblocked: bool = False) -> None:
        self.chat.follows(user, unblocked=unblocked)
        self.drain()

    def blocks(self) -> None:
        self.chat.arrive("unfollow")
        self.drain()

    def drain(self) -> None:
        self.chat.clock.tick(1)
        self.chat.drain()
        self.world.send()

    def counters(self, slug: str = "qr") -> tuple[int, int, int]:
        """Opened, added, friends before."""
        row = self.chat.parts.routes.named(slug)
        return row.opens, row.added, row.already


def labelled(user: str = HANA) -> set[str]:
    return {name for _, name, _ in labels.of(friends.known(user).id)}


@pytest.fixture
def shop(chat: Chat) -> Shop:
    return Shop(chat)


def test_a_link_opens_the_chat_with_the_routes_words(shop: Shop) -> None:
    answer = shop.opens()
    assert answer.status_code == 302
    assert unquote(answer.headers["Location"]) == "https://line.me/R/oaMessage/@shop/?店頭QRから"
    assert answer.headers["Cache-Control"] == "no-store"
    assert shop.counters() == (1, 0, 0)


def test_a_look_in_advance_is_no_opening(shop: Shop) -> None:
    for agent in (PREVIEW, "", "curl/8.0"):
        assert shop.opens(agent=agent).status_code == 302
    shop.browser.head("/r/qr", headers={"User-Agent": PHONE})
    shop.browser.get("/r/qr", headers={"User-Agent": PHONE, "Sec-Purpose": "prefetch"})
    assert shop.counters() == (0, 0, 0)


@pytest.mark.parametrize("slug", ["none", "QR", "callback"])
def test_an_unknown_route_says_so_kindly(shop: Shop, slug: str) -> None:
    answer = shop.opens(slug)
    assert answer.status_code == 404
    assert "お店の方にお知らせください" in answer.text
    english = shop.browser.get(f"/r/{slug}", headers={"Accept-Language": "en"})
    assert "Please tell the shop" in english.text


@pytest.mark.parametrize("path", ["/r/https://evil.example", "/r/..%2fhealthz", "/r/"])
def test_nobody_is_led_anywhere_else(shop: Shop, path: str) -> None:
    assert shop.browser.get(path).status_code == 404
    led = shop.browser.get("/r/qr?url=https://evil.example&to=//evil.example")
    assert led.headers["Location"].startswith("https://line.me/R/oaMessage/%40shop/?")


def test_words_after_the_follow(shop: Shop) -> None:
    shop.follows()
    assert shop.world.texts_of(HANA) == []
    shop.says(" 店頭qrから ")
    assert shop.world.texts_of(HANA) == ["welcome"]
    assert (shop.counters(), labelled()) == ((0, 1, 0), {"店頭"})
    shop.says()
    assert shop.world.texts_of(HANA) == ["welcome"]
    assert shop.counters() == (0, 1, 0)


def test_words_before_the_follow(shop: Shop) -> None:
    shop.says()
    shop.follows()
    assert shop.world.texts_of(HANA) == ["welcome"]
    assert (shop.counters(), labelled()) == ((0, 1, 0), {"店頭"})


def test_both_at_once_in_either_order(chat: Chat) -> None:
    shop = Shop(chat)
    chat.follows(HANA)
    chat.says("店頭QRから", HANA)
    chat.says("店頭QRから", MORI)
    chat.follows(MORI)
    shop.drain()
    assert [shop.world.texts_of(user) for user in (HANA, MORI)] == [["welcome"], ["welcome"]]
    assert shop.counters() == (0, 2, 0)


def test_words_much_later_are_of_a_friend(shop: Shop) -> None:
    shop.follows()
    shop.world.move(hours=2)
    shop.says()
    assert shop.world.texts_of(HANA) == []
    assert (shop.counters(), labelled()) == ((0, 0, 1), {"店頭"})


def test_who_looked_days_ago_came_by_something_else(shop: Shop) -> None:
    shop.says()
    shop.world.move(hours=25)
    shop.follows()
    assert shop.world.texts_of(HANA) == []
    assert shop.counters() == (0, 0, 0)


def test_a_friend_from_before_the_bot_is_counted_apart(shop: Shop) -> None:
    """Nobody saw their follow."""
    shop.says()
    assert (shop.counters(), labelled()) == ((0, 0, 1), {"店頭"})


def test_only_the_first_route_is_theirs(shop: Shop) -> None:
    shop.follows()
    shop.says("チラシから")
    shop.says()
    assert shop.world.texts_of(HANA) == []
    assert (shop.counters("flyer"), shop.counters()) == ((0, 1, 0), (0, 0, 1))


def test_who_comes_back_is_nobody_new(shop: Shop) -> None:
    shop.follows()
    shop.blocks()
    shop.world.move(days=9)
    shop.follows(unblocked=True)
    shop.says()
    assert shop.world.texts_of(HANA) == []
    assert shop.counters() == (0, 0, 1)


def test_who_comes_back_enters_where_that_is_wanted(chat: Chat) -> None:
    shop = Shop(chat, {**BY_QR, "unblock": True})
    shop.follows()
    shop.blocks()
    shop.world.move(days=9)
    shop.follows(unblocked=True)
    shop.says()
    assert shop.world.texts_of(HANA) == ["welcome"]
    assert shop.counters() == (0, 0, 1)


def test_a_follow_that_started_it_already(chat: Chat) -> None:
    """For all and for a route: the route that is told later begins nothing anew."""
    shop = Shop(chat, [{"when": "friend_added"}, BY_QR], reentry="always")
    shop.follows()
    shop.says()
    assert shop.world.texts_of(HANA) == ["welcome"]
    assert shop.counters() == (0, 1, 0)


def test_words_that_are_a_routes_and_a_start(chat: Chat) -> None:
    shop = Shop(chat, [BY_QR, {"when": "keyword", "contains": ["QR"]}], reentry="always")
    shop.follows()
    shop.says()
    assert shop.world.texts_of(HANA) == ["welcome"]


def test_the_first_step_may_go_as_the_reply_to_the_words(chat: Chat) -> None:
    shop = Shop(chat)
    shop.world.scenario(step("free", by="reply"), name="無料", start=BY_QR)
    shop.follows()
    before = len(chat.line.replies)
    chat.says("店頭QRから")
    chat.drain()
    assert [texts(sent.messages) for sent in chat.line.replies[before:]] == [["free"]]


def test_a_route_that_is_stopped_leads_on_and_counts_nobody(shop: Shop) -> None:
    keeping = shop.chat.parts.routes
    assert keeping.set_stopped(keeping.named("qr"), stopped=True)
    assert not keeping.set_stopped(keeping.named("qr"), stopped=True)
    assert unquote(shop.opens().headers["Location"]) == "https://line.me/R/ti/p/@shop"
    shop.follows()
    shop.says()
    assert shop.world.texts_of(HANA) == []
    assert shop.counters() == (0, 0, 0)
    assert keeping.set_stopped(keeping.named("qr"), stopped=False)


def test_one_scenario_for_all_and_one_for_the_route(chat: Chat) -> None:
    shop = Shop(chat)
    shop.world.scenario(step("all"), name="みなさまへ")
    shop.says()
    shop.follows()
    shop.follows(MORI)
    assert sorted(shop.world.texts_of(HANA)) == ["all", "welcome"]
    assert shop.world.texts_of(MORI) == ["all"]


def test_while_line_does_not_tell_the_accounts_id(shop: Shop) -> None:
    shop.chat.line.tells_nothing = True
    answer = shop.opens()
    assert (answer.status_code, "少し待って" in answer.text) == (503, True)
    shop.chat.line.tells_nothing = False
    assert shop.opens().status_code == 302
    shop.chat.line.tells_nothing = True
    assert shop.opens().status_code == 302


def test_the_qr_code_leads_to_the_link(shop: Shop) -> None:
    answer = shop.browser.get("/r/qr/qr.png")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    picture = Image.open(BytesIO(answer.data))
    assert picture.width == 1024
    code = segno.make_qr("https://shop.example/r/qr", error="m").matrix
    scale = 1024 // (len(code) + 8)
    edge = (1024 - scale * len(code)) // 2
    read = [
        [not picture.getpixel((edge + scale * x + scale // 2, edge + scale * y + scale // 2))
         for x in range(len(code))]
        for y in range(len(code))
    ]  # fmt: skip
    assert read == [[bool(cell) for cell in row] for row in code]
    assert shop.browser.get("/r/none/qr.png").status_code == 404
    assert shop.counters() == (0, 0, 0)


def test_an_owner_makes_one_in_the_chat_and_stops_it(chat: Chat) -> None:
    chat.becomes_owner()
    chat.parts.labels.attach("会員", [])
    for act in ("go:route.list", "go:route.name"):
        chat.taps(act, MORI)
    chat.says("店頭QR\nqr", MORI)
    chat.drain()
    card = json.dumps(chat.line.replies[-1].messages, ensure_ascii=False)
    assert "https://shop.example/r/qr/qr.png" in card
    assert "店頭QRから" in card
    [route] = chat.parts.routes.listed()
    assert (route.slug, route.keyword) == ("qr", "店頭QRから")
    chat.taps(f"go:route.qr:{route.id}", MORI)
    chat.drain()
    [picture] = chat.line.replies[-1].messages
    assert picture["originalContentUrl"] == "https://shop.example/r/qr/qr.png"
    chat.taps(f"go:route.labels:{route.id}", MORI)
    chat.says("店頭", MORI)
    chat.taps(f"go:route.card:{route.id}", MORI)
    chat.drain()
    [stop] = re.findall(
        r"do:route\.card:[^\"]+stop[^\"]+", json.dumps(chat.line.replies[-1].messages)
    )
    chat.taps(stop, MORI)
    chat.drain()
    [route] = chat.parts.routes.listed()
    assert (route.labels, route.stopped_at is None) == (("店頭",), False)


def test_a_friends_card_and_the_results_name_the_route(shop: Shop) -> None:
    shop.says()
    shop.follows()
    shop.follows(MORI)
    reads = shop.chat.parts.reads
    known = [reads.friend(friends.known(user).id) for user in (HANA, MORI)]
    assert [one.route for one in known if one] == ["店頭QR", ""]
    assert reads.results(1).routes == {"店頭QR": 1}
    assert reads.results(99).routes == {}


def test_a_renamed_route_keeps_its_link_and_its_words(shop: Shop) -> None:
    parts = shop.chat.parts
    route = parts.routes.named("qr")
    other = parts.routes.named("flyer")
    parts.routes.rename(route, "入口")
    assert parts.routes.named("qr").name == "入口"
    assert parts.routes.named("qr").keyword == route.keyword
    with pytest.raises(Refused) as refused:
        parts.routes.rename(other, "入口")
    assert refused.value.problem.code == "route_exists"
    parts.routes.rename(parts.routes.named("qr"), "入口")
