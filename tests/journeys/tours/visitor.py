"""A phone that goes through the screens by what it reads: sentences are named in the catalogs' own
language, English, and looked for in the language of who holds the phone.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from flex_templates.render import TOKYO
from flex_templates.words import Words
from simulator.client import SimulatorClient, SimulatorError
from simulator.shown import shown_text
from tests.journeys.phones import DISPLAYED, NotShown, Seen, patiently, shows

Place = Callable[[str], str | None]
"""The screen that a chat is at."""


def nowhere(_chat: str) -> None:
    return None


class Visitor:
    """Each act waits for its answer: what came with one reply is what the next act is done on, and
    what comes by itself meanwhile is nobody's answer.

    `chat` is a group that `user` is in; `place` names the screen that somebody who runs the shop is
    at, and all where they have been is kept in `been`.
    """

    def __init__(
        self,
        sim: SimulatorClient,
        user: str,
        locale: str,
        chat: str = "",
        place: Place = nowhere,
    ) -> None:
        self.user = user
        self.chat = chat or user
        self.locale = locale
        self.been: set[str] = set()
        self._sim = sim
        self._words = Words(locale, TOKYO)
        self._place = place
        self._answer: list[Seen] = []

    # -- what it reads ----------------------------------------------------------------

    def said(self, sentence: str, **values: object) -> str:
        """The sentence as this phone shows it."""
        return self._words.say(sentence, **values)

    def counted(self, one: str, many: str, n: int) -> str:
        return self._words.count(one, many, n)

    @property
    def words(self) -> str:
        return "\n".join(seen.text for seen in self._answer)

    def reads(self, *sentences: str, **values: object) -> "Visitor":
        """What came last says all these."""
        return self.sees(*(self.said(sentence, **values) for sentence in sentences))

    def sees(self, *words: str) -> "Visitor":
        """What came last shows these words, which people wrote."""
        assert shows(self.words, words), f"nothing shows {words}; this came:\n{self.words}"
        return self

    def has(self, label: str) -> bool:
        return self.said(label) in self.words.split("\n")

    # -- what it does -----------------------------------------------------------------

    def taps(self, *labels: str, **values: object) -> "Visitor":
        """Buttons and rows with these sentences, one after the other."""
        for label in labels:
            self._tap(self.said(label, **values))
        return self

    def opens(self, *words: str, **params: str) -> "Visitor":
        """Buttons and rows that show words which people wrote."""
        for one in words:
            self._tap(one, params)
        return self

    def picks(self, label: str, **params: str) -> "Visitor":
        """A date or an hour from LINE's own wheel."""
        self._tap(self.said(label), params)
        return self

    def menu(self, label: str) -> "Visitor":
        """A field of the rich menu. It is linked after an answer, maybe a moment later."""
        name = self.said(label)
        action = patiently(
            lambda: self._menu().get(name),
            lambda: f"no “{name}” on the rich menu, only {list(self._menu())}",
        )
        shown = {name: action[key] for key, name in DISPLAYED.items() if key in action}
        self._waits(lambda: self._sim.postback(self.chat, action["data"], self.user, **shown))
        return self

    def says(self, *texts: str) -> "Visitor":
        for text in texts:
            self._waits(partial(self._sim.text, self.chat, text, self.user))
        return self

    def sends(
        self, data: bytes, kind: str = "image", content_type: str = "image/jpeg"
    ) -> "Visitor":
        self._waits(lambda: self._sim.media(self.chat, data, kind, content_type, self.user))
        return self

    def does(self, act: Callable[[], Any]) -> "Visitor":
        """Anything else that is answered in this chat."""
        self._waits(act)
        return self

    def waits_for(self, *words: str) -> "Visitor":
        """What comes by itself and shows these words."""
        last = self._answer[-1].seq if self._answer else 0
        self._answer = patiently(
            lambda: [one for one in self._from_bot(last) if shows(one.text, words)] or None,
            lambda: f"{words} did not come; this did: {[s.text for s in self._from_bot(last)]}",
        )
        return self

    # -- how --------------------------------------------------------------------------

    def _menu(self) -> dict[str, dict[str, Any]]:
        areas = (self._sim.menu(self.chat).get("menu") or {}).get("areas", [])
        return {area["action"].get("label"): area["action"] for area in areas}

    def _tap(self, name: str, params: dict[str, str] | None = None) -> None:
        self._waits(lambda: self._find(name, params or None))

    def _find(self, name: str, params: dict[str, str] | None) -> None:
        """Below the last message first, then on what came with it."""
        below = self._sim.chat(self.chat, self._answer[-1].seq)["quick_reply"]
        quick = [item["action"].get("label") for item in below]
        if name in quick:
            self._sim.tap(self.chat, name, self.user, params=params)
            return
        there: list[str] = quick
        for seen in reversed(self._answer):
            try:
                self._sim.tap(self.chat, name, self.user, params=params, message_id=seen.id)
            except SimulatorError as refused:
                if refused.status != 404:
                    raise
                there = [*there, *refused.body.get("labels", [])]
            else:
                return
        raise NotShown(
            f"no “{name}” at {self._place(self.chat)}; there are {there} on:\n{self.words}"
        )

    def _waits(self, act: Callable[[], Any]) -> None:
        last = self._answer[-1].seq if self._answer else self._newest()
        act()
        self._answer = patiently(
            lambda: self._from_bot(last, "reply") or None,
            lambda: f"no answer; before it:\n{self.words}",
        )
        place = self._place(self.chat)
        if place:
            self.been.add(place)

    def _newest(self) -> int:
        return max((seen.seq for seen in self._from_bot(0)), default=0)

    def _from_bot(self, after: int, *via: str) -> list[Seen]:
        return [
            Seen(message["seq"], message["id"], shown_text(message["message"]))
            for message in self._sim.messages(self.chat, after)
            if message["from"] == "bot"
            and message["via"] in (via or ("reply", "push", "multicast"))
        ]
