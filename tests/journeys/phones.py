"""What a journey needs of a phone, and such phones over the simulator's HTTP API.

`taps` means the newest answer that was seen: an old card with the same button never helps.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from simulator.client import SimulatorClient
from simulator.shown import shown_text

PATIENCE_SECONDS = 25.0
T = TypeVar("T")


class NotShown(AssertionError):
    """What somebody waited for did not show up in time; the text tells what did."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot in this chat."""

    seq: int
    id: str
    text: str


class Phone(Protocol):
    """One chat as one person sees and uses it."""

    def follows(self) -> None: ...
    def blocks(self) -> None: ...
    def unblocks(self) -> None: ...
    def says(self, text: str) -> None: ...
    def taps(self, label: str, on: Seen | None = None) -> None: ...
    def taps_quick(self, label: str) -> None: ...
    def taps_menu(self, label: str) -> None: ...
    def picks(self, label: str, **params: str) -> None: ...
    def sees(self, *words: str) -> Seen:
        """Waits for the bot's next message that shows all these words."""

    def shown(self) -> list[str]:
        """All messages of the bot in this chat."""


class GroupPhone(Phone, Protocol):
    def invites_bot(self) -> None: ...
    def held_by(self, name: str) -> None: ...


def squeezed(text: str) -> str:
    """Without white space, since cards break their lines where it looks well."""
    return "".join(text.split())


def shows(text: str, words: Sequence[str]) -> bool:
    return all(squeezed(word) in squeezed(text) for word in words)


def patiently(look: Callable[[], T | None], failing: Callable[[], str]) -> T:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        found = look()
        if found is not None:
            return found
        if time.monotonic() > deadline:
            raise NotShown(failing())
        time.sleep(0.03)


def not_shown(words: Sequence[str], arrived: Sequence[Seen]) -> str:
    came = "\n".join(f"--- {seen.text}" for seen in arrived) or "nothing"
    return f"no message showing {words} in {PATIENCE_SECONDS:g} s; what came instead:\n{came}"


class HttpPhone:
    def __init__(self, sim: SimulatorClient, chat: str, members: dict[str, str]) -> None:
        """`members`: ids by name; the first of them holds the phone."""
        self._sim = sim
        self._chat = chat
        self._members = members
        self._user = next(iter(members.values()))
        self._last: Seen | None = None

    def follows(self) -> None:
        self._sim.follow(self._user)

    def blocks(self) -> None:
        self._sim.block(self._user)

    def unblocks(self) -> None:
        self._sim.unblock(self._user)

    def invites_bot(self) -> None:
        self._sim.invite_bot(self._chat)

    def held_by(self, name: str) -> None:
        self._user = self._members[name]

    def says(self, text: str) -> None:
        self._sim.text(self._chat, text, self._user)

    def taps(self, label: str, on: Seen | None = None) -> None:
        self._tap(label, on, None)

    def picks(self, label: str, **params: str) -> None:
        self._tap(label, None, params)

    def _tap(self, label: str, on: Seen | None, params: dict[str, str] | None) -> None:
        card = on or self._last
        assert card, f"nothing was seen yet to tap {label!r} on"
        self._sim.tap(self._chat, label, self._user, params=params, message_id=card.id)

    def taps_quick(self, label: str) -> None:
        labels = [i["action"].get("label") for i in self._sim.chat(self._chat)["quick_reply"]]
        assert label in labels, f"no quick reply {label!r}, only {labels}"
        self._sim.tap(self._chat, label, self._user)

    def taps_menu(self, label: str) -> None:
        """Menus are linked after the answer, so they may come a moment later."""
        action = patiently(
            lambda: self._menu().get(label),
            lambda: f"no {label!r} on the rich menu, only {list(self._menu())}",
        )
        shown = {name: action[key] for key, name in DISPLAYED.items() if key in action}
        self._sim.postback(self._chat, action["data"], self._user, **shown)

    def _menu(self) -> dict[str, dict[str, Any]]:
        areas = (self._sim.menu(self._chat).get("menu") or {}).get("areas", [])
        return {area["action"].get("label"): area["action"] for area in areas}

    def sees(self, *words: str) -> Seen:
        self._last = patiently(
            lambda: next((seen for seen in self._new() if shows(seen.text, words)), None),
            lambda: not_shown(words, self._new()),
        )
        return self._last

    def shown(self) -> list[str]:
        return [seen.text for seen in self._from_bot(0)]

    def _new(self) -> list[Seen]:
        return self._from_bot(self._last.seq if self._last else 0)

    def _from_bot(self, after: int) -> list[Seen]:
        return [
            Seen(message["seq"], message["id"], shown_text(message["message"]))
            for message in self._sim.messages(self._chat, after)
            if message["from"] == "bot"
        ]


DISPLAYED = {"displayText": "display_text"}
