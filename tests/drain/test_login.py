"""LINE Login at an entry route, over HTTP against the simulator: told before and after the follow,
twice, refused, forged, too late, and while LINE is away.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import pytest
import structlog

from bot.app import create_app
from bot.config import Settings
from bot.domain.outcomes import Unauthorized
from bot.line.gateway import LineError
from bot.line.login import LineLogin
from bot.services.routes import NewRoute
from bot.store.db import database
from bot.wiring import Parts
from simulator.testing import SimulatorHandle, start_simulator
from tests.delivery.world import World, step
from tests.drain.chat import Chat
from tests.drain.conftest import chat_on
from tests.drain.test_links import PHONE, PREVIEW

BY_QR = {"when": "friend_added", "routes": ["qr"]}


@pytest.fixture(scope="module")
def line() -> Iterator[SimulatorHandle]:
    handle = start_simulator(account_name="ひだまり弁当")
    yield handle
    handle.stop()


class Shop:
    def __init__(self, chat: Chat, line: SimulatorHandle, data: Path) -> None:
        self.chat, self.line, self.world = chat, line, World(clock=chat.clock)
        self.person = line.client.person("花").user
        chat.parts.routes.create(NewRoute("店頭QR", "qr", labels=("店頭",)))
        self.world.scenario(step("welcome"), start=BY_QR)
        settings = {
            "line_channel_secret": line.secret,
            "line_channel_access_token": line.token,
            "line_api_base": line.url,
            "public_base_url": "https://shop.example",
            "database_url": chat.url,
            "redis_url": "redis://127.0.0.1:1",
            "data_dir": data,
            "line_login_channel_id": line.account.login_id,
            "line_login_channel_secret": line.account.login_secret,
        }
        self.web = Parts(Settings.model_validate(settings), clock=chat.clock)
        self.browser = create_app(self.web).test_client()

    def opens(self, agent: str = PHONE) -> str:
        """LINE Login's page, as the link leads there."""
        led = self.browser.get("/r/qr", headers={"User-Agent": agent}).headers["Location"]
        assert led.startswith(f"{self.line.url}/oauth2/v2.1/authorize?")
        return str(led)

    def login(self, page: str, **more: Any) -> str:
        """Gives the path that LINE leads the browser back to."""
        url = self.line.client.open_login(page, self.person, **more)
        assert url.startswith("https://shop.example/login/callback?")
        return url.removeprefix("https://shop.example")

    def back(self, path: str) -> Any:
        return self.browser.get(path, headers={"User-Agent": PHONE})

    def led(self, path: str) -> str:
        """Where in LINE the browser ends."""
        answer = self.back(path)
        assert answer.status_code == 302
        return unquote(answer.headers["Location"].removeprefix(self.line.url))

    def follows(self, *, unblocked: bool = False) -> None:
        self.chat.follows(self.person, unblocked=unblocked)
        self.drain()

    def drain(self) -> None:
        self.chat.clock.tick(1)
        self.chat.drain()
        self.world.send()

    @property
    def got(self) -> list[str]:
        return self.world.texts_of(self.person)

    def counters(self) -> tuple[int, int, int]:
        row = self.chat.parts.routes.named("qr")
        return row.opens, row.added, row.already

    @property
    def account(self) -> str:
        return self.line.account.basic_id


@pytest.fixture
def shop(migrated_url: str, tmp_path: Path, line: SimulatorHandle) -> Iterator[Shop]:
    shop = Shop(chat_on(migrated_url, tmp_path), line, tmp_path)
    yield shop
    line.client.clear_faults()
    shop.web.inbox.close()
    database.close()


def test_who_it_is_comes_after_the_follow(shop: Shop) -> None:
    path = shop.login(shop.opens())
    shop.follows()
    assert shop.got == []
    assert shop.led(path) == f"/R/oaMessage/{shop.account}/"
    shop.drain()
    assert (shop.got, shop.counters()) == (["welcome"], (1, 1, 0))


def test_who_it_is_comes_before_the_follow(shop: Shop) -> None:
    shop.led(shop.login(shop.opens()))
    shop.drain()
    assert (shop.got, shop.counters()[1]) == ([], 0)
    shop.follows()
    assert (shop.got, shop.counters()) == (["welcome"], (1, 1, 0))


def test_both_wait_in_the_inbox(shop: Shop) -> None:
    path = shop.login(shop.opens())
    shop.led(path)
    shop.chat.follows(shop.person)
    shop.drain()
    assert (shop.got, shop.counters()) == (["welcome"], (1, 1, 0))


def test_a_friend_from_before_is_counted_apart(shop: Shop) -> None:
    shop.follows()
    shop.world.move(days=40)
    assert shop.led(shop.login(shop.opens(), add=False)) == f"/R/oaMessage/{shop.account}/"
    shop.drain()
    assert (shop.got, shop.counters()) == ([], (1, 0, 1))


def test_a_friend_of_today_who_opens_another_poster(shop: Shop) -> None:
    """LINE Login tells that they were one, so the hour does not count."""
    shop.follows()
    shop.led(shop.login(shop.opens(), add=False))
    shop.drain()
    assert (shop.got, shop.counters()) == ([], (1, 0, 1))


def test_who_adds_a_little_later(shop: Shop) -> None:
    """Not in LINE Login, but on the account's page that it ends on."""
    assert shop.led(shop.login(shop.opens(), add=False)) == f"/R/ti/p/{shop.account}"
    shop.world.move(hours=2)
    shop.follows()
    assert (shop.got, shop.counters()) == (["welcome"], (1, 1, 0))


def test_who_says_no_may_add_without(shop: Shop) -> None:
    assert shop.led(shop.login(shop.opens(), allow=False)) == f"/R/ti/p/{shop.account}"
    shop.follows()
    assert (shop.got, shop.counters()) == ([], (1, 0, 0))


def test_coming_back_twice(shop: Shop) -> None:
    path = shop.login(shop.opens())
    shop.led(path)
    shop.follows()
    assert shop.led(path) == f"/R/ti/p/{shop.account}"
    shop.drain()
    assert (shop.got, shop.counters()) == (["welcome"], (1, 1, 0))


def test_opening_it_again_begins_nothing_again(shop: Shop) -> None:
    shop.led(shop.login(shop.opens()))
    shop.follows()
    shop.led(shop.login(shop.opens(), add=False))
    shop.drain()
    assert (shop.got, shop.counters()) == (["welcome"], (2, 1, 0))


def test_who_lifts_a_block_is_nobody_new(shop: Shop) -> None:
    shop.follows()
    shop.chat.arrive("unfollow", shop.person)
    shop.drain()
    shop.world.move(days=9)
    path = shop.login(shop.opens())
    shop.follows(unblocked=True)
    shop.led(path)
    shop.drain()
    assert (shop.got, shop.counters()) == ([], (1, 0, 1))


def test_a_state_that_is_not_ours(shop: Shop) -> None:
    path = shop.login(shop.opens())
    state = parse_qs(urlsplit(path).query)["state"][0]
    slug, until, nonce, mac = state.split(".")
    forged = (
        f"other.{until}.{nonce}.{mac}",
        f"qr.{int(until) + 999}.{nonce}.{mac}",
        f"qr.{until}.{nonce[:-1]}_.{mac}",
        f"qr.{until}.{nonce}.{mac[:-1]}",
        f"qr.{until}.{nonce}",
        "https://evil.example",
        "",
    )
    for given in forged:
        answer = shop.back(path.replace(state, given))
        assert answer.status_code == 400, given
        assert "もう一度" in answer.text
    assert (slug, shop.counters()) == ("qr", (1, 0, 0))
    assert shop.led(path)  # ours still works


def test_a_state_that_is_too_old(shop: Shop) -> None:
    path = shop.login(shop.opens())
    shop.chat.clock.tick(31 * 60)
    assert shop.back(path).status_code == 400


def test_a_code_of_somebody_elses_opening(shop: Shop) -> None:
    """The code tells for which opening it was: another one's state does not take it."""
    mine, theirs = shop.login(shop.opens()), shop.login(shop.opens())
    code = parse_qs(urlsplit(theirs).query)["code"][0]
    own = parse_qs(urlsplit(mine).query)["code"][0]
    shop.led(mine.replace(own, code))
    shop.follows()
    assert (shop.got, shop.counters()) == ([], (2, 0, 0))


@pytest.mark.parametrize("kind", ["error_before", "drop_before", "html_502", "odd_200"])
def test_while_line_login_is_away_the_words_tell_it(shop: Shop, kind: str) -> None:
    path = shop.login(shop.opens())
    shop.line.client.fault("login", kind)
    assert shop.led(path) == f"/R/oaMessage/{shop.account}/?店頭QRから"
    shop.follows()
    shop.chat.says("店頭QRから", shop.person)
    shop.drain()
    assert (shop.got, shop.counters()) == (["welcome"], (1, 1, 0))


def test_with_a_wrong_secret_the_words_tell_it(shop: Shop) -> None:
    path = shop.login(shop.opens())
    login = shop.web.route_links.login
    assert login is not None
    wrong = LineLogin(login.id, "another", shop.line.url)
    shop.web.route_links = replace(shop.web.route_links, login=replace(login, line=wrong))
    answer = shop.web.route_links.returned(dict(parse_qsl(urlsplit(path).query)))
    assert "/R/oaMessage/" in answer.url


def test_nobody_is_led_outside_and_nothing_secret_is_logged(shop: Shop) -> None:
    path = shop.login(shop.opens())
    shop.line.client.fault("login", "error_before")
    with structlog.testing.capture_logs() as logged:
        led = shop.led(f"{path}&redirect_uri=https://evil.example&to=//evil.example")
    assert "evil" not in led
    assert [entry["event"] for entry in logged] == ["login_failed"]
    code = parse_qs(urlsplit(path).query)["code"][0]
    for secret in (code, shop.line.account.login_secret, "state"):
        assert secret not in str(logged)
    assert shop.line.account.login_secret not in repr(shop.web.route_links)
    assert shop.line.account.login_secret not in shop.opens()


def test_without_line_login_the_words_are_in_the_field(shop: Shop) -> None:
    shop.chat.parts.route_links = replace(shop.web.route_links, login=None)
    words = create_app(shop.chat.parts).test_client()
    led = words.get("/r/qr", headers={"User-Agent": PHONE}).headers["Location"]
    assert shop.line.client.open_chat(led, shop.person) == "店頭QRから"
    assert words.get("/login/callback?code=x&state=y").status_code == 404


def test_a_look_in_advance_is_led_on_and_not_counted(shop: Shop) -> None:
    shop.opens(PREVIEW)
    assert shop.counters() == (0, 0, 0)


def test_the_channel_is_checked_without_anybody_logging_in(shop: Shop) -> None:
    good = shop.web._login
    assert good is not None
    assert shop.line.account.login_id in good.check()
    wrong = LineLogin(shop.line.account.login_id, "0" * 32, shop.line.url)
    with pytest.raises(LineError) as refused:
        wrong.check("https://shop.example/login/callback")
    assert isinstance(refused.value.outcome, Unauthorized)
