"""Webhook events with every field LINE puts into them."""

from typing import Any

USER = "U4af4980629e0c3d7f0b0a5e9d6c1b2a3"
GROUP = "C4af4980629e0c3d7f0b0a5e9d6c1b2a3"
ROOM = "Ra8dbf4673c6fb0e9d6c1b2a34af49806"
AT_MS = 1_462_629_479_859
TOKEN = "nHuyWiB7yP5Zw52FIkcQobQuGDXCTA"

Event = dict[str, Any]


def event(kind: str, *, reply: bool = True, **fields: Any) -> Event:
    base: Event = {
        "type": kind,
        "mode": "active",
        "timestamp": AT_MS,
        "source": {"type": "user", "userId": USER},
        "webhookEventId": "01FZ74A0TDDPYRVKNK77XKC3ZR",
        "deliveryContext": {"isRedelivery": False},
    }
    return {**base, **({"replyToken": TOKEN} if reply else {}), **fields}


def message(kind: str, **fields: Any) -> Event:
    return event("message", message={"type": kind, "id": "325708", **fields})


EXTERNAL = {
    "type": "external",
    "originalContentUrl": "https://example.com/original.mp4",
    "previewImageUrl": "https://example.com/preview.jpg",
}

TEXT = message(
    "text",
    quoteToken="q3Plxr4AgKd",
    markAsReadToken="30yhdy232",
    text="@All @example こんにちは (love)😀",
    emojis=[{"index": 14, "length": 6, "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}],
    mention={
        "mentionees": [
            {"index": 0, "length": 4, "type": "all"},
            {"index": 5, "length": 8, "userId": USER, "type": "user", "isSelf": False},
        ]
    },
    quotedMessageId="468789577898262530",
)
IMAGE = message(
    "image",
    quoteToken="yHAz4Ua2wx7",
    contentProvider={"type": "line"},
    imageSet={"id": "E005D41A7288F41B65593ED38FF6E9834B046AB36A37921A56BC236F13A91855",
              "index": 2, "total": 3},
)  # fmt: skip
VIDEO = message("video", duration=60_000, quoteToken="yHAz4Ua2wx7", contentProvider=EXTERNAL)
AUDIO = message("audio", duration=60_000, contentProvider={"type": "line"})
FILE = message("file", fileName="file.txt", fileSize=2138)
LOCATION = message(
    "location",
    title="my location",
    address="日本、〒102-8282 東京都千代田区紀尾井町1番3号",
    latitude=35.67966,
    longitude=139.73669,
)
STICKER = message(
    "sticker",
    quoteToken="q3Plxr4AgKd",
    packageId="446",
    stickerId="1988",
    stickerResourceType="ANIMATION",
    keywords=["Brown", "Cony"],
)
POSTBACK = event("postback", postback={"data": "do:friend.menu:-:stop"})
PICKED = event(
    "postback",
    postback={"data": "do:scenario.when:k3:at", "params": {"datetime": "2017-12-25T01:00"}},
)
SWITCHED = event(
    "postback",
    postback={
        "data": "x",
        "params": {"newRichMenuAliasId": "richmenu-alias-b", "status": "SUCCESS"},
    },
)
FOLLOW = event("follow", follow={"isUnblocked": False})
UNBLOCK = event("follow", follow={"isUnblocked": True})
UNFOLLOW = event("unfollow", reply=False)
JOIN = event("join", source={"type": "group", "groupId": GROUP})
LEAVE = event("leave", reply=False, source={"type": "group", "groupId": GROUP})
MEMBER_JOINED = event(
    "memberJoined",
    source={"type": "group", "groupId": GROUP},
    joined={"members": [{"type": "user", "userId": USER}, {"type": "user"}]},
)
MEMBER_LEFT = event(
    "memberLeft",
    reply=False,
    source={"type": "room", "roomId": ROOM},
    left={"members": [{"type": "user", "userId": USER}]},
)
VIDEO_WATCHED = event("videoPlayComplete", videoPlayComplete={"trackingId": "track-id"})
UNSEND = event(
    "unsend",
    reply=False,
    source={"type": "group", "groupId": GROUP, "userId": USER},
    unsend={"messageId": "325708"},
)
GROUP_TEXT = {**TEXT, "source": {"type": "group", "groupId": GROUP, "userId": USER}}
