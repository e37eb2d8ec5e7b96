"""What an owner notes of one friend: labels, and values of fields."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import epoch, from_epoch
from bot.domain import names
from bot.domain.attributes import BUILT_IN
from bot.services.api import ApiService
from bot.services.labelling import LabelService
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import refused
from bot.store import fields, labels, people


def attach(desk: Desk, command: do.AttachLabel, _: Actor) -> Outcome:
    service, friends = _service(desk), _known(command.friend_id)
    people = service.attach(command.label, friends)
    if people and command.since:
        since = epoch(command.since)
        number = labels.known([command.label])[command.label]
        labels.had_since([(one, since) for one in friends], number)
    return Outcome(from_epoch(desk.now()), people=people)


def detach(desk: Desk, command: do.DetachLabel, _: Actor) -> Outcome:
    service, friends = _service(desk), _known(command.friend_id)
    return Outcome(from_epoch(desk.now()), people=service.detach(command.label, friends))


def set_field(desk: Desk, command: do.SetField, _: Actor) -> Outcome:
    friend = people.find(command.friend_id)
    if friend is None:
        raise refused("no_such_friend", value=str(command.friend_id))
    if command.value is not None:
        name = names.given(command.field)
        fields.ensure({name: BUILT_IN.get(name, command.kind)})
    ApiService(desk.clock, desk.account).put(friend, {command.field: command.value})
    return Outcome(from_epoch(desk.now()))


def _service(desk: Desk) -> LabelService:
    return LabelService(desk.clock, desk.account)


def _known(friend_id: int) -> list[int]:
    if people.find(friend_id) is None:
        raise refused("no_such_friend", value=str(friend_id))
    return [friend_id]
