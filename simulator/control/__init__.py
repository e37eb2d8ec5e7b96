"""The simulator's own API: everything the page does, and what tests need besides."""

from simulator.control.chats import ChatControl
from simulator.control.guard import guard
from simulator.control.people import PeopleControl
from simulator.control.time import TimeControl
from simulator.control.trouble import TroubleControl
from simulator.control.watching import WatchingControl
from simulator.people import People
from simulator.platform import Platform
from simulator.router import Route
from simulator.tap import Taps


def control_routes(platform: Platform) -> list[Route]:
    people = People(platform)
    controls = (
        PeopleControl(platform, people),
        ChatControl(platform, people, Taps(platform, people)),
        TimeControl(platform),
        TroubleControl(platform),
        WatchingControl(platform),
    )
    return [
        Route(method, f"/sim{pattern}", guard(handler))
        for control in controls
        for method, pattern, handler in control.routes()
    ]
