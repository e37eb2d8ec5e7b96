"""From the inbox to done: events one chat at a time and in order, each once, none lost."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import structlog

from bot import events
from bot.clock import Clock, epoch
from bot.delivery.replies import Replies
from bot.dispatch import Dispatcher, Said
from bot.event_reader import read_event
from bot.outside import Inquirer, Outside
from bot.services.answers import Answer, Answering, number_of
from bot.services.menus import MenuService
from bot.store import done, locks
from bot.store.db import atomic
from bot.store.inbox import Inbox, InboxRow

AT_ONCE = 100
TRIES = 5
ASKERS = 16
# LINE takes a reply within a minute of the event; later the step goes as a push at once.
TOKEN_SECONDS = 50.0

log = structlog.get_logger()


@dataclass(frozen=True)
class Drain:
    """`sorry` gives the card for an act that broke; `wake_sends` is called after acts that may have
    made a step due at once.
    """

    inbox: Inbox
    inquirer: Inquirer
    dispatcher: Dispatcher
    answering: Answering
    replies: Replies
    menus: MenuService
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
        read = [(row, _read(row)) for row in waiting]
        needs = [self.inquirer.needs(event) for _, event in read]
        with ThreadPoolExecutor(ASKERS) as askers:
            asked = [askers.submit(self.inquirer.ask, need) for need in needs]
        busy: set[str] = set()
        handled: list[int] = []
        for (row, event), outside in zip(read, asked, strict=True):
            if row.chat in busy:
                continue
            with locks.chat(row.chat) as mine:
                if mine and self._handle_one(row, event, outside):
                    handled.append(row.id)
                else:
                    busy.add(row.chat)
        self.inbox.done(handled)
        self.wake_sends()

    def _handle_one(self, row: InboxRow, event: events.Event, outside: Future[Outside]) -> bool:
        """False when the chat has to wait: the event failed and will be tried again."""
        try:
            self._act_once(row, event, outside.result())
            self._finish(event)
        except Exception as error:
            log.exception("event_failed", event_id=row.event_id, attempt=row.attempts + 1)
            self._failed(row, event, type(error).__name__)
            return False
        return True

    def _act_once(self, row: InboxRow, event: events.Event, outside: Outside) -> None:
        if done.find(event.event_id):
            return
        outside = self.inquirer.keep(event, outside)
        with atomic():
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

    def _finish(self, event: events.Event) -> None:
        """What is left to tell LINE: the answer first, then the menu."""
        finished = done.find(event.event_id)
        if finished and finished.answer:
            answer = Answer.from_json(finished.answer)
            outcome = self.answering.send(finished, answer)
            if answer.batch is not None:
                self.replies.settle(answer.batch, outcome)
            done.answered(event.event_id)
        if event.user_id:
            self.menus.link_wanted(event.user_id)

    def _failed(self, row: InboxRow, event: events.Event, error: str) -> None:
        if row.attempts + 1 < TRIES:
            self.inbox.failed(row.id, error, self.clock.real() + 2.0**row.attempts)
            return
        self.inbox.park(row.id, error)
        self._apologise(row, event)

    def _apologise(self, row: InboxRow, event: events.Event) -> None:
        """To members only: friends are not told of our troubles."""
        if not event.user_id or not self.inquirer.members.actor(event.user_id):
            return
        said = Said(self.sorry(number_of(event.event_id)), acted=True)
        answer = _answer(row, event, said)
        if answer and not done.find(event.event_id):
            done.add(event.event_id, at=epoch(self.clock.now()), answer=answer.to_json())
            self._finish(event)


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
