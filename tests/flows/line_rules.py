"""LINE's limits of one reply, as far as a card can break them."""

import json
from typing import Any

BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000


def check_reply(messages: list[dict[str, Any]]) -> None:
    assert 1 <= len(messages) <= 5
    for message in messages:
        _check(message)
    assert all("quickReply" not in message for message in messages[:-1])


def _check(message: dict[str, Any]) -> None:
    match message["type"]:
        case "text":
            assert 1 <= _units(message["text"]) <= 5000
        case "flex":
            assert 1 <= _units(message["altText"]) <= 1500
            _check_container(message["contents"])
    items = message.get("quickReply", {}).get("items", [])
    assert len(items) <= 13
    for item in items:
        assert 1 <= len(item["action"]["label"]) <= 20
    for action in _actions(message):
        assert 1 <= len(action.get("data", "x")) <= 300
        assert len(action.get("displayText", "")) <= 300
        assert len(action.get("fillInText", "")) <= 300
        assert len(action.get("label", "")) <= 40


def _check_container(contents: dict[str, Any]) -> None:
    if contents["type"] == "carousel":
        assert 1 <= len(contents["contents"]) <= 12
        assert _size(contents) <= CAROUSEL_BYTES
        assert len({bubble["size"] for bubble in contents["contents"]}) == 1
    for bubble in (
        contents.get("contents", [contents]) if contents["type"] == "carousel" else [contents]
    ):
        assert bubble["type"] == "bubble"
        assert _size(bubble) <= BUBBLE_BYTES
        _check_boxes(bubble)


def _check_boxes(part: Any) -> None:
    if isinstance(part, list):
        for one in part:
            _check_boxes(one)
    if isinstance(part, dict):
        if part.get("type") == "text":
            assert part["text"], f"an empty text: {part}"
        for value in part.values():
            _check_boxes(value)


def _actions(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [action for one in part for action in _actions(one)]
    if isinstance(part, dict):
        own = [part["action"]] if isinstance(part.get("action"), dict) else []
        return own + [action for value in part.values() for action in _actions(value)]
    return []


def _size(part: dict[str, Any]) -> int:
    return len(json.dumps(part))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
