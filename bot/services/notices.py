"""What staff and owners are pushed: made of receipts in one transaction, then sent by its key.

A receipt is taken and its notices are written together, so none is lost and none is told twice.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import uuid4

import structlog

from bot.clock import Clock, epoch, from_epoch
from bot.domain.account import Account
from bot.domain.delivery import SendAgain, after_refusal
from bot.domain.outcomes import Outcome, Rejected, is_sent
from bot.line.gateway import Conversation, LineError, People
from bot.services import latest
from bot.services.staff import LOST, StaffService
from bot.store import groups, people, quota, receipts, versions
from bot.store.db import atomic
from bot.store.engine import KEY_SECONDS
from bot.store.models import BatchState, StaffGroup
from bot.store.receipts import OpenNotice, ReceiptRow
from flex_templates.catalogs import closest
from flex_templates.views import staff as views
from flex_templates.views.owner import GroupLost
from flex_templates.views.parts import View

EVENTS_A_MINUTE = 12
CARDS_A_PUSH = 5
LEASE_SECONDS = 60.0
# The quota is spent or the token refused: nothing gets better within minutes.
REST_SECONDS = 600.0
AT_ONCE = 200
# What is told of many people at once, and what a friend does once for all scenarios.
OF_MANY = ("sent", "finished")
OF_ALL_SCENARIOS = ("blocked", "unblocked", "stopped", "resumed")

Cards = Sequence[views.Receipt | views.FriendEvent | views.Latest]

log = structlog.get_logger()


class Line(Conversation, People, Protocol):
    """What notices need of LINE."""


class TakenByAnother(Exception):
    """Another worker tells of these receipts: nothing of this transaction is written."""


def no_checkpoint(_: str) -> None:
    pass


@dataclass(frozen=True)
class NoticeService:
    """`checkpoint` marks the gaps between two statements, where a test may end the work."""

    line: Line
    clock: Clock
    account: Callable[[], Account]
    staff: StaffService
    render: Callable[[View, str], list[dict[str, Any]]]
    checkpoint: Callable[[str], None] = no_checkpoint

    def has_work(self) -> bool:
        earliest = receipts.earliest_untaken()
        due = earliest is not None and earliest < self._this_minute()
        return due or receipts.open_notices(self.clock.real()) > 0

    def run(self) -> None:
        while self.make_notices():
            pass
        self.send_notices()

    def _this_minute(self) -> int:
        now = epoch(self.clock.now())
        return now - now % 60

    # Making

    def make_notices(self) -> int:
        """Of every receipt whose minute is over; gives how many receipts that were."""
        try:
            with atomic():
                return self._make()
        except TakenByAnother:
            return 0

    def _make(self) -> int:
        rows = receipts.untaken(self._this_minute())
        if receipts.take([row.id for row in rows]) != len(rows):
            raise TakenByAnother
        self.checkpoint("taken")
        self._tell_groups([row for row in rows if row.kind != LOST])
        for row in rows:
            if row.kind == LOST:
                self.tell_owners(GroupLost(name=row.names[0]))
        return len(rows)

    def _tell_groups(self, rows: Sequence[ReceiptRow]) -> None:
        for group in receipts.linked_groups():
            told = [row for row in rows if row.at >= (group.linked_at or 0)]
            cards = self._cards(told)
            for first in range(0, len(cards), CARDS_A_PUSH):
                self._freeze(group, cards[first : first + CARDS_A_PUSH])

    def _freeze(self, group: StaffGroup, cards: Cards) -> None:
        """One push costs as many messages as the group has people, however many cards it has."""
        known = quota.known()
        left = known.left if known else None
        *others, last = cards
        if not isinstance(last, views.Latest):
            last = replace(last, cost=group.members or None, quota_left=left)
        locale = group.lang or self.staff.locale
        messages = [message for card in (*others, last) for message in self.render(card, locale)]
        self._add(group.group_id, messages)

    def tell_owners(self, view: View, topic: str = "") -> None:
        """In the transaction of what is told."""
        for person in people.members():
            if person.role == "owner":
                locale = closest(person.lang or self.staff.locale)
                self._add(person.user_id, self.render(view, locale), topic)

    def tell_linked_groups(self, view_for: Callable[[StaffGroup], View], topic: str = "") -> None:
        """The same to every linked group. In the transaction of what is told."""
        for group in receipts.linked_groups():
            locale = group.lang or self.staff.locale
            self._add(group.group_id, self.render(view_for(group), locale), topic)

    def _add(self, to: str, messages: list[dict[str, Any]], topic: str = "") -> None:
        at = epoch(self.clock.now())
        receipts.add_notice(to, messages, key=str(uuid4()), at=at, topic=topic)
        self.checkpoint("added")

    # Cards

    def _cards(self, rows: Sequence[ReceiptRow]) -> Cards:
        sums = [row for row in rows if row.kind in OF_MANY]
        events = _by_minute(_once_a_friend(row for row in rows if row.kind not in OF_MANY))
        return [
            *(self._of_many(group) for group in _by_step(sums)),
            *(card for minute in events for card in self._events(minute)),
        ]

    def _of_many(self, rows: Sequence[ReceiptRow]) -> views.Receipt:
        first = rows[0]
        stop = versions.walk(first.version_id or 0).stops[first.step or 0]
        return views.Receipt(
            kind=first.kind,  # type: ignore[arg-type]  # one of OF_MANY
            shop=self.account().name,
            scenario=latest.scenario_names().get(first.scenario_id, ""),
            number=stop.number,
            at=from_epoch(first.at),
            now_at=self.clock.now(),
            count=sum(row.people for row in rows),
            names=tuple(name for row in rows for name in row.names)[: receipts.NAMES_KEPT],
            title=stop.step.title,
        )

    def _events(self, rows: Sequence[ReceiptRow]) -> Cards:
        """One card each; of a minute with very many the rest is summed in one."""
        if len(rows) <= EVENTS_A_MINUTE:
            return [self._event(row) for row in rows]
        shown, rest = rows[: EVENTS_A_MINUTE - 1], rows[EVENTS_A_MINUTE - 1 :]
        summed = latest.view(
            rest,
            shop=self.account().name,
            since_at=from_epoch(rest[0].at - rest[0].at % 60),
            now_at=self.clock.now(),
        )
        return [*(self._event(row) for row in shown), *([summed] if summed else [])]

    def _event(self, row: ReceiptRow) -> views.FriendEvent:
        return views.FriendEvent(
            shop=self.account().name,
            kind=row.kind,  # type: ignore[arg-type]  # receipts of friends have the view's kinds
            friend=row.names[0] if row.names else "",
            at=from_epoch(row.at),
            now_at=self.clock.now(),
            scenario=latest.scenario_names().get(row.scenario_id),
            number=latest.number_of(row),
            said=row.said or None,
            charge=row.charge or None,
        )

    # Sending

    def send_notices(self) -> int:
        """Gives how many were tried."""
        tried = 0
        while tried < AT_ONCE and self._send_next():
            tried += 1
        return tried

    def _send_next(self) -> bool:
        real = self.clock.real()
        with atomic():
            notice = receipts.claim_notice(real=real, leased_until=real + LEASE_SECONDS)
        if notice is None:
            return False
        self.checkpoint("claimed")
        if real - (notice.attempted_at or real) > KEY_SECONDS:
            self._end(notice, BatchState.UNCERTAIN)
            return True
        outcome = self.line.push(notice.to, notice.messages, notice.key)
        self.checkpoint("pushed")
        self._settle(notice, outcome)
        return True

    def _settle(self, notice: OpenNotice, outcome: Outcome) -> None:
        if is_sent(outcome):
            self._end(notice, BatchState.SENT)
            return
        match after_refusal(outcome, notice.attempts):
            case SendAgain(after_seconds):
                self._again(notice, after_seconds)
            case None:
                self._refused(notice, outcome)
            case _:
                self._again(notice, REST_SECONDS)

    def _end(self, notice: OpenNotice, state: BatchState) -> None:
        if state != BatchState.SENT:
            log.error("notice_not_sent", notice=notice.id, state=state.name)
        with atomic():
            receipts.end_notice(notice.id, state)
            if state == BatchState.SENT:
                quota.settle(freed=0, used=groups.people_of(notice.to))
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
            if lost:
                self.staff.left(notice.to)

    def _is_lost(self, group_id: str) -> bool:
        try:
            self.line.group_summary(group_id)
        except LineError as error:
            return isinstance(error.outcome, Rejected)
        return False


def _by_step(rows: Sequence[ReceiptRow]) -> list[list[ReceiptRow]]:
    """One group for each step and minute, in order of time."""
    grouped: Mapping[tuple[object, ...], list[ReceiptRow]] = defaultdict(list)
    for row in rows:
        grouped[row.kind, row.version_id, row.step, row.at // 60].append(row)
    return list(grouped.values())


def _by_minute(rows: Iterable[ReceiptRow]) -> list[list[ReceiptRow]]:
    grouped: Mapping[int, list[ReceiptRow]] = defaultdict(list)
    for row in rows:
        grouped[row.at // 60].append(row)
    return list(grouped.values())


def _once_a_friend(rows: Iterable[ReceiptRow]) -> list[ReceiptRow]:
    """Who is inside several scenarios blocks only once: then the card names none of them, or the
    one with the step after which it was.

    The same name twice in one scenario is two friends.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    merged: dict[tuple[object, ...], ReceiptRow] = {}
    for row in rows:
        of_all = row.kind in OF_ALL_SCENARIOS
        act = (row.kind, row.at, row.names, None if of_all else (row.version_id, row.step))
        seen[act, row.scenario_id] += 1
        key = (act, seen[act, row.scenario_id])
        merged[key] = _one_of(merged[key], row) if key in merged else row
    return list(merged.values())


def _one_of(first: ReceiptRow, second: ReceiptRow) -> ReceiptRow:
    if first.step is not None:
        return first
    return second if second.step is not None else replace(second, scenario_id=0)
