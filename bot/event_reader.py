"""From LINE's webhook JSON to `events`. Never fails, whatever the JSON object holds: new fields are
ignored, and what is not understood becomes `Unknown`.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

from bot.events import (
    CameByRoute,
    Chat,
    Event,
    Followed,
    ImageSet,
    JoinedGroup,
    LeftGroup,
    LinkOpened,
    MediaKind,
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

Raw: TypeAlias = Mapping[str, Any]
Fields: TypeAlias = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_event(raw: Raw, *, event_id: str, received_at: float) -> Event:
    """`event_id` and `received_at` (epoch seconds) are the inbox's; the latter stands in for a
    missing time.
    """
    common: Fields = {
        "event_id": event_id,
        "at": _instant(raw.get("timestamp"), received_at),
        "mode": _text(raw, "mode") or "active",
        "chat": _chat(raw),
        "user_id": _text(raw, "source", "userId"),
        "reply_token": _text(raw, "replyToken"),
        "is_redelivery": _at(raw, "deliveryContext", "isRedelivery") is True,
    }
    kind = _text(raw, "type") or ""
    event = _READERS[kind](raw, common) if kind in _READERS else None
    return event or Unknown(type=_full_kind(raw, kind), **common)


def _message(raw: Raw, common: Fields) -> Event | None:
    message_id, kind = _text(raw, "message", "id"), _text(raw, "message", "type") or ""
    if message_id is None or kind not in _MESSAGES:
        return None
    return _MESSAGES[kind](raw, {**common, "message_id": message_id})


def _wrote(raw: Raw, common: Fields) -> Event | None:
    text = _text(raw, "message", "text")
    if text is None:
        return None
    return Wrote(
        text=text,
        quote_token=_text(raw, "message", "quoteToken"),
        quoted_id=_text(raw, "message", "quotedMessageId"),
        emojis=tuple(_emojis(_at(raw, "message", "emojis"))),
        **common,
    )


def _emojis(found: Any) -> Iterator[WrittenEmoji]:
    for each in found if isinstance(found, list) else ():
        place = [_at(each, key) for key in ("index", "length")] if isinstance(each, Mapping) else []
        numbers = [one for one in place if isinstance(one, int) and not isinstance(one, bool)]
        names = [_text(each, key) or "" for key in ("productId", "emojiId")] if numbers else []
        if len(numbers) == 2 and all(names):
            yield WrittenEmoji(numbers[0], numbers[1], names[0], names[1])


def _media(kind: MediaKind, raw: Raw, common: Fields) -> Event:
    return SentMedia(
        kind=kind,
        image_set=_image_set(raw),
        name=_text(raw, "message", "fileName") or "",
        external=_text(raw, "message", "contentProvider", "type") == "external",
        **common,
    )


def _image_set(raw: Raw) -> ImageSet | None:
    id_ = _text(raw, "message", "imageSet", "id")
    index, total = (_number(raw, "message", "imageSet", key) for key in ("index", "total"))
    if id_ is None or index is None or total is None:
        return None
    return ImageSet(id=id_, index=int(index), total=int(total))


def _sticker(raw: Raw, common: Fields) -> Event | None:
    package, sticker = (_text(raw, "message", key) for key in ("packageId", "stickerId"))
    if package is None or sticker is None:
        return None
    says = _text(raw, "message", "text") or _keywords(raw)
    return SentSticker(package_id=package, sticker_id=sticker, says=says, **common)


def _keywords(raw: Raw) -> str:
    """What LINE says that the sticker says, the first three of up to fifteen."""
    message = raw.get("message")
    found = message.get("keywords") if isinstance(message, Mapping) else None
    words = [word for word in found if isinstance(word, str)] if isinstance(found, list) else []
    return ", ".join(words[:3])


def _location(raw: Raw, common: Fields) -> Event | None:
    latitude, longitude = (_number(raw, "message", key) for key in ("latitude", "longitude"))
    if latitude is None or longitude is None:
        return None
    return SentLocation(
        latitude=latitude,
        longitude=longitude,
        title=_text(raw, "message", "title"),
        address=_text(raw, "message", "address"),
        **common,
    )


def _tapped(raw: Raw, common: Fields) -> Event | None:
    data, params = _text(raw, "postback", "data"), _at(raw, "postback", "params")
    if data is None:
        return None
    given = params if isinstance(params, Mapping) else {}
    texts = {key: value for key in given if (value := _text(given, key)) is not None}
    return Tapped(data=data, params=texts, **common)


def _opened(raw: Raw, common: Fields) -> Event | None:
    link, walk = _number(raw, "link", "id"), _number(raw, "link", "walk")
    if link is None or walk is None:
        return None
    system = _text(raw, "link", "os") or ""
    return LinkOpened(link_id=int(link), enrollment_id=int(walk), system=system, **common)


def _came(raw: Raw, common: Fields) -> Event | None:
    route = _number(raw, "route", "id")
    if route is None:
        return None
    return CameByRoute(route_id=int(route), added=_at(raw, "route", "added") is True, **common)


def _watched(raw: Raw, common: Fields) -> Event | None:
    tracking = _text(raw, "videoPlayComplete", "trackingId")
    return None if tracking is None else VideoWatched(tracking_id=tracking, **common)


def _unsent(raw: Raw, common: Fields) -> Event | None:
    message = _text(raw, "unsend", "messageId")
    return None if message is None else Unsent(message_id=message, **common)


def _members(raw: Raw, key: str) -> tuple[str, ...]:
    listed = _at(raw, key, "members")
    people = [p for p in listed if isinstance(p, Mapping)] if isinstance(listed, list) else []
    return tuple(id_ for person in people if (id_ := _text(person, "userId")) is not None)


_READERS: Mapping[str, Callable[[Raw, Fields], Event | None]] = {
    "message": _message,
    "follow": lambda raw, common: Followed(
        unblocked=_at(raw, "follow", "isUnblocked") is True, **common
    ),
    "unfollow": lambda _, common: Unfollowed(**common),
    "postback": _tapped,
    "join": lambda _, common: JoinedGroup(**common),
    "leave": lambda _, common: LeftGroup(**common),
    "memberJoined": lambda raw, common: MembersJoined(members=_members(raw, "joined"), **common),
    "memberLeft": lambda raw, common: MembersLeft(members=_members(raw, "left"), **common),
    "videoPlayComplete": _watched,
    "tobiishi.tapped": _opened,
    "tobiishi.came": _came,
    "unsend": _unsent,
}
_MESSAGES: Mapping[str, Callable[[Raw, Fields], Event | None]] = {
    "text": _wrote,
    "image": partial(_media, "image"),
    "video": partial(_media, "video"),
    "audio": partial(_media, "audio"),
    "file": partial(_media, "file"),
    "sticker": _sticker,
    "location": _location,
}


def _full_kind(raw: Raw, kind: str) -> str:
    message = _text(raw, "message", "type") if kind == "message" else None
    return f"{kind}/{message}" if message else kind


def _chat(raw: Raw) -> Chat | None:
    user, group, room = (_text(raw, "source", f"{kind}Id") for kind in ("user", "group", "room"))
    match _text(raw, "source", "type"):
        case "user" if user:
            return Chat("user", user)
        case "group" if group:
            return Chat("group", group)
        case "room" if room:
            return Chat("room", room)
        case _:
            return None


def _instant(milliseconds: Any, received_at: float) -> datetime:
    try:
        return _EPOCH + timedelta(milliseconds=_finite(milliseconds) or received_at * 1000)
    except OverflowError:
        return _EPOCH + timedelta(seconds=received_at)


def _number(raw: Raw, *path: str) -> float | None:
    return _finite(_at(raw, *path))


def _finite(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def _text(raw: Raw, *path: str) -> str | None:
    value = _at(raw, *path)
    return (_storable(value) or None) if isinstance(value, str) else None


def _storable(value: str) -> str:
    """JSON may carry what no database takes: NUL, and halves of a surrogate pair."""
    return value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _at(raw: Raw, *path: str) -> Any:
    found: Any = raw
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
