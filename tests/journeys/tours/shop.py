"""What every tour plays in: one shop, its owner, and whoever else is needed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flex_templates.render import TOKYO
from simulator.client import SimulatorClient
from tests.journeys.tours.visitor import Place, Visitor


@dataclass(frozen=True)
class Shop:
    """Everybody reads `locale`. `emma` is a friend; `owner` runs the shop."""

    sim: SimulatorClient
    locale: str
    place: Place
    owner: Visitor
    emma: Visitor

    def somebody(self, name: str) -> Visitor:
        """Who has not added the account yet."""
        return somebody(self.sim, self.locale, self.place, name)

    def group(self, name: str, *members: Visitor) -> Visitor:
        """A LINE group as its first member sees it: in the shop’s own language, Japanese."""
        ids = [member.user for member in members]
        chat = self.sim.add_group(name, ids)["id"]
        return Visitor(self.sim, ids[0], "ja", chat)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.sim.now() / 1000, TOKYO)

    def day(self, days: int) -> str:
        """So many days from now, as LINE's wheel gives it."""
        return f"{self.now() + timedelta(days=days):%Y-%m-%d}"


def somebody(sim: SimulatorClient, locale: str, place: Place, name: str) -> Visitor:
    return Visitor(sim, sim.add_user(name, locale)["id"], locale, place=place)


def opened(sim: SimulatorClient, locale: str, place: Place) -> Shop:
    """A new installation, before anybody has claimed it."""
    owner, emma = (somebody(sim, locale, place, name) for name in ("Dana", "Emma"))
    return Shop(sim, locale, place, owner, emma)
