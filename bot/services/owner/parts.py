"""Steps of one scenario kept for others."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import from_epoch
from bot.services.fragments import FragmentService
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import refused
from bot.store import fragments


def make(desk: Desk, command: do.MakePart, _: Actor) -> Outcome:
    if command.part.name in fragments.known():
        raise refused("name_in_use", value=command.part.name)
    FragmentService(desk.clock).keep(command.part)
    return Outcome(from_epoch(desk.now()))
