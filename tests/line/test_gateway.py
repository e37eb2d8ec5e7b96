"""Both clients against the simulator, which answers as LINE does."""

import asyncio
import io
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PIL import Image

from bot.domain.outcomes import (
    Accepted,
    AlreadyAccepted,
    InvalidReplyToken,
    NotSent,
    Outcome,
    QuotaSpent,
    Rejected,
    Throttled,
    Unauthorized,
    Unavailable,
)
from bot.line.chat import LineChat
from bot.line.crowd import LineCrowd
from bot.line.gateway import Chat, ContentGone, ContentTooLarge, Crowd, LineError, Profile, Sender
from bot.line.sender import LineSender
from simulator.client import SimulatorClient
from simulator.testing import SimulatorHandle
from tests.line.recorder import closed_port

HELLO = [{"type": "text", "text": "こんにちは"}]
STRANGER = "U" + "f" * 32


def key() -> str:
    return str(uuid.uuid4())


def picture(width: int = 800, height: int = 270) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def friend(sim: SimulatorClient) -> str:
    return str(sim.add_user("花子")["id"])


@pytest.fixture
def followed(sim: SimulatorClient, friend: str) -> str:
    sim.follow(friend)
    return friend


def test_the_clients_fit_the_protocols(simulator: SimulatorHandle) -> None:
    chat: Chat = LineChat(simulator.token, simulator.url)
    sender: Sender = LineSender(simulator.token, simulator.url)
    crowd: Crowd = LineCrowd(simulator.token, simulator.url)
    assert all((chat, sender, crowd))


def test_a_push_arrives_once(sim: SimulatorClient, chat: LineChat, followed: str) -> None:
    retry_key = key()
    first = chat.push(followed, HELLO, retry_key)
    second = chat.push(followed, HELLO, retry_key)
    assert isinstance(first, Accepted)
    assert first.request_id
    assert second == AlreadyAccepted(first.request_id, first.message_ids)
    assert sim.counts("push")[followed] == 1
    assert sim.messages(followed)[-1]["message"] == HELLO[0]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("error_before", Unavailable),
        ("error_after", Unavailable),
        ("drop_before", Unavailable),
        ("drop_after", Unavailable),
        ("hang", Unavailable),
        ("html_502", Unavailable),
        ("odd_200", Accepted),
        ("rate_429", Throttled),
        ("monthly_429", QuotaSpent),
        ("unauthorized_401", Unauthorized),
        ("forbidden_403", Unauthorized),
        ("bad_request_400", Rejected),
        ("too_large_413", Rejected),
    ],
)
def test_each_fault(
    sim: SimulatorClient, chat: LineChat, followed: str, kind: str, expected: type[Outcome]
) -> None:
    sim.fault("push", kind)
    assert isinstance(chat.push(followed, HELLO, key()), expected)


@pytest.mark.parametrize("kind", ["error_after", "drop_after"])
def test_the_same_key_heals_an_unknown_outcome(
    sim: SimulatorClient, chat: LineChat, followed: str, kind: str
) -> None:
    sim.fault("push", kind)
    retry_key = key()
    assert isinstance(chat.push(followed, HELLO, retry_key), Unavailable)
    assert isinstance(chat.push(followed, HELLO, retry_key), AlreadyAccepted)
    assert sim.counts("push")[followed] == 1


def test_the_sender(sim: SimulatorClient, simulator: SimulatorHandle) -> None:
    friends = [str(sim.add_user(f"友{n}")["id"]) for n in range(3)]
    for friend in friends:
        sim.follow(friend)

    async def send() -> list[Outcome]:
        sender = LineSender(simulator.token, simulator.url)
        try:
            retry_key = key()
            return [
                await sender.push(friends[0], HELLO, key()),
                await sender.multicast(friends, HELLO, retry_key),
                await sender.multicast(friends, HELLO, retry_key),
                await sender.multicast([friends[0], "nobody"], HELLO, key()),
                await sender.push(friends[0], [{"type": "text", "text": ""}], key()),
            ]
        finally:
            await sender.aclose()

    pushed, first, second, odd, empty = asyncio.run(send())
    assert isinstance(pushed, Accepted)
    assert len(pushed.message_ids) == 1
    assert isinstance(first, Accepted)
    assert second == AlreadyAccepted(first.request_id)
    assert isinstance(odd, Rejected)
    assert odd.recipient == 1
    assert isinstance(empty, Rejected)
    assert empty.place == "messages[0].text"
    assert [sim.counts("multicast").get(friend) for friend in friends] == [1, 1, 1]


def test_a_wrong_token(simulator: SimulatorHandle, followed: str) -> None:
    stranger = LineChat("wrong-token", simulator.url)
    assert isinstance(stranger.push(followed, HELLO, key()), Unauthorized)
    with pytest.raises(LineError) as caught:
        stranger.bot_info()
    assert isinstance(caught.value.outcome, Unauthorized)
    assert "wrong-token" not in str(caught.value)


async def aside(
    simulator: SimulatorHandle, ask: Callable[[Crowd], Awaitable[Any]], url: str = ""
) -> Any:
    crowd = LineCrowd(simulator.token, url or simulator.url)
    try:
        return await ask(crowd)
    finally:
        await crowd.aclose()


def test_a_used_reply_token(simulator: SimulatorHandle) -> None:
    reply = aside(simulator, lambda crowd: crowd.reply("no-such-token", HELLO))
    assert asyncio.run(reply) == InvalidReplyToken()


def test_profiles(simulator: SimulatorHandle, sim: SimulatorClient, followed: str) -> None:
    def ask(user_id: str) -> Profile | None:
        found: Profile | None = asyncio.run(aside(simulator, lambda crowd: crowd.profile(user_id)))
        return found

    assert ask(followed) == Profile(followed, "花子", "ja", None)
    sim.block(followed)
    assert ask(followed) is None
    assert ask(STRANGER) is None


def test_a_profile_that_line_does_not_tell_says_why(
    simulator: SimulatorHandle, sim: SimulatorClient, followed: str
) -> None:
    sim.fault("profile", "rate_429")
    for url, outcome in ((simulator.url, Throttled), (closed_port(), NotSent)):
        with pytest.raises(LineError) as caught:
            asyncio.run(aside(simulator, lambda crowd: crowd.profile(followed), url))
        assert isinstance(caught.value.outcome, outcome)


def test_groups(sim: SimulatorClient, chat: LineChat, followed: str) -> None:
    group = str(sim.add_group("スタッフ", [followed])["id"])
    sim.invite_bot(group)
    assert chat.group_summary(group).name == "スタッフ"
    assert chat.group_member_count(group) == 1
    chat.leave_group(group)
    with pytest.raises(LineError):
        chat.group_summary(group)


def test_content(sim: SimulatorClient, chat: LineChat, followed: str) -> None:
    image = picture()
    message = sim.media(followed, image, "image", "image/png")
    message_id = str(message["id"] if "id" in message else message["message"]["id"])
    content = chat.content(message_id, limit=len(image))
    assert (content.body, content.type) == (image, "image/png")
    with pytest.raises(ContentTooLarge) as refused:
        chat.content(message_id, limit=len(image) - 1)
    assert refused.value.size == len(image)
    with pytest.raises(ContentGone):
        chat.content("404", limit=1)


def menu(name: str) -> dict[str, Any]:
    return {
        "size": {"width": 800, "height": 270},
        "selected": True,
        "name": name,
        "chatBarText": "メニュー",
        "areas": [
            {
                "bounds": {"x": 0, "y": 0, "width": 800, "height": 270},
                "action": {
                    "type": "postback",
                    "label": "配信停止",
                    "data": "do:friend.menu:-:stop",
                },
            }
        ],
    }


def test_rich_menus(sim: SimulatorClient, chat: LineChat, followed: str) -> None:
    friends_menu = chat.create_menu(menu("friends"), picture(), "image/png")
    owners_menu = chat.create_menu(menu("owners"), picture(), "image/png")
    assert chat.default_menu() is None
    chat.set_default_menu(friends_menu)
    assert chat.default_menu() == friends_menu
    assert sim.menu(followed)["richMenuId"] == friends_menu
    chat.link_menu([followed], owners_menu)
    assert sim.menu(followed)["richMenuId"] == owners_menu
    chat.unlink_menu([followed])
    assert sim.menu(followed)["richMenuId"] == friends_menu
    several = [followed, STRANGER]
    chat.link_menu(several, owners_menu)
    assert sim.menu(followed)["richMenuId"] == owners_menu
    chat.unlink_menu(several)
    assert sim.menu(followed)["richMenuId"] == friends_menu
    listed = {found.id: found.definition for found in chat.menus()}
    assert listed[friends_menu]["areas"] == menu("friends")["areas"]
    chat.delete_menu(owners_menu)
    assert [found.id for found in chat.menus()] == [friends_menu]


def test_a_menu_without_a_picture_is_not_left_behind(chat: LineChat) -> None:
    before = chat.menus()
    with pytest.raises(LineError):
        chat.create_menu(menu("half"), b"no picture", "text/plain")
    assert chat.menus() == before


def test_the_account(sim: SimulatorClient, chat: LineChat, followed: str) -> None:
    assert chat.bot_info().user_id.startswith("U")
    theirs = chat.server_time()
    assert theirs is not None
    assert abs(theirs.timestamp() - time.time()) < 5
    sim.quota("limited", 200, 0)
    assert chat.quota() == 200
    chat.push(followed, HELLO, key())
    assert chat.consumption() == 1
    sim.quota("none")
    assert chat.quota() is None


def test_the_webhook_endpoint(chat: LineChat) -> None:
    url = "https://bot.example/callback"
    chat.set_webhook(url)
    found = chat.webhook()
    assert found
    assert found.url == url
    assert not chat.test_webhook().success


def test_the_dots_of_typing(chat: LineChat, followed: str) -> None:
    chat.loading(followed, 5)
    with pytest.raises(LineError):
        chat.loading(followed, 7)


def test_nobody_there() -> None:
    away = LineChat("t", closed_port())
    for ask in (away.bot_info, away.quota, away.menus, lambda: away.group_summary("C1")):
        with pytest.raises(LineError):
            ask()
