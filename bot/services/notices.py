"""What staff and owners are pushed: made of receipts here, sent by `bot.services.notice_sending`.

A receipt is given to its groups in one transaction; what a group is told and that it was told are
another, with the notice itself. So nothing is lost and nothing is told twice.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from admin_flows.ports.chat import Actor
from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.forecast import month_end
from bot.domain.notifying import Choice, after_quiet
from bot.services.digests import LOST, share
from bot.services.notice_sending import REST, Line, NoticeSender
from bot.services.staff import StaffService
from bot.store import entries, forwarded, friends, hands, people, quota, receipts
from bot.store.db import atomic
from bot.store.entries import Account as Spending
from bot.store.models import StaffGroup
from bot.store.receipts import ReceiptRow
from flex_templates.catalogs import closest
from flex_templates.views import staff as views
from flex_templates.views.owner import GroupLost, PeopleJoined
from flex_templates.views.parts import View

CARDS_A_PUSH = 5

Card = views.Receipt | views.FriendEvent | views.Digest


def no_checkpoint(_: str) -> None:
    pass


def nobody(_: Collection[str]) -> Collection[str]:
    return ()


@dataclass(frozen=True)
class NoticeService:
    """`unanswered`: in which of these chats somebody waits for an answer; `checkpoint` marks the
    gaps between two statements, where a test may end the work.
    """

    line: Line
    clock: Clock
    account: Callable[[], Account]
    staff: StaffService
    render: Callable[[View, str], list[dict[str, Any]]]
    unanswered: Callable[[Collection[str]], Collection[str]] = nobody
    checkpoint: Callable[[str], None] = no_checkpoint

    def has_work(self) -> bool:
        earliest = receipts.earliest_untaken()
        due = earliest is not None and earliest < self._this_minute()
        return due or bool(entries.due(self._now())) or receipts.open_notices(self.clock.real()) > 0

    def run(self) -> None:
        with atomic():
            self.staff.ask_whether_it_goes_on()
        self.make_notices()
        self.send_notices()

    def _now(self) -> int:
        return epoch(self.clock.now())

    def _this_minute(self) -> int:
        now = self._now()
        return now - now % 60

    # Making

    def make_notices(self) -> None:
        """Of every receipt whose minute is over, for every group that is to be told by now."""
        while self._share():
            pass
        for group_id in entries.due(self._now()):
            with atomic():
                if entries.take_turn(group_id, self._now()):
                    self._tell(group_id)

    def _share(self) -> int:
        """Gives how many receipts that were."""
        with atomic():
            rows = share(self._this_minute(), self.account().calendar, self._forward)
            self.checkpoint("taken")
            for row in rows:
                if row.kind == LOST:
                    self.tell_owners(GroupLost(name=row.names[0]))
            return len(rows)

    def _tell(self, group_id: int) -> None:
        """What waits for it, unless it has to wait on."""
        for group, choice in entries.linked([group_id]):
            rows = [row for row in entries.waiting(group_id) if choice.is_pushed(row.kind)]
            known = forwarded.known_alone(group_id, [row.id for row in rows])
            rows = [row for row in rows if row.id not in known]
            later = self._later(group, choice) if rows else None
            if later is not None:
                entries.plan(group_id, epoch(later))
            elif rows:
                self._push(group, choice, rows)

    def _forward(self, group: StaffGroup, choice: Choice, row: ReceiptRow) -> bool:
        """To who is in charge, if they are a friend of the account: one message, at once."""
        friend = people.find(row.friend_id or 0)
        charge = hands.in_charge(friend) if friend else None
        person = friends.find(charge.user_id) if charge and charge.user_id else None
        if person is None or person.followed_at is None or person.blocked_at is not None:
            return False
        spending, known = self._spending(group), quota.known()
        spent = spending.ended or spending.spent >= choice.cap
        waits = (
            choice.quiet
            and after_quiet(self.clock.now(), self.account().calendar) > self.clock.now()
        )
        if spent or waits or (known and known.left is not None and known.left < 1):
            return False
        sent = forwarded.of([row.id]).get(row.id)
        card = replace(self.staff.showing(group.code).event(row, sent), code=None, group=group.name)
        self._add(person.user_id, self.render(card, closest(person.lang or self.staff.locale)))
        entries.keep_account(group.id, replace(spending, spent=spending.spent + 1))
        return True

    def _later(self, group: StaffGroup, choice: Choice) -> datetime | None:
        """None: now."""
        now, calendar = self.clock.now(), self.account().calendar
        opens = after_quiet(now, calendar) if choice.quiet else now
        if opens > now:
            return opens
        if self._spending(group).ended:
            return month_end(now, calendar)
        known = quota.known()
        if known and known.left is not None and known.left < _cost(group):
            return now + REST
        return None

    def _spending(self, group: StaffGroup) -> Spending:
        """Of this month."""
        month = f"{self.account().calendar.local(self.clock.now()):%Y-%m}"
        known = entries.account_of(group.id)
        return known if known.month == month else Spending(month, 0, ended=False)

    def _push(self, group: StaffGroup, choice: Choice, rows: Sequence[ReceiptRow]) -> None:
        before, spending = entries.account_of(group.id), self._spending(group)
        cost = _cost(group)
        ends = spending.spent + 2 * cost > choice.cap
        if not ends:
            kept = before.ended  # of a month that is over
            self._freeze(group, choice, rows, kept=kept)
        elif spending.spent + cost <= choice.cap:
            self._add(group.group_id, self._rendered(group, [self._spent(group, choice)]))
        if ends:
            entries.plan(group.id, epoch(month_end(self.clock.now(), self.account().calendar)))
        spent = min(choice.cap, spending.spent + cost)
        entries.keep_account(group.id, Spending(spending.month, spent, ends))

    def _spent(self, group: StaffGroup, choice: Choice) -> View:
        until = month_end(self.clock.now(), self.account().calendar)
        shop = self.account().name
        return views.NoMore(shop=shop, cap=choice.cap, until_at=until, cost=_cost(group))

    def _freeze(
        self, group: StaffGroup, choice: Choice, rows: Sequence[ReceiptRow], *, kept: bool
    ) -> None:
        """One push costs as many messages as the group has people, however many cards it has."""
        showing = self.staff.showing(group.code)
        since = self.staff.since(group)
        digest_id = entries.begin_digest(
            group.id, [row.id for row in rows], since_at=since, at=self._now()
        )
        rows, digest = entries.told_in(digest_id), entries.digest(digest_id)
        cards: Sequence[Card] = showing.cards(rows)
        if digest and (choice.how == "digest" or kept or len(cards) > CARDS_A_PUSH):
            cards = list(filter(None, [showing.digest(digest, kept=kept)]))
        if cards:  # nothing, where somebody has just looked
            notice = self._add(group.group_id, self._rendered(group, cards))
            entries.sent_as(digest_id, notice)
            hands.await_messages(notice, group.id, [_friend_of(card) for card in cards])

    def _rendered(self, group: StaffGroup, cards: Sequence[View]) -> list[dict[str, Any]]:
        known = quota.known()
        *others, last = cards
        if isinstance(last, Card):
            left = known.left if known else None
            last = replace(last, cost=group.members or None, quota_left=left)
        locale = group.lang or self.staff.locale
        return [message for card in (*others, last) for message in self.render(card, locale)]

    def joined(self, actor: Actor) -> None:
        """The other owners are told who has joined them."""
        self.tell_owners(PeopleJoined(name=actor.name, role=actor.role), but=actor.user_id)

    def tell_owners(self, view: View, topic: str = "", *, but: str = "") -> None:
        """In the transaction of what is told."""
        for person in people.members():
            if person.role == "owner" and person.user_id != but:
                locale = closest(person.lang or self.staff.locale)
                self._add(person.user_id, self.render(view, locale), topic)

    def tell_linked_groups(self, view_for: Callable[[StaffGroup], View], topic: str = "") -> None:
        """The same to every linked group but those that only look. In the transaction of what is
        told.
        """
        for group, choice in entries.linked():
            if choice.how != "tap":
                locale = group.lang or self.staff.locale
                self._add(group.group_id, self.render(view_for(group), locale), topic)

    def _add(self, to: str, messages: list[dict[str, Any]], topic: str = "") -> int:
        notice = receipts.add_notice(to, messages, key=str(uuid4()), at=self._now(), topic=topic)
        self.checkpoint("added")
        return notice

    def send_notices(self) -> int:
        """Gives how many were tried."""
        sender = NoticeSender(self.line, self.clock, self.staff, self.unanswered, self.checkpoint)
        return sender.run()


def _friend_of(card: Card) -> int | None:
    about = card.friend_id if isinstance(card, views.FriendEvent) else None
    return int(about) if about else None


def _cost(group: StaffGroup) -> int:
    return max(1, group.members)
