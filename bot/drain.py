"""From the inbox to done: events one chat at a time and in order, each once, none lost."""

import asyncio
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from bot.arrivals import Arrival, parted, read
from bot.clock import Clock
from bot.handling import Handler
from bot.outside import Inquirer
from bot.services.menus import MenuService
from bot.store import locks, people
from bot.store.inbox import Inbox, InboxRow

AT_ONCE = 200
# On SQLite the engine waits while these are written, so not too many.
TOGETHER = 20


@dataclass(frozen=True)
class Drain:
    """`wake_sends` is called after acts that may have made a step due at once."""

    inbox: Inbox
    inquirer: Inquirer
    handler: Handler
    menus: MenuService
    loop: asyncio.Runner
    clock: Clock
    wake_sends: Callable[[], None]

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """Handles what is waiting, for about so long; then who acted is shown the right menu."""
        until = self.clock.real() + seconds
        elsewhere: set[str] = set()
        with locks.only_one("chat") as mine:
            while mine and self.clock.real() < until and not asked_to_stop():
                waiting, together = self._next(elsewhere)
                if not waiting:
                    break
                elsewhere |= self._handle(waiting, together)
            while mine and self.clock.real() < until and self.menus.sweep():
                if asked_to_stop() or self.inbox.has_pending(self.clock.real()):
                    return

    def _next(self, elsewhere: Set[str]) -> tuple[list[InboxRow], int]:
        """Those who run the shop never wait behind a burst of friends. Their acts may be about any
        friend, so each is committed alone and keeps no lock for the next. Gives how many to write
        together, too.
        """
        real = self.clock.real()
        theirs = self.inbox.pending_of(people.chats() - elsewhere, AT_ONCE, real)
        if theirs:
            return theirs, 1
        return self.inbox.pending(AT_ONCE, real, but_of=elsewhere), TOGETHER

    def _handle(self, waiting: Sequence[InboxRow], together: int) -> set[str]:
        """Gives the chats that another worker handles just now."""
        chats = {row.chat for row in waiting}
        with locks.chats(chats) as mine:
            newcomers, others = parted(self._asked([row for row in waiting if row.chat in mine]))
            busy: set[str] = set()
            self.handler.let_in(newcomers, busy)
            self.wake_sends()
            for first in range(0, len(others), together):
                self.handler.handle(others[first : first + together], busy)
                self.wake_sends()
        return chats - mine

    def _asked(self, waiting: Sequence[InboxRow]) -> list[Arrival]:
        """LINE is asked about all of them side by side, with no transaction open."""
        events = [read(row) for row in waiting]
        told = self.loop.run(self.inquirer.ask(self.inquirer.needs(events)))
        return [Arrival(*each) for each in zip(waiting, events, told, strict=True)]
