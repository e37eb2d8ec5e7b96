from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.event_reader import read_event
from bot.events import (
    Chat,
    Event,
    Followed,
    ImageSet,
    JoinedGroup,
    LeftGroup,
    MembersJoined,
    MembersLeft,
    SentLocation,
    SentMedia,
    SentSticker,
    Tapped,
    Unfollowed,
    Unknown,
    Unsent,
    VideoWatched,
    WrittenEmoji,
    Wrote,
)
from tests.webhook import payloads
from tests.webhook.payloads import GROUP, ROOM, TOKEN, USER

AT = datetime(2016, 5, 7, 13, 57, 59, 859_000, tzinfo=UTC)
COMMON: dict[str, Any] = {
    "event_id": "e1",
    "at": AT,
    "chat": Chat("user", USER),
    "user_id": USER,
    "reply_token": TOKEN,
}
SILENT = {**COMMON, "reply_token": None}
IN_GROUP: dict[str, Any] = {**COMMON, "chat": Chat("group", GROUP), "user_id": None}


def read(raw: dict[str, Any]) -> Event:
    return read_event(raw, event_id="e1", received_at=1_000.0)


CASES: list[tuple[dict[str, Any], Event]] = [
    (payloads.TEXT, Wrote(text="@All @example こんにちは (love)😀", message_id="325708",
                          quote_token="q3Plxr4AgKd", quoted_id="468789577898262530",
                          emojis=(WrittenEmoji(14, 6, "5ac1bfd5040ab15980c9b435", "001"),),
                          **COMMON)),
    (payloads.IMAGE, SentMedia(kind="image", message_id="325708", image_set=ImageSet(
        id="E005D41A7288F41B65593ED38FF6E9834B046AB36A37921A56BC236F13A91855",
        index=2, total=3), **COMMON)),
    (payloads.VIDEO, SentMedia(kind="video", message_id="325708", external=True, **COMMON)),
    (payloads.AUDIO, SentMedia(kind="audio", message_id="325708", **COMMON)),
    (payloads.FILE, SentMedia(kind="file", message_id="325708", name="file.txt", **COMMON)),
    (payloads.LOCATION, SentLocation(
        message_id="325708", latitude=35.67966, longitude=139.73669, title="my location",
        address="日本、〒102-8282 東京都千代田区紀尾井町1番3号", **COMMON)),
    (payloads.STICKER, SentSticker(message_id="325708", package_id="446", sticker_id="1988",
                                   says="Brown, Cony", **COMMON)),
    (payloads.POSTBACK, Tapped(data="do:friend.menu:-:stop", params={}, **COMMON)),
    (payloads.PICKED, Tapped(data="do:scenario.when:k3:at",
                             params={"datetime": "2017-12-25T01:00"}, **COMMON)),
    (payloads.SWITCHED, Tapped(
        data="x", params={"newRichMenuAliasId": "richmenu-alias-b", "status": "SUCCESS"},
        **COMMON)),
    (payloads.FOLLOW, Followed(unblocked=False, **COMMON)),
    (payloads.UNBLOCK, Followed(unblocked=True, **COMMON)),
    (payloads.UNFOLLOW, Unfollowed(**SILENT)),
    (payloads.JOIN, JoinedGroup(**IN_GROUP)),
    (payloads.LEAVE, LeftGroup(**{**IN_GROUP, "reply_token": None})),
    (payloads.MEMBER_JOINED, MembersJoined(members=(USER,), **IN_GROUP)),
    (payloads.MEMBER_LEFT, MembersLeft(members=(USER,), **{
        **SILENT, "chat": Chat("room", ROOM), "user_id": None})),
    (payloads.VIDEO_WATCHED, VideoWatched(tracking_id="track-id", **COMMON)),
    (payloads.UNSEND, Unsent(message_id="325708", **{**SILENT, "chat": Chat("group", GROUP)})),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), CASES, ids=[type(case[1]).__name__ for case in CASES])
def test_lines_own_shapes(raw: dict[str, Any], expected: Event) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), CASES, ids=[type(case[1]).__name__ for case in CASES])
def test_new_fields_are_harmless(raw: dict[str, Any], expected: Event) -> None:
    more = {**raw, "newField": {"x": [1]}, "source": {**raw["source"], "newField": 1}}
    assert read(more) == expected


def test_standby_has_no_reply_token_and_is_not_ours() -> None:
    raw = {**payloads.TEXT, "mode": "standby"}
    del raw["replyToken"]
    event = read(raw)
    assert isinstance(event, Wrote)
    assert (event.mode, event.reply_token, event.is_ours) == ("standby", None, False)


def test_redelivery() -> None:
    again = read({**payloads.FOLLOW, "deliveryContext": {"isRedelivery": True}})
    assert again == replace(read(payloads.FOLLOW), is_redelivery=True)


def test_somebody_without_an_id() -> None:
    raw = {**payloads.GROUP_TEXT, "source": {"type": "group", "groupId": GROUP}}
    event = read(raw)
    assert isinstance(event, Wrote)
    assert (event.user_id, event.chat) == (None, Chat("group", GROUP))
    alone = read({**payloads.TEXT, "source": {"type": "user"}})
    assert (alone.user_id, alone.chat) == (None, None)
    assert read({**payloads.TEXT, "source": None}).chat is None


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (payloads.event("beacon", beacon={"hwid": "d41d8cd98f", "type": "enter"}), "beacon"),
        (payloads.event("membership", membership={"type": "joined"}), "membership"),
        (payloads.message("hologram"), "message/hologram"),
        (payloads.message("text"), "message/text"),
        (payloads.message("text", text=7), "message/text"),
        (payloads.message("sticker", packageId="1"), "message/sticker"),
        (payloads.message("location", latitude=1, longitude="x"), "message/location"),
        (payloads.event("message"), "message"),
        (payloads.event("postback"), "postback"),
        (payloads.event("postback", postback={"data": None}), "postback"),
        (payloads.event("videoPlayComplete", videoPlayComplete=[]), "videoPlayComplete"),
        (payloads.event("unsend", unsend={}), "unsend"),
        ({}, ""),
        ({"type": ["follow"]}, ""),
    ],
)
def test_what_is_not_understood(raw: dict[str, Any], kind: str) -> None:
    event = read(raw)
    assert isinstance(event, Unknown)
    assert event.type == kind


@pytest.mark.parametrize("timestamp", [None, "soon", True, 10**400, float("inf"), 10**18])
def test_without_a_usable_time_it_happened_when_it_came(timestamp: Any) -> None:
    assert read({**payloads.TEXT, "timestamp": timestamp}).at == datetime(
        1970, 1, 1, tzinfo=UTC
    ) + timedelta(seconds=1_000)


def test_text_can_be_stored_in_any_database() -> None:
    event = read(payloads.message("text", text="a\0b \ud83d c"))
    assert isinstance(event, Wrote)
    assert event.text == "ab \ufffd c"


KEYS = st.sampled_from(
    [
        *("type", "message", "source", "postback", "text", "id", "data", "params", "userId"),
        *("groupId", "timestamp", "mode", "replyToken", "joined", "members", "imageSet", "index"),
    ]
)
WORDS = st.sampled_from(["message", "text", "image", "postback", "user", "group", "memberJoined"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=st.dictionaries(KEYS, VALUES, max_size=6))
def test_no_object_makes_reading_fail(raw: dict[str, Any]) -> None:
    event = read(raw)
    assert event.at.tzinfo is UTC
    for text in (event.user_id, event.reply_token, event.mode):
        assert text is None or text.encode()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    raw=st.sampled_from([case[0] for case in CASES]),
    broken=st.dictionaries(KEYS, VALUES, min_size=1, max_size=3),
)
def test_no_broken_field_makes_reading_fail(raw: dict[str, Any], broken: dict[str, Any]) -> None:
    read({**raw, **broken})
    if isinstance(raw.get("message"), dict):
        read({**raw, "message": {**raw["message"], **broken}})
