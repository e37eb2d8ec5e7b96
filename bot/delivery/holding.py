"""What keeps the whole account from sending, since when, and when it is looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.store import engine, settings
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
        since = before.since if before and before.reason == reason else now
        check_at = self.clock.real() + self.seconds
        settings.set_account_hold(AccountHold(reason, since, check_at, scope))

    def accepted(self) -> None:
        """LINE took a message. A hold that began meanwhile stands: it is the younger word."""
        before = settings.account_hold()
        if before and before.check_at <= self.clock.real():
            settings.lift_account_hold()


def active_hold(real: float) -> AccountHold | None:
    """None also when it is time to look whether it is over."""
    hold = settings.account_hold()
    return hold if hold and real < hold.check_at else None


def may_go(lanes: Iterable[Lane], hold: AccountHold | None) -> list[Lane]:
    """Of the steps that are due: those that go on in spite of the hold.

    Urgent ones from the account's reserve. Those that do not wait are not sent either: their
    people go on without the message, unless only LINE says so, which may pass.
    """
    if hold is None:
        return list(lanes)
    if hold.scope == "line":
        return []
    return [lane for lane in lanes if not lane.waits or (lane.urgent and hold.scope == "usual")]


def has_work(now: int, real: float) -> bool:
    """Whether a sending round would find something to do. Costs what is due."""
    if settings.stop_all():
        return False
    hold = active_hold(real)
    if hold and hold.scope == "line":
        return False
    return bool(may_go(engine.due_lanes(now), hold)) or engine.lost_leases(real) > 0
