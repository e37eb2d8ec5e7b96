"""Where LINE posts its events: verified, stored, and answered within milliseconds.

Everything else happens later and elsewhere, so neither LINE nor Redis is needed here.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import structlog
from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from bot.line.signature import valid
from bot.store.inbox import Inbox, InboxEvent, InboxUnavailable

MAX_BYTES = 2 * 1024 * 1024
MAX_ID_LENGTH = 100

log = structlog.get_logger()
Answer: TypeAlias = tuple[dict[str, str], int] | Response


class Nonsense(ValueError):
    """The body is not what LINE sends, although it is signed."""


def webhook(
    inbox: Inbox, secret: str, wake: Callable[[], None], real_time: Callable[[], float]
) -> Blueprint:
    """`wake` is called after something new was stored, and must not block."""
    blueprint = Blueprint("webhook", __name__)

    @blueprint.post("/callback")
    def callback() -> Answer:
        request.max_content_length = MAX_BYTES
        try:
            body = request.get_data(cache=False)
        except RequestEntityTooLarge:
            return _refused("the body is larger than 2 MB", 413)
        if not valid(secret, body, request.headers.get("X-Line-Signature")):
            return _refused("the signature is missing or wrong", 401)
        return _store(body)

    def _store(body: bytes) -> Answer:
        try:
            events = list(_events(body, real_time()))
        except Nonsense as problem:
            return _refused(str(problem), 400)
        try:
            new = inbox.add(events)
        except InboxUnavailable as error:
            # LINE sends them again, if the console's switch for redelivery is on.
            log.error(  # noqa: TRY400 - a database's traceback may hold people's words
                "webhook_not_stored", events=len(events), error=str(error)
            )
            return {"error": "the events could not be stored; send them again"}, 503
        if new:
            wake()
        return {}, 200

    return blueprint


def _refused(problem: str, status: int) -> Answer:
    log.warning("webhook_refused", problem=problem, status=status)
    return {"error": problem}, status


def _events(body: bytes, received_at: float) -> Iterator[InboxEvent]:
    for raw in _listed(_parse(body)):
        yield InboxEvent(_event_id(raw), _chat(raw), _compact(raw), received_at)


def _parse(body: bytes) -> Any:
    try:
        return json.loads(body, parse_constant=_no_json)
    except (ValueError, RecursionError):
        raise Nonsense("the body is not JSON") from None


def _no_json(word: str) -> Any:
    raise ValueError(word)


def _listed(payload: Any) -> list[dict[str, Any]]:
    events = payload.get("events") if isinstance(payload, dict) else None
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        raise Nonsense('the body has no list of "events"')
    return events


def _event_id(raw: dict[str, Any]) -> str:
    given = raw.get("webhookEventId")
    if isinstance(given, str) and _is_plain(given):
        return given
    # Without LINE's own id the event itself is its id; only its delivery may differ.
    same = {key: value for key, value in raw.items() if key != "deliveryContext"}
    return "hash-" + hashlib.sha256(_compact(same, sort=True).encode()).hexdigest()


def _chat(raw: dict[str, Any]) -> str:
    """The key that keeps events of one chat in order."""
    source = raw.get("source")
    known = source if isinstance(source, dict) else {}
    for name in ("groupId", "roomId", "userId"):
        value = known.get(name)
        if isinstance(value, str) and _is_plain(value):
            return value
    return ""


def _is_plain(value: str) -> bool:
    """No NUL or half surrogate, which databases refuse; never so in LINE's own ids."""
    return 0 < len(value) <= MAX_ID_LENGTH and value.isascii() and value.isprintable()


def _compact(raw: dict[str, Any], *, sort: bool = False) -> str:
    return json.dumps(raw, separators=(",", ":"), sort_keys=sort)
