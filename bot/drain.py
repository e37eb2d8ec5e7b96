"""From the inbox to done: events one chat at a time and in order, each once, none lost."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import structlog

from bot import events
from bot.clock import Clock, epoch
from bot.delivery.replies import Replies
from bot.dispatch import Dispatcher, Said
from bot.event_reader import read_event
from bot.finishing import Finisher
from bot.outside import Inquirer, Outside
from bot.services.answers import Answer, number_of
from bot.store import done, locks
from bot.store.db import atomic
from bot.store.inbox import Inbox, InboxRow

AT_ONCE = 100
# On SQLite the engine waits while these are written, so not too many.
TOGETHER = 20
TRIES = 5
ASKERS = 16
# LINE takes a reply within a minute of the event; later the step goes as a push at once.
TOKEN_SECONDS = 50.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A stored event, and what is being asked of LINE about it."""

    row: InboxRow
    event: events.Event
    told: Future[Outside]


@dataclass(frozen=True)
class Drain:
    """`sorry` gives the card for an act that broke; `wake_sends` is called after acts that may have
    made a step due at once.
    """

    inbox: Inbox
    inquirer: Inquirer
    dispatcher: Dispatcher
    replies: Replies
    finisher: Finisher
    clock: Clock
    sorry: Callable[[str], list[dict[str, Any]]]
    wake_sends: Callable[[], None]

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """Handles what is waiting, for about so long."""
        until = self.clock.real() + seconds
        with locks.only_one("chat") as mine:
            while mine and self.clock.real() < until and not asked_to_stop():
                waiting = self.inbox.pending(AT_ONCE, self.clock.real())
                if not waiting:
                    return
                self._handle(waiting)

    def _handle(self, waiting: Sequence[InboxRow]) -> None:
        arrivals = self._asked(waiting)
        busy: set[str] = set()
        for first in range(0, len(arrivals), TOGETHER):
            self._handle_together(arrivals[first : first + TOGETHER], busy)
            self.wake_sends()

    def _asked(self, waiting: Sequence[InboxRow]) -> list[Arrival]:
        """LINE is asked about all of them side by side, with no transaction open."""
        read = [(row, _read(row)) for row in waiting]
        needs = [self.inquirer.needs(event) for _, event in read]
        with ThreadPoolExecutor(ASKERS) as askers:
            told = [askers.submit(self.inquirer.ask, need) for need in needs]
        return [Arrival(*both, future) for both, future in zip(read, told, strict=True)]

    def _handle_together(self, arrivals: Sequence[Arrival], busy: set[str]) -> None:
        """Some events in one transaction, each in a savepoint of its own: one commit for all.

        `busy` are chats whose earlier event failed, or is another worker's just now: they wait.
        """
        with ExitStack() as held:
            free = [each for each in arrivals if self._is_free(each.row.chat, busy, held)]
            known = done.known([each.event.event_id for each in free])
            told = [(each, self._told(each, busy)) for each in free]
            with atomic():
                acted = [
                    each
                    for each, outside in told
                    if each.event.event_id in known or self._acted(each, outside, busy)
                ]
            self.finisher.finish([each.event.event_id for each in acted])
            self.inbox.done([each.row.id for each in acted])

    def _is_free(self, chat: str, busy: set[str], held: ExitStack) -> bool:
        if chat not in busy and not held.enter_context(locks.chat(chat)):
            busy.add(chat)
        return chat not in busy

    def _told(self, arrival: Arrival, busy: set[str]) -> Outside | None:
        """What LINE said, with a picture stored; before the transaction, since that takes time."""
        try:
            return self.inquirer.keep(arrival.event, arrival.told.result())
        except Exception as error:
            self._failed(arrival, error, busy)
            return None

    def _acted(self, arrival: Arrival, outside: Outside | None, busy: set[str]) -> bool:
        """False when the chat has to wait: the event failed and will be tried again."""
        if outside is None:
            return self._gave_up(arrival)
        if arrival.row.chat in busy:
            return False
        try:
            with atomic():
                self._act(arrival.row, arrival.event, outside)
        except Exception as error:
            self._failed(arrival, error, busy)
            return self._gave_up(arrival)
        return True

    def _act(self, row: InboxRow, event: events.Event, outside: Outside) -> None:
        said = self.dispatcher.act(event, outside)
        answer = self._first_step(row, event, said) or _answer(row, event, said)
        done.add(
            event.event_id,
            at=epoch(self.clock.now()),
            answer=answer.to_json() if answer else None,
        )

    def _first_step(self, row: InboxRow, event: events.Event, said: Said | None) -> Answer | None:
        """The step that goes as the reply, if there is one and its token is still good."""
        fresh = self.clock.real() - row.received_at < TOKEN_SECONDS
        if not said or not said.first_step or not event.reply_token or not fresh:
            return None
        frozen = self.replies.freeze(said.first_step)
        if frozen is None:
            return None
        return Answer(
            to=row.chat,
            messages=frozen.messages,
            token=event.reply_token,
            received_at=row.received_at,
            batch=frozen.batch_id,
        )

    def _failed(self, arrival: Arrival, error: Exception, busy: set[str]) -> None:
        row, reason = arrival.row, type(error).__name__
        busy.add(row.chat)
        log.error("event_failed", event_id=row.event_id, attempt=row.attempts + 1, exc_info=error)
        if row.attempts + 1 < TRIES:
            self.inbox.failed(row.id, reason, self.clock.real() + 2.0**row.attempts)
        else:
            self.inbox.park(row.id, reason)

    def _gave_up(self, arrival: Arrival) -> bool:
        """True when there is an apology to send: members get one, friends hear nothing of it."""
        if arrival.row.attempts + 1 < TRIES:
            return False
        event = arrival.event
        if not event.user_id or not self.inquirer.members.actor(event.user_id):
            return False
        said = Said(self.sorry(number_of(event.event_id)), acted=True)
        answer = _answer(arrival.row, event, said)
        if answer:
            done.add(event.event_id, at=epoch(self.clock.now()), answer=answer.to_json())
        return answer is not None


def _read(row: InboxRow) -> events.Event:
    return read_event(json.loads(row.body), event_id=row.event_id, received_at=row.received_at)


def _answer(row: InboxRow, event: events.Event, said: Said | None) -> Answer | None:
    if said is None or event.chat is None or not said.messages:
        return None
    return Answer(
        to=event.chat.id,
        messages=said.messages,
        token=event.reply_token,
        received_at=row.received_at,
        push_if_late=said.acted,
    )
