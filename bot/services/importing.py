"""Friends whom the account had before the bot: taken from LINE's list, some at a time.

They are known from then on and enter nothing: whom to enter is the owners' choice.
"""

import asyncio
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.outcomes import NotSent, Rejected, Throttled, Unauthorized
from bot.domain.text import clean_name
from bot.line.gateway import Crowd, Followers, LineError, People, Profile
from bot.services.watching import Watching
from bot.store import friends, importing
from bot.store.db import atomic
from bot.store.importing import Import

# So many profiles are asked at once: owners' taps wait for no more.
AT_ONCE = 100
# A process that died at it is taken over after this long.
LEASE_SECONDS = 60.0
REST_SECONDS = 30.0

Told = Profile | BaseException | None
"""What LINE said when it was asked who somebody is."""

_REST = (Throttled, NotSent, Unauthorized)

log = structlog.get_logger()


def begin(now: int) -> Import:
    """From the beginning, also after an earlier one; one that is under way goes on."""
    before = importing.find()
    if before.state != "going":
        importing.change(before, Import("going", at=now))
    return importing.find()


@dataclass(frozen=True)
class Importing:
    line: People
    crowd: Crowd
    clock: Clock
    account: Callable[[], Account]
    loop: asyncio.Runner

    def is_due(self) -> bool:
        known, real = importing.find(), self.clock.real()
        # A clock that was set back must not put it off for long.
        rests = real < known.turn_at <= real + LEASE_SECONDS
        return known.state == "going" and not rests

    def run(self, seconds: float, asked_to_stop: Callable[[], bool]) -> None:
        """For about so long; the rest waits for the next call."""
        until = self.clock.real() + seconds
        while self.is_due() and self.clock.real() < until and not asked_to_stop():
            self._some()

    def to_the_end(self) -> Import:
        """For who waits for it. Where LINE wants a rest, or a worker is at it just now, that one
        goes on.
        """
        begin(epoch(self.clock.now()))
        self.run(math.inf, lambda: False)
        return importing.find()

    def _some(self) -> None:
        before = importing.find()
        mine = replace(before, turn_at=self.clock.real() + LEASE_SECONDS)
        if before.state != "going" or not importing.change(before, mine):
            return
        try:
            page = self.line.followers(mine.start, AT_ONCE)
            told = self.loop.run(self._profiles(page.user_ids))
        except LineError as error:
            self._refused(mine, error)
            return
        with atomic():
            self._keep(mine, page, told)

    def _keep(self, mine: Import, page: Followers, told: Mapping[str, Told]) -> None:
        """Whom LINE would not name just then is asked for again by `services.names`."""
        now = epoch(self.clock.now())
        new = friends.bring([_line(user_id, who) for user_id, who in told.items()], at=now)
        friends.ask_later([one for one, who in told.items() if isinstance(who, BaseException)])
        if new:
            Watching(self.clock, self.account).pass_over(new)
        after = replace(mine, found=mine.found + len(told), new=mine.new + len(new), turn_at=0.0)
        if page.next is None:
            after = replace(after, state="done", start=None, at=now)
        importing.change(mine, replace(after, start=page.next))

    def _refused(self, mine: Import, error: LineError) -> None:
        """A list that LINE has forgotten is begun anew: nobody is taken twice."""
        log.warning("import_not_told", error=type(error.outcome).__name__)
        match error.outcome:
            case Unauthorized(reason=reason) if reason.startswith("403"):
                now = epoch(self.clock.now())
                after = replace(mine, state="not_allowed", at=now, turn_at=0.0)
            case Rejected() if mine.start is not None:
                after = Import("going", at=mine.at)
            case _:
                after = replace(mine, turn_at=self.clock.real() + REST_SECONDS)
        importing.change(mine, after)

    async def _profiles(self, user_ids: Sequence[str]) -> dict[str, Told]:
        """Raises where LINE wants to be asked nothing just now."""
        asked = (self.crowd.profile(user_id) for user_id in user_ids)
        told = await asyncio.gather(*asked, return_exceptions=True)
        for answer in told:
            if isinstance(answer, LineError) and isinstance(answer.outcome, _REST):
                raise answer
        return dict(zip(user_ids, told, strict=True))


def _line(user_id: str, who: Told) -> tuple[str, str, str, str]:
    if not isinstance(who, Profile):
        return user_id, "", "", ""
    return user_id, clean_name(who.name), who.language or "", who.picture_url or ""
