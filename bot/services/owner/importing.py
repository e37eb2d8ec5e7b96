"""Friends from before the bot: how far their import is, and beginning it."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import ImportFacts
from bot.clock import from_epoch
from bot.services import importing as service
from bot.services.owner.desk import Desk, ReadingDesk
from bot.store import importing


class ImportReads(ReadingDesk):
    def imported(self) -> ImportFacts:
        known = importing.find()
        at = from_epoch(known.at) if known.state != "none" else None
        return ImportFacts(known.state, known.found, known.new, at)


def begin(desk: Desk, _: do.ImportFriends, __: Actor) -> Outcome:
    """The `chat` process takes them some at a time."""
    service.begin(desk.now())
    return Outcome(from_epoch(desk.now()))
