"""Every screen of the owners' by the labels that people read: one tour, in Japanese and in English,
through real processes.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from admin_flows.screens import FLOWS
from simulator.client import SimulatorClient
from tests.journeys.harness import Installation
from tests.journeys.stage import begin_in_the_morning
from tests.journeys.tours import (
    first,
    friend_side,
    friends,
    lists,
    making,
    messages,
    office,
    running,
    starts,
    ways,
)
from tests.journeys.tours.shop import Shop, opened
from tests.journeys.tours.visitor import Place

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

TOURS: tuple[Callable[[Shop], None], ...] = (
    first.hello,
    first.from_template,
    lists.labels,
    lists.groups,
    lists.groups_go,
    lists.routes,
    lists.coupons,
    making.times,
    making.by_date,
    making.for_something,
    making.moved,
    making.repeated,
    making.effects,
    ways.questions,
    ways.lanes,
    starts.kinds,
    starts.moments,
    starts.rules,
    messages.written,
    messages.kinds,
    messages.words_of_command,
    running.seen,
    running.ruled,
    running.started,
    running.walked,
    running.added,
    running.shown,
    running.published,
    running.once,
    running.stopped,
    running.results,
    running.ended,
    friend_side.on_their_own,
    friends.found,
    friends.known,
    friends.given,
    friends.taken_in,
    office.hours,
    office.zone,
    office.amounts,
    office.language,
    office.words,
    office.keys,
    office.people,
    office.members,
    office.read_in,
    office.group,
    office.unasked,
    office.later,
    office.helped,
)
"""In this order: what one has made another goes on with."""

NOT_TOURED = {
    "a fault of LINE's is needed": {
        "inbox.again", "inbox.case", "inbox.giveup", "inbox.held", "inbox.lane", "inbox.laneend",
        "inbox.list", "inbox.notice", "inbox.people", "inbox.ring",
    },
    "two people, a month's limit or time that goes by are needed": {
        "add.done", "answer.late", "friend.coupon", "quota.keep", "refused.gone", "refused.role",
        "scenario.overdue", "timeline.busy", "trial.card",
    },
}  # fmt: skip
"""Screens that the tour does not come to, and why; `tests/flows` walks them."""


def places(installed: Installation) -> Place:
    """The screen that a chat is at, as the bot's own books have it."""
    file = installed.plan.data / "tobiishi.db"

    def place(chat: str) -> str | None:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as books:
            asked = "SELECT body FROM conversation WHERE chat = ?"
            found = books.execute(asked, (chat,)).fetchone()
        return str(json.loads(found[0])["screen"]) if found else None

    return place


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_screen_is_found_by_its_labels(installed: Installation, locale: str) -> None:
    shop = opened(SimulatorClient(installed.plan.page), locale, places(installed))
    begin_in_the_morning(shop.sim)
    for tour in TOURS:
        print(tour.__module__, tour.__name__)
        tour(shop)
    excused = {name for names in NOT_TOURED.values() for name in names}
    assert {screen.name for screen in FLOWS} - shop.owner.been == excused
