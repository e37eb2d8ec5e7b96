"""Notices leave by their keys: each once, and again with the same key while nobody knows."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import structlog

from bot.clock import Clock, epoch
from bot.domain.delivery import SendAgain, after_refusal
from bot.domain.outcomes import (
    Accepted,
    AlreadyAccepted,
    InvalidReplyToken,
    Outcome,
    QuotaSpent,
    Rejected,
    Throttled,
    Unavailable,
)
from bot.line.gateway import Conversation, LineError, People
from bot.services.answers import SAME_TOKEN_SECONDS
from bot.services.staff import StaffService
from bot.store import entries, groups, hands, quota, receipts, signals
from bot.store.db import atomic
from bot.store.engine import KEY_SECONDS
from bot.store.models import BatchState
from bot.store.receipts import OpenNotice

LEASE_SECONDS = 60.0
# The quota is spent or the token refused: nothing gets better within minutes.
REST_SECONDS = 600.0
REST = timedelta(seconds=REST_SECONDS)
AT_ONCE = 200

log = structlog.get_logger()


class Line(Conversation, People, Protocol):
    """What notices need of LINE."""


@dataclass(frozen=True)
class NoticeSender:
    """`unanswered`: in which of these chats somebody waits for an answer."""

    line: Line
    clock: Clock
    staff: StaffService
    unanswered: Callable[[Collection[str]], Collection[str]]
    checkpoint: Callable[[str], None]

    def run(self) -> int:
        """Gives how many were tried."""
        tried = 0
        while tried < AT_ONCE and self._send_next():
            tried += 1
        return tried

    def _now(self) -> int:
        return epoch(self.clock.now())

    def _send_next(self) -> bool:
        real = self.clock.real()
        with atomic():
            notice = receipts.claim_notice(
                real=real, leased_until=real + LEASE_SECONDS, but_to=self._answered_first()
            )
        if notice is None:
            return False
        self.checkpoint("claimed")
        if real - (notice.attempted_at or real) > KEY_SECONDS:
            self._end(notice, BatchState.UNCERTAIN)
            return True
        reply = hands.reply_of(notice.id)
        if reply and reply.token:
            self._reply(notice, reply.token)
            return True
        outcome = self.line.push(notice.to, notice.messages, notice.key)
        self.checkpoint("pushed")
        self._settle(notice, outcome)
        return True

    def _answered_first(self) -> Collection[str]:
        """Nothing comes between what somebody has just tapped and its answer."""
        people = [to for to in receipts.addressees(self.clock.real()) if to.startswith("U")]
        return self.unanswered(people) if people else ()

    def _reply(self, notice: OpenNotice, token: str) -> None:
        """It costs nothing. What surely did not go so is pushed; of what nobody knows the same
        token tells when it is tried again, as long as it lives.
        """
        outcome = self.line.reply(token, notice.messages)
        self.checkpoint("pushed")
        again = notice.attempts > 1
        match outcome:
            case Accepted():
                self._end(notice, BatchState.SENT, free=True)
            case InvalidReplyToken() if again:
                self._end(notice, BatchState.SENT, free=True)
            case Unavailable() | Throttled() if not again or self._token_lives(notice):
                self._again(notice, 1.0)
            case Unavailable() | Throttled():
                self._end(notice, BatchState.UNCERTAIN)
            case _:
                with atomic():
                    hands.without_token(notice.id)
                self._again(notice, 0.0)

    def _token_lives(self, notice: OpenNotice) -> bool:
        return self.clock.real() - (notice.attempted_at or 0.0) < SAME_TOKEN_SECONDS

    def _settle(self, notice: OpenNotice, outcome: Outcome) -> None:
        if isinstance(outcome, Accepted | AlreadyAccepted):
            self._end(notice, BatchState.SENT, outcome.message_ids)
            return
        match after_refusal(outcome, notice.attempts):
            case SendAgain(after_seconds):
                self._again(notice, after_seconds)
            case None:
                self._refused(notice, outcome)
            case _ if isinstance(outcome, QuotaSpent) and notice.attempts == 1:
                self._take_back(notice)
            case _:
                self._again(notice, REST_SECONDS)

    def _take_back(self, notice: OpenNotice) -> None:
        """LINE surely has not taken it: what it told waits again, with what comes meanwhile."""
        digest_id = entries.digest_of(notice.id)
        if hands.reply_of(notice.id):  # somebody waits to hear what became of it
            self._end(notice, BatchState.FAILED)
            return
        if digest_id is None:
            self._again(notice, REST_SECONDS)
            return
        with atomic():
            receipts.end_notice(notice.id, BatchState.GIVEN_BACK)
            group_id = entries.put_back(digest_id)
            if group_id is not None:
                entries.plan(group_id, epoch(self.clock.now() + REST))

    def _end(
        self,
        notice: OpenNotice,
        state: BatchState,
        message_ids: Sequence[str] = (),
        *,
        free: bool = False,
    ) -> None:
        if state != BatchState.SENT:
            log.error("notice_not_sent", notice=notice.id, state=state.name)
        with atomic():
            receipts.end_notice(notice.id, state)
            if state == BatchState.SENT:
                hands.messages_came(notice.id, message_ids, at=self._now())
                used = 0 if free else groups.people_of(notice.to)
                by: signals.OfAccount = "q_hand" if notice.topic == receipts.BY_HAND else "q_staff"
                signals.of_account({by: used}, at=self._now())
                quota.settle(freed=0, used=used)
            else:
                self.staff.undelivered(notice.id)
        self.checkpoint("ended")

    def _again(self, notice: OpenNotice, after_seconds: float) -> None:
        with atomic():
            receipts.retry_notice(notice.id, at=self.clock.real() + after_seconds)

    def _refused(self, notice: OpenNotice, outcome: Outcome) -> None:
        """Also how we learn that a group has thrown us out while nobody was looking."""
        reason = outcome.reason if isinstance(outcome, Rejected) else type(outcome).__name__
        log.error("notice_refused", notice=notice.id, reason=reason)
        lost = notice.to.startswith("C") and self._is_lost(notice.to)
        with atomic():
            receipts.end_notice(notice.id, BatchState.FAILED)
            self.staff.undelivered(notice.id)
            if lost:
                self.staff.left(notice.to)

    def _is_lost(self, group_id: str) -> bool:
        try:
            self.line.group_summary(group_id)
        except LineError as error:
            return isinstance(error.outcome, Rejected)
        return False
