"""Opens by name: totals, kept back under 20 people, of at most 31 days of Japan."""

from typing import Any

import pytest

from simulator.client import SimulatorClient
from tests.simulator.line import Line, text

NIGHT_IN_JAPAN = 1796050740000  # 2026-11-30 23:59
PATH = "/v2/bot/insight/message/event/aggregation"


def opens(line: Line, unit: str, first: str = "20261101", last: str = "20261130") -> Any:
    return line.get(f"{PATH}?customAggregationUnit={unit}&from={first}&to={last}")


def test_from_twenty_people_on_they_are_told(sim: SimulatorClient, line: Line) -> None:
    sim.set_clock(NIGHT_IN_JAPAN)
    crowd = sim.add_friends(20)
    line.multicast(crowd[:19], text("やあ"), customAggregationUnits=["few"])
    for _ in range(2):
        line.multicast(crowd, text("やあ"), text("どうも"), customAggregationUnits=["many"])
    few, many = opens(line, "few").body, opens(line, "many").body
    assert few["overview"]["uniqueImpression"] is None
    assert few["messages"] == [{"seq": 1, "impression": None, "uniqueImpression": None}]
    assert many["overview"]["uniqueImpression"] == 20
    assert many["messages"][1] == {"seq": 2, "impression": 40, "uniqueImpression": 20}


def test_days_are_japans(sim: SimulatorClient, line: Line) -> None:
    sim.set_clock(NIGHT_IN_JAPAN)
    crowd = sim.add_friends(25)
    line.multicast(crowd, text("やあ"), customAggregationUnits=["one"])
    assert opens(line, "one", "20261130", "20261130").body["overview"]["uniqueImpression"] == 25
    assert opens(line, "one", "20261201", "20261201").body["overview"]["uniqueImpression"] is None


def test_nothing_was_sent(line: Line) -> None:
    assert opens(line, "nothing").body == {
        "overview": {
            "uniqueImpression": None,
            "uniqueClick": None,
            "uniqueMediaPlayed": None,
            "uniqueMediaPlayed100Percent": None,
        },
        "messages": [],
        "clicks": [],
    }


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("a-b", "20261101", "20261130"),
        ("", "20261101", "20261130"),
        ("a", "20261101", "20261202"),
        ("a", "20261130", "20261101"),
        ("a", "2026-11-01", "20261130"),
        ("a", "20261131", "20261130"),
    ],
)
def test_what_is_refused(line: Line, unit: str, first: str, last: str) -> None:
    assert opens(line, unit, first, last).status == 400
