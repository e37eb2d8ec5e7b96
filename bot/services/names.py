"""Who friends are, by what LINE tells; and those of whom it would not tell when they came."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.clock import Clock, epoch
from bot.domain.text import clean_name
from bot.line.gateway import Crowd, LineError, Profile
from bot.store import friends
from bot.store.db import atomic
from bot.store.trouble import trouble

AT_ONCE = 50
PAUSE_SECONDS = 30.0

log = structlog.get_logger()


def learn(told: Sequence[Profile], *, at: int) -> None:
    """In a transaction, of people there are."""
    friends.set_profiles(
        [
            (who.user_id, clean_name(who.name), who.language or "", who.picture_url or "")
            for who in told
        ],
        at=at,
    )


@dataclass
class Names:
    """A burst of newcomers may be more than LINE wants to be asked about: they are let in without
    a name, and it is asked for again before their next step.
    """

    crowd: Crowd
    clock: Clock
    loop: asyncio.Runner
    _again_at: float = 0.0

    def is_due(self) -> bool:
        # A clock that was set back must not put it off for long.
        rests = self.clock.real() < self._again_at <= self.clock.real() + PAUSE_SECONDS
        return not rests and bool(friends.nameless(1))

    def run(self) -> None:
        """Asks for some; rests when LINE still would not tell."""
        if not self.is_due():
            return
        user_ids = friends.nameless(AT_ONCE)
        told = self.loop.run(self._ask(user_ids))
        for user_id, answer in zip(user_ids, told, strict=True):
            if isinstance(answer, LineError):
                self._again_at = self.clock.real() + PAUSE_SECONDS
            else:
                self._keep(user_id, answer)

    async def _ask(self, user_ids: Sequence[str]) -> list[Profile | BaseException | None]:
        asked = map(self.crowd.profile, user_ids)
        return await asyncio.gather(*asked, return_exceptions=True)

    def _keep(self, user_id: str, answer: Profile | BaseException | None) -> None:
        """Whom LINE does not know, or tells nonsense of, is not asked for again and again."""
        try:
            if isinstance(answer, Profile):
                with atomic():
                    learn([answer], at=epoch(self.clock.now()))
                return
        except Exception as error:
            if trouble(error):
                raise
            log.exception("name_not_kept")
        with atomic():
            friends.stay_nameless([user_id])
