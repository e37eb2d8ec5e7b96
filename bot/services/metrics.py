"""Figures for monitors, read from the database: all processes share them there."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.store import engine, health, quota, settings
from bot.store.inbox import Inbox


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    help: str
    value: float


@dataclass(frozen=True)
class Metrics:
    inbox: Inbox
    clock: Clock

    def read(self) -> Iterator[Figure]:
        now = epoch(self.clock.now())
        due = engine.due_lanes(now)
        late = now - min((lane.due_at for lane in due), default=now)
        yield Figure("tobiishi_inbox_waiting", "Events not handled yet", self.inbox.depth())
        yield Figure("tobiishi_inbox_parked", "Events given up on", len(self.inbox.parked()))
        yield Figure("tobiishi_lanes_due", "Steps with somebody due", len(due))
        yield Figure("tobiishi_lateness_seconds", "Age of what is due the longest", late)
        for name, people in health.people_by_state().items():
            yield Figure(f"tobiishi_people_{name}", f"Enrollments that are {name}", people)
        for name, batches in health.batches_by_state().items():
            yield Figure(f"tobiishi_batches_{name}", f"Batches that are {name}", batches)
        yield Figure("tobiishi_notices_open", "Notices not sent yet", health.notices_open())
        stopped, refused = settings.stop_all(), settings.account_hold()
        yield Figure("tobiishi_stopped", "1 while all sending is stopped", float(bool(stopped)))
        yield Figure("tobiishi_refused", "1 while LINE refuses us", float(bool(refused)))
        yield from self._quota()

    def _quota(self) -> Iterator[Figure]:
        known = quota.known()
        if known:
            yield Figure("tobiishi_quota_used", "Messages of this month", known.used)
        if known and known.limit is not None:
            yield Figure("tobiishi_quota_limit", "Messages the plan allows", known.limit)


class Refused(Exception):
    """LINE does not accept the channel access token."""


def check_token() -> None:
    hold = settings.account_hold()
    if hold and hold.reason == "token":
        raise Refused
