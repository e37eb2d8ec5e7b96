"""Claim who is due into batches, frozen and committed before anything is sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from bot.clock import Clock, epoch
from bot.delivery.holding import Holds
from bot.delivery.late import Lateness
from bot.delivery.payload import Payload
from bot.domain.account import Account
from bot.domain.document import Step
from bot.domain.messages import filled, line_messages, step_is_personal
from bot.domain.quota import Allowance
from bot.domain.schedule import opens_at
from bot.domain.walk import calendar_for
from bot.store import engine, quota, versions
from bot.store.db import atomic
from bot.store.engine import Checkpoint, Lane, NewBatch, OpenBatch, Picked
from bot.store.models import BatchKind

MULTICAST_PEOPLE = 500  # LINE's limit of one multicast
PUSH_PEOPLE = 100
_MOVE_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Claimed:
    """A batch this process may send, with its people by enrollment id."""

    batch: OpenBatch
    payload: Payload
    people: dict[int, Picked]


class SpentMeanwhile(Exception):
    """Another worker reserved what was left: nothing of this claim is written."""


@dataclass(frozen=True)
class Planner:
    """`words_of` gives the locale whose words stand on the stop button for a friend's language;
    `quick_reply` that button."""

    clock: Clock
    worker: str
    media_url: Callable[[str], str]
    locale_of: Callable[[str], str]
    quick_reply: Callable[[str], dict[str, object]]
    lease_seconds: float
    holds: Holds
    checkpoint: Checkpoint

    def claim(self, lane: Lane, account: Account) -> list[Claimed]:
        """At most one batch per language of a lane; [] when nobody may be sent anything now."""
        lateness = self._judge(lane, account)
        now = epoch(lateness.now)
        if lateness.waits_for_window:
            self._wait_for_window(lane, now, epoch(lateness.opens_at))
            return []
        try:
            with atomic():
                batches = self._claim(lane, lateness, quota.allowance(), account)
        except SpentMeanwhile:
            return []  # asked again at once, with the figures of then
        self.checkpoint("claimed")
        return batches

    def _claim(
        self, lane: Lane, lateness: Lateness, allowance: Allowance, account: Account
    ) -> list[Claimed]:
        step, room = lateness.walk.steps[lane.step], allowance.room(urgent=lane.urgent)
        if room == 0 and lane.waits:
            self.holds.spent("usual" if allowance.room(urgent=True) else "all")
            return []
        most = _limit(step) if not room else min(room, _limit(step))
        people = engine.pick(lane, epoch(lateness.now), most)
        self.checkpoint("claim.picked")
        wanted = lateness.without_late(people)
        if room == 0:
            _without_message(wanted, lateness)
            return []
        batches = self._freeze(lane, step, wanted, account) if wanted else []
        self._reserve(len(wanted), allowance.kept_from(urgent=lane.urgent))
        return batches

    def _reserve(self, number: int, keep: int) -> None:
        """The claim's last statement, since all senders share that row's lock."""
        if number and not quota.reserve(number, keep=keep):
            raise SpentMeanwhile
        self.checkpoint("claim.reserved")

    def _judge(self, lane: Lane, account: Account) -> Lateness:
        now, walk = self.clock.now(), versions.walk(lane.version_id)
        calendar = calendar_for(walk, lane.step, account.calendar)
        opens = opens_at(walk.steps[lane.step].wait, now, calendar)
        return Lateness(walk, lane.step, now, opens, account)

    def _wait_for_window(self, lane: Lane, now: int, opens: int) -> None:
        while engine.move_to_window(lane, now, opens, _MOVE_AT_ONCE) == _MOVE_AT_ONCE:
            pass

    def _freeze(
        self, lane: Lane, step: Step, people: Sequence[Picked], account: Account
    ) -> list[Claimed]:
        drafts = [
            (self._payload(step, locale, group, account), group)
            for locale, group in _by_locale(people, self.locale_of)
        ]
        opened = engine.freeze(
            lane,
            [_new_batch(payload, group) for payload, group in drafts],
            now=epoch(self.clock.now()),
            leased_until=self.clock.real() + self.lease_seconds,
            worker=self.worker,
            checkpoint=self.checkpoint,
        )
        return [
            Claimed(batch, payload, {person.enrollment_id: person for person in group})
            for batch, (payload, group) in zip(opened, drafts, strict=True)
        ]

    def payload_for(self, lane: Lane, person: Picked, account: Account) -> Payload:
        step = versions.walk(lane.version_id).steps[lane.step]
        return self._payload(step, self.locale_of(person.lang), [person], account)

    def _payload(
        self, step: Step, locale: str, people: Sequence[Picked], account: Account
    ) -> Payload:
        messages = line_messages(
            step.send,
            lang=locale,
            media_url=self.media_url,
            quick_reply=self.quick_reply(locale),
        )
        if not step_is_personal(step):
            return Payload(filled(messages, account.values))
        names = {person.enrollment_id: person.name for person in people}
        return Payload(messages, account.values, names)


def _without_message(people: Sequence[Picked], lateness: Lateness) -> None:
    """The month's messages are used up, and the scenario says not to wait for more."""
    if not people:
        return
    if lateness.walk.scenario.at_limit == "end":
        engine.end(people)
    else:
        lateness.skip(people)


def _limit(step: Step) -> int:
    return PUSH_PEOPLE if step_is_personal(step) else MULTICAST_PEOPLE


def _by_locale(
    people: Sequence[Picked], locale_of: Callable[[str], str]
) -> list[tuple[str, list[Picked]]]:
    groups: dict[str, list[Picked]] = {}
    spoken = {lang: locale_of(lang) for lang in {person.lang for person in people}}
    for person in people:
        groups.setdefault(spoken[person.lang], []).append(person)
    return sorted(groups.items())


def _new_batch(payload: Payload, people: Sequence[Picked]) -> NewBatch:
    alone = len(people) == 1  # LINE recommends a push for one recipient
    kind = BatchKind.PUSH if payload.names or alone else BatchKind.MULTICAST
    return NewBatch(str(uuid4()), kind, payload.to_json(), tuple(people))
