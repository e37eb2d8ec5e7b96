"""Places that scenarios name: sent as they are on that day."""

import pytest

from bot.domain.check import check
from bot.domain.document import parse
from bot.domain.finding import Others
from bot.domain.schedule import Calendar
from bot.services.places import PlaceService
from bot.store.db import rows
from tests.delivery.world import TOKYO, World, step

WHERE = {"id": "where", "send": [{"location": "店"}, {"text": "{{ friend.name }}さん"}]}
AGAIN = {"id": "again", "wait": {"days": 1}, "send": [{"location": "店"}]}
SHOP = {"address": "東京都港区", "latitude": "35.658581", "longitude": "139.745433"}


def sent(world: World) -> list[str]:
    found = (m for entry in world.line.entries for m in entry.messages)
    return [str(message["title"]) for message in found if message["type"] == "location"]


def test_a_named_place_is_that_of_the_day(world: World) -> None:
    PlaceService().keep("店", title="旧店", **SHOP)
    world.scenario(WHERE, AGAIN)
    world.follow("花")
    world.send()
    PlaceService().keep(" 店 ", title="新店", **SHOP)
    world.move(days=1)
    world.send()
    assert sent(world) == ["旧店", "新店"]
    assert [row[0] for row in rows("SELECT problem FROM broken_lane")] == []


@pytest.mark.parametrize(("known", "codes"), [({"店"}, []), ({"別"}, ["unknown_place"])])
def test_a_place_nobody_made_stops_a_start(known: set[str], codes: list[str]) -> None:
    start = {"when": "friend_added"}
    document = parse({"tobiishi": 1, "name": "x", "start": start, "steps": [AGAIN, step("b")]})
    found = check(document, Calendar(TOKYO), "", Others(places=frozenset(known)))
    assert [one.code for one in found if one.severity == "error"] == codes
