"""What an owner has to look at: what failed, what nobody knows, what is held."""

import re

from admin_flows.ports.facts import FailReason, HeldRow, InboxFacts, InboxRow, ParkedFacts
from bot.clock import from_epoch
from bot.services.owner import holds
from bot.services.owner.desk import ReadingDesk
from bot.store import scenarios, stuck
from bot.store.models import BatchState
from bot.store.stuck import StuckBatch

ROWS = 20
# LINE's words for somebody whom the account cannot send to.
_RECIPIENT = re.compile(r"'to'|\(to\b|failed to send messages|not found", re.IGNORECASE)


class InboxReads(ReadingDesk):
    def inbox(self) -> InboxFacts:
        found = stuck.batches()
        names = {row.id: row.name for row in scenarios.listed()}
        held = (*self._account(), *holds.paused_rows(), *_friends())
        return InboxFacts(
            rows=tuple(_row(batch, names.get(batch.scenario_id, "")) for batch in found[:ROWS]),
            held=held,
            total=len(found),
            parked=self._parked(),
            hold=holds.account_hold(self),
        )

    def _parked(self) -> ParkedFacts | None:
        parked = self.inbox_events.parked_summary()
        if parked is None:
            return None
        return ParkedFacts(parked.number, parked.last_id, self.in_business(parked.since))

    def _account(self) -> list[HeldRow]:
        return [HeldRow(held.reason, held.people) for held in holds.account_facts(self.now())]


def _friends() -> list[HeldRow]:
    return [HeldRow(held.reason, held.people) for held in holds.friends_facts()]


def _row(batch: StuckBatch, scenario: str) -> InboxRow:
    return InboxRow(
        batch_id=batch.id,
        kind="uncertain" if batch.state == BatchState.UNCERTAIN else "failed",
        scenario_id=batch.scenario_id,
        scenario=scenario,
        step_number=batch.step + 1,
        people=batch.people,
        at=from_epoch(batch.at),
        reason=reason_of(batch),
    )


def reason_of(batch: StuckBatch) -> FailReason:
    if batch.state == BatchState.UNCERTAIN:
        return "unavailable"
    if not batch.problem:
        return "other"
    return "unknown_friend" if _RECIPIENT.search(batch.problem) else "content"
