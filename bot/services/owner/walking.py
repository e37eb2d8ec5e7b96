"""One friend's walk, moved by hand: a step left out, a jump ahead, the next step now, the end.

Nothing is sent twice by it: a walk only moves ahead, and one whose message is on its way moves by
itself.
"""

from collections.abc import Sequence
from datetime import datetime

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Command, Outcome, WalkPlace
from bot.clock import from_epoch
from bot.domain.walk import Walk
from bot.services.owner.desk import ActingDesk, Desk
from bot.services.owner.refusals import refused
from bot.store import engine, standing, versions
from bot.store.engine import Move
from bot.store.models import WITHOUT_DATE, EnrollmentState
from bot.store.standing import FREE, Standing


def skip_next(desk: Desk, command: do.SkipNext, _: Actor) -> Outcome:
    """The step after it is counted from when this one was due, as whatever is left out."""
    one = _free(command)
    walk = versions.walk(one.version_id)
    dated = one.due_at < WITHOUT_DATE and not walk.is_timed_there(one.step)
    counted = from_epoch(one.due_at) if dated else desk.clock.now()
    _lead(desk, one, walk.past(one.step, one.rounds), counted)
    return Outcome(from_epoch(desk.now()), scenario_id=one.scenario_id)


def jump(desk: Desk, command: do.JumpTo, _: Actor) -> Outcome:
    """Its wait begins now. Only ahead: what was sent is never sent again."""
    one = _free(command)
    walk = versions.walk(one.version_id)
    target = _target(walk, one, command.number)
    _lead(desk, one, target, desk.clock.now())
    return Outcome(from_epoch(desk.now()), scenario_id=one.scenario_id)


def _target(walk: Walk, one: Standing, number: str) -> int:
    ahead = sorted(walk.ahead(one.step) - {one.step})
    stops = [i for i in ahead if walk.stops[i].number == number and not walk.stops[i].again]
    if not stops:
        numbers = [walk.stops[i].number for i in ahead] or [walk.stops[one.step].number]
        raise refused("not_ahead", value=number, least=numbers[0], most=numbers[-1])
    named = versions.stops_named(one.version_id, walk.stops[stops[0]].step.id)
    if engine.had([one.id], named):
        raise refused("had_already")
    return stops[0]


def send_now(desk: ActingDesk, command: do.SendNow, _: Actor) -> Outcome:
    one = _free(command)
    if one.state != EnrollmentState.WAITING:
        raise refused("cannot_now")
    standing.due_now(one, now=min(one.due_at, desk.now()))
    if (why := desk.hurry(one.id)) is not None:
        raise refused(why)
    return Outcome(from_epoch(desk.now()), scenario_id=one.scenario_id, on_the_way=1)


def stop(desk: Desk, command: do.StopWalks, _: Actor) -> Outcome:
    """One that is on its way may still arrive."""
    walks = standing.locked(command.friend_id, scenario_id=command.scenario_id or 0)
    if not walks:
        raise refused("walk_over")
    standing.stop(walks, now=desk.now())
    return Outcome(from_epoch(desk.now()), people=len(walks), on_the_way=standing.on_the_way(walks))


def put_back(desk: Desk, command: do.PutBackWalks, _: Actor) -> Outcome:
    done = [
        standing.put_back(_standing(command.friend_id, place), visit=place.visit, now=desk.now())
        for place in command.places
    ]
    if not any(done):
        raise refused("cannot_undo")
    return Outcome(from_epoch(desk.now()), people=sum(done))


def undo_move(_: Desk, command: do.SkipNext | do.JumpTo, __: Actor) -> Command | None:
    return _back(command.friend_id, standing.locked(command.friend_id, walk=command.walk_id), 1)


def undo_stop(_: Desk, command: do.StopWalks, __: Actor) -> Command | None:
    walks = standing.locked(command.friend_id, scenario_id=command.scenario_id or 0)
    return _back(command.friend_id, walks, 0)


def _back(friend_id: int, walks: Sequence[Standing], visits: int) -> Command | None:
    """None while a message is on its way: where the walk will stand is not known."""
    if not walks or any(one.state not in FREE for one in walks):
        return None
    places = tuple(
        WalkPlace(
            one.id,
            one.scenario_id,
            one.version_id,
            one.step,
            one.rounds,
            one.due_at,
            one.counted_at,
            one.visit + visits,
        )
        for one in walks
    )
    return do.PutBackWalks(friend_id, places)


def _standing(friend_id: int, at: WalkPlace) -> Standing:
    return Standing(
        at.walk_id,
        friend_id,
        at.scenario_id,
        at.version_id,
        at.step,
        at.rounds,
        at.visit,
        at.due_at,
        at.counted_at,
        EnrollmentState.WAITING,
        0,
        live=True,
    )


def _free(command: do.SkipNext | do.JumpTo | do.SendNow) -> Standing:
    found = standing.locked(command.friend_id, walk=command.walk_id)
    if not found or not found[0].live:
        raise refused("walk_over")
    if found[0].state == EnrollmentState.STUCK:
        raise refused("walk_stuck")
    if found[0].state not in FREE:
        raise refused("on_its_way")
    return found[0]


def _lead(desk: Desk, one: Standing, index: int, counted_at: datetime) -> None:
    walk, calendar = versions.walk(one.version_id), desk.account().calendar
    person = engine.recipients([one.id])[one.id]
    stops = engine.next_stops(
        walk,
        [person],
        calendar,
        following=lambda _: index,
        previous_at=lambda _: counted_at,
    )
    moves, _finished = engine.as_moves(stops)
    to: Move | None = moves[0] if moves else None
    standing.lead(one, to, counted_at=int(counted_at.timestamp()), now=desk.now())
