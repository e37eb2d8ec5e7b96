"""The messages of a sending request."""

import re
from typing import Any

from simulator.errors import LineError, body_errors
from simulator.validation.actions import QUICK_REPLY, check_action
from simulator.validation.flex import BUBBLE_LIMIT, check_flex
from simulator.validation.length import grapheme_length, utf16_length
from simulator.validation.problems import Problems
from simulator.validation.templates import check_template

MESSAGES = 5
TEXT = 5000
ALT_TEXT = 1500
QUICK_REPLIES = 13
SENDER_NAME = 20
TRACKING = re.compile(r"[A-Za-z0-9\-.=,+*()%$&;:@{}!?<>\[\]]{1,100}")
QUOTABLE = frozenset({"text", "textV2", "sticker", "image", "video", "template", "flex"})
Message = dict[str, Any]


def check_messages(messages: Any, body_size: int) -> None:
    """Raises LINE's 400 when anything in them breaks a rule; `body_size` in bytes."""
    problems = Problems()
    if problems.size(messages, "messages", 1, MESSAGES):
        for index, message in enumerate(messages):
            _message(message, f"messages[{index}]", problems)
    if problems.details:
        raise body_errors(problems.details)
    for index, message in enumerate(messages):
        if message["type"] == "flex":
            found = check_flex(message["contents"], weigh=body_size > BUBBLE_LIMIT)
            if found.details:
                text = f"A message (messages[{index}]) in the request body is invalid"
                raise LineError(400, text, found.details)


def _message(message: Any, place: str, problems: Problems) -> None:
    kind = message.get("type") if isinstance(message, dict) else None
    rule = RULES.get(kind) if isinstance(kind, str) else None
    if rule is None:
        problems.add(f"{place}.type", f"Must be one of the following values: {sorted(RULES)}")
        return
    rule(message, place, problems)
    if "quickReply" in message:
        _quick_reply(message["quickReply"], f"{place}.quickReply", problems)
    if "sender" in message:
        _sender(message["sender"], f"{place}.sender", problems)


def _quick_reply(quick_reply: Any, place: str, problems: Problems) -> None:
    items = quick_reply.get("items") if isinstance(quick_reply, dict) else None
    if not problems.size(items, f"{place}.items", 1, QUICK_REPLIES) or not items:
        return
    for index, item in enumerate(items):
        where = f"{place}.items[{index}]"
        if not isinstance(item, dict) or item.get("type") != "action":
            problems.add(f"{where}.type", "Must be one of the following values: ['action']")
            continue
        problems.resource(item, "imageUrl", where, required=False)
        check_action(item.get("action"), f"{where}.action", QUICK_REPLY, problems)


def _sender(sender: Any, place: str, problems: Problems) -> None:
    if not isinstance(sender, dict):
        problems.add(place, "May not be empty")
        return
    problems.text(sender, "name", place, SENDER_NAME, required=False, length=grapheme_length)
    problems.resource(sender, "iconUrl", place, required=False)
    if isinstance(sender.get("name"), str) and "LINE" in sender["name"].upper().split():
        problems.add(f"{place}.name", "The name contains a word that cannot be used")


def _text(message: Message, place: str, problems: Problems) -> None:
    problems.text(message, "text", place, TEXT)
    emojis = message.get("emojis")
    if emojis is None or not problems.size(emojis, f"{place}.emojis", 1, 20):
        return
    units = str(message.get("text", "")).encode("utf-16-le", "surrogatepass")
    for number, emoji in enumerate(emojis):
        index = emoji.get("index") if isinstance(emoji, dict) else None
        if not isinstance(index, int) or units[2 * index : 2 * index + 2] != b"$\0":
            problems.add(f"{place}.emojis[{number}].index", "index is invalid")


def _text_v2(message: Message, place: str, problems: Problems) -> None:
    problems.text(message, "text", place, TEXT)
    substitution = message.get("substitution", {})
    if not isinstance(substitution, dict) or len(substitution) > 100:
        problems.add(f"{place}.substitution", "Size must be between 0 and 100")
        return
    for key in substitution:
        if not re.fullmatch(r"[0-9A-Za-z_]{1,20}", key):
            problems.add(f"{place}.substitution", "invalid key")


def _sticker(message: Message, place: str, problems: Problems) -> None:
    for name in ("packageId", "stickerId"):
        if not str(message.get(name, "")).isdigit():
            problems.add(f"{place}.{name}", "May not be empty")


def _image(message: Message, place: str, problems: Problems) -> None:
    problems.resource(message, "originalContentUrl", place)
    problems.resource(message, "previewImageUrl", place)


def _video(message: Message, place: str, problems: Problems) -> None:
    _image(message, place, problems)
    tracking = message.get("trackingId")
    if tracking is not None and not (isinstance(tracking, str) and TRACKING.fullmatch(tracking)):
        problems.add(f"{place}.trackingId", "invalid trackingId")


def _audio(message: Message, place: str, problems: Problems) -> None:
    problems.resource(message, "originalContentUrl", place)
    problems.number(message, "duration", place)


def _location(message: Message, place: str, problems: Problems) -> None:
    problems.text(message, "title", place, 100)
    problems.text(message, "address", place, 100)
    problems.number(message, "latitude", place)
    problems.number(message, "longitude", place)


def _template(message: Message, place: str, problems: Problems) -> None:
    problems.text(message, "altText", place, ALT_TEXT)
    check_template(message.get("template"), f"{place}.template", problems)


def _flex(message: Message, place: str, problems: Problems) -> None:
    problems.text(message, "altText", place, ALT_TEXT)
    if not isinstance(message.get("contents"), dict):
        problems.add(f"{place}.contents", "May not be empty")


def _imagemap(message: Message, place: str, problems: Problems) -> None:
    problems.text(message, "altText", place, ALT_TEXT)
    problems.resource(message, "baseUrl", place)
    size = message.get("baseSize")
    if not isinstance(size, dict) or size.get("width") != 1040:
        problems.add(f"{place}.baseSize.width", "Must be 1040")
    if "video" in message:
        _map_video(message["video"], f"{place}.video", problems)
    actions = message.get("actions")
    if not problems.size(actions, f"{place}.actions", 0, 50) or not actions:
        return
    for index, action in enumerate(actions):
        where = f"{place}.actions[{index}]"
        if not isinstance(action, dict):
            problems.add(where, "May not be empty")
            continue
        problems.text(action, "label", where, 100, required=False, length=grapheme_length)
        problems.text(action, "linkUri", where, 1000, required=action.get("type") == "uri")
        problems.text(action, "text", where, 400, required=action.get("type") == "message")
        _area(action.get("area"), f"{where}.area", problems)


def _map_video(video: Any, place: str, problems: Problems) -> None:
    if not isinstance(video, dict):
        problems.add(place, "May not be empty")
        return
    _image(video, place, problems)
    _area(video.get("area"), f"{place}.area", problems)
    link = video.get("externalLink")
    if isinstance(link, dict):
        problems.text(link, "linkUri", f"{place}.externalLink", 1000)
        problems.text(link, "label", f"{place}.externalLink", 30)


def _area(area: Any, place: str, problems: Problems) -> None:
    sides = area if isinstance(area, dict) else {}
    for name in ("x", "y", "width", "height"):
        if not isinstance(sides.get(name), int):
            problems.add(f"{place}.{name}", "May not be empty")


def _coupon(message: Message, place: str, problems: Problems) -> None:
    problems.text(message, "couponId", place, 100, length=utf16_length)
    problems.text(message, "deliveryTag", place, 30, required=False)


RULES = {
    "text": _text,
    "textV2": _text_v2,
    "sticker": _sticker,
    "image": _image,
    "video": _video,
    "audio": _audio,
    "location": _location,
    "template": _template,
    "flex": _flex,
    "imagemap": _imagemap,
    "coupon": _coupon,
}
