"""Receipts for the groups that want them: who is told what, and what that looks like together."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from bot.clock import Clock, epoch, from_epoch
from bot.domain.calendar import Calendar
from bot.domain.forwarded import Forwarded
from bot.domain.notifying import OF_EVERYBODY, Choice
from bot.services.sent_things import sent_thing
from bot.store import entries, forwarded, hands, receipts, scenarios, versions
from bot.store.models import StaffGroup
from bot.store.notice_models import Digest
from bot.store.receipts import ReceiptRow
from flex_templates.views import staff as views

LOST = "group_left"
"""Told to owners; of all others groups are told."""

AT_ONCE = 2_000
LINES, ASKS, FIGURES = 12, 3, 6
# What is told of many people at once, and what a friend does once for all scenarios.
OF_MANY = ("sent", "finished", "held", "failed", "opened")
OF_ALL_SCENARIOS = ("blocked", "unblocked", "stopped", "resumed")
BY_HAND = ("wrote", "idle", "undelivered")
_ASKING = ("wrote", "answered", "notify")
_WORST_FIRST = (
    *("undelivered", "failed", "wrote", "notify", "manual", "idle", "held", "blocked", "stopped"),
    *("answered", "used", "tapped", "watched", "unblocked", "resumed", "finished", "sent"),
    "opened",
)
_FIGURES = (
    *("failed", "held", "sent", "tapped", "answered", "stopped", "blocked", "used", "finished"),
)


Alone = Callable[[StaffGroup, Choice, ReceiptRow], bool]
"""Whether one of the group is told of it instead, in this transaction."""


def _nobody_alone(_: StaffGroup, __: Choice, ___: ReceiptRow) -> bool:
    return False


def share(before: int, calendar: Calendar, alone: Alone = _nobody_alone) -> list[ReceiptRow]:
    """Gives each linked group what it wants of the receipts before; in one transaction, so that
    none is lost. What is for owners comes back.
    """
    rows = receipts.take(before, AT_ONCE)
    told = [row for row in rows if row.kind != LOST]
    linked = entries.linked() if told else []
    only = _in_care(told, {group.id for group, _ in linked})
    for group, choice in linked:
        mine = [row for row in told if row.at >= (group.linked_at or 0)]
        mine = [row for row in mine if only.get(row.id, group.id) == group.id]
        mine = [row for row in mine if choice.wants(row.kind, row.scenario_id)]
        entries.add([(group.id, row.id) for row in mine])
        mine = [row for row in mine if not _told_alone(group, choice, row, alone)]
        plan(group.id, choice, mine, calendar)
    return rows


def _told_alone(group: StaffGroup, choice: Choice, row: ReceiptRow, alone: Alone) -> bool:
    if row.kind != "wrote" or not choice.alone or not alone(group, choice, row):
        return False
    forwarded.told_alone(group.id, row.id)
    return True


def _in_care(rows: Sequence[ReceiptRow], linked: Set[int]) -> Mapping[int, int]:
    """The one group that is told of a receipt, where one takes care of the friend."""
    of_hand = [row for row in rows if row.kind in BY_HAND and row.friend_id]
    cares = hands.groups_of([row.friend_id or 0 for row in of_hand])
    found = {row.id: cares.get(row.friend_id or 0, 0) for row in of_hand}
    return {number: group for number, group in found.items() if group in linked}


def plan(group_id: int, choice: Choice, rows: Sequence[ReceiptRow], calendar: Calendar) -> None:
    """When these are told, counted from when the first of them was."""
    first = min((row.at for row in rows if choice.is_pushed(row.kind)), default=None)
    if first is not None:
        at = choice.next_at(from_epoch(first), calendar)
        entries.plan(group_id, epoch(at), sooner=True)


@dataclass(frozen=True)
class Showing:
    """Makes the cards; `shop` is the account's name, `code` the group's."""

    clock: Clock
    shop: str
    code: str
    media_url: Callable[[str], str]

    def digest(self, digest: Digest, page: int = 0, *, kept: bool = False) -> views.Digest | None:
        """None where it tells of nothing. `page` counts from 0."""
        told = _worst_first(together(entries.told_in(digest.id)))
        if not told:
            return None
        names, sent = scenario_names(), forwarded.of([row.id for row in told])
        page = min(page, (len(told) - 1) // LINES)
        shown = told[page * LINES : (page + 1) * LINES]
        asks = [row for row in shown if row.kind in _ASKING and row.said][:ASKS]
        return views.Digest(
            digest_id=str(digest.id),
            shop=self.shop,
            since_at=from_epoch(digest.since_at),
            until_at=from_epoch(digest.at),
            now_at=self.clock.now(),
            counts=_counts(told),
            asks=tuple(_line(row, names, sent) for row in asks),
            lines=tuple(_line(row, names, sent) for row in shown if row not in asks),
            more=len(told) - page * LINES - len(shown),
            page=page,
            kept=kept,
        )

    def cards(self, rows: Sequence[ReceiptRow]) -> list[views.Receipt | views.FriendEvent]:
        """One each; what happened with a step is one for each minute."""
        sums = [row for row in rows if row.kind in OF_MANY and row.kind not in OF_EVERYBODY]
        events = _once_a_friend(row for row in rows if row.kind not in OF_MANY)
        sent = forwarded.of([row.id for row in events])
        return [
            *(self._of_many(group) for group in _by_step(sums, minutes=True)),
            *(self.event(row, sent.get(row.id)) for row in events),
        ]

    def _of_many(self, rows: Sequence[ReceiptRow]) -> views.Receipt:
        first = rows[0]
        stop = versions.walk(first.version_id or 0).stops[first.step or 0]
        return views.Receipt(
            kind=first.kind,  # type: ignore[arg-type]  # one of OF_MANY
            shop=self.shop,
            scenario=scenario_names().get(first.scenario_id, ""),
            number=stop.number,
            at=from_epoch(first.at),
            now_at=self.clock.now(),
            count=sum(row.people for row in rows),
            names=tuple(name for row in rows for name in row.names)[: receipts.NAMES_KEPT],
            title=stop.step.title,
            reason=first.said or None,  # type: ignore[arg-type]  # written as one of them
        )

    def event(self, row: ReceiptRow, sent: Forwarded | None = None) -> views.FriendEvent:
        return views.FriendEvent(
            shop=self.shop,
            kind=row.kind,  # type: ignore[arg-type]  # receipts of friends have the view's kinds
            friend=row.names[0] if row.names else "",
            at=from_epoch(row.at),
            now_at=self.clock.now(),
            scenario=scenario_names().get(row.scenario_id),
            number=number_of(row),
            said=row.said or None,
            sent=sent_thing(sent, self.media_url) if sent else None,
            charge=row.charge or None,
            code=f"{self.code}-{row.friend_id}" if row.friend_id else None,
            friend_id=str(row.friend_id) if row.friend_id else None,
        )


def together(rows: Iterable[ReceiptRow]) -> list[ReceiptRow]:
    """One for each step and kind, and for each thing that a friend did."""
    known = [row for row in rows if row.kind in _WORST_FIRST]
    sums = [_summed(group) for group in _by_step([r for r in known if r.kind in OF_MANY])]
    return [*sums, *_once_a_friend(row for row in known if row.kind not in OF_MANY)]


def _summed(rows: Sequence[ReceiptRow]) -> ReceiptRow:
    """Of what LINE counts the last number is the whole one."""
    if len(rows) == 1 or rows[0].kind in OF_EVERYBODY:
        return rows[-1]
    return replace(rows[0], people=sum(row.people for row in rows))


def _worst_first(rows: Iterable[ReceiptRow]) -> list[ReceiptRow]:
    return sorted(rows, key=lambda row: (_WORST_FIRST.index(row.kind), row.at, row.id))


def _counts(rows: Iterable[ReceiptRow]) -> tuple[tuple[str, int], ...]:
    people = Counter[str]()
    for row in rows:
        people["answered" if row.kind == "wrote" else row.kind] += row.people
    return tuple((kind, people[kind]) for kind in _FIGURES if people[kind])[:FIGURES]


def scenario_names() -> Mapping[int, str]:
    return {row.id: row.name for row in scenarios.listed()}


def _line(
    row: ReceiptRow, names: Mapping[int, str], sent: Mapping[int, Forwarded]
) -> views.DigestLine:
    of_many = row.kind in OF_MANY
    return views.DigestLine(
        kind=row.kind,  # type: ignore[arg-type]  # the view's kinds are those of _WORST_FIRST
        at=from_epoch(row.at),
        scenario=names.get(row.scenario_id),
        number=number_of(row),
        people=row.people,
        friend=row.names[0] if row.names and not of_many else None,
        friend_id=str(row.friend_id) if row.friend_id and not of_many else None,
        said=None if of_many else row.said or None,
        sent=sent[row.id].kind if row.id in sent else None,
        reason=(row.said or None) if of_many else None,  # type: ignore[arg-type]  # see `_of_many`
    )


def number_of(row: ReceiptRow) -> str | None:
    if row.version_id is None or row.step is None:
        return None
    return versions.walk(row.version_id).stops[row.step].number


def _by_step(rows: Sequence[ReceiptRow], *, minutes: bool = False) -> list[list[ReceiptRow]]:
    """One group for each step and why it waits, and each minute where these matter; in order of
    time.
    """
    grouped: Mapping[tuple[object, ...], list[ReceiptRow]] = defaultdict(list)
    for row in rows:
        minute = row.at // 60 if minutes else 0
        grouped[row.kind, row.version_id, row.step, row.said, minute].append(row)
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
