"""Labels that an owner attaches to one friend, or takes out."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import epoch, from_epoch
from bot.services.labelling import LabelService
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import refused
from bot.store import labels, people


def attach(desk: Desk, command: do.AttachLabel, _: Actor) -> Outcome:
    service, friends = _service(desk), _known(command.friend_id)
    people = service.attach(command.label, friends)
    if people and command.since:
        labels.since_then(friends, command.label, at=epoch(command.since))
    return Outcome(from_epoch(desk.now()), people=people)


def detach(desk: Desk, command: do.DetachLabel, _: Actor) -> Outcome:
    service, friends = _service(desk), _known(command.friend_id)
    return Outcome(from_epoch(desk.now()), people=service.detach(command.label, friends))


def _service(desk: Desk) -> LabelService:
    return LabelService(desk.clock, desk.account)


def _known(friend_id: int) -> list[int]:
    if people.find(friend_id) is None:
        raise refused("no_such_friend", value=str(friend_id))
    return [friend_id]
