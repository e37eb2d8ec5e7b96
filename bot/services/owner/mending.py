"""What an owner decides about a step that cannot be prepared, and about notices that did not go."""

from collections.abc import Callable, Sequence

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import from_epoch
from bot.services.owner.desk import Desk
from bot.services.owner.overdue import CHUNK, skip_chunk
from bot.services.owner.refusals import refused
from bot.store import broken, engine, unposted
from bot.store.db import atomic
from bot.store.engine import Lane


def try_lane(desk: Desk, command: do.TryLane, _: Actor) -> Outcome:
    if not broken.try_now((command.version_id, command.place)):
        raise refused("no_such_batch")
    return Outcome(from_epoch(desk.now()))


def skip_lane(desk: Desk, command: do.SkipLane, _: Actor) -> Outcome:
    return _moved(desk, command, lambda: skip_chunk(desk, command.version_id, command.place))


def end_lane(desk: Desk, command: do.EndLane, _: Actor) -> Outcome:
    return _moved(desk, command, lambda: _end_chunk(desk, command.version_id, command.place))


def _end_chunk(desk: Desk, version_id: int, place: int) -> list[int]:
    now = desk.now()
    with atomic():
        people = engine.pick(Lane(version_id, place, fresh=False, due_at=now), now, CHUNK)
        if people:
            engine.end(people, now=now)
    return [person.enrollment_id for person in people]


def _moved(
    desk: Desk, command: do.SkipLane | do.EndLane, chunk: Callable[[], Sequence[int]]
) -> Outcome:
    """Only while it is broken: on an old card of a step that works by now nothing is done."""
    if (command.version_id, command.place) not in broken.known():
        raise refused("no_such_batch")
    people = 0
    while moved := len(chunk()):
        people += moved
    if not people:
        raise refused("no_such_batch")
    return Outcome(from_epoch(desk.now()), people=people)


def retry_unposted(desk: Desk, command: do.RetryUnposted, _: Actor) -> Outcome:
    notices = _notices(command.upto)
    unposted.again(notices)
    return Outcome(from_epoch(desk.now()), people=len(notices))


def dismiss_unposted(desk: Desk, command: do.DismissUnposted, _: Actor) -> Outcome:
    notices = _notices(command.upto)
    unposted.dismiss(notices)
    return Outcome(from_epoch(desk.now()), people=len(notices))


def _notices(upto: int) -> list[int]:
    notices = unposted.meant(upto)
    if not notices:
        raise refused("no_such_batch")
    return notices
