"""POST /callback, as LINE sends it."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from bot.line.signature import sign
from bot.queue import Waker
from bot.services.answers import DONE_ID, apology_of
from bot.store.db import open_inbox
from bot.store.inbox import Inbox
from bot.webhook import Webhook
from tests.line.recorder import closed_port
from tests.webhook import payloads
from tests.webhook.payloads import GROUP, USER

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
NOW = 1_700_000_000.5


def client_of(inbox: Inbox, wake: Callable[[], None]) -> FlaskClient:
    app = Flask("test")
    app.add_url_rule("/healthz", view_func=lambda: "Flask's own")
    webhook = Webhook(app.wsgi_app, inbox, SECRET, wake, lambda: NOW)
    app.wsgi_app = webhook  # type: ignore[method-assign]
    return app.test_client()


class Caller:
    """Signs and posts; counts how often the worker was woken."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox
        self.woken = 0
        self.http = client_of(inbox, self._wake)

    def _wake(self) -> None:
        self.woken += 1

    def send(self, *events: Any, **more: Any) -> int:
        payload = {"destination": "Uxxxxxxxxxxxxxx", "events": list(events), **more}
        return self.raw(json.dumps(payload, ensure_ascii=False).encode()).status_code

    def raw(self, body: bytes, signature: str | None = None, **more: Any) -> TestResponse:
        headers = {"X-Line-Signature": signature or sign(SECRET, body)}
        return self.http.post("/callback", data=body, headers=headers, **more)

    @property
    def stored(self) -> list[dict[str, Any]]:
        return [json.loads(row.body) for row in self.inbox.pending(1000, NOW)]


@pytest.fixture
def caller(inbox: Inbox) -> Caller:
    return Caller(inbox)


def numbered(number: int, event: dict[str, Any]) -> dict[str, Any]:
    return {**event, "webhookEventId": f"01FZ74A0TDDPYRVKNK77XKC{number:03}"}


ALL = [
    value for name, value in sorted(vars(payloads).items())
    if name.isupper() and isinstance(value, dict) and "webhookEventId" in value
]  # fmt: skip


def test_every_kind_of_event_is_stored_as_it_came(caller: Caller) -> None:
    events = [numbered(n, event) for n, event in enumerate(ALL)]
    assert len(events) > 15
    assert caller.send(*events) == 200
    assert caller.stored == events
    assert caller.woken == 1
    row = caller.inbox.pending(1, NOW)[0]
    assert (row.event_id, row.received_at) == (events[0]["webhookEventId"], NOW)


def test_the_connection_check_has_no_events(caller: Caller) -> None:
    assert caller.send() == 200
    assert (caller.stored, caller.woken) == ([], 0)


def test_any_destination_is_accepted(caller: Caller) -> None:
    assert caller.send(payloads.FOLLOW, destination="somebody else") == 200
    assert len(caller.stored) == 1


def test_many_users_in_one_call_keep_their_own_order(caller: Caller) -> None:
    people = [f"U{n:032x}" for n in range(50)]
    events = [
        numbered(n, {**payloads.TEXT, "source": {"type": "user", "userId": people[n % 50]}})
        for n in range(200)
    ]
    assert caller.send(*events) == 200
    chats = [row.chat for row in caller.inbox.pending(1000, NOW)]
    assert chats == people * 4
    assert caller.stored == events


def test_the_chat_is_the_group_and_not_who_wrote(caller: Caller) -> None:
    caller.send(numbered(1, payloads.GROUP_TEXT), numbered(2, payloads.JOIN))
    caller.send(numbered(3, payloads.POSTBACK))
    assert [row.chat for row in caller.inbox.pending(9, NOW)] == [GROUP, GROUP, USER]


def test_a_redelivery_is_the_same_event(caller: Caller) -> None:
    again = {**payloads.TEXT, "deliveryContext": {"isRedelivery": True}}
    assert caller.send(payloads.TEXT) == 200
    assert caller.send(again) == 200
    assert caller.send(again, numbered(2, payloads.TEXT)) == 200
    assert len(caller.stored) == 2
    assert caller.woken == 2, "nothing new wakes nobody"


def test_without_an_id_the_event_is_its_own(caller: Caller) -> None:
    bare = {key: value for key, value in payloads.TEXT.items() if key != "webhookEventId"}
    again = dict(reversed({**bare, "deliveryContext": {"isRedelivery": True}}.items()))
    other = {**bare, "timestamp": bare["timestamp"] + 1}
    for event in (bare, again, other):
        assert caller.send(event) == 200
    assert caller.stored == [bare, other]


@pytest.mark.parametrize("odd", ["", 7, None, "a\0b", "\ud800", "x" * 101, ["x"]])
def test_odd_ids_lose_no_event(caller: Caller, odd: Any) -> None:
    event = {**payloads.TEXT, "webhookEventId": odd, "source": {"type": "user", "userId": odd}}
    body = json.dumps({"events": [event]}).encode()
    assert caller.raw(body).status_code == 200
    assert caller.stored == [event]
    (row,) = caller.inbox.pending(1, NOW)
    assert row.chat == ""
    assert len(apology_of(row.event_id)) < DONE_ID, "what the database keeps of an event"


@pytest.mark.parametrize(
    "event",
    [
        {**payloads.TEXT, "mode": "standby"},
        {**payloads.TEXT, "source": {"type": "user"}},
        {**payloads.TEXT, "source": None},
        {**payloads.event("somethingNew"), "mode": "somethingNew"},
        payloads.message("text", text="\0\ud83d half"),
        {},
    ],
    ids=["standby", "no user id", "no source", "unknown", "half a letter", "empty"],
)
def test_unusual_events_are_stored(caller: Caller, event: dict[str, Any]) -> None:
    assert caller.raw(json.dumps({"events": [event]}).encode()).status_code == 200
    assert caller.stored == [event]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{", b"null", b"7", b'"x"', b"{}", b'{"events":{}}', b'{"events":[1]}',
        b'{"events":[{"x":NaN}]}', b"\xff\xfe\xfd", b'{"events":[' + b"[" * 100_000,
        b'{"events":[{"x":' + b"9" * 5000 + b"}]}",
    ],
)  # fmt: skip
def test_signed_nonsense(caller: Caller, body: bytes) -> None:
    assert caller.raw(body).status_code == 400
    assert (caller.stored, caller.woken) == ([], 0)


def test_a_missing_or_wrong_signature_stores_nothing(caller: Caller) -> None:
    body = json.dumps({"events": [payloads.TEXT]}).encode()
    for signature in (sign("another", body), sign(SECRET, body + b" "), "x"):
        assert caller.raw(body, signature).status_code == 401
    assert caller.http.post("/callback", data=body).status_code == 401
    assert (caller.stored, caller.woken) == ([], 0)


def test_the_header_is_found_in_any_case(caller: Caller) -> None:
    body = json.dumps({"events": [payloads.TEXT]}).encode()
    headers = {"x-line-signature": sign(SECRET, body)}
    assert caller.http.post("/callback", data=body, headers=headers).status_code == 200


def test_a_body_over_two_megabytes(caller: Caller) -> None:
    padding = " " * (2 * 1024 * 1024 - len('{"events":[]}'))
    largest = f'{{"events":[]{padding}}}'.encode()
    assert caller.raw(largest).status_code == 200
    assert caller.raw(largest + b" ").status_code == 413
    chunked = caller.raw(largest + b" ", environ_overrides={"wsgi.input_terminated": True})
    assert chunked.status_code == 413


class BrokenOff(BytesIO):
    def readinto(self, _: Any) -> int:
        raise ConnectionResetError


def test_a_body_that_breaks_off(caller: Caller) -> None:
    broken = {"wsgi.input": BrokenOff(), "CONTENT_LENGTH": "700"}
    answer = caller.http.post("/callback", environ_overrides=broken)
    assert answer.status_code == 400
    assert caller.stored == []


def test_only_posts(caller: Caller) -> None:
    assert caller.http.get("/callback").status_code == 405


def test_every_other_path_is_flasks(caller: Caller) -> None:
    assert caller.http.get("/healthz").text == "Flask's own"
    for path in ("/", "/callback/", "/callback2"):
        assert caller.http.post(path).status_code == 404


def test_the_refusal_says_what_to_mend(caller: Caller) -> None:
    answer = caller.http.post("/callback", data=b"{}")
    assert (answer.status, answer.content_type) == ("401 Unauthorized", "application/json")
    assert answer.json == {"error": "the signature is missing or wrong"}


def test_posts_at_the_same_time_are_stored_once_and_in_their_order(caller: Caller) -> None:
    """Each post has events of its own chat and some that every post brings."""

    def body(post: int) -> list[dict[str, Any]]:
        own = {**payloads.TEXT, "source": {"type": "user", "userId": f"U{post}"}}
        return [
            numbered(n, payloads.TEXT) if n % 5 == 0 else {**own, "webhookEventId": f"{post}-{n}"}
            for n in range(20)
        ]

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda post: caller.send(*body(post)), range(40))) == {200}
    rows = caller.inbox.pending(1000, NOW)
    assert len(rows) == len({row.event_id for row in rows}) == 40 * 16 + 4
    for post in range(40):
        own = [int(row.event_id.split("-")[1]) for row in rows if row.chat == f"U{post}"]
        assert own == sorted(own) and len(own) == 16


def test_what_cannot_be_stored_is_asked_for_again(sqlite_url: str) -> None:
    caller = Caller(Inbox(open_inbox(sqlite_url)))  # a database without the table
    with capture_logs() as logs:
        assert caller.send(payloads.TEXT) == 503
    assert caller.woken == 0
    assert [line["event"] for line in logs] == ["webhook_not_stored"]
    assert "こんにちは" not in str(logs)


def test_redis_away_costs_nothing(inbox: Inbox) -> None:
    waker = Waker(closed_port().replace("http", "redis"))
    client = client_of(inbox, partial(waker.wake, "chat"))
    before = time.perf_counter()
    for number in range(50):
        body = json.dumps({"events": [numbered(number, payloads.TEXT)]}).encode()
        answer = client.post(
            "/callback", data=body, headers={"X-Line-Signature": sign(SECRET, body)}
        )
        assert answer.status_code == 200
    assert (time.perf_counter() - before) / 50 < 0.1
    assert inbox.depth() == 50
