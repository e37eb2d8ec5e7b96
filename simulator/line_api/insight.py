"""How often what was sent under a name was opened: totals, kept back under 20 people.

The simulator's people look at everything that reaches them, the moment it does.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from simulator.errors import LineError
from simulator.ledger import Entry
from simulator.line_api.bodies import Row
from simulator.platform import Platform
from simulator.quota import JAPAN_MS
from simulator.units import NAME
from simulator.web import Json, Request, Response, json_response

FEWEST = 20
LONGEST = timedelta(days=30)
_VIDEO = ("uniqueMediaPlayed", "uniqueMediaPlayed100Percent")


class InsightApi:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[Row]:
        path = "/v2/bot/insight/message/event/aggregation"
        return [("GET", path, "insight", self.of_unit)]

    def of_unit(self, request: Request) -> Response:
        unit = request.arg("customAggregationUnit") or ""
        first, last = _day(request, "from"), _day(request, "to")
        if not NAME.fullmatch(unit) or not first <= last <= first + LONGEST:
            raise LineError(400, "The request is invalid")
        return json_response(_shown(self._sent(unit, first, last)))

    def _sent(self, unit: str, first: date, last: date) -> list[Entry]:
        return [
            entry
            for entry in self._platform.ledger.entries
            if unit in entry.units and first <= _japan(entry.posting.at) <= last
        ]


def _shown(entries: Sequence[Entry]) -> Json:
    longest = max((len(entry.posting.messages) for entry in entries), default=0)
    return {
        "overview": _overview(entries),
        "messages": [
            _message(number, [e for e in entries if len(e.posting.messages) >= number])
            for number in range(1, longest + 1)
        ],
        "clicks": [],
    }


def _overview(entries: Sequence[Entry]) -> Json:
    return {"uniqueImpression": _people(entries), "uniqueClick": None} | dict.fromkeys(_VIDEO)


def _message(number: int, entries: Sequence[Entry]) -> Json:
    seen = sum(len(entry.posting.chats) for entry in entries)
    people = _people(entries)
    shown = {"seq": number, "impression": None if people is None else seen}
    return shown | {"uniqueImpression": people}


def _people(entries: Iterable[Entry]) -> int | None:
    people = {chat for entry in entries for chat in entry.posting.chats}
    return len(people) if len(people) >= FEWEST else None


def _japan(at_ms: int) -> date:
    return datetime.fromtimestamp((at_ms + JAPAN_MS) / 1000, UTC).date()


def _day(request: Request, name: str) -> date:
    written = request.arg(name) or ""
    if not re.fullmatch(r"\d{8}", written):
        raise LineError(400, f"The value for the '{name}' parameter is invalid")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise LineError(400, f"The value for the '{name}' parameter is invalid") from None
