"""LINE's rules for messages, one table row a rule."""

from typing import Any

import pytest

from simulator.client import SimulatorClient
from simulator.errors import LineError
from simulator.validation.length import grapheme_length, utf16_length
from simulator.validation.messages import check_messages
from tests.simulator.line import Line, text

Json = dict[str, Any]
HTTPS = "https://shop.example/a.png"
MESSAGE = {"type": "message", "label": "はい", "text": "はい"}
FAMILY = "👨‍👩‍👧‍👦"


def check(*messages: Any) -> None:
    check_messages(list(messages), body_size=1_000_000)


def broken_places(*messages: Any) -> list[str]:
    with pytest.raises(LineError) as refused:
        check(*messages)
    assert refused.value.status == 400
    return [detail["property"] for detail in refused.value.body["details"]]


def quick(*actions: Json) -> Json:
    items = [{"type": "action", "action": action} for action in actions]
    return {**text(), "quickReply": {"items": items}}


def template(**parts: Any) -> Json:
    return {"type": "template", "altText": "a", "template": parts}


def postback(**parts: Any) -> Json:
    return {"type": "postback", "label": "a", "data": "d", **parts}


def picker(mode: str, **parts: Any) -> Json:
    return {"type": "datetimepicker", "label": "a", "data": "d", "mode": mode, **parts}


ACTION = "messages[0].quickReply.items[0].action"

GOOD = [
    text("あ" * 5000),
    text("🍎" * 2500),
    {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    {"type": "image", "originalContentUrl": HTTPS, "previewImageUrl": HTTPS},
    {
        "type": "image",
        "originalContentUrl": "http://127.0.0.1:8001/a.png",
        "previewImageUrl": "http://localhost/a.png",
    },
    {"type": "audio", "originalContentUrl": HTTPS, "duration": 1000},
    {"type": "location", "title": "a", "address": "b", "latitude": 35, "longitude": 139.5},
    {**text(), "sender": {"name": "店" * 20}},
    quick(*[{**MESSAGE, "label": FAMILY * 20}] * 13),
    quick({"type": "camera", "label": "撮る"}),
    quick(postback(data="あ" * 300, displayText="🍎" * 300)),
    quick(picker("date", min="2026-01-01", max="2026-02-01", initial="2026-01-05")),
    quick(picker("datetime", initial="2026-01-05t10:00")),
    quick({"type": "uri", "label": "a", "uri": "tel:0312345678"}),
    template(type="buttons", text="あ" * 160, actions=[MESSAGE] * 4),
    template(type="confirm", text="あ" * 240, actions=[MESSAGE] * 2),
    template(type="carousel", columns=[{"text": "a", "actions": [MESSAGE] * 3}] * 10),
    {"type": "textV2", "text": "{hello}", "substitution": {"hello": {"type": "emoji"}}},
    {"type": "text", "text": "$x", "emojis": [{"index": 0, "productId": "a", "emojiId": "1"}]},
]


@pytest.mark.parametrize("message", GOOD)
def test_what_line_takes(message: Json) -> None:
    check(message)


@pytest.mark.parametrize(
    ("message", "place"),
    [
        (text(""), "messages[0].text"),
        (text("あ" * 5001), "messages[0].text"),
        (text("🍎" * 2501), "messages[0].text"),
        ({"type": "text"}, "messages[0].text"),
        ({"type": "text", "text": 5}, "messages[0].text"),
        ({"type": "telegram"}, "messages[0].type"),
        ({"text": "a"}, "messages[0].type"),
        ("text", "messages[0].type"),
        ({"type": "sticker", "packageId": "a", "stickerId": "1"}, "messages[0].packageId"),
        (
            {"type": "image", "originalContentUrl": "http://a.jp/x", "previewImageUrl": HTTPS},
            "messages[0].originalContentUrl",
        ),
        (
            {"type": "image", "originalContentUrl": HTTPS + "x" * 2000, "previewImageUrl": HTTPS},
            "messages[0].originalContentUrl",
        ),
        ({"type": "image", "originalContentUrl": HTTPS}, "messages[0].previewImageUrl"),
        (
            {
                "type": "video",
                "originalContentUrl": HTTPS,
                "previewImageUrl": HTTPS,
                "trackingId": "あ",
            },
            "messages[0].trackingId",
        ),
        ({"type": "audio", "originalContentUrl": HTTPS}, "messages[0].duration"),
        ({**text(), "sender": {"name": "店" * 21}}, "messages[0].sender.name"),
        ({**text(), "sender": {"name": "LINE 店"}}, "messages[0].sender.name"),
        (quick(), "messages[0].quickReply.items"),
        (quick(*[MESSAGE] * 14), "messages[0].quickReply.items"),
        (quick({**MESSAGE, "label": "あ" * 21}), f"{ACTION}.label"),
        (quick({"type": "message", "text": "a"}), f"{ACTION}.label"),
        (quick({**MESSAGE, "text": "あ" * 301}), f"{ACTION}.text"),
        (quick({**MESSAGE, "type": "richmenuswitch"}), f"{ACTION}.type"),
        (quick(postback(data="あ" * 301)), f"{ACTION}.data"),
        (quick(postback(displayText="あ" * 301)), f"{ACTION}.displayText"),
        (quick(postback(displayText="a", text="a")), f"{ACTION}.text"),
        (quick(postback(inputOption="sing")), f"{ACTION}.inputOption"),
        (quick(postback(fillInText="a")), f"{ACTION}.fillInText"),
        (quick({"type": "uri", "label": "a", "uri": "javascript:x"}), f"{ACTION}.uri"),
        (quick({"type": "uri", "label": "a", "uri": HTTPS + "x" * 1000}), f"{ACTION}.uri"),
        (quick(picker("date", initial="2026-1-5")), f"{ACTION}.initial"),
        (quick(picker("time", initial="24:00")), f"{ACTION}.initial"),
        (quick(picker("date", min="2026-02-01", max="2026-02-01")), f"{ACTION}.max"),
        (quick(picker("week")), f"{ACTION}.mode"),
        (
            template(type="buttons", text="あ" * 161, actions=[MESSAGE]),
            TEMPLATE_TEXT := "messages[0].template.text",
        ),
        (template(type="buttons", title="t", text="あ" * 61, actions=[MESSAGE]), TEMPLATE_TEXT),
        (template(type="buttons", text="a", actions=[MESSAGE] * 5), "messages[0].template.actions"),
        (template(type="confirm", text="a", actions=[MESSAGE]), "messages[0].template.actions"),
        (template(type="poem"), "messages[0].template.type"),
        (
            template(type="carousel", columns=[{"text": "a", "actions": [MESSAGE]}] * 11),
            "messages[0].template.columns",
        ),
        (
            template(
                type="carousel",
                columns=[{"text": "a", "actions": [MESSAGE] * n} for n in (1, 2)],
            ),
            "messages[0].template.columns",
        ),
        (
            {"type": "template", "altText": "a" * 1501, "template": GOOD[15]["template"]},
            "messages[0].altText",
        ),
        ({"type": "text", "text": "x", "emojis": [{"index": 0}]}, "messages[0].emojis[0].index"),
    ],
)
def test_what_line_refuses(message: Any, place: str) -> None:
    assert broken_places(message) == [place]


@pytest.mark.parametrize("messages", [[], [text()] * 6, None, "a", {"a": 1}])
def test_one_to_five_messages(messages: Any) -> None:
    with pytest.raises(LineError) as refused:
        check_messages(messages, 100)
    assert refused.value.body == {
        "message": "The request body has 1 error",
        "details": [{"message": "Size must be between 1 and 5", "property": "messages"}],
    }


def test_all_errors_are_told_at_once() -> None:
    assert broken_places(text(""), text("a"), text("")) == ["messages[0].text", "messages[2].text"]


def test_over_http_and_by_the_validating_endpoints(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    sent = line.push(hana.user, text("x" * 5001))
    assert sent.status == 400
    assert sent.body["details"] == [
        {"message": "Length must be between 0 and 5000", "property": "messages[0].text"}
    ]
    for kind in ("reply", "push", "multicast", "narrowcast", "broadcast"):
        path = f"/v2/bot/message/validate/{kind}"
        assert line.call("POST", path, {"messages": [text()]}).status == 200
        assert line.call("POST", path, {"messages": [text("")]}).properties == ["messages[0].text"]
    assert hana.from_bot() == []


@pytest.mark.parametrize(
    ("written", "units", "characters"),
    [
        ("abc", 3, 3),
        ("飛び石", 3, 3),
        ("🍎", 2, 1),
        (FAMILY, 11, 1),
        ("👍🏽", 4, 1),
        ("🇯🇵🇹🇭", 8, 2),
        ("か\u3099", 2, 1),
        ("ที่นี่", 6, 2),
        ("น้ำ", 3, 1),
        ("❤️", 2, 1),
        ("", 0, 0),
    ],
)
def test_lengths(written: str, units: int, characters: int) -> None:
    assert utf16_length(written) == units
    assert grapheme_length(written) == characters
