"""What the simulator knows: its state, the ledger, the requests, and a stream of changes."""

from simulator.control.guard import Row, number_arg
from simulator.control.people import shown_group, shown_user
from simulator.platform import Platform
from simulator.web import Json, Request, Response, Stream, json_response


class WatchingControl:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[Row]:
        return [
            ("GET", "/state", self.state),
            ("GET", "/ledger", self.ledger),
            ("GET", "/ledger/counts", self.counts),
            ("DELETE", "/ledger", self.clear_ledger),
            ("GET", "/requests", self.requests),
            ("GET", "/stream", self.stream),
        ]

    def state(self, _request: Request) -> Response:
        platform = self._platform
        account = platform.account
        shown: Json = {
            "clock": platform.clock.shown(),
            "account": {"id": account.id, "name": account.name, "basicId": account.basic_id},
            "owner_code": platform.owner_code,
            "users": [shown_user(user) for user in platform.world.users.values()],
            "groups": [shown_group(group) for group in platform.world.groups.values()],
            "quota": platform.quota.shown(),
            "webhook": platform.webhooks.shown(),
            "repeats_with_other_content": platform.retry_keys.other_content,
            "settings": platform.settings.shown(),
        }
        return json_response(shown)

    def ledger(self, request: Request) -> Response:
        after, limit = number_arg(request, "after") or 0, number_arg(request, "limit")
        return json_response({"entries": self._platform.ledger.page(after, limit)})

    def counts(self, request: Request) -> Response:
        return json_response(self._platform.ledger.counts(request.arg("endpoint")))

    def clear_ledger(self, _request: Request) -> Response:
        self._platform.ledger.clear()
        return Response()

    def requests(self, request: Request) -> Response:
        after = number_arg(request, "after") or 0
        return json_response({"requests": self._platform.requests.page(after)})

    def stream(self, _request: Request) -> Stream:
        return Stream("text/event-stream", self._platform.changes.stream())
