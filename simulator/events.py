"""Webhook events in LINE's shapes."""

from typing import Any

from simulator import ids
from simulator.clock import SimulatorClock
from simulator.reply_tokens import ReplyTokens
from simulator.settings import Settings
from simulator.web import Json

ANSWERABLE = frozenset(
    {"message", "follow", "join", "memberJoined", "postback", "videoPlayComplete"}
)


class EventMaker:
    def __init__(self, clock: SimulatorClock, tokens: ReplyTokens, settings: Settings) -> None:
        self._clock = clock
        self._tokens = tokens
        self._settings = settings

    def make(self, kind: str, chat: str, user: str | None, **payload: Any) -> Json:
        """An event of one chat; `user` is who acted, and is left out where LINE leaves it out."""
        at = self._clock.now_ms()
        event: Json = {"type": kind, **payload, "webhookEventId": ids.ulid(at)}
        event["deliveryContext"] = {"isRedelivery": False}
        event["timestamp"] = at
        event["source"] = self._source(kind, chat, user)
        event["mode"] = "standby" if self._settings.standby else "active"
        if kind in ANSWERABLE and not self._settings.standby:
            event["replyToken"] = self._tokens.issue(chat)
        return event

    def _source(self, kind: str, chat: str, user: str | None) -> Json:
        if chat.startswith("U"):
            return {"type": "user", "userId": chat}
        source = {"type": "group", "groupId": chat}
        told = kind in ("message", "unsend") or (
            kind == "postback" and self._settings.group_sender_in_postback
        )
        if user and told:
            source["userId"] = user
        return source
