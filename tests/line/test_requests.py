"""What leaves us, and what a broken connection means: the same for both clients."""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from linebot.v3 import insight
from linebot.v3.messaging import (
    AsyncApiClient,
    AsyncMessagingApi,
    Configuration,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    TextMessage,
)
from werkzeug import Response

from bot.domain.outcomes import Accepted, NotSent, Outcome, Unavailable
from bot.line.chat import LineChat
from bot.line.client import configuration
from bot.line.crowd import LineCrowd
from bot.line.gateway import LineError, Profile
from bot.line.sender import LineSender
from tests.line.recorder import Recorder, closed_port, raw_server, recorder

TOKEN = "a-token+with/the=signs"
FRIEND = "U" + "1" * 32
KEY = "123e4567-e89b-12d3-a456-426614174000"
FLEX = {
    "type": "flex",
    "altText": "クーポン😀",
    "contents": {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [{"type": "text", "text": "$& {{x}}\n", "somethingNew": [1, None, True]}],
        },
    },
    "quickReply": {"items": []},
}
MESSAGES: list[dict[str, Any]] = [{"type": "text", "text": "こんにちは"}, FLEX]

Push = Callable[[str, float], Outcome]


def push_sync(url: str, timeout: float) -> Outcome:
    return LineChat(TOKEN, url, timeout=(timeout, timeout)).push(FRIEND, MESSAGES, KEY)


def push_async(url: str, timeout: float) -> Outcome:
    async def push() -> Outcome:
        sender = LineSender(TOKEN, url, deadline=timeout)
        try:
            return await sender.push(FRIEND, MESSAGES, KEY)
        finally:
            await sender.aclose()

    return asyncio.run(push())


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as notes:
        yield notes


@pytest.fixture(params=[push_sync, push_async], ids=["sync", "async"])
def push(request: pytest.FixtureRequest) -> Push:
    chosen: Push = request.param
    return chosen


def test_both_clients_send_the_same(server: Recorder) -> None:
    push_sync(server.url, 3)
    push_async(server.url, 3)
    sync, asynchronous = server.seen
    assert sync.path == asynchronous.path == "/v2/bot/message/push?"
    assert json.loads(sync.body) == json.loads(asynchronous.body)
    ours = ("Content-Type", "Authorization", "User-Agent", "X-Line-Retry-Key")
    assert {n: sync.headers[n] for n in ours} == {n: asynchronous.headers[n] for n in ours}
    assert sync.headers["Authorization"] == f"Bearer {TOKEN}"
    assert sync.headers["X-Line-Retry-Key"] == KEY
    assert sync.headers["Content-Type"] == "application/json"


def test_it_is_the_request_that_the_sdks_own_client_makes(server: Recorder) -> None:
    """The fast way past the SDK's models and transport must not become a way of our own."""
    text: dict[str, Any] = {"type": "text", "text": "こんにちは"}

    async def push() -> None:
        sender = LineSender(TOKEN, server.url)
        await sender.push(FRIEND, [text], KEY)
        await sender.aclose()

    async def push_by_sdk() -> None:
        async with AsyncApiClient(Configuration(access_token=TOKEN, host=server.url)) as client:
            messages = [TextMessage(text=text["text"])]
            request = PushMessageRequest(to=FRIEND, messages=messages, notificationDisabled=None)
            await AsyncMessagingApi(client).push_message(request, x_line_retry_key=KEY)

    asyncio.run(push())
    asyncio.run(push_by_sdk())
    ours, theirs = server.seen
    assert ours.path == theirs.path
    assert json.loads(ours.body) == json.loads(theirs.body)
    for name in ("Content-Type", "Authorization", "User-Agent", "X-Line-Retry-Key"):
        assert ours.headers[name] == theirs.headers[name]


def test_messages_go_as_they_are(server: Recorder, push: Push) -> None:
    """The SDK's models would empty plain dicts and drop what they do not know."""
    assert push(server.url, 3) == Accepted(("1",), None)
    assert json.loads(server.seen[0].body) == {"to": FRIEND, "messages": MESSAGES}


def test_a_multicast_names_all(server: Recorder) -> None:
    friends = [f"U{n:032x}" for n in range(500)]

    async def multicast() -> Outcome:
        sender = LineSender(TOKEN, server.url)
        try:
            return await sender.multicast(tuple(friends), MESSAGES, KEY)
        finally:
            await sender.aclose()

    assert asyncio.run(multicast()) == Accepted(("1",))
    assert server.seen[0].path == "/v2/bot/message/multicast?"
    assert json.loads(server.seen[0].body) == {"to": friends, "messages": MESSAGES}


def test_replies_and_profiles_are_the_sdks_requests_too(server: Recorder) -> None:
    text: dict[str, Any] = {"type": "text", "text": "こんにちは"}
    profile = {"userId": FRIEND, "displayName": "花子"}
    server.answer = lambda: Response(json.dumps({"sentMessages": [{"id": "1"}], **profile}))

    async def ours() -> None:
        crowd = LineCrowd(TOKEN, server.url)
        await crowd.reply("reply-token", [text])
        assert await crowd.profile(FRIEND) == Profile(FRIEND, "花子")
        await crowd.aclose()

    async def the_sdks() -> None:
        async with AsyncApiClient(Configuration(access_token=TOKEN, host=server.url)) as client:
            api = AsyncMessagingApi(client)
            messages = [TextMessage(text=text["text"])]
            await api.reply_message(
                ReplyMessageRequest(
                    replyToken="reply-token", messages=messages, notificationDisabled=None
                )
            )
            await api.get_profile(FRIEND)

    asyncio.run(ours())
    asyncio.run(the_sdks())
    reply, asked, sdk_reply, sdk_asked = server.seen
    assert (reply.path, asked.path) == (sdk_reply.path, sdk_asked.path)
    assert json.loads(reply.body) == json.loads(sdk_reply.body)
    assert asked.body == sdk_asked.body == b""
    assert "X-Line-Retry-Key" not in reply.headers
    for mine, theirs in ((reply, sdk_reply), (asked, sdk_asked)):
        for name in ("Authorization", "User-Agent"):
            assert mine.headers[name] == theirs.headers[name]


def test_messages_of_a_reply_go_as_they_are(server: Recorder) -> None:
    async def reply() -> None:
        crowd = LineCrowd(TOKEN, server.url)
        await crowd.reply("reply-token", MESSAGES)
        await crowd.aclose()

    asyncio.run(reply())
    assert json.loads(server.seen[0].body) == {"replyToken": "reply-token", "messages": MESSAGES}


@pytest.mark.parametrize("answer", ["<html>", "[]", '{"displayName": 5}'])
def test_a_profile_that_makes_no_sense_is_not_told(server: Recorder, answer: str) -> None:
    server.answer = lambda: Response(answer)

    async def ask() -> None:
        crowd = LineCrowd(TOKEN, server.url)
        try:
            await crowd.profile(FRIEND)
        finally:
            await crowd.aclose()

    with pytest.raises(LineError) as caught:
        asyncio.run(ask())
    assert isinstance(caught.value.outcome, Unavailable)


def test_a_refused_connection_was_surely_not_sent(push: Push) -> None:
    assert isinstance(push(closed_port(), 3), NotSent)


def test_an_unknown_host_was_surely_not_sent(push: Push) -> None:
    assert isinstance(push("http://nowhere.invalid", 3), NotSent)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
        b"no HTTP at all\r\n\r\n",
    ],
    ids=["closed", "cut", "nonsense"],
)
def test_a_lost_connection_leaves_it_open(push: Push, answer: bytes) -> None:
    with raw_server(answer) as url:
        assert isinstance(push(url, 3), Unavailable)


def test_a_slow_answer_leaves_it_open(server: Recorder, push: Push) -> None:
    def slow() -> Response:
        time.sleep(1)
        return Response("{}")

    server.answer = slow
    before = time.monotonic()
    assert isinstance(push(server.url, 0.3), Unavailable)
    assert time.monotonic() - before < 0.9
    assert len(server.seen) == 1, "an attempt is one request"


@pytest.mark.parametrize("status", [302, 307])
def test_a_redirect_is_not_followed(server: Recorder, push: Push, status: int) -> None:
    server.answer = lambda: Response(status=status, headers={"Location": "/login"})
    assert isinstance(push(server.url, 3), Unavailable)
    assert len(server.seen) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_makes_no_hidden_attempts(server: Recorder, push: Push, status: int) -> None:
    server.answer = lambda: Response("{}", status=status, headers={"Retry-After": "1"})
    push(server.url, 3)
    assert len(server.seen) == 1


def test_a_proxy_of_the_environment_is_ignored(
    server: Recorder, push: Push, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", closed_port())
    monkeypatch.delenv("no_proxy", raising=False)
    assert push(server.url, 3) == Accepted(("1",), None)


def test_a_proxys_page_in_another_encoding(server: Recorder, push: Push) -> None:
    server.answer = lambda: Response("混雑".encode("shift_jis"), status=502)
    assert isinstance(push(server.url, 3), Unavailable)


def test_hundreds_are_in_flight_at_once(server: Recorder) -> None:
    def slow() -> Response:
        time.sleep(0.3)
        return Response("{}")

    server.answer = slow

    async def many() -> list[Outcome]:
        sender = LineSender(TOKEN, server.url)
        try:
            return await asyncio.gather(*(sender.push(FRIEND, MESSAGES, KEY) for _ in range(100)))
        finally:
            await sender.aclose()

    before = time.monotonic()
    assert asyncio.run(many()) == [Accepted()] * 100
    assert time.monotonic() - before < 10, "one after the other would take 30 seconds"


def test_no_secret_in_logs_or_outcomes(
    server: Recorder, push: Push, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[Any] = [push(server.url, 3), push(closed_port(), 1)]
    server.answer = lambda: Response('{"message":"no"}', status=401)
    said.append(push(server.url, 3))
    assert TOKEN not in repr(said)
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("token", ["geheim\n", "ge heim", "秘密", "geheim\x00"])
def test_a_token_with_blanks_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(ValueError, match="access token has blanks") as caught:
        configuration(token, None, 1)
    assert token not in str(caught.value)


def test_a_name_to_count_opens_under_goes_as_the_sdk_sends_it(server: Recorder) -> None:
    text: dict[str, Any] = {"type": "text", "text": "こんにちは"}

    async def ours() -> None:
        sender = LineSender(TOKEN, server.url)
        await sender.push(FRIEND, [text], KEY, "ab12_7_0")
        await sender.multicast([FRIEND], [text], KEY, "ab12_7_0")
        await sender.aclose()

    async def the_sdks() -> None:
        async with AsyncApiClient(Configuration(access_token=TOKEN, host=server.url)) as client:
            api, shared = AsyncMessagingApi(client), {"customAggregationUnits": ["ab12_7_0"]}
            messages = [TextMessage(text=text["text"])]
            push = PushMessageRequest(to=FRIEND, messages=messages, **shared)
            await api.push_message(push, x_line_retry_key=KEY)
            many = MulticastRequest(to=[FRIEND], messages=messages, **shared)
            await api.multicast(many, x_line_retry_key=KEY)

    asyncio.run(ours())
    asyncio.run(the_sdks())
    bodies = [json.loads(one.body) for one in server.seen]
    for ours_, theirs in ((bodies[0], bodies[2]), (bodies[1], bodies[3])):
        assert ours_ == {name: value for name, value in theirs.items() if value is not False}


def test_opens_are_asked_for_as_the_sdk_asks(server: Recorder) -> None:
    told = {"uniqueImpression": 40, "uniqueClick": None}
    told |= {"uniqueMediaPlayed": None, "uniqueMediaPlayed100Percent": None}
    server.answer = lambda: Response(json.dumps({"overview": told, "messages": [], "clicks": []}))
    first, last = date(2026, 11, 1), date(2026, 12, 1)
    assert LineChat(TOKEN, server.url).opened("ab12_7_0", first, last) == 40
    with insight.ApiClient(insight.Configuration(access_token=TOKEN, host=server.url)) as client:
        insight.Insight(client).get_statistics_per_unit("ab12_7_0", "20261101", "20261201")
    ours, theirs = server.seen
    assert (ours.path, ours.body) == (theirs.path, theirs.body)
    assert ours.headers["Authorization"] == theirs.headers["Authorization"]


@pytest.mark.parametrize(
    "told",
    [{}, {"overview": None}, {"overview": []}, {"overview": {"uniqueImpression": None}}, []],
)
def test_opens_that_are_not_told_are_none(server: Recorder, told: object) -> None:
    server.answer = lambda: Response(json.dumps(told))
    assert LineChat(TOKEN, server.url).opened("x", date(2026, 11, 1), date(2026, 11, 2)) is None
