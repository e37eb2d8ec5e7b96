"""Flex: LINE's paths of errors, and cards that pass."""

import json
from typing import Any

import pytest

from simulator.client import SimulatorClient
from simulator.validation.flex import check_flex
from tests.simulator.line import Line

Json = dict[str, Any]
HTTPS = "https://shop.example/a.png"
ACTION = {"type": "postback", "label": "する", "data": "d"}


def words(**parts: Any) -> Json:
    return {"type": "text", "text": "a", **parts}


def box(*contents: Any, **parts: Any) -> Json:
    return {"type": "box", "layout": "vertical", "contents": list(contents), **parts}


def bubble(*contents: Any, **parts: Any) -> Json:
    return {"type": "bubble", "body": box(*contents), **parts}


def places(container: Any) -> list[str]:
    return [detail["property"] for detail in check_flex(container).details]


GOOD = [
    bubble(words(size="13px", weight="bold", color="#11223344", wrap=True, lineSpacing="4px")),
    bubble({"type": "button", "action": ACTION, "style": "primary", "height": "sm"}),
    bubble({"type": "image", "url": HTTPS, "size": "full", "aspectRatio": "20:13"}),
    bubble({"type": "text", "contents": [{"type": "span", "text": "a", "color": "#000000"}]}),
    bubble(box({"type": "icon", "url": HTTPS}, words(), layout="baseline", spacing="sm")),
    bubble({"type": "separator", "margin": "xl"}, {"type": "filler"}),
    bubble(box(width="50%", height="4px", backgroundColor="#000000", cornerRadius="2px")),
    bubble(box(paddingAll="0px", offsetTop="-3px", position="absolute", action=ACTION)),
    bubble(size="giga", styles={"footer": {"separator": True}}, footer=box(words())),
    {"type": "carousel", "contents": [bubble(words())] * 12},
    bubble(
        hero={"type": "video", "url": HTTPS, "previewUrl": HTTPS, "altContent": box(words())},
    ),
    bubble(
        box(
            background={
                "type": "linearGradient",
                "angle": "90deg",
                "startColor": "#000000",
                "endColor": "#ffffff",
            }
        )
    ),
]


@pytest.mark.parametrize("container", GOOD)
def test_what_line_takes(container: Json) -> None:
    assert places(container) == []


FIRST = "/body/contents/0"


@pytest.mark.parametrize(
    ("container", "place"),
    [
        (bubble(words(colour="#000000")), f"{FIRST}/colour"),
        (bubble(words(color="red")), f"{FIRST}/color"),
        (bubble(words(size="huge")), f"{FIRST}/size"),
        (bubble(words(wrap="true")), f"{FIRST}/wrap"),
        (bubble(words(flex=-1)), f"{FIRST}/flex"),
        (bubble(words(margin="5%")), f"{FIRST}/margin"),
        (bubble({"type": "text", "text": ""}), f"{FIRST}/text"),
        (bubble({"type": "text", "text": None}), f"{FIRST}/text"),
        (bubble({"type": "text"}), f"{FIRST}/text"),
        (bubble({"type": "poem"}), FIRST),
        (bubble("a"), FIRST),
        (bubble({"type": "icon", "url": HTTPS}), FIRST),
        (
            bubble(box({"type": "button", "action": ACTION}, layout="baseline")),
            f"{FIRST}/contents/0",
        ),
        (bubble({"type": "button"}), f"{FIRST}/action"),
        (
            bubble({"type": "button", "action": {"type": "postback", "data": "d"}}),
            f"{FIRST}/action/label",
        ),
        (
            bubble({"type": "button", "action": {**ACTION, "label": "あ" * 41}}),
            f"{FIRST}/action/label",
        ),
        (
            bubble({"type": "button", "action": {**ACTION, "type": "camera"}}),
            f"{FIRST}/action/type",
        ),
        (bubble({"type": "image", "url": "http://a.jp/x.png"}), f"{FIRST}/url"),
        (bubble({"type": "image", "url": HTTPS, "aspectRatio": "1:4"}), f"{FIRST}/aspectRatio"),
        (bubble({"type": "box", "contents": []}), f"{FIRST}/layout"),
        (bubble({"type": "box", "layout": "vertical"}), f"{FIRST}/contents"),
        (bubble(size="tiny"), "/size"),
        (bubble(background="#000000"), "/background"),
        (bubble(styles={"body": {"color": "#000000"}}), "/styles/body/color"),
        ({"type": "bubble"}, "/"),
        ({"type": "bubble", "header": words()}, "/header"),
        ({"type": "carousel", "contents": []}, "/contents"),
        ({"type": "carousel", "contents": [bubble(words())] * 13}, "/contents"),
        (
            {"type": "carousel", "contents": [bubble(words()), bubble(words(), size="nano")]},
            "/contents",
        ),
        ({"type": "stack"}, "/type"),
    ],
)
def test_what_line_refuses(container: Json, place: str) -> None:
    assert set(places(container)) == {place}


def test_thirty_kilobytes_a_bubble() -> None:
    heavy = bubble(words(text="あ" * 10_300))
    assert places(heavy) == ["/"]
    assert places(bubble(words(text="あ" * 10_100))) == []


def test_fifty_kilobytes_a_carousel() -> None:
    card = bubble(words(text="あ" * 5_000))
    assert places({"type": "carousel", "contents": [card] * 3}) == []
    assert places({"type": "carousel", "contents": [card] * 4}) == ["/"]


def test_weight_is_judged_over_http_however_it_is_escaped(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    heavy = {"type": "flex", "altText": "a", "contents": bubble(words(text="a" * 31_000))}
    body = json.dumps({"to": hana.user, "messages": [heavy]}, ensure_ascii=False).encode()
    answer = line.call("POST", "/v2/bot/message/push", raw=body)
    assert answer.message == "A message (messages[0]) in the request body is invalid"
    assert answer.properties == ["/"]
    japanese = {"type": "flex", "altText": "a", "contents": bubble(words(text="あ" * 9_000))}
    assert line.push(hana.user, japanese).status == 200, "6 bytes a character on the wire, 3 in it"
