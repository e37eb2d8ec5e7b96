"""What is left to tell LINE once acts are committed: answers, side by side."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.clock import Clock
from bot.delivery.replies import Replies
from bot.domain.outcomes import Accepted, Outcome, is_sent, is_unknown
from bot.services.answers import Answer, Answering
from bot.services.staff import StaffService
from bot.store import done
from bot.store.done import DoneEvent


@dataclass(frozen=True, slots=True)
class Unsaid:
    """An answer that was not sent yet, or of which nobody knows; `event` as it was before."""

    event: DoneEvent
    answer: Answer


@dataclass(frozen=True)
class Finisher:
    """`answering` touches no database: hundreds of answers leave side by side on `loop`.

    `revealed`: an answer as it is stored to what is said; a secret is only in the latter.
    """

    answering: Answering
    replies: Replies
    staff: StaffService
    clock: Clock
    loop: asyncio.Runner
    revealed: Callable[[str], str]

    def finish(self, event_ids: Sequence[str]) -> None:
        """Of events whose effects are committed, in their order; harmless when nothing is left."""
        known = done.known(event_ids)
        events = [known[event_id] for event_id in event_ids if event_id in known]
        unsaid = [self._unsaid(event, event.answer) for event in events if event.answer]
        if unsaid:
            self._say(unsaid)

    def _unsaid(self, event: DoneEvent, answer: str) -> Unsaid:
        return Unsaid(event, Answer.from_json(self.revealed(answer)))

    def _say(self, unsaid: Sequence[Unsaid]) -> None:
        ids = [each.event.event_id for each in unsaid]
        done.attempting(ids, real=self.clock.real())
        for each, outcome in self.loop.run(self._outcomes(unsaid)):
            if each.answer.batch is not None:
                self.replies.settle(each.answer.batch, outcome)
            if each.answer.digest is not None and not (is_sent(outcome) or is_unknown(outcome)):
                self.staff.not_shown(each.answer.digest)
            if each.answer.about is not None and isinstance(outcome, Accepted):
                self.staff.shown(each.answer.to, each.answer.about, outcome.message_ids)
        done.answered(ids)

    async def _outcomes(self, unsaid: Sequence[Unsaid]) -> list[tuple[Unsaid, Outcome]]:
        """One chat's answers one after the other, those of different chats side by side."""
        chats: dict[str, list[Unsaid]] = defaultdict(list)
        for each in unsaid:
            chats[each.answer.to].append(each)
        said = await asyncio.gather(*map(self._say_to, chats.values()))
        return list(chain.from_iterable(said))

    async def _say_to(self, unsaid: Sequence[Unsaid]) -> list[tuple[Unsaid, Outcome]]:
        return [(each, await self.answering.send(each.event, each.answer)) for each in unsaid]
