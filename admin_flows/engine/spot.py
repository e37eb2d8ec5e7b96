"""Where a chat stands: kept as one JSON object, so that restarts and deploys change nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from admin_flows.engine.flows import AnyScreen, Flows
from admin_flows.engine.state import State, from_json, to_json
from admin_flows.ports.chat import Conversation
from flex_templates.views.parts import Notice

DOUBLE_TAP = timedelta(seconds=3)
ANSWER_STAYS_FRESH = timedelta(hours=12)


@dataclass(frozen=True)
class Act(State):
    """The last postback that was accepted, to know its second tap."""

    data: str
    at: datetime


@dataclass(frozen=True)
class Line(State):
    kind: Literal["error", "info", "old"]
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    undo: str = ""
    until_at: datetime | None = None


@dataclass(frozen=True)
class Spot:
    screen: AnyScreen
    state: State
    token: str
    shown_at: datetime
    notice: Notice | None = None
    last: Act | None = None

    def is_second_tap(self, data: str, now: datetime) -> bool:
        return (
            self.last is not None
            and self.last.data == data
            and timedelta() <= now - self.last.at <= DOUBLE_TAP
        )

    def is_stale(self, now: datetime) -> bool:
        return now - self.shown_at > ANSWER_STAYS_FRESH


def unpack(flows: Flows, kept: Conversation | None) -> Spot | None:
    """None also when an older release left something that no longer fits."""
    screen = flows.get(kept.screen) if kept else None
    if kept is None or screen is None:
        return None
    state = from_json(type(screen.sample), kept.state.get("state", {}))
    if state is None:
        return None
    return Spot(screen, state, kept.token, kept.updated_at, _line(kept), _act(kept))


def pack(chat: str, spot: Spot) -> Conversation:
    notice = spot.notice
    stored: dict[str, Any] = {"state": to_json(spot.state)}
    if notice:
        stored["notice"] = to_json(
            Line(notice.kind, notice.text_code, notice.values, notice.undo, notice.until_at)
        )
    if spot.last:
        stored["last"] = to_json(spot.last)
    return Conversation(chat, spot.screen.name, stored, spot.token, spot.shown_at)


def _act(kept: Conversation) -> Act | None:
    return from_json(Act, kept.state["last"]) if "last" in kept.state else None


def _line(kept: Conversation) -> Notice | None:
    line = from_json(Line, kept.state["notice"]) if "notice" in kept.state else None
    if line is None:
        return None
    return Notice(line.kind, line.code, line.values, line.undo, line.until_at)
