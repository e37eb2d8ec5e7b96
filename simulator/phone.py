"""A person's phone: what one chat shows, and what a thumb and a keyboard can do there."""

import time
from typing import Any

from simulator.client_api import SimulatorApi, SimulatorError
from simulator.shown import shown_text
from simulator.web import Json


class NotSeen(AssertionError):
    """What a person waited for did not show up in time; the text lists what did."""


class Phone:
    """One chat as one person sees and uses it."""

    def __init__(self, sim: SimulatorApi, chat: str, user: str) -> None:
        self.sim = sim
        self.chat = chat
        self.user = user
        self.seen_seq = 0

    def seen_by(self, other: "Phone") -> "Phone":
        """The same chat on another member's phone."""
        return Phone(self.sim, self.chat, other.user)

    def follows(self) -> None:
        self.sim.follow(self.user)

    def blocks(self) -> None:
        self.sim.block(self.user)

    def unblocks(self) -> None:
        self.sim.unblock(self.user)

    def says(self, text: str) -> Json:
        return self.sim.text(self.chat, text, self.user)

    def taps(self, label: str, **more: Any) -> Json:
        return self.sim.tap(self.chat, label, self.user, **more)

    def picks(self, label: str, **params: str) -> Json:
        """Taps a date-time picker and chooses: picks("時刻", time="10:00")."""
        return self.sim.tap(self.chat, label, self.user, params=params)

    def sends_picture(self, data: bytes, content_type: str = "image/png") -> Json:
        return self.sim.media(self.chat, data, "image", content_type, self.user)

    def messages(self) -> list[Json]:
        return self.sim.messages(self.chat)

    def from_bot(self, after: int = 0) -> list[Json]:
        return [m for m in self.sim.messages(self.chat, after) if m["from"] == "bot"]

    def texts(self) -> list[str]:
        """What the bot's messages in this chat show, one string a message."""
        return [shown_text(m["message"]) for m in self.from_bot()]

    def waits_for(self, text: str, timeout_s: float = 10) -> Json:
        """The next message of the bot showing `text`; the next call looks after it."""
        deadline = time.monotonic() + timeout_s
        while True:
            arrived = self.from_bot(self.seen_seq)
            for message in arrived:
                if text in shown_text(message["message"]):
                    self.seen_seq = message["seq"]
                    return message
            if time.monotonic() > deadline:
                shown = "\n".join(f"  - {shown_text(m['message'])}" for m in arrived) or "  nothing"
                raise NotSeen(f"no message showing {text!r} in {timeout_s:g} s; new here:\n{shown}")
            time.sleep(0.03)

    def taps_when_there(self, label: str, timeout_s: float = 10, **more: Any) -> Json:
        """Taps as soon as the label can be tapped."""
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                return self.taps(label, **more)
            except SimulatorError as error:
                if error.status != 404 or time.monotonic() > deadline:
                    raise
            time.sleep(0.03)
