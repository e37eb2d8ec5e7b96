"""What is done with every look at a tracked link: who is led where, and whose tap it is."""

import re

import pytest

from bot.domain.links import token
from bot.store import links
from bot.store.db import database, open_database, rows
from tests.drain.chat import Chat
from tests.drain.test_links import PHONE, SHOP, Shop, offer, taps

LED, KIND, AWAY = 302, 404, 503
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Line/14.1.0/IAB"
PREVIEWS = [
    "facebookexternalhit/1.1;line-poker/1.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Twitterbot/1.0",
    "Mozilla/5.0 (Windows NT 10.0) SkypeUriPreview Preview/0.5",
    *("curl/8.4.0", "python-requests/2.31", "Wget/1.21", "Go-http-client/2.0", ""),
]


@pytest.fixture
def shop(chat: Chat) -> Shop:
    return Shop(chat, offer())


@pytest.mark.parametrize(
    ("method", "headers", "counted"),
    [
        ("get", {"User-Agent": PHONE}, 1),
        ("get", {"User-Agent": ANDROID}, 1),
        ("head", {"User-Agent": PHONE}, 0),
        ("get", {"User-Agent": PHONE, "Sec-Purpose": "prefetch;prerender"}, 0),
        ("get", {"User-Agent": PHONE, "Purpose": "prefetch"}, 0),
        *(("get", {"User-Agent": agent}, 0) for agent in PREVIEWS),
    ],
)
def test_everybody_is_led_on_and_people_are_counted(
    shop: Shop, method: str, headers: dict[str, str], counted: int
) -> None:
    path = shop.follow()
    answer = getattr(shop.browser, method)(path, headers=headers)
    shop.chat.drain()
    assert (answer.status_code, answer.headers["Location"]) == (LED, SHOP)
    assert sum(number for _, number in taps()) == counted


def changed(path: str) -> dict[str, str]:
    """What is made of a friend's own link, by accident or on purpose."""
    [link] = links.of_step(1, "offer")
    return {
        "cut short": path[:-5],
        "one letter": path[:-1],
        "longer": path + "A",
        "empty": "/l/",
        "in capitals": path.upper().replace("/L/", "/l/"),
        "with a slash": path + "/",
        "another walk": "/l/" + token(link.id, "00" * 16, 999),
        "a link to come": "/l/" + token(link.id + 1, link.key, 1),
        "no letters of ours": "/l/" + "あ" * 32,
        "an address": "/l/https://evil.example/",
        "two slashes": "/l//evil.example",
        "a folder up": "/l/%2e%2e%2fhealthz",
        "a null": "/l/" + "A" * 31 + "%00",
        "very long": "/l/" + "A" * 5_000,
    }


NAMES = [
    *("cut short", "one letter", "longer", "empty", "in capitals", "with a slash"),
    *("another walk", "a link to come", "no letters of ours", "an address", "two slashes"),
    *("a folder up", "a null", "very long"),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("lang", "words"), [("ja", "もう一度"), ("th-TH", "อีกครั้ง")])
def test_what_leads_nowhere_is_told_kindly_and_leads_nowhere(
    shop: Shop, name: str, lang: str, words: str
) -> None:
    path = changed(shop.follow())[name]
    answer = shop.opens(path, **{"Accept-Language": lang})
    assert answer.status_code in (KIND, 308)  # Flask puts two slashes right, on our own host
    assert re.match(r"(http://localhost)?/l/", answer.headers.get("Location", "/l/"))
    if answer.status_code == KIND:
        assert words in answer.text
        assert SHOP not in answer.text
    assert taps() == []


def test_a_line_break_leads_nowhere(shop: Shop) -> None:
    assert shop.opens("/l/" + "A" * 31 + "%0a").status_code == KIND


@pytest.mark.parametrize("more", ["?url=https://evil.example", "?to=//evil.example", "?%0d%0aX: y"])
def test_nothing_behind_it_changes_where_it_leads(shop: Shop, more: str) -> None:
    answer = shop.opens(shop.follow() + more)
    assert (answer.status_code, answer.headers["Location"]) == (LED, SHOP)
    assert "X" not in answer.headers


def test_a_guess_of_a_link_to_come_does_not_spoil_it(shop: Shop) -> None:
    shop.follow()
    [link] = links.of_step(1, "offer")
    assert shop.opens("/l/" + token(link.id + 1, link.key, 1)).status_code == KIND
    shop.world.scenario(offer(), name="もう一つ")
    [later] = links.of_step(2, "offer")
    answer = shop.opens("/l/" + token(later.id, later.key, 1))
    assert (later.id, answer.status_code) == (link.id + 1, LED)


def test_without_the_database_what_is_known_still_leads_on_and_the_rest_is_told(
    shop: Shop,
) -> None:
    path = shop.follow()
    assert shop.opens(path).status_code == LED
    [(before,)] = rows("SELECT count(*) FROM tap")
    database.initialize(open_database("postgresql://nobody@127.0.0.1:9/none"))
    try:
        assert shop.browser.get(path, headers={"User-Agent": PHONE}).status_code == LED
        unknown = shop.browser.get("/l/" + token(99, "00" * 16, 1), headers={"User-Agent": PHONE})
        assert (unknown.status_code, "もう一度" in unknown.text) == (AWAY, True)
    finally:
        shop.chat.parts.open()
    assert rows("SELECT count(*) FROM tap") == [(before,)]
