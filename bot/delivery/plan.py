"""Claim who is due into batches, frozen and committed before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from bot.clock import Clock, epoch
from bot.delivery import goals
from bot.delivery.capping import within_cap
from bot.delivery.composing import Composer
from bot.delivery.decide import Decider
from bot.delivery.holding import Holds
from bot.delivery.judging import judged
from bot.delivery.late import Lateness
from bot.delivery.moving import Mover, old_lane
from bot.delivery.payload import Payload
from bot.delivery.resting import NobodyFree
from bot.delivery.retime import still_due
from bot.domain.account import Account
from bot.domain.document import Step
from bot.domain.messages import step_is_personal
from bot.domain.quota import Allowance
from bot.domain.schedule import opens_at
from bot.domain.walk import calendar_for
from bot.store import engine, quota, units, versions
from bot.store.db import atomic
from bot.store.engine import Checkpoint, Lane, NewBatch, OpenBatch, Picked
from bot.store.models import BatchKind, EnrollmentState

MULTICAST_PEOPLE = 500  # LINE's limit of one multicast
PUSH_PEOPLE = 200


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
    clock: Clock
    worker: str
    lease_seconds: float
    holds: Holds
    checkpoint: Checkpoint
    decider: Decider
    composer: Composer
    mover: Mover

    def claim(self, lane: Lane, account: Account) -> list[Claimed]:
        """At most one batch per language of a lane; [] when nobody may be sent anything now.

        Raises `NobodyFree` when all who are due are another worker's.
        """
        if left := old_lane(lane):
            self.mover.move(left, epoch(self.clock.now()))
            return []
        lateness = self._judge(lane, account)
        if lateness.walk.is_timed_there(lane.step) and self._retime(lane, lateness):
            return []
        if lateness.waits_for_window:
            with atomic():
                engine.close_window(lane, epoch(lateness.now), epoch(lateness.opens_at))
            return []
        if not lane.sends:
            self.decider.decide(lane, lateness.now, account)
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
        step, room = lateness.walk.stops[lane.step].step, allowance.room(urgent=lane.urgent)
        if room == 0 and lane.waits:
            self.holds.spent("usual" if allowance.room(urgent=True) else "all")
            return []
        most = _limit(step) if not room else min(room, _limit(step))
        people = self._due(lane, lateness, most)
        self.checkpoint("claim.picked")
        if lane.twice:
            people = lateness.without_had(people)
        wanted = meant(lateness, lateness.without_late(people))
        if room == 0:
            _without_message(wanted, lateness, lane.at_limit)
            return []
        tried = versions.is_rehearsal(lane.version_id)
        if account.daily_cap and not (lane.fresh or tried):
            wanted = within_cap(lateness, wanted, account.daily_cap)
        if not tried:
            wanted = self.composer.coupons.served(step, wanted)
        wanted = wanted[: lane.at_most]
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
        opens = opens_at(walk.stops[lane.step].wait, now, calendar)
        return Lateness(walk, lane.version_id, lane.step, now, opens, account)

    def _retime(self, lane: Lane, lateness: Lateness) -> bool:
        """Whether some are not due any more. Before the window is looked at, which must not keep
        anybody from steps to come.
        """
        now, account = epoch(lateness.now), lateness.account
        with atomic():
            people = engine.pick(lane, now, MULTICAST_PEOPLE)
            due = still_due(lane, people, account, now)
            over = goals.passed(lateness.walk, lane.step, due, lateness.opens_at, account.calendar)
            lateness.skip([person for person in due if person.enrollment_id in over])
            return len(due) < len(people) or bool(over)

    def _due(self, lane: Lane, lateness: Lateness, most: int) -> list[Picked]:
        """Locked until the transaction ends."""
        now, account = epoch(lateness.now), lateness.account
        until = now if lane.until is None else min(now, lane.until)
        people = engine.pick(lane, until, most)
        if not people:
            raise NobodyFree
        return still_due(lane, people, account, until)

    def _freeze(
        self, lane: Lane, step: Step, people: Sequence[Picked], account: Account
    ) -> list[Claimed]:
        unit = self._unit(lane, step, len(people))
        drafts = [
            (replace(self.composer.payload(lane, step, spoken, group, account), unit=unit), group)
            for spoken, group in self.composer.by_language(step, people)
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

    def _unit(self, lane: Lane, step: Step, people: int) -> str:
        if versions.is_rehearsal(lane.version_id):
            return ""
        now = epoch(self.clock.now())
        return units.name_for(lane.version_id, lane.step, step.id, people, now=now)


def meant(lateness: Lateness, people: Sequence[Picked]) -> Sequence[Picked]:
    """Those whom the step is for just now. Of the others some leave, and some go on without it."""
    walk, index = lateness.walk, lateness.index
    if not people or not walk.conditions_at(index):
        return people
    found = judged(walk, index, people, lateness.now, lateness.account.calendar)
    if found["goal"]:
        engine.end(found["goal"], EnrollmentState.GOAL, now=epoch(lateness.now))
    if found["leave_out"]:
        lateness.skip(found["leave_out"])
    if found["no_more"]:
        lateness.leave_out(found["no_more"], lambda _: walk.stops[index].beyond)
    return found["go"]


def _without_message(people: Sequence[Picked], lateness: Lateness, at_limit: str) -> None:
    """The month's messages are used up, and the scenario says not to wait for more."""
    if not people:
        return
    if at_limit == "end":
        engine.end(people, now=epoch(lateness.now))
    else:
        lateness.skip(people)


def _limit(step: Step) -> int:
    return PUSH_PEOPLE if step_is_personal(step) else MULTICAST_PEOPLE


def _new_batch(payload: Payload, people: Sequence[Picked]) -> NewBatch:
    alone = len(people) == 1  # LINE recommends a push for one recipient
    kind = BatchKind.PUSH if payload.names or alone else BatchKind.MULTICAST
    return NewBatch(str(uuid4()), kind, payload.to_json(), tuple(people))
