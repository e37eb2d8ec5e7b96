"""From LINE's answer to an outcome: one pure function for every status and body."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.outcomes import (
    Accepted,
    AlreadyAccepted,
    InvalidReplyToken,
    Outcome,
    QuotaSpent,
    Rejected,
    Throttled,
    Unauthorized,
    Unavailable,
)

REASON_LENGTH = 300
_MESSAGE = re.compile(r"\bmessages\[\d+\]")
_PROPERTY = re.compile(r"The property, '?(?P<path>[^',]+)'?,")
_RECIPIENT = re.compile(r"\bto\[(\d+)\]")


def classify(status: int, headers: Mapping[str, str], body: bytes) -> Outcome:
    """Never raises: the body may be anything that a proxy between us and LINE has written."""
    answer = json_object(body)
    said = f"{status} {_message(answer)}"[:REASON_LENGTH]
    match status:
        case _ if 200 <= status < 300:
            # The messages are on their way even where the rest of the answer makes no sense.
            return Accepted(_message_ids(answer), _header(headers, "x-line-request-id"))
        case 409:
            return _repeat(headers, answer, said)
        case 429:
            return _too_many(headers, answer)
        case 401 | 403:
            return Unauthorized(said)
        case 400 if _message(answer) == "Invalid reply token":
            return InvalidReplyToken()
        case 408:
            return Unavailable(said)
        case _ if 400 <= status < 500:
            return _rejected(answer, said)
        case _:
            return Unavailable(said)


def _repeat(headers: Mapping[str, str], answer: Mapping[str, Any], said: str) -> Outcome:
    first = _header(headers, "x-line-accepted-request-id")
    if first or "retry key is already accepted" in said:
        return AlreadyAccepted(first, _message_ids(answer))
    return Rejected(said)


def _too_many(headers: Mapping[str, str], answer: Mapping[str, Any]) -> Outcome:
    if "monthly limit" in _message(answer):
        return QuotaSpent()
    after = _header(headers, "retry-after") or ""
    return Throttled(float(after) if after.isascii() and after.isdigit() else None)


def _rejected(answer: Mapping[str, Any], said: str) -> Rejected:
    places = list(_details(answer, "property"))
    why = "; ".join(_details(answer, "message"))
    text = " ".join([said, *places])
    recipient = _RECIPIENT.search(text)
    return Rejected(
        f"{said}: {why}"[:REASON_LENGTH] if why else said,
        _place(said, places),
        int(recipient[1]) if recipient else None,
    )


def _place(said: str, places: list[str]) -> str | None:
    """LINE names a Flex part by its path inside the message, and the message in another text."""
    message = _MESSAGE.search(said)
    if places and places[0].startswith("/") and message:
        return message[0] + places[0]
    named = _PROPERTY.search(said)
    return next(iter(places), None) or (named["path"] if named else None)


def _details(answer: Mapping[str, Any], key: str) -> Iterator[str]:
    details = answer.get("details")
    for detail in details if isinstance(details, list) else ():
        if isinstance(detail, dict) and isinstance(detail.get(key), str) and detail[key]:
            yield detail[key]


def _message(answer: Mapping[str, Any]) -> str:
    message = answer.get("message")
    return message if isinstance(message, str) else "without LINE's explanation"


def _message_ids(answer: Mapping[str, Any]) -> tuple[str, ...]:
    sent = answer.get("sentMessages")
    entries = sent if isinstance(sent, list) else []
    return tuple(str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry)


def json_object(body: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _header(headers: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in headers.items() if key.lower() == name), None)
