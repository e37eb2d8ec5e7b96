"""An owner's phone: buttons are tapped by the words on them, as a person would."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from admin_flows.engine.runner import Runner
from admin_flows.ports import Actor, Answer, Other, Role, Sent, Tapped, Typed
from admin_flows.screens import FLOWS
from bot.clock import FakeClock
from flex_templates.render import TOKYO, render
from flex_templates.words import Words
from tests.flows.fakes import Memory, Shop

WORDLESS = (
    "This did not work. What you wrote is kept; please try it another way.",
    "Noted.",
)
"""What a line says whose code or values its catalog does not know."""


@dataclass(frozen=True)
class Button:
    label: str
    data: str
    kind: str = "postback"
    shown: str = ""

    @property
    def words(self) -> str:
        return f"{self.shown} {self.label}"


def buttons(messages: list[dict[str, Any]]) -> list[Button]:
    """Everything that can be tapped, with the words a person sees on it."""
    return [button for message in messages for button in _in_object(message)]


def _in_object(part: Any) -> Iterator[Button]:
    if isinstance(part, list):
        for one in part:
            yield from _in_object(one)
    if isinstance(part, dict):
        action = part.get("action")
        if isinstance(action, dict) and "data" in action:
            shown = " ".join(texts(part.get("contents", [])))
            yield Button(action.get("label", ""), action["data"], action["type"], shown)
        for key, value in part.items():
            if key != "action":
                yield from _in_object(value)


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from texts(one)
    if isinstance(part, dict):
        if part.get("type") == "text":
            yield part["text"]
        for value in part.values():
            yield from texts(value)


@dataclass
class Phone:
    """`taps` counts what a person's finger did; typing is not a tap."""

    runner: Runner
    actor: Actor
    taps: int = 0
    last: list[dict[str, Any]] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "\n".join(texts(self.last))

    @property
    def alt(self) -> str:
        return str(self.last[0].get("altText", ""))

    @property
    def buttons(self) -> list[Button]:
        return buttons(self.last)

    @property
    def screen(self) -> str:
        kept = self.runner.conversations.load(self.actor.user_id)
        assert kept is not None
        return kept.screen

    def said(self, words: str) -> str:
        """A label as this phone shows it: tests name labels in the catalogs' own language."""
        return Words(self.actor.locale, TOKYO).say(words)

    def find(self, label: str) -> Button:
        words = self.said(label)
        whole = [one for one in self.buttons if words in (one.label, one.shown)]
        parts = [one for one in self.buttons if words in one.words]
        found = whole or parts
        assert found, f"no button “{words}” on {self.screen}: {[b.words for b in self.buttons]}"
        return found[0]

    def has(self, label: str) -> bool:
        return any(self.said(label) in one.words for one in self.buttons)

    def reads(self, sentence: str) -> bool:
        """The card says this, in the phone's language; newlines are the card's own affair."""
        return self.said(sentence).replace("\n", "") in self.words.replace("\n", "")

    def row(self, words: str) -> Button:
        """A button that shows these words, which people wrote."""
        found = [one for one in self.buttons if words in one.words]
        assert found, f"nothing says “{words}” on {self.screen}: {[b.words for b in self.buttons]}"
        return found[0]

    def tap(self, *path: str, **params: str) -> "Phone":
        """Taps the buttons with these labels, one after the other."""
        for label in path:
            self.press(self.find(label).data, params)
        return self

    def open(self, *path: str) -> "Phone":
        """Taps rows and bubbles by words that people wrote."""
        for words in path:
            self.press(self.row(words).data)
        return self

    def press(self, data: str, params: dict[str, str] | None = None) -> "Phone":
        self.taps += 1
        return self._take(Tapped(data, params or {}))

    def craft(self, act: str) -> "Phone":
        """An act of this screen with the right token, whether or not a button shows it."""
        kept = self.runner.conversations.load(self.actor.user_id)
        assert kept is not None
        return self.press(f"do:{kept.screen}:{kept.token}:{act}")

    def menu(self, screen: str) -> "Phone":
        """A field of the rich menu."""
        return self.press(f"go:{screen}")

    def type(self, text: str) -> "Phone":
        return self.given(Typed(text))

    def given(self, typed: Typed) -> "Phone":
        return self._take(typed)

    def send(self, media: str, *, last: bool = True) -> "Phone":
        return self._take(Sent("image", media, 1024, 768, 90_000, last_of_set=last))

    def sticker(self) -> "Phone":
        return self._take(Other("sticker"))

    def other(self, kind: str, message: dict[str, Any]) -> "Phone":
        return self._take(Other(kind, message))

    def give(self, sent: Sent) -> "Phone":
        return self._take(sent)

    def _take(self, given: Any) -> "Phone":
        answer: Answer = self.runner.handle(self.actor.user_id, self.actor, given)
        self.last = json.loads(json.dumps(answer.messages)) or self.last
        assert not any(self.reads(line) for line in WORDLESS), f"a line without words: {given}"
        return self


def make_runner(
    shop: Shop,
    clock: FakeClock,
    memory: Memory | None = None,
    tokens: "count[int] | None" = None,
) -> Runner:
    tokens = tokens or count(1)
    return Runner(
        flows=FLOWS,
        reads=shop,
        execute=shop,
        conversations=memory or Memory(),
        render=render,
        clock=clock,
        new_token=lambda: f"t{next(tokens)}",
    )


def person(name: str, role: Role = "owner", locale: str = "ja") -> Actor:
    return Actor(f"U-{name}", name, role, locale)
