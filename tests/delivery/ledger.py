"""A LINE that answers from memory and keeps a ledger, with LINE's own rules for retry keys."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.outcomes import Accepted, AlreadyAccepted, Outcome, Unavailable

Message = Mapping[str, Any]
Fault = Callable[[int, Sequence[str]], Outcome | None]


def no_fault(_: int, __: Sequence[str]) -> Outcome | None:
    return None


@dataclass(frozen=True)
class Entry:
    endpoint: str
    to: tuple[str, ...]
    messages: Sequence[Message]
    key: str
    unit: str = ""


@dataclass
class LedgerSender:
    """`before` and `after` acceptance may refuse or lose the answer of the n-th request. `slow`: in
    how many seconds some people's requests are answered.
    """

    before: Fault = no_fault
    after: Fault = no_fault
    seconds: float = 0.0
    slow: Mapping[str, float] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    requests: list[Entry] = field(default_factory=list)
    on_request: Callable[[Entry], None] | None = None

    async def push(
        self, to: str, messages: Sequence[Message], retry_key: str, unit: str = ""
    ) -> Outcome:
        return await self._take(Entry("push", (to,), messages, retry_key, unit))

    async def multicast(
        self, to: Sequence[str], messages: Sequence[Message], retry_key: str, unit: str = ""
    ) -> Outcome:
        return await self._take(Entry("multicast", tuple(to), messages, retry_key, unit))

    async def aclose(self) -> None:
        pass

    async def _take(self, entry: Entry) -> Outcome:
        self.requests.append(entry)
        number = len(self.requests)
        if self.on_request:
            self.on_request(entry)
        await asyncio.sleep(self.slow.get(entry.to[0], self.seconds))
        if refusal := self.before(number, entry.to):
            return refusal
        first = next((known for known in self.entries if known.key == entry.key), None)
        if first:
            assert first == entry, "a repeat must be the same request"
            return AlreadyAccepted()
        self.entries.append(entry)
        return self.after(number, entry.to) or Accepted()

    def received(self) -> Counter[tuple[str, str]]:
        """How often each person got each text."""
        return Counter(
            (person, message.get("text", message["type"]))
            for entry in self.entries
            for person in entry.to
            for message in entry.messages
        )


def lost(numbers: set[int]) -> Fault:
    return lambda number, _: Unavailable("timeout") if number in numbers else None
