"""What is forgotten when nobody can need it any more, and what a clock that was wrong left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from bot.clock import Clock, epoch
from bot.services.api_access import SHOWN_SECONDS
from bot.shelves import ShelfAway
from bot.store import (
    activity,
    api_tokens,
    broken,
    deadlines,
    displaced,
    done,
    exports,
    held,
    labels,
    listening,
    media,
    rehearsals,
    tagging_runs,
    told,
    watches,
)
from bot.store.db import atomic
from bot.store.inbox import Inbox

log = structlog.get_logger()

DAY = 86_400
# LINE may send an event again for a while; how long it does not say.
KEEP_SECONDS = 7 * DAY
EVERY_SECONDS = 3600.0
# What staff were told, and by which messages in their groups it is known who is meant.
TOLD_KEPT_SECONDS = 90 * DAY
SLICES = 20
# Who did what is told for a year.
ACTS_KEPT_SECONDS = 366 * DAY
# People of deleted labels, and walks that were led past a step, of whom nobody is in a hurry to be
# rid.
LABELS_AT_ONCE = 50_000
MOVED_AT_ONCE = 10_000


@dataclass
class Housekeeping:
    """`forget_files`: from the shelf, by their names."""

    inbox: Inbox
    clock: Clock
    forget_files: Callable[[Sequence[str]], None]
    _last: float = field(default=0.0)

    def run_if_due(self) -> None:
        real = self.clock.real()
        if abs(real - self._last) < EVERY_SECONDS:
            return
        self._last = real
        with atomic():
            deadlines.bring_near(real)
            listening.renew()
            broken.forget()
            self._show_unreadable()
            watches.tidy()
            rehearsals.tidy()
            labels.purge(epoch(self.clock.now()) - DAY, LABELS_AT_ONCE)
            displaced.forget_moved(MOVED_AT_ONCE)
        self.inbox.bring_near(real)
        self.inbox.forget_done(real - KEEP_SECONDS)
        with atomic():
            api_tokens.forget_answers(int(real) - DAY)
            exports.forget(epoch(self.clock.now()) - DAY)
            api_tokens.forget_nonces(epoch(self.clock.now()) - SHOWN_SECONDS)
            activity.forget(epoch(self.clock.now()) - ACTS_KEPT_SECONDS)
        done.forget(epoch(self.clock.now()) - KEEP_SECONDS)
        self._in_slices(tagging_runs.forget, epoch(self.clock.now()) - DAY)
        self._forget_told(epoch(self.clock.now()) - TOLD_KEPT_SECONDS)

    def _forget_told(self, before: int) -> None:
        """A slice a transaction, digests first: what they told goes with them."""
        self._in_slices(told.forget_digests, before)
        self._forget_files(before)
        for forget in (told.forget_receipts, told.forget_by_hand, held.forget):
            self._in_slices(forget, before)

    def _in_slices(self, forget: Callable[[int], int], before: int) -> None:
        for _ in range(SLICES):
            with atomic():
                if not forget(before):
                    break

    def _forget_files(self, before: int) -> None:
        """Before their rows: of a file that is gone already nothing is missed, while one that
        nobody knows any more would lie there for ever.
        """
        try:
            for _ in range(SLICES):
                with atomic():
                    names = told.files(before)
                if not names:
                    break
                self.forget_files(names)
                with atomic():
                    media.forget(names)
        except ShelfAway as error:
            log.warning("files_not_forgotten", error=str(error))

    def _show_unreadable(self) -> None:
        """Owners see what cannot be read before anybody has to wait for it."""
        now, real = epoch(self.clock.now()), self.clock.real()
        known = {version for version, _ in broken.known()}
        for version_id in listening.unreadable():
            if version_id not in known:
                log.error("version_unreadable", version=version_id)
                broken.broke((version_id, 0), now=now, retry_at=real, problem=broken.UNREADABLE)
