"""What an owner decides about messages that failed or whose fate nobody knows."""

from datetime import datetime

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import epoch, from_epoch
from bot.services.owner.desk import ActingDesk, Desk
from bot.services.owner.overdue import as_moves, next_stops
from bot.services.owner.refusals import refused
from bot.store import engine, stuck
from bot.store.stuck import StuckBatch


def retry(desk: Desk, command: do.RetryFailed, _: Actor) -> Outcome:
    batch = _batch(command.batch_id)
    people = stuck.retry(batch.id, now=desk.now())
    return Outcome(from_epoch(desk.now()), scenario_id=batch.scenario_id, people=people)


def skip(desk: Desk, command: do.SkipFailed, _: Actor) -> Outcome:
    return _move_on(desk, _batch(command.batch_id), None)


def count_as_sent(desk: Desk, command: do.CountAsSent, _: Actor) -> Outcome:
    """As if LINE had said yes when the request left."""
    batch = _batch(command.batch_id)
    if not stuck.count_as_sent(batch.id):
        raise refused("surely_failed")
    return _move_on(desk, batch, from_epoch(batch.claimed_at))


def _batch(batch_id: int) -> StuckBatch:
    found = stuck.batches(batch_id)
    if not found:
        raise refused("no_such_batch")
    return found[0]


def _move_on(desk: Desk, batch: StuckBatch, sent_at: datetime | None) -> Outcome:
    people = list(engine.recipients(stuck.members(batch.id)).values())
    stops = next_stops(people, batch.version_id, batch.step, desk.account(), previous_at=sent_at)
    moves, finished = as_moves(stops)
    counted_at = epoch(sent_at) if sent_at else None
    stuck.move_on(moves, counted_at=counted_at)
    stuck.finish(finished, counted_at=counted_at)
    return Outcome(from_epoch(desk.now()), scenario_id=batch.scenario_id, people=len(people))


def retry_parked(desk: ActingDesk, command: do.RetryParked, _: Actor) -> Outcome:
    return Outcome(from_epoch(desk.now()), people=desk.inbox_events.unpark(command.upto))


def dismiss_parked(desk: ActingDesk, command: do.DismissParked, _: Actor) -> Outcome:
    return Outcome(from_epoch(desk.now()), people=desk.inbox_events.dismiss(command.upto))
