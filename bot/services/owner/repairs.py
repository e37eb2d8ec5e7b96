"""What an owner decides about messages that failed or whose fate nobody knows."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import epoch, from_epoch
from bot.services.jumping import Jumping
from bot.services.owner.desk import ActingDesk, Desk
from bot.services.owner.refusals import refused
from bot.store import changes, engine, runaways, scenarios, settings, signals, stuck, versions
from bot.store.effects import Effects
from bot.store.models import BatchState, DeliveryState, ScenarioState
from bot.store.staff_words import Done
from bot.store.stuck import Members, StuckBatch

Choice = do.RetryFailed | do.SkipFailed | do.CountAsSent | do.GiveUpFailed


def retry(desk: Desk, command: do.RetryFailed, _: Actor) -> Outcome:
    batch, members = _chosen(command)
    held = stuck.retry(members, now=desk.now())
    return _done(desk, batch, members, later=len(members) if _waits(batch) else held)


def skip(desk: Desk, command: do.SkipFailed, _: Actor) -> Outcome:
    batch, members = _chosen(command)
    _move_on(desk, batch, members, None)
    return _done(desk, batch, members)


def give_up(desk: Desk, command: do.GiveUpFailed, _: Actor) -> Outcome:
    batch, members = _chosen(command)
    stuck.give_up(members, now=desk.now())
    return _done(desk, batch, members)


def count_as_sent(desk: Desk, command: do.CountAsSent, _: Actor) -> Outcome:
    """As if LINE had said yes when the request left."""
    batch, parts = _chosen_parts(command)
    if batch.state != BatchState.UNCERTAIN:
        raise refused("surely_failed")
    for part in parts:
        engine.mark(part.batch_id, part.ids, DeliveryState.SENT)
        step = versions.walk(batch.version_id).stops[batch.step].step.id
        sent: Mapping[signals.OfStep, int] = {"sent": len(part.ids)}
        signals.of_step(batch.scenario_id, batch.version_id, step, sent, at=part.claimed_at)
        _move_on(desk, batch, part.ids, from_epoch(part.claimed_at))
    return _done(desk, batch, _together(parts))


def _chosen(command: Choice) -> tuple[StuckBatch, list[int]]:
    batch, parts = _chosen_parts(command)
    return batch, _together(parts)


def _chosen_parts(command: Choice) -> tuple[StuckBatch, list[Members]]:
    """Those who still wait for an owner's word; whoever decides second is told so."""
    found = stuck.batches(command.batch_id)
    parts = stuck.members(command.batch_id, command.enrollment_id or 0)
    if not found or not parts:
        raise refused("no_such_batch")
    return found[0], parts


def _together(parts: Sequence[Members]) -> list[int]:
    return [member for part in parts for member in part.ids]


def _waits(batch: StuckBatch) -> bool:
    """Nothing of this scenario leaves just now, whoever it is for."""
    row = scenarios.find(batch.scenario_id)
    paused = row is not None and row.state == ScenarioState.PAUSED
    return paused or bool(settings.stop_all() or settings.account_hold())


def _done(desk: Desk, batch: StuckBatch, members: Sequence[int], *, later: int = 0) -> Outcome:
    return Outcome(
        from_epoch(desk.now()),
        scenario_id=batch.scenario_id,
        people=len(members),
        later=later,
        left=batch.people - len(members),
    )


def _move_on(
    desk: Desk, batch: StuckBatch, members: Sequence[int], sent_at: datetime | None
) -> None:
    people = list(engine.recipients(members).values())
    walk = versions.walk(batch.version_id)
    lead = walk.after if sent_at else walk.past
    stops = engine.next_stops(
        walk,
        people,
        desk.account().calendar,
        following=lambda person: lead(batch.step, person.rounds),
        previous_at=lambda person: sent_at or engine.due(person),
    )
    moves, finished = engine.as_moves(stops)
    counted_at = epoch(sent_at) if sent_at else None
    stuck.move_on(moves, counted_at=counted_at)
    stuck.finish(finished, now=desk.now(), counted_at=counted_at)
    then = walk.stops[batch.step].step.then
    if sent_at and then:
        done = Done(then, batch.version_id, batch.step)
        _do(desk, done, [person.friend_id for person in people])


def _do(desk: Desk, done: Done, friend_ids: list[int]) -> None:
    """What the step does with those it was sent to."""
    effects, now = Effects(Jumping(desk.clock, desk.account).enter), desk.clock.now()
    effects.apply(done, friend_ids, now, desk.account().calendar)
    effects.afterwards(done, friend_ids, now)


def retry_parked(desk: ActingDesk, command: do.RetryParked, _: Actor) -> Outcome:
    people = desk.inbox_events.unpark(command.upto) + changes.try_again()
    return Outcome(from_epoch(desk.now()), people=people)


def dismiss_parked(desk: ActingDesk, command: do.DismissParked, _: Actor) -> Outcome:
    people = desk.inbox_events.dismiss(command.upto) + changes.dismiss()
    return Outcome(from_epoch(desk.now()), people=people)


def dismiss_ring(desk: Desk, command: do.DismissRing, _: Actor) -> Outcome:
    runaways.dismiss(command.scenario_id)
    return Outcome(from_epoch(desk.now()), scenario_id=command.scenario_id)
