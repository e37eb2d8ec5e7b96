"""What was sent, by day, and the names that opens are counted under."""

import re
from collections.abc import Callable

from simulator.errors import LineError
from simulator.line_api.bodies import Row
from simulator.platform import Platform
from simulator.web import Json, Request, Response, json_response

ENDPOINTS = ("reply", "push", "multicast", "broadcast")
DATE = re.compile(r"\d{8}")
UNITS_A_PAGE = 100


class StatisticsApi:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[Row]:
        path = "/v2/bot/message"
        rows: list[Row] = [
            ("GET", f"{path}/delivery/{name}", "delivery", self._delivery(name))
            for name in ENDPOINTS
        ]
        return [
            *rows,
            ("GET", f"{path}/aggregation/info", "aggregation", self.unit_count),
            ("GET", f"{path}/aggregation/list", "aggregation", self.unit_list),
        ]

    def _delivery(self, endpoint: str) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            date = request.arg("date") or ""
            if not DATE.fullmatch(date):
                raise LineError(400, "The value for the 'date' parameter is invalid")
            sent = self._platform.quota.sent_on(date, endpoint)
            if sent is None:
                return json_response({"status": "unready"})
            return json_response({"status": "ready", "success": sent})

        return answer

    def unit_count(self, _request: Request) -> Response:
        count = len(self._platform.units.this_month())
        return json_response({"numOfCustomAggregationUnits": count})

    def unit_list(self, request: Request) -> Response:
        limit = min(int(request.arg("limit") or UNITS_A_PAGE), UNITS_A_PAGE)
        start = int(request.arg("start") or 0)
        names = self._platform.units.this_month()
        page: Json = {"customAggregationUnits": names[start : start + limit]}
        if start + limit < len(names):
            page["next"] = str(start + limit)
        return json_response(page)
