"""Figures for monitors, read from the database: all processes share them there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import Metric
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)

from admin_flows.ports.facts import Held
from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.services.forecast import this_month
from bot.services.owner import holds
from bot.store import broken, counts, engine, health, meters, quota, settings, unposted
from bot.store.inbox import Inbox

LATE = ("1", "5", "30", "60", "300", "900", "3600", "21600", "86400", "inf")


@dataclass(frozen=True, slots=True)
class _Counted:
    """What counts everybody who waits, so that a million of them take a moment."""

    at: float
    held: tuple[Held, ...]
    planned: int


@dataclass
class Metrics:
    """`keep_seconds`: for so long the figures that count everybody who waits are not read again."""

    inbox: Inbox
    clock: Clock
    account: Callable[[], Account]
    keep_seconds: float = 0.0
    _counted: _Counted | None = None

    def read(self) -> Iterator[Metric]:
        now, sums = epoch(self.clock.now()), meters.read()
        yield _gauge("inbox_waiting", "Events not handled yet", self.inbox.depth())
        yield _gauge("inbox_parked", "Events given up on", len(self.inbox.parked()))
        yield from _due(now)
        for name, people in health.people_by_state().items():
            yield _gauge(f"people_{name}", f"Enrollments that are {name}", people)
        for name, batches in health.batches_by_state().items():
            yield _gauge(f"batches_{name}", f"Batches that are {name}", batches)
        counted = self._count(now)
        yield _held(counted)
        age = self.clock.real() - counted.at
        yield _gauge("counted_seconds_ago", "Age of tobiishi_held and tobiishi_quota_planned", age)
        yield _gauge("lanes_broken", "Steps that cannot be prepared", len(broken.with_people(now)))
        yield _gauge("notices_open", "Notices not sent yet", health.notices_open())
        yield _gauge("notices_unposted", "Notices to decide about", unposted.count())
        stopped, refused = settings.stop_all(), settings.account_hold()
        yield _gauge("stopped", "1 while all sending is stopped", float(bool(stopped)))
        yield _gauge("refused", "1 while LINE refuses us", float(bool(refused)))
        yield _counter("sent", "Messages that LINE accepted", sums.get("sent", 0))
        yield _counter("failed", "Messages that LINE refused for good", sums.get("failed", 0))
        yield _lateness(sums)
        yield _labelled(sums, "answers:", "line_answers", "LINE's answers", ("endpoint", "code"))
        waits = "Seconds that requests waited for the limiter"
        yield _labelled(sums, "limiter:", "limiter_wait_seconds", waits, ("endpoint",))
        yield from _quota(counted)

    def _count(self, now: int) -> _Counted:
        real, kept = self.clock.real(), self._counted
        if kept is None or not kept.at <= real < kept.at + self.keep_seconds:
            kept = self._counted = _Counted(real, holds.everything(now), self._planned())
        return kept

    def _planned(self) -> int:
        known = quota.known()
        if known is None or known.limit is None:
            return 0
        return this_month(self.account(), self.clock.now()).messages


def _quota(counted: _Counted) -> Iterator[Metric]:
    known = quota.known()
    if known is None:
        return
    yield _gauge("quota_used", "Messages of this month", known.used)
    yield _gauge("quota_reserved", "Messages being sent just now", known.reserved)
    if known.limit is not None:
        yield _gauge("quota_limit", "Messages the plan allows", known.limit)
        yield _gauge("quota_kept", "The reserve for notices and what is urgent", known.keep)
        yield _gauge("quota_planned", "Messages still to go this month, about", counted.planned)


def _due(now: int) -> Iterator[Metric]:
    lanes = engine.due_lanes(now)
    late = now - min((max(lane.due_at, lane.opens_at) for lane in lanes), default=now)
    people = sum(counts.waiting(now).values())
    yield _gauge("due", "People whose time has come and whom nobody has claimed", people)
    yield _gauge("lanes_due", "Steps with somebody due", len(lanes))
    yield _gauge("lateness_seconds", "Age of what is due the longest", late)


def _held(counted: _Counted) -> Metric:
    found = GaugeMetricFamily("tobiishi_held", "People on hold, by reason", labels=("reason",))
    for held in counted.held:
        found.add_metric((held.reason,), held.people)
    return found


def _lateness(sums: Mapping[str, float]) -> Metric:
    """From when a message was due until LINE had it."""
    buckets, reached = [], 0.0
    for bound in LATE:
        reached += sums.get(f"late:{bound}", 0)
        buckets.append(("+Inf" if bound == "inf" else bound, reached))
    return HistogramMetricFamily(
        "tobiishi_delivery_lateness_seconds",
        "From when a message was due until LINE accepted it",
        buckets=buckets,
        sum_value=sums.get("late_seconds", 0),
    )


def _labelled(
    sums: Mapping[str, float], prefix: str, name: str, text: str, labels: tuple[str, ...]
) -> Metric:
    found = CounterMetricFamily(f"tobiishi_{name}", text, labels=labels)
    for key, value in sorted(sums.items()):
        if key.startswith(prefix):
            found.add_metric(key.removeprefix(prefix).split(":"), value)
    return found


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"tobiishi_{name}", text, value=value)


def _counter(name: str, text: str, value: float) -> Metric:
    return CounterMetricFamily(f"tobiishi_{name}", text, value=value)


class Refused(Exception):
    """LINE does not accept the channel access token."""


def check_token() -> None:
    hold = settings.account_hold()
    if hold and hold.reason == "token":
        raise Refused
