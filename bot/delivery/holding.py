"""What keeps the whole account from sending, since when, and when it is looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.clock import Clock, epoch
from bot.store import broken, engine, quota, settings
from bot.store.db import atomic
from bot.store.engine import Lane
from bot.store.settings import AccountHold, Scope


@dataclass(frozen=True)
class Holds:
    """A hold that is found again keeps its `since`; it ends when LINE accepts something."""

    clock: Clock
    seconds: float

    def refused(self, reason: str) -> None:
        """LINE's own word. It may pass, so it is tried again."""
        self._set(reason, "line")

    def spent(self, scope: Scope) -> None:
        """Our own count's word, which never outweighs LINE's."""
        before = settings.account_hold()
        if before is None or before.scope != "line" or before.check_at <= self.clock.real():
            self._set("quota", scope)

    def _set(self, reason: str, scope: Scope) -> None:
        before, now = settings.account_hold(), epoch(self.clock.now())
        again = before is not None and before.reason == reason
        since = before.since if before and again else now
        disputed = bool(before and again and before.scope == scope and before.disputed)
        check_at = self.clock.real() + self.seconds
        settings.set_account_hold(AccountHold(reason, since, check_at, scope, disputed))

    def accepted(self) -> None:
        """LINE took a message. A hold that began meanwhile stands: it is the younger word."""
        before = settings.account_hold()
        if before and before.check_at <= self.clock.real():
            settings.lift_account_hold()


def active(hold: AccountHold | None, real: float) -> AccountHold | None:
    """None also when it is time to look whether it is over."""
    return hold if hold and real < hold.check_at else None


def may_go(lanes: Iterable[Lane], hold: AccountHold | None) -> list[Lane]:
    """Of the steps that are due: those that go on in spite of the hold.

    Urgent ones from the account's reserve. Those that do not wait are not sent either: their
    people go on without the message, unless only LINE says so, which may pass. What sends nothing
    needs no messages.
    """
    if hold is None:
        return list(lanes)
    if is_refused(hold):
        return [lane for lane in lanes if not lane.sends]
    return [lane for lane in lanes if not lane.waits or (lane.urgent and hold.scope == "usual")]


def is_refused(hold: AccountHold | None) -> bool:
    """LINE itself takes nothing from the account."""
    return hold is not None and hold.scope == "line"


def may_try(hold: AccountHold, worker: str, real: float, seconds: float) -> bool:
    """Whether this worker is the one that finds out; it has so many seconds, then it is another's.

    What lies further ahead was written before the clock was set back.
    """
    left = hold.tried_until - real
    if hold.tried_by != worker and 0 < left <= seconds:
        return False
    if hold.tried_by == worker and left > seconds / 2:
        return True
    mine = replace(hold, tried_by=worker, tried_until=real + seconds)
    with atomic():
        return settings.change_account_hold(hold, mine)


def is_short(now: int) -> bool:
    """More people are due than messages are left: then who was due first goes first."""
    room = quota.allowance().room(urgent=False)
    return room is not None and engine.due_people(now, at_most=room + 1) > room


def has_work(now: int, real: float) -> bool:
    """Whether a sending round would find something to do. Costs what is due."""
    stopped, hold = settings.brakes()
    if stopped:
        return False
    hold = active(hold, real)
    lanes = may_go(engine.due_lanes(now), hold)
    if lanes and not _are_all_left_alone(lanes, real):
        return True
    return not is_refused(hold) and engine.lost_leases(real) > 0


def _are_all_left_alone(lanes: Iterable[Lane], real: float) -> bool:
    """What cannot be claimed is not tried every second."""
    known = broken.known()
    return all(known.get((lane.version_id, lane.step), 0) > real for lane in lanes)
