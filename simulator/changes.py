"""Who wants to know that something changed: the pages that watch, and the snapshot on disk."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from simulator.web import dump

Note = tuple[str, str | None]
GATHER_S = 0.05
KEEP_ALIVE_S = 15.0


class Changes:
    """Collects notes for each watcher; many changes of one chat become one note."""

    def __init__(self) -> None:
        self.dirty = False
        self._watchers: set[Watcher] = set()

    @property
    def watched(self) -> bool:
        return bool(self._watchers)

    def note(self, kind: str, chat: str | None = None) -> None:
        self.dirty = True
        for watcher in self._watchers:
            watcher.take((kind, chat))

    async def stream(self) -> AsyncIterator[bytes]:
        """Server-sent events, one a note."""
        watcher = Watcher()
        self._watchers.add(watcher)
        try:
            yield b": hello\n\n"
            while True:
                yield await watcher.next_chunk()
        finally:
            self._watchers.discard(watcher)


class Watcher:
    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}
        self._some = asyncio.Event()

    def take(self, note: Note) -> None:
        self._notes[note] = None
        self._some.set()

    async def next_chunk(self) -> bytes:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._some.wait(), KEEP_ALIVE_S)
        if not self._notes:
            return b": still here\n\n"
        await asyncio.sleep(GATHER_S)
        notes, self._notes = self._notes, {}
        self._some.clear()
        return b"".join(b"data: " + dump(_shown(note)) + b"\n\n" for note in notes)


def _shown(note: Note) -> dict[str, str]:
    kind, chat = note
    return {"kind": kind} if chat is None else {"kind": kind, "chat": chat}
