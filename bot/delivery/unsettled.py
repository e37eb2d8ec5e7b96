"""What is left of a batch whose first try did not settle everybody."""

import asyncio
from dataclasses import dataclass, field

from bot.delivery.plan import Claimed
from bot.domain.delivery import HoldAll, SendAgain, after_refusal
from bot.domain.outcomes import Outcome, is_unknown


@dataclass(slots=True)
class Unsettled:
    """`running`: requests that LINE has not answered yet; `outcomes`: answers that settle nothing.

    `whole`: how many people the batch began with. `unknown`: LINE may have accepted some of it.
    """

    claimed: Claimed
    whole: int
    leased_until: float
    unknown: bool
    attempt: int = 0
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    running: dict[int, asyncio.Task[Outcome]] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Of the batch that is left: what it still takes of the places in flight."""
        return len(self.claimed.batch.members) / self.whole

    def to_send(self) -> list[int]:
        return [member for member in self.claimed.batch.members if member not in self.running]

    def answered(self) -> dict[int, Outcome]:
        """Whose answer has come since it was last asked."""
        done = {member: task.result() for member, task in self.running.items() if task.done()}
        for member in done:
            del self.running[member]
        return done

    def keep(self, claimed: Claimed, answered: dict[int, Outcome]) -> None:
        """Only these are left, after these answers."""
        left = set(claimed.batch.members)
        self.claimed = claimed
        known = self.outcomes | answered
        self.outcomes = {m: known[m] for m in known if m in left and m not in self.running}
        self.unknown = self.unknown or any(map(is_unknown, self.outcomes.values()))

    def decision(self) -> SendAgain | HoldAll | None:
        """One way for all: a refusal of the account outweighs, then the longest wait that any of
        them asks for. None while only requests without an answer are left.
        """
        decisions = [
            found
            for outcome in self.outcomes.values()
            if (found := after_refusal(outcome, self.attempt))
        ]
        for found in decisions:
            if isinstance(found, HoldAll):
                return found
        waits = [found.after_seconds for found in decisions if isinstance(found, SendAgain)]
        return SendAgain(max(waits, default=1.0)) if self.outcomes else None
