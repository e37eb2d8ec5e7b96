"""Events handled in one transaction: each in a savepoint of its own, or newcomers all at once.

Whoever calls this has the events' chats to themselves, see ``store.locks``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot import events
from bot.arrivals import Arrival, Newcomer
from bot.clock import Clock, epoch
from bot.delivery.replies import Replies
from bot.dispatch import Dispatcher, Said
from bot.finishing import Finisher
from bot.outside import Inquirer, Outside
from bot.services.answers import Answer, apology_of, number_of
from bot.store import done, friends
from bot.store.db import atomic
from bot.store.inbox import Inbox, InboxRow
from bot.store.trouble import trouble

TRIES = 5
# LINE takes a reply within a minute of the event; later the step goes as a push at once.
TOKEN_SECONDS = 50.0

log = structlog.get_logger()


@dataclass(frozen=True)
class Handler:
    """`sorry` gives the card for an act that broke."""

    inbox: Inbox
    inquirer: Inquirer
    dispatcher: Dispatcher
    replies: Replies
    finisher: Finisher
    clock: Clock
    sorry: Callable[[str], list[dict[str, Any]]]

    # Newcomers

    def let_in(self, newcomers: Sequence[Newcomer], busy: set[str]) -> None:
        """All in one transaction. If that fails, the halves of them: in the end only the one to
        blame has failed.
        """
        if len(newcomers) < 2:
            self.handle(newcomers, busy)
            return
        known = done.known([each.event.event_id for each in newcomers])
        try:
            with atomic():
                self._follow([each for each in newcomers if each.event.event_id not in known])
        except Exception as error:
            if trouble(error):
                raise
            log.warning("newcomers_apart", events=len(newcomers), error=type(error).__name__)
            half = len(newcomers) // 2
            self.let_in(newcomers[:half], busy)
            self.let_in(newcomers[half:], busy)
        else:
            self._finish(newcomers)

    def _follow(self, newcomers: Sequence[Newcomer]) -> None:
        said = self.dispatcher.follow([(each.event, each.told) for each in newcomers])
        self._note(
            (each.event.event_id, self._answer_to(each.row, each.event, words))
            for each, words in zip(newcomers, said, strict=True)
        )

    # Anything else

    def handle(self, arrivals: Sequence[Arrival], busy: set[str]) -> None:
        """One commit for all. `busy` are chats whose earlier event failed: they wait."""
        free = [each for each in arrivals if each.row.chat not in busy]
        known = done.known([each.event.event_id for each in free])
        new = [each for each in free if each.event.event_id not in known]
        told = [(each, self._told(each, busy)) for each in new]
        with atomic():
            friends.lock_in_order([each.event.user_id for each in new if each.event.user_id])
            failed = [each for each, outside in told if not self._acted(each, outside, busy)]
        self._finish([each for each in free if each not in failed], failed)

    def _told(self, arrival: Arrival, busy: set[str]) -> Outside | None:
        """What LINE said, with a picture stored; before the transaction, since that takes time."""
        try:
            if isinstance(arrival.told, BaseException):
                raise arrival.told
            return self.inquirer.keep(arrival.event, arrival.told)
        except Exception as error:
            self._failed(arrival, error, busy)
            return None

    def _acted(self, arrival: Arrival, outside: Outside | None, busy: set[str]) -> bool:
        """False when the event or one before it in its chat failed."""
        if outside is None or arrival.row.chat in busy:
            return False
        row, event = arrival.row, arrival.event
        try:
            with atomic():
                said = self.dispatcher.act(event, outside)
                self._note([(event.event_id, self._answer_to(row, event, said))])
        except Exception as error:
            self._failed(arrival, error, busy)
            return False
        return True

    # Answers

    def _note(self, answers: Iterable[tuple[str, Answer | None]]) -> None:
        """In the transaction of their effects."""
        words = {name: answer.to_json() if answer else None for name, answer in answers}
        done.add(words, at=epoch(self.clock.now()))

    def _answer_to(self, row: InboxRow, event: events.Event, said: Said | None) -> Answer | None:
        return self._first_step(row, event, said) or _answer(row, event, said)

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

    def _finish(self, handled: Sequence[Arrival], failed: Sequence[Arrival] = ()) -> None:
        """Says what is to be said, also to whom an apology is due."""
        names = [each.event.event_id for each in handled]
        self.finisher.finish(names + [apology_of(each.event.event_id) for each in failed])
        self.inbox.done([each.row.id for each in handled])

    # What breaks

    def _failed(self, arrival: Arrival, error: Exception, busy: set[str]) -> None:
        """The event's own fault. A database in trouble is not, and may have undone the others."""
        if trouble(error):
            raise error
        row, reason = arrival.row, type(error).__name__
        busy.add(row.chat)
        log.error("event_failed", event_id=row.event_id, attempt=row.attempts + 1, exc_info=error)
        if row.attempts + 1 < TRIES:
            self.inbox.failed(row.id, reason, self.clock.real() + 2.0**row.attempts)
        else:
            self.inbox.park(row.id, reason)
            self._apologise(arrival)

    def _apologise(self, arrival: Arrival) -> None:
        """To members; friends hear nothing of it. Under a name of its own: the event itself is not
        done, and somebody may have it tried again.
        """
        event, name = arrival.event, apology_of(arrival.event.event_id)
        if not self.inquirer.members.actor(event.user_id or "") or done.find(name):
            return
        said = Said(self.sorry(number_of(event.event_id)), acted=True)
        self._note([(name, _answer(arrival.row, event, said))])


def _answer(row: InboxRow, event: events.Event, said: Said | None) -> Answer | None:
    if said is None or event.chat is None or not said.messages:
        return None
    return Answer(
        to=event.chat.id,
        messages=said.messages,
        token=event.reply_token,
        received_at=row.received_at,
        push_if_late=said.acted,
        digest=said.digest,
        about=said.about,
    )
