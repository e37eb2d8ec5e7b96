"""What an owner decides about a step that cannot be prepared, and about notices that did not go."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import from_epoch
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import refused
from bot.store import broken, overdue, unposted


def try_lane(desk: Desk, command: do.TryLane, _: Actor) -> Outcome:
    if not broken.try_now((command.version_id, command.place)):
        raise refused("no_such_batch")
    return Outcome(from_epoch(desk.now()))


def skip_lane(desk: Desk, command: do.SkipLane, _: Actor) -> Outcome:
    people = _people(desk, command)
    overdue.skip_one(command.version_id, command.place, until=desk.now())
    broken.try_now((command.version_id, command.place))
    return Outcome(from_epoch(desk.now()), people=people)


def end_lane(desk: Desk, command: do.EndLane, _: Actor) -> Outcome:
    people = _people(desk, command)
    overdue.end_one(command.version_id, command.place, until=desk.now())
    broken.try_now((command.version_id, command.place))
    return Outcome(from_epoch(desk.now()), people=people)


def _people(desk: Desk, command: do.SkipLane | do.EndLane) -> int:
    """Only while it is broken: on an old card of a step that works by now nothing is done."""
    for lane in broken.with_people(desk.now()):
        if (lane.version_id, lane.step) == (command.version_id, command.place):
            return lane.people
    raise refused("no_such_batch")


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
